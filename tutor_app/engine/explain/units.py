"""A passage as sentences that can stand by themselves, each with its place in the passage's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.engine.explain.lists import in_line, last_of_list
from tutor_app.engine.explain.sentences import ENDS, sentence_spans

LEAST_WORDS = 2.5  # of what says something; two Chinese characters count as one
MOST_LINES = 8  # of one formula that a PDF has torn apart
FORMULA_LETTERS = 80  # at the end of a sentence without a full stop
_LETTERS = re.compile(r"[A-Za-zÀ-ÿͰ-Ͽ]+")
_FRAGMENT = re.compile(r"[a-z]{4}")  # the rest of a sentence that a figure has torn apart
_TABLE = re.compile(r"\s\|\s")
_LEADER = re.compile(r"(?:\.\s?){4}")  # of a table of contents
CAPTION_WORDS = 8  # a longer line is a sentence whatever its words are
# what has no such word says nothing of its subject, as "Friction on a 10 kg crate."
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would"
    r"|[A-Za-z]{2,}(?:s|ed))\b"
)

# What points back says nothing without the sentence before it.
_POINTS_BACK = re.compile(
    r"(?:This|That|These|Those|It|Its|They|Their|He|She|Such|Both|Here|Then|Thus|Therefore|Hence|So|But|However"
    r"|Otherwise|Instead|Conversely)\b|[此这那它其]|因此|所以|于是|但|反之|否则|同样"
)


@dataclass(frozen=True)
class Unit:
    """A sentence of a passage, with the formula that it leads to."""

    start: int  # in the passage's text
    end: int
    text: str  # in one line


def units(text: str) -> list[Unit]:
    """What can be quoted of a passage. Questions, headings, labels of axes and rows of numbers can't."""
    joined = (Unit(start, end, _one_line(text[start:end])) for start, end in _joined(text))
    return [unit for unit in joined if _says_something(unit.text)]


def points_back(sentence: str) -> bool:
    """Whether it says little without the sentence before it."""
    return bool(_POINTS_BACK.match(sentence))


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; one that leads to a list or a formula, or on to a further clause, is joined with it."""
    spans = sentence_spans(text)
    at = 0
    while at < len(spans):
        last = last_of_list(text, spans, at)
        if last == at:
            last = _last_of(text, spans, at)
        yield spans[at][0], spans[last][1]
        at = last + 1


def _last_of(text: str, spans: list[tuple[int, int]], at: int) -> int:
    """The last piece that belongs to the sentence which begins with piece `at`."""
    last = at
    while last + 1 < len(spans) and last - at < MOST_LINES:
        piece, following = (text[start:end] for start, end in spans[last : last + 2])
        goes_on = piece.endswith(("；", ";")) or (_is_formula(following) and _leads_on(piece, last > at))
        if not goes_on:
            break
        last += 1
    return last


def _leads_on(piece: str, is_in_formula: bool) -> bool:
    """Whether a formula after this piece belongs to it."""
    return is_in_formula or (not _is_ended(piece) and _words(piece, 2) >= 2)


def _is_formula(piece: str) -> bool:
    """Few words, as `Δx Δt .` or `(1.1)`; not a row of a table, nor the labels of an axis."""
    return piece.startswith("$$") or (
        _words(piece, 4) < 2 and not _TABLE.search(piece) and not _is_label(piece)
    )


def _is_label(piece: str) -> bool:
    """As `4.0 cm2` or `Figure 3`: no sign of a formula, and no number of one."""
    return not re.search(r"[=≈≤≥<>√∝Δ∑∫+/^]|^\(\d+\.\d+\)$", piece)


def _is_ended(piece: str) -> bool:
    return piece.rstrip('"”’)]*_ ')[-1:] in tuple(ENDS)


def _says_something(line: str) -> bool:
    is_question = line.rstrip("”\"' ").endswith(("?", "？"))
    if _LEADER.search(line) or _is_caption(line):
        return False
    is_whole = not _FRAGMENT.match(line) and (_is_ended(line) or "=" in line[-FORMULA_LETTERS:])
    return is_whole and not is_question and _words(line, 2) >= LEAST_WORDS


def _is_caption(line: str) -> bool:
    """A short English line without a verb."""
    is_english = not any(map(is_han, line))
    return is_english and "=" not in line and _words(line, 1) <= CAPTION_WORDS and not _VERB.search(line)


def _words(piece: str, least_letters: int) -> float:
    """Latin words of so many letters, and pairs of Chinese characters."""
    latin = [word for word in _LETTERS.findall(piece) if len(word) >= least_letters]
    return len(latin) + sum(map(is_han, piece)) / 2


def _one_line(piece: str) -> str:
    return " ".join(in_line(piece).split())
