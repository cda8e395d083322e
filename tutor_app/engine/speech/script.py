"""Traditional to simplified characters; Whisper base writes a mixture."""

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """`text` in simplified characters."""
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> Any:
    import opencc  # 50 ms to load its dictionaries: not before Chinese is heard

    return opencc.OpenCC("t2s")
