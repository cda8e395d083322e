"""What the terminal says, in Chinese."""

CHINESE: dict[str, str] = {
    "Reading stopped unexpectedly.": "读取意外中止。",
    "Add the material again: it goes on where it stopped.": "请重新添加该材料，会从中断处继续。",
    "This desktop does not let the application see the screen.": "当前桌面不允许本程序查看屏幕。",
    "Take a screenshot with the desktop's own key and paste it here with Ctrl+V.": "请用系统自带的截图键截图，再按 Ctrl+V 粘贴到这里。",
    "Drag a frame; Esc gives up": "拖出一个框；按 Esc 取消",
    "There is no course {name}.": "没有名为 {name} 的课程。",
    "See the courses with: tutor course list": "查看已有课程：tutor course list",
    "There is no course yet.": "还没有任何课程。",
    "Add one with: tutor course add PATH": "用这条命令添加：tutor course add 路径",
    "There is no question.": "没有问题内容。",
    "Write a note, or give --audio or --image.": "请写一句话，或用 --audio、--image 给出录音或图片。",
    "Figure": "图",
    "page {page}": "第 {page} 页",
    "{file}, line {line}": "{file}，第 {line} 行",
    "{title} is ready.": "《{title}》已就绪。",
    "{title} can't be removed.": "无法删除《{title}》。",
    "Close programs that have its files open.": "请关闭正在使用其文件的程序。",
}
