"""Compose an explanation of at most three parts: the direct answer, more of it, an example.

Each part is one evidence span. A part for which nothing is good is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor_app.engine.explain.answerhood import ScoredParagraph, score_paragraphs
from tutor_app.engine.explain.definitions import rate_definition
from tutor_app.engine.explain.paragraphs import leans_back
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.question_kind import QuestionKind, classify_question, find_compared
from tutor_app.engine.explain.searching import Search
from tutor_app.engine.explain.shapes import has_shape, speaks_of, telling_stems
from tutor_app.engine.explain.spans import MAX_SENTENCES, EvidenceSpan, SpanWish, grow_span
from tutor_app.engine.support import content_words

PartRole: TypeAlias = Literal["answer", "more", "example"]

MORE = 0.75  # of the best sentence's score has another one that is worth telling beside it
MORE_WISHED = 0.3  # where more is what the learner wishes
EXAMPLE = 0.5
DEFINED = 1.5  # from which a sentence says what a thing is
LEAST = 0.3  # below this score nothing is told
SIMPLE_SENTENCES = 2  # said again more simply
ALIKE = 0.6  # of the shorter one's words: then one says what the other says
LEANS = 0.9  # what beginning with something unsaid takes from a span
WANTS_MORE = ("why", "how", "other", "definition", "truth", "example", "list")


@dataclass(frozen=True)
class FramePart:
    """One part of an explanation."""

    role: PartRole
    span: EvidenceSpan


@dataclass(frozen=True)
class AnswerFrame:
    """An explanation in the material's own words, the most direct part first."""

    kind: QuestionKind
    parts: tuple[FramePart, ...]
    scored: tuple[ScoredParagraph, ...] = ()  # all that was read for it

    @property
    def best(self) -> float:
        """The score of the best sentence that was read."""
        return max((max(one.scores) for one in self.scored), default=0.0)


@dataclass(frozen=True)
class _Candidate:
    score: float
    span: EvidenceSpan


def compose_frame(question: Question, search: Search) -> AnswerFrame:
    """Choose the parts of an explanation. Raises: Cancelled."""
    kind = classify_question(question.text, question.wish)
    scored = score_paragraphs(question, kind, search)
    if scored and not telling_stems(question.text):
        return AnswerFrame(kind, _tell_pointed(scored), tuple(scored))
    candidates = _grow(question, kind, scored)
    if not candidates or candidates[0].score < LEAST:
        return AnswerFrame(kind, (), tuple(scored))
    names = find_compared(question.text) if kind == "compare" else None
    if names and (sides := _tell_sides(scored, names)):
        return AnswerFrame(kind, sides, tuple(scored))
    first = candidates[0]
    parts = [FramePart("answer", first.span)]
    if names and not has_shape(kind, first.span.text, names):
        parts += _tell_other(first.span, candidates, names)
    elif (
        kind not in ("number", "example")
        and question.wish != "simpler"
        and (second := _find_second(first, candidates, MORE_WISHED if question.wish == "more" else MORE))
    ):
        parts.append(FramePart("more", second))
    if kind in ("definition", "why", "how", "other") and (example := _find_example(parts, candidates)):
        parts.append(FramePart("example", example))
    return AnswerFrame(kind, tuple(parts), tuple(scored))


def _tell_pointed(scored: Sequence[ScoredParagraph]) -> tuple[FramePart, ...]:
    """Of a question that only points ("Why?"): the figure's caption, and the beginning of what was found."""
    captions = [one for one in scored if one.paragraph.form == "caption"]
    texts = [one for one in scored if one.paragraph.form != "caption"]
    parts = [
        FramePart("answer", grow_span(one.number, one.paragraph, one.scores, 0, SpanWish()))
        for one in captions[:1]
    ]
    for one in texts:
        told = [place for place, sentence in enumerate(one.paragraph.sentences) if sentence.is_told]
        if told:
            alike = [1.0] * len(one.scores)
            span = grow_span(one.number, one.paragraph, alike, told[0], SpanWish(more=True))
            return (*parts, FramePart("answer", span))
    return tuple(parts)


def _grow(question: Question, kind: QuestionKind, scored: Sequence[ScoredParagraph]) -> list[_Candidate]:
    """A span of each paragraph's best sentence, the best first."""
    most = MAX_SENTENCES if question.wish != "simpler" else SIMPLE_SENTENCES
    wish = SpanWish(more=kind in WANTS_MORE, example=kind == "example", most=most)
    found = []
    for one in scored:
        span = grow_span(one.number, one.paragraph, one.scores, one.best, wish)
        found.append(_Candidate(one.scores[one.best] - LEANS * span.leans, span))
    return sorted(found, key=lambda candidate: -candidate.score)


def _tell_sides(scored: Sequence[ScoredParagraph], names: tuple[str, str]) -> tuple[FramePart, ...]:
    """What each of two things is, where the material says so of both."""
    spans = []
    for name in names:
        rated = [
            (rate_definition(name, sentence.text) - LEANS * leans_back(sentence.text), one, place)
            for one in scored
            for place, sentence in enumerate(one.paragraph.sentences)
            if sentence.is_told
        ]
        strength, one, place = max(rated, key=lambda rating: rating[0], default=(0.0, scored[0], 0))
        if strength < DEFINED:
            return ()
        said = one.paragraph.sentences[place : place + 1]
        spans.append(EvidenceSpan(number=one.number, form=one.paragraph.form, sentences=said))
    return tuple(FramePart("answer", span) for span in dict.fromkeys(spans))


def _find_second(first: _Candidate, candidates: Sequence[_Candidate], least: float) -> EvidenceSpan | None:
    """Another span that is nearly as good, can be read by itself, and says something else."""
    for one in candidates[1:]:
        if one.score < least * first.score:
            return None
        if not one.span.leans and not _says_the_same(first.span, one.span):
            return one.span
    return None


def _tell_other(
    first: EvidenceSpan, candidates: Sequence[_Candidate], names: tuple[str, str]
) -> list[FramePart]:
    """What is said of the name of which the best span doesn't speak."""
    missing = [name for name in names if not speaks_of(name, first.text)]
    for one in candidates[1:]:
        speaks = any(speaks_of(name, one.span.text) for name in missing)
        if one.score > LEAST and speaks and not _says_the_same(first, one.span):
            return [FramePart("more", one.span)]
    return []


def _find_example(parts: Sequence[FramePart], candidates: Sequence[_Candidate]) -> EvidenceSpan | None:
    """An example that begins a span which was not told."""
    for one in candidates:
        begins = has_shape("example", one.span.sentences[0].text)
        fresh = not any(_says_the_same(part.span, one.span) for part in parts)
        if one.score >= EXAMPLE * candidates[0].score and begins and fresh:
            return one.span
    return None


def _says_the_same(one: EvidenceSpan, other: EvidenceSpan) -> bool:
    """Whether two spans share a sentence, or say mostly the same."""
    if one.number == other.number and {s.start for s in one.sentences} & {s.start for s in other.sentences}:
        return True
    first, second = set(content_words(one.text)), set(content_words(other.text))
    return len(first & second) > ALIKE * min(len(first), len(second)) if first and second else True
