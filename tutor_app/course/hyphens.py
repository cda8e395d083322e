"""Words that a line's end divides: joined, and with their hyphen where it is theirs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SOFT_HYPHEN = "\xad"
_HYPHENS = {ord(char): "-" for char in "‐‑"}
_LAST = re.compile(r"([^\W_](?:[\w-]*\w)?)-$")
_FIRST = re.compile(r"[^\W_](?:[\w-]*\w)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEADS = frozenset(
    "well self mid half high low long short cross ill ever non two three four five six seven eight "
    "nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety first second third "
    "world large small hard soft deep full free fast slow real open left right old new near best "
    "better light vice mother father sister brother son state wide much so-called quasi pseudo "
    "decision problem object rate".split()
)
_ENDINGS = frozenset(
    "ness ing ings ed er ers est ly tion tions ment ments ful less ish ity ities ous ware dom age en "
    "ning ize ise ism ist al able ible ance ence ship hood ward wards like let ten ton ary ory ive "
    "ion ions tive lower".split()
)
_CLOSED = frozenset(  # they begin words that are written as one
    [
        "some",
        "any",
        "every",
        "no",
        "with",
        "there",
        "where",
        "here",
        "how",
        "what",
        "when",
        "who",
        "in",
        "on",
        "out",
        "up",
        "down",
        "over",
        "under",
        "after",
        "be",
        "for",
        "to",
        "fore",
        "through",
        "an",
        "other",
        "one",
        "inter",
        "super",
        "sub",
        "re",
        "un",
        "dis",
        "mis",
        "pre",
    ]
)
_HANGING = frozenset("and or to und oder et ou y o".split())  # "pre- and post-war"


@dataclass(frozen=True)
class Vocabulary:
    """The words of a text, small, as they stand inside lines; compounds with hyphens among them."""

    words: frozenset[str] = field(default=frozenset())

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> "Vocabulary":
        """Collect the words of lines, but not those that a line's end may have cut."""
        found: set[str] = set()
        for line in lines:
            whole = _WORD.findall(line.translate(_HYPHENS))
            cut = line.rstrip().endswith(("-", "‐", "‑", SOFT_HYPHEN))
            for word in (one.lower() for one in (whole[:-1] if cut else whole)[1:]):
                found.update((word, *word.split("-")))
        return cls(frozenset(found))


def plain_hyphens(text: str) -> str:
    """Write every kind of hyphen as the one that people type."""
    return text.translate(_HYPHENS)


def mend_hyphen(before: str, after: str, known: Vocabulary) -> tuple[str, bool]:
    """Return a line without the hyphen that its end alone put there, and whether the next goes on at once."""
    if before.endswith(SOFT_HYPHEN):
        return before[:-1], True
    left, right = _LAST.search(before), _FIRST.match(after)
    if not left or not right or right[0].lower() in _HANGING:
        return before, False
    keeps = _keeps(left[1], right[0], known)
    return (before, True) if keeps else (before[:-1], True)


def _keeps(left: str, right: str, known: Vocabulary) -> bool:
    """Tell whether the hyphen between two parts is the word's own."""
    if not left[-1].isalpha() or not right[0].isalpha() or right[0].isupper():
        return True
    first, second = left.lower(), right.lower()
    if f"{first}-{second}" in known.words:
        return True
    if first + second in known.words:
        return False
    if "-" in first:
        return True
    if first in _LEADS and len(second) > 2 and second.split("-")[0] not in _ENDINGS:
        return True
    if first in _CLOSED:
        return False
    return len(first) > 2 and len(second) > 2 and {first, second.split("-")[0]} <= known.words
