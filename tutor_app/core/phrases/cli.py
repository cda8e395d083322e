"""What the terminal says, in Chinese."""

CHINESE: dict[str, str] = {
    "There is no course {name}.": "没有名为 {name} 的课程。",
    "See the courses with: tutor course list": "查看已有课程：tutor course list",
}
