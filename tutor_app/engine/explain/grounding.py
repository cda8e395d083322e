"""Ground what a language model wrote: each sentence with the lines that say it, or left out.

A sentence is supported by one sentence of the material, or by a few that follow one another: most of its
words stand there, every number, formula and direction does, and it denies no more and no less. What the
reader takes for a contradiction is left out, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_app.core.language import Language, language_of
from tutor_app.engine.explain.aligning import covers, denies
from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.paragraphs import leans_back
from tutor_app.engine.explain.question import Cite, Piece
from tutor_app.engine.explain.searching import Search
from tutor_app.engine.explain.sentences import ENDS, MARK, sentence_spans
from tutor_app.engine.support import content_words

LEAST_COVERED = 0.62  # of a sentence's content words, those of the question left aside
LEAST_KEPT = 0.5  # of the sentences that were written: with fewer, the material's own are better
REFUTED = 0.8  # the reader's chance of a contradiction from which a sentence is left out
CONFIRMED = 0.6  # of a question's words stand in what confirms or denies it
LEAST_LETTERS = 8
LEAST_OF_HALF = 3  # content words
MOST_TOGETHER = 3  # sentences that say together what one sentence says

_OWN_CITATION = re.compile(r"\s*[\[(（【]\s*\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*\s*[\])）】]")
_OF_PASSAGES = re.compile(
    r"\b(?:passages?|the text|the textbook|the material|the student|as an AI)\b"
    r"|段落|教材|上文|文中|文字",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"^(?P<word>yes|no|是的?|对|不是?|不对|没有)\s*[,，.。:：!！]\s*", re.IGNORECASE)
_MARK = re.compile(MARK)
_SIDES = re.compile(r",? (?:while|whereas|but)\b|；|，(?:而|但)")
_LABEL = re.compile(
    r"^(?:The |In short, the )?(?:direct |short )?(?:answer|reason|difference)(?: to the question)?"
    r"(?: is)?:\s*"
    r"|^(?:直接)?(?:回答|答案|原因)(?:是)?[:：]\s*",
    re.IGNORECASE,
)
_JOINTS: dict[Language, dict[bool, str]] = {
    "en": {True: "Yes. ", False: "No. "},
    "zh": {True: "是的。", False: "不是。"},
}


@dataclass(frozen=True)
class GroundedSentence:
    """A sentence with what says it; without sources it leads to items that have them."""

    text: str
    sources: tuple[Source, ...]
    is_item: bool = False


@dataclass(frozen=True)
class GroundedAnswer:
    """What is left of what a language model wrote."""

    sentences: tuple[GroundedSentence, ...]
    written: int  # sentences, also those that were left out
    opening: str = ""  # "Yes." or "No.", where the material confirms it

    @property
    def is_enough(self) -> bool:
        """Whether it explains better than the material's own sentences would."""
        kept = sum(bool(one.sources) for one in self.sentences)
        return kept > 0 and kept >= LEAST_KEPT * self.written

    def to_piece(self) -> Piece:
        """The sentences with their citations; items of a list in lines of their own."""
        text, cites = self.opening, list[Cite]()
        for one in self.sentences:
            numbers = dict.fromkeys(source.number for source in one.sources)
            marks = "".join(f" [{number}]" for number in numbers)
            text += f"{_joint(text, one)}{quoted(one.text)}{marks}" + ("\n\n" if not one.sources else "")
            cites += [_cite(number, one.sources) for number in numbers]
        return Piece(text.strip() + "\n\n", tuple(cites))


def ground_answer(written: str, asked: str, sources: Sequence[Source], search: Search) -> GroundedAnswer:
    """Keep of an answer what the material says. Raises: Cancelled."""
    language = language_of(" ".join(source.text for source in sources))
    windows = list(_windows(sources))
    said, opening = _split_opening(written)
    drafts = [one for one in _split(said) if _is_usable(one.text, language)]
    found = [_find_support(one.text, asked, windows) for one in drafts]
    refuted = _find_refuted(drafts, found, search)
    kept: list[GroundedSentence] = []
    seen: set[str] = set()
    was_dropped = False
    for draft, window, is_refuted in zip(drafts, found, refuted, strict=True):
        leads = draft.text.endswith((":", "：")) and not draft.is_item
        hangs = was_dropped and leans_back(draft.text)
        is_kept = bool(window or leads) and not is_refuted and not hangs and draft.text not in seen
        if is_kept:
            kept.append(GroundedSentence(draft.text, window if not leads else (), draft.is_item))
            seen.add(draft.text)
        was_dropped = not is_kept
    kept = _drop_idle_leads(kept)
    counted = sum(not one.text.endswith((":", "：")) for one in drafts)
    return GroundedAnswer(tuple(kept), counted, _confirm(opening, asked, kept, language))


