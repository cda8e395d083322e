"""What the learner's record and settings say, in Chinese."""

CHINESE: dict[str, str] = {
    "The settings can't be saved in {folder}.": "无法把设置保存到 {folder}。",
    "Check that the folder can be written and the disk is not full.": "请检查该文件夹是否可写、磁盘是否已满。",
    "The settings file {file} can't be read.": "无法读取设置文件 {file}。",
    "Mend it or delete it.": "请修正或删除它。",
    "Your record was written by a newer version of the application.": "你的学习记录是由更新版本的程序写入的。",
    "Update the application.": "请更新程序。",
    "Your question can't be saved in {folder}.": "无法把你的问题保存到 {folder}。",
    "The record in {folder} is damaged.": "{folder} 中的学习记录已损坏。",
    "Move record.db away; a new one is begun.": "请移走 record.db，程序会新建一个。",
    "There is no file {file}.": "文件 {file} 不存在。",
    "A class can't begin: {folder} can't be written.": "无法开始课堂：{folder} 不可写。",
    "Check its name and folder.": "请检查文件名和所在文件夹。",
}
