"""What speech says, in Chinese."""

CHINESE: dict[str, str] = {
    "The recording can't be saved in {folder}.": "无法把录音保存到 {folder}。",
    "The microphone can't be used.": "无法使用麦克风。",
    "Plug one in, or allow it in the system's settings. You can type meanwhile.": "请接上麦克风，或在系统设置中允许使用。现在也可以打字提问。",
    "Sound can't be recorded: PortAudio is missing.": "无法录音：缺少 PortAudio。",
    "Install it: sudo apt install libportaudio2": "请安装：sudo apt install libportaudio2",
    "{name} is not a recording that can be read.": "{name} 不是可读取的录音。",
    "Give a WAV, FLAC, OGG or MP3 file.": "请提供 WAV、FLAC、OGG 或 MP3 文件。",
    "Give an audio or video file that a player can play.": "请提供播放器能够播放的音频或视频文件。",
    "{name} is empty.": "{name} 是空的。",
    "Record it or copy it again.": "请重新录制或复制。",
    "There is no sound in {name}.": "{name} 中没有声音。",
    "Give a recording, or a video with a sound track.": "请提供录音，或带有音轨的视频。",
    "{name} ends early: it may be cut off or damaged.": "{name} 提前结束：可能被截断或已损坏。",
    "The transcript can't be written in {folder}.": "无法把文字稿写入 {folder}。",
    "Give a folder that can be written: --to FOLDER": "请指定可写的文件夹：--to 文件夹",
    "Stopped. The same command goes on where it was.": "已停止。再次运行同一命令会从中断处继续。",
    "The reference needs openai-whisper and torch, which are not installed.": "参考识别需要 openai-whisper 和 torch，但尚未安装。",
    'Install them with: pip install -e ".[train]"': '安装：pip install -e ".[train]"',
}
