"""What the model process, devices, encoders and pictures say, in Chinese."""

CHINESE: dict[str, str] = {
    "Something went wrong inside the tutor.": "导师程序内部出错了。",
    "See Help > Open log.": "请看“帮助 > 打开日志”。",
    "The model process stopped unexpectedly.": "模型进程意外停止。",
    "Your question is kept: ask again.": "你的问题已保留，请再问一次。",
    "The model file {file} can't be used.": "无法使用模型文件 {file}。",
    "Fetch it again: tutor models fetch {model}": "请重新获取：tutor models fetch {model}",
}
