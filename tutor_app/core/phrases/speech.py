"""What speech says, in Chinese."""

CHINESE: dict[str, str] = {
    "The recording can't be saved in {folder}.": "无法把录音保存到 {folder}。",
    "The microphone can't be used.": "无法使用麦克风。",
    "Plug one in, or allow it in the system's settings. You can type meanwhile.": "请接上麦克风，或在系统设置中允许使用。现在也可以打字提问。",
    "Sound can't be recorded: PortAudio is missing.": "无法录音：缺少 PortAudio。",
    "Install it: sudo apt install libportaudio2": "请安装：sudo apt install libportaudio2",
    "{name} is not a recording that can be read.": "{name} 不是可读取的录音。",
    "Give a WAV, FLAC, OGG or MP3 file.": "请提供 WAV、FLAC、OGG 或 MP3 文件。",
}
