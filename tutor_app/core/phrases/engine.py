"""What the model process, devices, encoders and pictures say, in Chinese."""

CHINESE: dict[str, str] = {
    "Something went wrong inside the tutor.": "导师程序内部出错了。",
    "See Help > Open log.": "请看“帮助 > 打开日志”。",
    "The model process stopped unexpectedly.": "模型进程意外停止。",
    "Your question is kept: ask again.": "你的问题已保留，请再问一次。",
    "The model file {file} can't be used.": "无法使用模型文件 {file}。",
    "Fetch it again: tutor models fetch {model}": "请重新获取：tutor models fetch {model}",
    "The picture {name} is too large.": "图片 {name} 太大。",
    "Give a smaller part of it.": "请只截取其中一部分。",
    "{name} is not a picture that can be read.": "{name} 不是可读取的图片。",
    "Give a PNG or JPEG file.": "请提供 PNG 或 JPEG 文件。",
    "No text encoder is called “{name}”.": "没有名为“{name}”的文本编码器。",
    "The known ones are: {names}.": "可用的有：{names}。",
    "The text reader's files can't be used.": "文字识别模型的文件无法使用。",
    "No words were heard.": "没有听到任何话。",
    "Speak closer to the microphone, or type the question.": "请靠近麦克风说话，或直接输入问题。",
    "The CPU is used.": "使用 CPU。",
    "{name} can't be made: the weights are not those it was checked with.": "无法生成 {name}：权重与检验时所用的不一致。",
    "Check them with: tutor models check": "请用 tutor models check 检查。",
}
