"""What speech says, in Chinese."""

CHINESE: dict[str, str] = {}
