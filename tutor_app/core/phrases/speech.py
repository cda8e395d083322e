"""What speech says, in Chinese."""

CHINESE: dict[str, str] = {
    "{name} is not a recording that can be read.": "{name} 不是可读取的录音。",
    "Give a WAV, FLAC, OGG or MP3 file.": "请提供 WAV、FLAC、OGG 或 MP3 文件。",
}
