"""What the learner's record and settings says, in Chinese."""

CHINESE: dict[str, str] = {
    "The settings can't be saved in {folder}.": "无法把设置保存到 {folder}。",
    "Check that the folder can be written and the disk is not full.": "请检查该文件夹是否可写、磁盘是否已满。",
    "The settings file {file} can't be read.": "无法读取设置文件 {file}。",
    "Mend it or delete it.": "请修正或删除它。",
}
