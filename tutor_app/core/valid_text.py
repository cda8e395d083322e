"""Text and JSON that strangers wrote, as values that every part can hold."""

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")


def to_valid_text(text: str) -> str:
    """Join surrogates that form a pair; lone ones, which no file and no SQLite takes, become �."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def parse_json(text: str | bytes) -> Any:
    """Read JSON whose strings are valid text.

    Raises:
        ValueError: it is none, or nested too deeply to be read.
    """
    try:
        value = json.loads(text)
        source = text if isinstance(text, str) else text.decode("utf-8", "surrogatepass")
        if _ESCAPED.search(source) or _SURROGATE.search(source):
            return json.loads(to_valid_text(json.dumps(value, ensure_ascii=False)))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value
