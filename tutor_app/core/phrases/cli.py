"""What the terminal says, in Chinese."""

CHINESE: dict[str, str] = {}
