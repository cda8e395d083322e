"""What explanations say, in Chinese."""

CHINESE: dict[str, str] = {
    "Your material says:": "材料中写道：",
    "See the figure: {caption}": "请看图：{caption}",
    "The language model {name} can't be opened.": "无法打开语言模型 {name}。",
    "Check it with: tutor models check. It may need more memory than is free.": "请用 tutor models check 检查；也可能是空闲内存不足。",
    "The language model stopped: {error}": "语言模型中断了：{error}",
    "Ask again, or shorter.": "请再问一次，或问得短一些。",
    "The material does not answer this question.": "材料中没有这个问题的答案。",
    "The nearest sections are: {sections}": "最接近的章节是：{sections}",
    "The language model {name} needs {needed} GB of memory; {free} GB is free.": "语言模型 {name} 需要 {needed} GB 内存，现有 {free} GB 可用。",
    "Close other programs, or choose a smaller model.": "请关闭其他程序，或选择更小的模型。",
    "The language model {name} is not there.": "找不到语言模型 {name}。",
    "Choose it again, or let the size be chosen.": "请重新选择，或让程序自动选择大小。",
    "{name} is no language model that can be used.": "{name} 不是可用的语言模型。",
    "Give a GGUF file, as llama.cpp, Ollama and LM Studio use them.": "请提供 GGUF 文件，即 llama.cpp、Ollama 和 LM Studio 使用的格式。",
    "No server was entered.": "还没有输入服务器地址。",
    "Enter its address under Explanations, or choose another way.": "请在“讲解”中输入地址，或选择其他方式。",
    "The language model answered in another language.": "语言模型用了另一种语言回答。",
    "Try another model.": "请换一个模型。",
    "The language model said nothing.": "语言模型没有说任何话。",
    "Sentences of the material are quoted instead.": "改为引用材料中的句子。",
}
