"""What is said of earlier turns, and of what is written out of them, in Chinese."""

CHINESE: dict[str, str] = {
    "A question without words": "没有文字的问题",
    "A recording": "一段录音",
    "A picture": "一张图片",
    "the next hint": "下一个提示",
    "more simply": "更简单地讲",
    "more about it": "多讲一些",
    "an example": "举个例子",
    "why that is so": "为什么是这样",
    "compared": "比较",
    "in English": "用英文",
    "in Chinese": "用中文",
}
