"""Footnotes of Markdown as raised numbers: at the word, and before the note where it is written."""

import re
from collections.abc import Mapping

_MARK = re.compile(r"(?P<end>[.!?。！？,，;；]?)\[\^(?P<name>[^\]\s\[]{1,60})\](?!:)")
_NOTE = re.compile(r"^\[\^(?P<name>[^\]\s\[]{1,60})\]:[ \t]*", re.MULTILINE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def number_notes(text: str) -> dict[str, str]:
    """Return the raised number of each note that is written in a text, in the order of the notes."""
    names = dict.fromkeys(match["name"] for match in _NOTE.finditer(text))
    return {name: str(number).translate(_RAISED) for number, name in enumerate(names, start=1)}


def raise_notes(text: str, numbers: Mapping[str, str]) -> str:
    """Write raised numbers for marks and notes; before a full stop, so that a sentence ends with it."""
    text = _NOTE.sub(lambda m: f"{numbers[m['name']]} " if m["name"] in numbers else m[0], text)
    return _MARK.sub(
        lambda m: f"{numbers[m['name']]}{m['end']}" if m["name"] in numbers else m[0],
        text,
    )
