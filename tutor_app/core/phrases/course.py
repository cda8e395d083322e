"""What reading and indexing material says, in Chinese."""

CHINESE: dict[str, str] = {}
