"""Evidence spans: following sentences that can be read by themselves, a list with its lead, a table row.

A span grows from the sentence that answers best: back to one that leans on nothing unsaid, on over what leans
on it or speaks to the question as well. It is told in the order of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.engine.explain.paragraphs import (
    Paragraph,
    Sentence,
    SpanForm,
    begins_example,
    count_letters,
    leans_back,
)
from tutor_app.engine.explain.question import Cite

MAX_SENTENCES = 4
MAX_LETTERS = 760  # of a span of prose; a Chinese character counts as three
MAX_LIST = 1600
MAX_ROWS = 2  # of a table, below its header
AHEAD, BACK = 0.5, 0.6  # of the best sentence's score has a neighbour that belongs to the answer
LITTLE = 0.25  # one that is told so that an answer is no single sentence


@dataclass(frozen=True, kw_only=True)
class EvidenceSpan:
    """A stretch of one passage that may answer a question by itself."""

    number: int  # of the evidence
    form: SpanForm
    sentences: tuple[Sentence, ...]
    has_lead: bool = False  # the first sentence leads to a list's items

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("a span needs a sentence")

    @property
    def text(self) -> str:
        """Its words in one line."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def leans(self) -> bool:
        """Whether it begins with what leans on something that stands before it."""
        return self.form in ("prose", "formula") and leans_back(self.sentences[0].text)

    @property
    def cite(self) -> Cite:
        """The citation of its stretches; a caption has none."""
        return Cite(self.number, tuple((one.start, one.end) for one in self.sentences if one.end > one.start))


@dataclass(frozen=True, kw_only=True)
class SpanWish:
    """What is wanted of a span."""

    more: bool = False  # than one sentence, which answers such a question badly
    example: bool = False  # of what the learner knows already
    most: int = MAX_SENTENCES  # of prose


def grow_span(
    number: int, paragraph: Paragraph, scores: Sequence[float], best: int, wish: SpanWish
) -> EvidenceSpan:
    """Grow a span from the sentence at place `best` of a paragraph; `scores`: of its sentences."""
    if paragraph.form == "table":
        return EvidenceSpan(number=number, form="table", sentences=_choose_rows(paragraph, scores))
    if paragraph.form == "list":
        return _choose_items(number, paragraph, scores, best)
    if paragraph.form != "prose":
        return EvidenceSpan(number=number, form=paragraph.form, sentences=paragraph.sentences)
    prose = _Prose(paragraph.sentences, scores, best, wish)
    first = best if wish.example and begins_example(paragraph.sentences[best].text) else prose.find_start()
    last = prose.find_end(first)
    return EvidenceSpan(number=number, form="prose", sentences=paragraph.sentences[first : last + 1])


@dataclass(frozen=True)
class _Prose:
    """A paragraph of prose around its best sentence."""

    sentences: Sequence[Sentence]
    scores: Sequence[float]
    best: int
    wish: SpanWish

    def find_start(self) -> int:
        """Go back while the first sentence leans on the one before, or that one answers nearly as well."""
        first = self.best
        while first > 0 and self.best - first < self.wish.most - 1:
            before = self.sentences[first - 1]
            belongs = leans_back(self.sentences[first].text) or self._speaks(first - 1, BACK)
            if not (belongs and before.is_told) or not self._fits(first - 1, self.best):
                break
            first -= 1
        return first

    def find_end(self, first: int) -> int:
        """Go on over what leans on the last sentence, or answers as well."""
        last = self.best
        while last + 1 < len(self.sentences) and last - first < self.wish.most - 1:
            following = self.sentences[last + 1]
            is_wanted = self.wish.more and last == first and self._speaks(last + 1, LITTLE)
            goes_on = leans_back(following.text) or self._speaks(last + 1, AHEAD) or is_wanted
            is_told = following.is_told and not begins_example(following.text)
            if not (goes_on and is_told and self._fits(first, last + 1)):
                break
            last += 1
        return last

    def _speaks(self, place: int, share: float) -> bool:
        """Whether a sentence has such a share of the best one's score."""
        return self.scores[place] >= share * self.scores[self.best] > 0

    def _fits(self, first: int, last: int) -> bool:
        return _length(self.sentences[first : last + 1]) <= MAX_LETTERS


def _choose_items(number: int, paragraph: Paragraph, scores: Sequence[float], best: int) -> EvidenceSpan:
    """The whole list where its lead or several items answer; else the best item behind the lead."""
    sentences, has_lead = paragraph.sentences, paragraph.has_lead
    whole = ((has_lead and best == 0) or _is_spread(scores, best)) and all(
        one.is_told for one in sentences[:2]
    )
    if whole and _length(sentences) <= MAX_LIST:
        return EvidenceSpan(number=number, form="list", sentences=sentences, has_lead=has_lead)
    if has_lead and best > 0 and sentences[0].is_told:
        return EvidenceSpan(
            number=number, form="list", sentences=(sentences[0], sentences[best]), has_lead=True
        )
    return EvidenceSpan(number=number, form="prose", sentences=(sentences[best],))


def _choose_rows(paragraph: Paragraph, scores: Sequence[float]) -> tuple[Sentence, ...]:
    """A table's title and header, and the rows that speak to the question."""
    head = paragraph.head
    rows = range(head, len(paragraph.sentences))
    kept = sorted(sorted(rows, key=lambda row: -scores[row])[:MAX_ROWS])
    return (*paragraph.sentences[:head], *(paragraph.sentences[row] for row in kept)) or paragraph.sentences[
        :1
    ]


def _is_spread(scores: Sequence[float], best: int) -> bool:
    """Whether more than one item of a list answers."""
    return sum(score >= AHEAD * scores[best] > 0 for score in scores) > 1


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(count_letters(one.text) for one in sentences)
