"""What explanations says, in Chinese."""

CHINESE: dict[str, str] = {}
