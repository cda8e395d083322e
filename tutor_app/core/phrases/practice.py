"""What practice says, in Chinese."""

CHINESE: dict[str, str] = {
    "There are {count} reviews after a day or more; fitting needs {needed}.": "隔天或更久之后的复习只有 {count} 次；拟合需要 {needed} 次。",
    "Practise on with the usual parameters.": "请先用默认参数继续练习。",
    "Fitting needs the package fsrs-rs-python, which is not installed.": "拟合需要软件包 fsrs-rs-python，但尚未安装。",
    'Install it with: pip install "tutor-app[fit]"': '安装：pip install "tutor-app[fit]"',
}
