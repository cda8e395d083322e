"""Text into sentences, in English and Chinese."""

import re

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[A-Z0-9])|(?<=[。！？；])[”’）]*|\n+")

_MARK = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")  # of a list


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the white space between them."""
    return [part for piece in _END.split(text) if (part := _MARK.sub("", piece.strip()))]
