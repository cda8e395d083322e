"""Traditional or simplified characters; Whisper base writes a mixture."""

from functools import cache
from typing import Any, Literal, TypeAlias

Script: TypeAlias = Literal["simplified", "traditional", "heard"]  # heard: as Whisper writes it
SCRIPTS: tuple[Script, ...] = ("simplified", "traditional", "heard")


def simplified(text: str) -> str:
    """`text` in simplified characters."""
    return written_in(text, "simplified")


def written_in(text: str, script: Script) -> str:
    """`text` in the characters of a script; a mixture becomes one, word by word."""
    if script == "heard":
        return text
    plain: str = _converter("t2s").convert(text)
    written: str = plain if script == "simplified" else _converter("s2t").convert(plain)
    return written


@cache
def _converter(way: str) -> Any:
    import opencc  # 50 ms to load its dictionaries: not before Chinese is heard

    return opencc.OpenCC(way)
