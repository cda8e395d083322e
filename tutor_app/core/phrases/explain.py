"""What explanations say, in Chinese."""

CHINESE: dict[str, str] = {
    "Your material says:": "材料中写道：",
    "See the figure: {caption}": "请看图：{caption}",
    "The language model {name} can't be opened.": "无法打开语言模型 {name}。",
    "Check it with: tutor models check. It may need more memory than is free.": "请用 tutor models check 检查；也可能是空闲内存不足。",
    "The language model stopped: {error}": "语言模型中断了：{error}",
    "Ask again, or shorter.": "请再问一次，或问得短一些。",
    "The language model said nothing.": "语言模型没有回答。",
    "Ask again.": "请再问一次。",
    "not in your material": "材料中没有",
    "**Not from your material, and not checked:**": "**以下不是来自你的材料，也没有核对：**",
    "The material does not answer this question.": "材料中没有这个问题的答案。",
    "Written on it: {words}.": "图上写有：{words}。",
    "The nearest sections are: {sections}": "最接近的章节是：{sections}",
}