def _joint(text: str, following: GroundedSentence) -> str:
    if following.is_item:
        return "- " if not text or text.endswith("\n") else "\n- "
    return "" if not text or text.endswith(("\n", "。", " ")) else " "


@dataclass(frozen=True)
class _Draft:
    text: str
    is_item: bool


def _split(written: str) -> Iterator[_Draft]:
    """Sentences, each item of a list by itself; the last one only if it is whole."""
    lines = [line.strip() for line in written.strip().splitlines() if line.strip()]
    for line in lines:
        mark = _MARK.match(line)
        body = line[mark.end() :] if mark else line
        spans = [(0, len(body))] if mark else sentence_spans(body)
        for start, end in spans:
            text = _LABEL.sub("", _OWN_CITATION.sub("", body[start:end]).replace("**", "").strip())
            text = text[:1].upper() + text[1:]
            is_cut = line is lines[-1] and end == len(body) and not text.endswith((*ENDS, ":", "："))
            if not is_cut:
                yield _Draft(text, bool(mark))


def _split_opening(written: str) -> tuple[str, str]:
    """What was written without a yes or no at its beginning, and that word."""
    match = _YES_NO.match(written.strip())
    if not match:
        return written, ""
    rest = written.strip()[match.end() :]
    return rest[:1].upper() + rest[1:], match["word"].lower()


def _is_usable(text: str, language: Language) -> bool:
    return len(text) >= LEAST_LETTERS and language_of(text) == language and not _OF_PASSAGES.search(text)


def _windows(sources: Sequence[Source]) -> Iterator[tuple[Source, ...]]:
    """Each sentence, and each two or three that follow one another in a passage."""
    for width in range(1, MOST_TOGETHER + 1):
        for start in range(len(sources) - width + 1):
            window = tuple(sources[start : start + width])
            if len({one.number for one in window}) == 1:
                yield window


def _find_support(sentence: str, asked: str, windows: Sequence[tuple[Source, ...]]) -> tuple[Source, ...]:
    """The sentences that say it; where it sets two things side by side, those that say each half."""
    halves = _SIDES.split(sentence)
    if len(halves) == 2 and all(len(content_words(half)) >= LEAST_OF_HALF for half in halves):
        single = [window for window in windows if len(window) == 1]
        found = [_find_window(half, asked, single) for half in halves]
        return tuple(dict.fromkeys((*found[0], *found[1]))) if all(found) else ()
    return _find_window(sentence, asked, windows)


def _find_window(sentence: str, asked: str, windows: Sequence[tuple[Source, ...]]) -> tuple[Source, ...]:
    rated = [
        (covers(sentence, " ".join(one.text for one in window), asked), window)
        for window in windows
        if _has_subject(sentence, asked, window)
    ]
    best, window = max(rated, key=lambda one: (round(one[0], 2), -len(one[1])), default=(0.0, ()))
    return window if best >= LEAST_COVERED else ()


def _has_subject(sentence: str, asked: str, window: Sequence[Source]) -> bool:
    """Whether a window speaks of what a sentence speaks of; one that leans back may leave that unsaid."""
    words, given = content_words(sentence), content_words(" ".join(one.text for one in window))
    subject = words[: 1 if words and words[0] in content_words(asked) else 2]
    return any(word in given for word in subject) or leans_back(window[0].text)


def _find_refuted(
    drafts: Sequence[_Draft], found: Sequence[tuple[Source, ...]], search: Search
) -> list[bool]:
    pairs = [
        (draft.text, " ".join(source.text for source in window))
        for draft, window in zip(drafts, found, strict=True)
        if window
    ]
    verdicts = iter(search.refuting(pairs) or [0.0] * len(pairs))
    return [bool(window) and next(verdicts) >= REFUTED for window in found]


def _drop_idle_leads(kept: Sequence[GroundedSentence]) -> list[GroundedSentence]:
    """A lead without its items tells nothing."""
    following = (*kept[1:], None)[: len(kept)]
    return [
        one for one, after in zip(kept, following, strict=True) if one.sources or (after and after.is_item)
    ]


def _confirm(opening: str, asked: str, kept: Sequence[GroundedSentence], language: Language) -> str:
    """The yes or no that was written, where a sentence that is kept says so of the question's own words."""
    if not opening or not kept or not kept[0].sources:
        return ""
    says_yes = opening.startswith(("yes", "是", "对"))
    material = " ".join(source.text for source in kept[0].sources)
    wanted, given = set(content_words(asked)), set(content_words(material))
    if not wanted or len(wanted & given) < CONFIRMED * len(wanted):
        return ""
    return _JOINTS[language][says_yes] if denies(asked, material) != says_yes else ""


def _cite(number: int, sources: Sequence[Source]) -> Cite:
    return Cite(number, tuple(s.cite.spans[0] for s in sources if s.number == number and s.cite.spans))
