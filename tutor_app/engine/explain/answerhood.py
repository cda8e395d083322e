"""Score how well each sentence of the found passages answers a question: by its shape, words and meaning.

Likeness only finds the place; what is asked for decides: a cause for *why*, a figure for *how many*, both
names for *compare*. Where there is a reader for the course's encoder, its judgement counts, too.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.paragraphs import (
    Paragraph,
    Sentence,
    explains,
    is_ended,
    leans_back,
    split_paragraphs,
)
from tutor_app.engine.explain.question import Numbered, Question
from tutor_app.engine.explain.question_kind import QuestionKind, find_compared
from tutor_app.engine.explain.relevance import ASKED_ABOUT, asked_thing, defines
from tutor_app.engine.explain.searching import Search
from tutor_app.engine.explain.shapes import has_shape, telling_stems
from tutor_app.engine.explain.wishes import suits
from tutor_app.engine.support import content_words

CAPTION = 0.3  # what a caption loses beside a sentence of the text


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much each sign of an answer counts, beside a closeness in meaning of about 0 to 2.

    Chosen by reading the answers to 49 questions about six courses, none of which is measured on.
    """

    words: float = 0.8  # the share of the question's words, the rare ones more
    shape: float = 0.4  # what the kind of question wants stands there
    definition: float = 0.9  # it says what the thing is
    reader: float = 1.2  # its chance that the sentence answers
    leans: float = 0.15  # it begins with what leans on the sentence before it
    rank: float = 0.06  # for each passage that was found before its own


@dataclass(frozen=True, kw_only=True)
class ScoredParagraph:
    """A paragraph of a found passage, and how well each of its sentences answers."""

    number: int  # of the evidence
    paragraph: Paragraph
    scores: tuple[float, ...]

    @property
    def best(self) -> int:
        """The place of its best sentence."""
        return max(range(len(self.scores)), key=lambda place: self.scores[place])


def score_paragraphs(question: Question, kind: QuestionKind, search: Search) -> list[ScoredParagraph]:
    """Score every sentence that may be told, in the order of the evidence. Raises: Cancelled."""
    found = _collect(question)
    texts = [one.text for _, _, paragraph in found for one in paragraph.sentences]
    titles = [_title(numbered) for numbered, _, paragraph in found for _ in paragraph.sentences]
    plain = ASKED_ABOUT.sub("", question.text).strip("，。 ") or question.text
    close = search.closeness(plain, texts, titles) if texts else []
    chances = _read(question, found, search)
    words, names = (
        _Words.count(question.text, texts),
        find_compared(question.text) if kind == "compare" else None,
    )
    thing, weights = asked_thing(question.text), Weights()
    scored, at = [], 0
    for numbered, rank, paragraph in found:
        scores = []
        for sentence in paragraph.sentences:
            text = sentence.text
            share = words.share(text, titles[at])
            score = (
                (share if close is None else close[at])
                + weights.words * share
                + weights.shape * has_shape(kind, text, names)
                + weights.definition * (paragraph.form != "table" and bool(thing) and defines(thing, text))
                + weights.reader * chances[at]
                - weights.leans * leans_back(text)
                - weights.rank * rank
            )
            told = paragraph.form == "table" or (
                sentence.is_told and (paragraph.form != "prose" or is_ended(text))
            )
            scores.append(
                score * suits(text, question.wish, question.said) if told and score > 0 else min(score, 0.0)
            )
            at += 1
        scored.append(ScoredParagraph(number=numbered.number, paragraph=paragraph, scores=tuple(scores)))
    return [*scored, *_score_captions(question, words, search)]


def _score_captions(question: Question, words: "_Words", search: Search) -> list[ScoredParagraph]:
    """The first figure's caption, by its words and its meaning."""
    scored = []
    for figure in question.figures[:1]:
        caption = " ".join(figure.figure.caption.split())
        if caption and not is_order(caption):
            share = words.share(caption, "")
            [close] = search.closeness(question.text, [caption]) or [share]
            paragraph = Paragraph("caption", (Sentence(0, 0, caption),))
            score = close + Weights().words * share - CAPTION
            scored.append(ScoredParagraph(number=figure.number, paragraph=paragraph, scores=(score,)))
    return scored


_Found = tuple[Numbered, int, Paragraph]


def _collect(question: Question) -> list[_Found]:
    """Every paragraph of the passages that explain; where none does, of all."""
    explaining = [one for one in question.passages if explains(one)] or list(question.passages)
    return [
        (numbered, rank, paragraph)
        for rank, numbered in enumerate(explaining)
        for paragraph in split_paragraphs(numbered.passage.text, numbered.silent if numbered.explains else ())
    ]


def _read(question: Question, found: Sequence[_Found], search: Search) -> list[float]:
    """The reader's chance of each sentence that it answers; one for all where there is no reader."""
    passages = {numbered.number: numbered.passage.text for numbered, _, _ in found}
    spans: dict[int, list[tuple[int, int]]] = {number: [] for number in passages}
    for numbered, _, paragraph in found:
        spans[numbered.number] += [(one.start, one.end) for one in paragraph.sentences]
    read = search.answering(question.text, list(passages.values()), list(spans.values()))
    if read is None:
        return [0.0] * sum(map(len, spans.values()))
    return [chance for passage in read for chance in passage]


def _title(numbered: Numbered) -> str:
    return numbered.passage.path[-1] if numbered.passage.path else ""


@dataclass(frozen=True)
class _Words:
    """The question's words, each with how much it tells among the sentences."""

    weights: Mapping[str, float]

    @classmethod
    def count(cls, question: str, texts: Sequence[str]) -> "_Words":
        asked = set(telling_stems(question)) or set(content_words(question))
        seen = Counter(word for text in texts for word in set(telling_stems(text)))
        total = len(texts) + 1
        return cls({word: math.log(1 + total / (1 + seen[word])) for word in asked})

    def share(self, text: str, title: str) -> float:
        """How much, 0 to 1, of the question's words stands in a sentence; half where in its title."""
        whole = sum(self.weights.values())
        if not whole:
            return 0.0
        has, titled = set(telling_stems(text)), set(telling_stems(title))
        return (
            sum(w * (1.0 if one in has else 0.5 if one in titled else 0.0) for one, w in self.weights.items())
            / whole
        )
