"""A server's words without the key that it was given: they go into the record and the log."""

import re
from urllib.parse import unquote

TELLING_CHARACTERS = 8  # of a key in a row; servers show four or fewer of its end
_WORD = re.compile(r"""[^\s"'<>(){}\[\],;]+""")
REDACTED = "…"


def redact(text: str, key: str) -> str:
    """Replace every word that holds the key, or so much of it that it tells, escaped or not."""
    if not key:
        return text
    size = min(TELLING_CHARACTERS, len(key))
    pieces = {key[start : start + size] for start in range(len(key) - size + 1)}

    def replaced(match: re.Match[str]) -> str:
        word = match.group()
        read = unquote(word).replace("\\/", "/")
        return REDACTED if any(piece in word or piece in read for piece in pieces) else word

    return _WORD.sub(replaced, text)
