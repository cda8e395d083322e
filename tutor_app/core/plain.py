"""What Markdown says, without its marks."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from tutor_app.core.maths.in_text import FormulaInText, replaced

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARK_OF_LINE = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+•]\s+|\d{1,2}[.)]\s+|\|?[\s:|-]+\|?$)?", re.M)
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+")
_FIRST = 0xF0000  # a private character of a plane that fonts of books don't use stands for each formula
HELD = re.compile("[\U000f0000-\U000ffffd]")
IDEOGRAPH = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")  # may be cut after any of them
_LEADER = re.compile(r"(?:[\s|]*[.…·]){4,}[\s|]*")  # from an entry of a table of contents to its page
_LOOSE = " ,;:，；：、–—(（“‘"  # not before an ellipsis


@dataclass(frozen=True)
class Held:
    """A text whose formulas are held, a character for each, so that nothing cuts or changes them."""

    text: str
    formulas: tuple[FormulaInText, ...]

    def put_back(self, text: str, formula: Callable[[FormulaInText], str]) -> str:
        """A part of the text, its formulas as a function writes them."""
        known = dict(enumerate(self.formulas, start=_FIRST))
        return HELD.sub(lambda one: formula(known[ord(one[0])]) if ord(one[0]) in known else one[0], text)


def hold(text: str) -> Held:
    """Hold the formulas of a text."""
    formulas: list[FormulaInText] = []

    def stand_in(found: FormulaInText) -> str:
        formulas.append(found)
        return chr(_FIRST + len(formulas) - 1)

    return Held(replaced(text, stand_in), tuple(formulas))


def plain(markdown: str) -> str:
    """Its words, without links, pictures, emphasis and what stands before lines. Formulas are to be held."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", markdown))
    return _EMPHASIS.sub("", _MARK_OF_LINE.sub("", html.unescape(text)))


def snippet(text: str, most: int, *, clean: Callable[[str], str] = plain) -> str:
    """The first words of a text in one line, an ellipsis where more follow; formulas as they are written."""
    held = hold(text)
    words = cut(" ".join(_LEADER.sub(" ", clean(held.text)).split()), most)
    return held.put_back(words, lambda formula: text[formula.start : formula.end])


def cut(words: str, most: int) -> str:
    """At most so many characters: cut after a word, or between ideographs, with an ellipsis."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    gap = max(kept.rfind(" "), max((found.end() for found in IDEOGRAPH.finditer(kept)), default=0))
    is_between = words[most - 1] == " " or gap == len(kept)
    return (kept if is_between or gap <= 0 else kept[:gap]).rstrip(_LOOSE) + "…"
