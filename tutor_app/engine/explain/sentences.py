"""Text into sentences, in English and Chinese."""

import re

ENDS = ".!?。！？；"
_NUMBER = r"(?<!\A\d\.)(?<!\n\d\.)(?<!\n\d\d\.)"  # of a list ends no sentence
_END = re.compile(_NUMBER + r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[<A-Z0-9])|(?<=[。！？；])[”’）]*|\n+")

MARK = r"(?:[-*•]|\d{1,2}[.)])\s+"  # of a list
_MARK = re.compile(rf"{MARK}|\(\d+(?:\.\d+)+\)\s+")  # or the number of the formula before
_SPACE = re.compile(r"\s*")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the white space between them."""
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences begin and end. A mark of a list belongs to none, nor does the number of the
    formula before; what closes one belongs to it.
    """
    found, start = [], 0
    for match in _END.finditer(text):
        closing = match.start() + len(match.group().rstrip())
        found.append((start, closing))
        start = match.end()
    return [span for one in (*found, (start, len(text))) if (span := _bare(text, *one))]


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    start = min(_SPACE.match(text, start).end(), end)  # type: ignore[union-attr]
    if mark := _MARK.match(text, start, end):
        start = mark.end()
    end = start + len(text[start:end].rstrip())
    return (start, end) if end > start else None
