"""The ways of asking and their shares, in words."""

from collections.abc import Iterable

from tutor_app.core.counted import Way
from tutor_app.core.language import tr


def way_in_words(way: Way) -> str:
    """For example "picture"."""
    match way:
        case "note":
            return tr("note")
        case "picture":
            return tr("picture")
        case "screen words":
            return tr("words on it")
        case "speech":
            return tr("speech")


def share_in_words(way: Way, percent: int) -> str:
    """For example "picture 62 %"."""
    return f"{way_in_words(way)} {percent} %"


def shares_in_words(shares: Iterable[tuple[Way, int]]) -> str:
    """For example "picture 62 %, note 38 %"."""
    return tr(", ").join(share_in_words(*share) for share in shares)
