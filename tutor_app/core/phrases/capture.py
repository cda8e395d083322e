"""Pictures of the screen, and asking the open window for one."""

CHINESE: dict[str, str] = {
    "This desktop does not let the application see the screen.": "当前桌面不允许本程序查看屏幕。",
    "Take a screenshot with the desktop's own key and paste it here with Ctrl+V.": "请用系统自带的截图键截图，再按 Ctrl+V 粘贴到这里。",
    "The window of Tutor is not open.": "Tutor 的窗口没有打开。",
    "Open it with: tutor. Or let this open it: --open": "用这条命令打开：tutor。或加上 --open 由本命令打开",
    "The window did not open.": "窗口没有打开。",
    "Open it with: tutor. It says there what is wrong.": "用这条命令打开：tutor。它会说明哪里出了问题。",
    "The window does not answer.": "窗口没有响应。",
    "Close it and open it again.": "请关闭后重新打开。",
    "The window does not know what was asked of it.": "窗口不明白要它做什么。",
    "It may be of another version: close it and open it again.": "它可能是另一个版本：请关闭后重新打开。",
    "There is no picture {file}.": "没有图片 {file}。",
    "Check its name.": "请检查名称。",
}
