"""Teach it back: the points of a section beside what a learner said of it, covered, missing or contradicted."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import tr_to
from tutor_app.core.practice import Item, ItemSource, derive_concept_id, derive_item_id
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.definitions import find_definitions
from tutor_app.engine.items.gaps import TermFinder
from tutor_app.engine.items.judging import (
    SAID,
    ClauseSet,
    PointJudgement,
    find_conflicts,
    judge_point,
    split_clauses,
    words_known,
)
from tutor_app.engine.items.likeness import WordEncoder, WordVectors, encode_words, measure_coverage
from tutor_app.engine.items.standing import can_be_asked
from tutor_app.engine.items.statements import Statement, find_statements
from tutor_app.engine.items.term_names import find_term_names, normalise_term

MAX_POINTS = 10
# Shares of words: a learner sums up, so less is wanted of each point than of an answer to a question
TOLD = 0.55
TOLD_BY_CLAUSE, CLAUSE_OF_POINT = 0.38, 0.6
NEW = 0.75  # of a point's words said by another point: then it is none of its own


@dataclass(frozen=True)
class SectionPoint:
    """What a section says, in one sentence, with its lines and the term it is about."""

    text: str
    source: ItemSource
    term: str = ""


@dataclass(frozen=True)
class ExplainedPoint:
    """A point of a section, and what the learner's explanation makes of it."""

    point: SectionPoint
    judgement: PointJudgement


def compare_explanation(
    course: CourseText, section: int, explanation: str, encoder: WordEncoder, cancel: Cancellation
) -> list[ExplainedPoint]:
    """Return the points of a section, in its order, each covered, missing or contradicted by an explanation.

    The explanation is typed, or a transcript of speech.

    Raises: Cancelled.
    """
    points = find_points(course, section, encoder, cancel)
    if not points:
        return []
    language = course.language
    said = split_clauses(explanation, language) if explanation.strip() else []
    texts = [point.text for point in points]
    encoded = encode_words(encoder, [*texts, *said, explanation], cancel)
    parts, ours, mine = encoded[: len(texts)], encoded[len(texts) : -1], encoded[-1]
    learner = ClauseSet(said, ours)
    conflicts = find_conflicts(learner, ClauseSet(texts, parts), language)
    title = next((one.title for one in course.sections if one.id == section), "")
    known = words_known(title, language)
    found = []
    for point, vectors in zip(points, parts, strict=True):
        share = SAID if said and _is_told(vectors, ours, mine, known) else 0.0
        judged = judge_point(point.text, share, vectors, learner, conflicts, language)
        found.append(ExplainedPoint(point, judged))
    return found


def _is_told(point: WordVectors, clauses: Sequence[WordVectors], whole: WordVectors, known: Set[str]) -> bool:
    """Whether a point is told: by the explanation as a whole, or by one clause that speaks of nothing else."""
    if measure_coverage(point, whole, known) >= TOLD:
        return True
    return any(
        measure_coverage(point, one, known) >= TOLD_BY_CLAUSE
        and measure_coverage(one, point, known) >= CLAUSE_OF_POINT
        for one in clauses
    )


def find_points(
    course: CourseText, section: int, encoder: WordEncoder, cancel: Cancellation
) -> list[SectionPoint]:
    """Return at most ten sentences of a section, and of those below it, that say the most of its terms.

    Raises: Cancelled.
    """
    inside = _find_below(course, section)
    statements = [one for one in find_statements(course) if one.section in inside]
    finder = TermFinder([name.name for name in find_term_names(course)])
    defined = {(one.block, one.quote) for one in find_definitions(course)}
    weighed = [
        (_weigh(one, finder, defined), one)
        for one in statements
        if can_be_asked(one, course.language) or (one.block, one.quote) in defined
    ]
    ranked = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: -pair[0])
    chosen = _drop_repeats([one for _, one in ranked[: 3 * MAX_POINTS]], encoder, cancel)[:MAX_POINTS]
    order = {id(one): at for at, one in enumerate(statements)}
    return [_to_point(one, course, finder) for one in sorted(chosen, key=lambda one: order[id(one)])]


def _find_below(course: CourseText, section: int) -> frozenset[int]:
    """A section and those under it."""
    path = next((one.path for one in course.sections if one.id == section), None)
    if path is None:
        return frozenset()
    return frozenset(one.id for one in course.sections if one.path[: len(path)] == path)


def _weigh(statement: Statement, finder: TermFinder, defined: set[tuple[int, str]]) -> float:
    """How much a sentence says of the section's terms: a definition most, then one that relates several."""
    terms = {place.term for place in finder.find(statement.text)}
    is_definition = (statement.block, statement.quote) in defined
    return len(terms) + (3.0 if is_definition else 0.0) + (1.0 if statement.terms else 0.0)


def _drop_repeats(
    statements: Sequence[Statement], encoder: WordEncoder, cancel: Cancellation
) -> list[Statement]:
    """The sentences that say something new, best first."""
    encoded = encode_words(encoder, [one.text for one in statements], cancel)
    kept: list[int] = []
    for at, vectors in enumerate(encoded):
        if all(measure_coverage(vectors, encoded[other]) < NEW for other in kept):
            kept.append(at)
    return [statements[at] for at in kept]


def _to_point(statement: Statement, course: CourseText, finder: TermFinder) -> SectionPoint:
    block = next(one for one in course.blocks if one.id == statement.block)
    passage = course.find_passage(statement.section, statement.quote)
    places = finder.find(statement.text)
    source = ItemSource((passage,) if passage is not None else (), (block.locator,), statement.quote)
    return SectionPoint(statement.text, source, places[0].term if places else "")


def make_point_item(point: SectionPoint, course: CourseText, name: str, section: int) -> Item:
    """Make an item of a point that an explanation left out. `name`: the course folder's."""
    language = course.language
    title = next((one.title for one in course.sections if one.id == section), "")
    prompt = (
        tr_to(language, "What does “{title}” say of {term}?", title=title, term=point.term)
        if point.term
        else tr_to(language, "What does “{title}” say here?", title=title)
    )
    return Item(
        id=derive_item_id(name, "short_answer", point.source.quote, (point.text,)), course=name,
        kind="short_answer", prompt=prompt, key=(point.text,), source=point.source, language=language,
        explanation=point.text, origin="learner",
        concepts=(derive_concept_id(name, normalise_term(point.term)),) if point.term else (),
    )  # fmt: skip
