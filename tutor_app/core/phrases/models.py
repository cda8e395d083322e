"""What fetching, checking and exporting models says, in Chinese."""

CHINESE: dict[str, str] = {}
