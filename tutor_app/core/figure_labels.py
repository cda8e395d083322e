"""Figure labels and captions as books print them, in English and Chinese."""

import re

_LABEL = re.compile(
    r"(?P<kind>Figure|Fig\.?|图|圖|插图)\s*(?P<number>[A-Z]?\d+(?:\s*[-.–—]\s*\d+)*[a-z]?)", re.IGNORECASE
)
_CAPTION = re.compile(rf"^\s*{_LABEL.pattern}\s*(?:[.:：。|—–\s]|$)", re.IGNORECASE)


def label_of(caption: str) -> str:
    """ "Figure 3.2" at the start of a caption; empty if there is none."""
    match = _CAPTION.match(caption)
    return f"{match['kind']} {match['number']}" if match else ""


def is_caption(text: str) -> bool:
    """Whether a paragraph begins as a caption does."""
    return bool(_CAPTION.match(text))


def numbers_in(text: str) -> set[str]:
    """The numbers of all figures that a text mentions, for example {"3.2"}."""
    return {_plain(match["number"]) for match in _LABEL.finditer(text)}


def number_of(label: str) -> str:
    """The number in a label, for comparing with `numbers_in`."""
    match = _LABEL.match(label)
    return _plain(match["number"]) if match else ""


def _plain(number: str) -> str:
    return re.sub(r"\s*[-.–—]\s*", ".", number).lower()
