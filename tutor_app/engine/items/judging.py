"""Judge an answer in the learner's own words, point by point, against what the material says."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language, is_han, tr_to
from tutor_app.core.practice import FALSE, TRUE, Item, PointState, Verdict
from tutor_app.engine.items.likeness import WordEncoder, WordVectors, encode_words, measure_coverage
from tutor_app.engine.items.polarity import Conflict, find_conflict, has_other_object, has_other_subject
from tutor_app.engine.items.spelled import is_same_formula, is_same_name
from tutor_app.engine.teaching.secret import telling

# Shares of words, by `measure_coverage`; chosen on the first half of tests/bench/practice_answers.jsonl
SAID = 0.5  # of a point: it is covered
RIGHT = 0.5  # of all points' words
LEAST = 0.25  # of each clause's words
FOUND = 0.45  # of the answer's own words that the material says: below, it speaks of something else
SOME = 0.28  # of all points' words: something of it was said, though in other words
SAME_MATTER = 0.4  # of a clause's words: it speaks of what that clause of the material speaks of
AS_GOOD = 0.9  # an opposite speaks of the same matter
MIN_PART = 3  # content words of a clause of the material that may not be left out
_CLAUSE_EN = r"(?<=[;.!?,])\s+|\s+(?=(?:but|while|whereas|when|because|so that|until|by \w+ing)\b)"
MIN_CLAUSE = 2  # content words


@dataclass(frozen=True)
class PointJudgement:
    """What an answer says of one point of the material."""

    point: str
    state: PointState
    said: str = ""  # the words of the answer that come nearest
    reason: str = ""  # of a contradiction, in the language of the item


@dataclass(frozen=True)
class Judgement:
    """Whether an answer is right, with what was said of each point, and the reason in words."""

    verdict: Verdict
    points: tuple[PointJudgement, ...] = ()
    reason: str = ""


def judge_answer(item: Item, answer: str, encoder: WordEncoder, cancel: Cancellation) -> Judgement:
    """Judge an answer to an item of any kind.

    Options are given by their words, an order or a match one line each, a statement as TRUE or FALSE, with a
    reason behind it if the learner gave one.

    Raises: Cancelled.
    """
    language = item.language
    if not answer.strip():
        return Judgement("wrong", reason=tr_to(language, "No answer was given."))
    match item.kind:
        case "cloze" | "label_figure":
            is_right = any(is_same_name(answer, key) for key in item.key)
        case "formula":
            is_right = any(is_same_formula(answer, key) for key in item.key)
        case "multiple_choice":
            is_right = _fold(answer) == _fold(item.key[0])
        case "order_steps" | "match_terms":
            return _judge_lines(item, answer.splitlines())
        case "true_false":
            return _judge_statement(item, answer)
        case _:
            return judge_words(item.key, answer, item.prompt, language, encoder, cancel)
    return Judgement("right" if is_right else "wrong", reason="" if is_right else _compare(item, answer))


def judge_words(
    points: Sequence[str],
    answer: str,
    question: str,
    language: Language,
    encoder: WordEncoder,
    cancel: Cancellation,
) -> Judgement:
    """Judge an answer in one's own words against the points that a good one has.

    Raises: Cancelled.
    """
    if not points:
        return Judgement("partly", reason=tr_to(language, "The material has no solution to compare with."))
    clauses, said = split_clauses(" ".join(points), language), split_clauses(answer, language)
    encoded = encode_words(encoder, [*points, answer, *clauses, *said], cancel)
    whole, mine, rest = encoded[: len(points)], encoded[len(points)], encoded[len(points) + 1 :]
    book = ClauseSet(clauses, rest[: len(clauses)])
    learner = ClauseSet(said, rest[len(clauses) :])
    known = words_known(question, language)
    conflicts = find_conflicts(learner, book, language)
    if not conflicts and has_other_object(answer.lower(), " ".join(points).lower(), language):
        conflicts = [FoundConflict(answer, points[0], Conflict("direction", answer, points[0]))]
    coverage = [measure_coverage(one, mine, known) for one in whole]
    judged = tuple(
        judge_point(point, share, vectors, learner, conflicts, language)
        for point, share, vectors in zip(points, coverage, whole, strict=True)
    )
    weights = [max(1, len(one.words)) for one in whole]
    recall = float(np.average(coverage, weights=weights))
    precision = measure_coverage(mine, _joined(whole), known)
    counts = Counter(word for one in whole for word in one.words)
    shares = (
        measure_coverage(part, mine, known, counts=counts)
        for part in book.vectors
        if len(part.words) >= MIN_PART
    )
    least = min(shares, default=recall)
    verdict = _decide(recall, least, precision, len(conflicts), len(said))
    return Judgement(verdict, judged, _explain(judged, verdict, language))


def _decide(recall: float, least: float, precision: float, conflicts: int, clauses: int) -> Verdict:
    """`least`: how much of the clause of the material that is said least is said."""
    if conflicts:
        return "wrong" if 2 * conflicts >= clauses else "partly"
    if recall >= RIGHT and least >= LEAST:
        return "right"
    return "partly" if precision >= FOUND or recall >= SOME else "wrong"


def words_known(question: str, language: Language) -> Set[str]:
    """Return the words that a question says itself: saying them again is no answer."""
    if language == "zh":
        return frozenset(char for char in question if is_han(char))
    return frozenset(telling(question))


def split_clauses(text: str, language: Language) -> list[str]:
    """Return the clauses of a text; very short ones stay with the one before."""
    pattern = r"(?<=[，；。！？,;])\s*" if language == "zh" else _CLAUSE_EN
    parts: list[str] = []
    for part in re.split(pattern, text.strip()):
        content = sum(map(is_han, part)) / 2 if language == "zh" else len(telling(part))
        if parts and content < MIN_CLAUSE:
            parts[-1] += part if language == "zh" else f" {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts


@dataclass(frozen=True)
class ClauseSet:
    """The clauses of a text with the vectors of their words."""

    texts: Sequence[str]
    vectors: Sequence[WordVectors]


@dataclass(frozen=True)
class FoundConflict:
    """A clause of an answer that contradicts a clause of the material."""

    said: str
    text: str
    conflict: Conflict


def find_conflicts(learner: ClauseSet, book: ClauseSet, language: Language) -> list[FoundConflict]:
    """Compare each clause of the answer with the clause of the material that speaks of the same."""
    found = []
    for clause, vectors in zip(learner.texts, learner.vectors, strict=True):
        scores = [match_words(vectors, part) for part in book.vectors]
        best = int(np.argmax(scores)) if scores else -1
        if best < 0 or scores[best] < SAME_MATTER:
            continue
        others = [text for at, text in enumerate(book.texts) if at != best]
        conflict = find_conflict(clause, book.texts[best], language)
        if conflict is None and has_other_subject(clause, book.texts[best], others, language):
            conflict = Conflict("direction", clause, book.texts[best])
        if conflict:
            found.append(FoundConflict(clause, book.texts[best], conflict))
    return found


def match_words(one: WordVectors, other: WordVectors) -> float:
    """Return how far two clauses speak of the same, whether they agree or not."""
    forward = measure_coverage(one, other, opposite=AS_GOOD)
    return (forward + measure_coverage(other, one, opposite=AS_GOOD)) / 2


def judge_point(
    point: str,
    share: float,
    vectors: WordVectors,
    learner: ClauseSet,
    conflicts: Sequence[FoundConflict],
    language: Language,
) -> PointJudgement:
    """Judge one point of which an answer says a share."""
    against = next((one for one in conflicts if one.text in point), None)
    if against:
        return PointJudgement(point, "contradicted", against.said, against.conflict.to_words(language))
    scores = [measure_coverage(one, vectors) for one in learner.vectors]
    nearest = learner.texts[int(np.argmax(scores))] if scores and max(scores) >= SAID else ""
    return PointJudgement(point, "covered" if share >= SAID else "missing", nearest)


def _joined(vectors: Sequence[WordVectors]) -> WordVectors:
    words = tuple(word for one in vectors for word in one.words)
    return WordVectors(words, np.concatenate([one.vectors for one in vectors]))


def _explain(points: Sequence[PointJudgement], verdict: Verdict, language: Language) -> str:
    lines = []
    for point in points:
        if point.state == "contradicted":
            lines.append(
                tr_to(
                    language, "You said “{said}”; the book says “{quote}”: {why}.",
                    said=point.said, quote=point.point, why=point.reason,
                )
            )  # fmt: skip
        elif point.state == "missing" and verdict != "right":
            lines.append(tr_to(language, "The book also says: “{quote}”.", quote=point.point))
    return "\n".join(lines)


def _judge_statement(item: Item, answer: str) -> Judgement:
    given = re.match(rf"\s*({TRUE}|{FALSE})\b", answer, re.IGNORECASE)
    is_right = given is not None and given[1].lower() == item.key[0]
    return Judgement("right" if is_right else "wrong", reason=item.explanation)


def _judge_lines(item: Item, lines: Sequence[str]) -> Judgement:
    given = [line.strip() for line in lines if line.strip()]
    hits = sum(_fold(one) == _fold(key) for one, key in zip(given, item.key, strict=False))
    points = tuple(
        PointJudgement(key, "covered" if at < len(given) and _fold(given[at]) == _fold(key) else "missing")
        for at, key in enumerate(item.key)
    )
    if hits == len(item.key) == len(given):
        return Judgement("right", points)
    return Judgement("partly" if 2 * hits >= len(item.key) else "wrong", points, _compare(item, ""))


def _compare(item: Item, answer: str) -> str:
    if item.kind in ("order_steps", "match_terms"):
        return item.explanation
    return tr_to(
        item.language, "You said “{said}”; the book says “{quote}”.", said=answer.strip(), quote=item.key[0]
    )


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .。")
