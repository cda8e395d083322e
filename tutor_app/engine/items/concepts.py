"""The concepts of a course, and which of them needs which."""

from collections.abc import Iterator, Sequence

import numpy as np

from tutor_app.core.arrays import Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.practice import Concept, ConceptMap, Prerequisite, derive_concept_id
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.definitions import find_definitions
from tutor_app.engine.items.gaps import TermFinder
from tutor_app.engine.items.statements import find_statements
from tutor_app.engine.items.term_bank import (
    SentenceEncoder,
    Term,
    TermBank,
    build_bank,
    collect_terms,
    mentions,
)
from tutor_app.engine.items.term_names import find_term_names, normalise_term

MAX_BEFORE = 4  # prerequisites of one concept
MEANING_WEIGHT = 0.9  # its meaning names the other
TOGETHER_WEIGHT = 0.6  # the sentences that speak of it often name the other
MIN_TOGETHER = 0.3  # of its sentences
MIN_LIKENESS, LIKENESS_WEIGHT = 0.35, 0.5  # cosine of what is said of both; of the weight
MAX_PASSAGES = 12  # of a concept


def find_concepts(
    course: CourseText, name: str, encoder: SentenceEncoder, cancel: Cancellation
) -> ConceptMap:
    """Return the concepts of a course in its order, and what needs what. `name`: the course folder's.

    Raises: Cancelled.
    """
    statements = list(find_statements(course))
    terms, finder = collect_terms(find_term_names(course), find_definitions(course), statements)
    bank = build_bank(terms, finder, encoder, cancel, len(statements))
    return map_concepts(course, name, bank)


def map_concepts(course: CourseText, name: str, bank: TermBank) -> ConceptMap:
    """Return the concepts of terms that are known already."""
    places = {term.name: place for term in bank.terms if (place := _find_place(course, term)) is not None}
    order = sorted(
        (at for at, term in enumerate(bank.terms) if term.name in places),
        key=lambda at: (places[bank.terms[at].name], at),
    )
    paths = {section.id: section.path for section in course.sections}
    concepts = tuple(
        Concept(
            id=derive_concept_id(name, normalise_term(term.name)), course=name, name=term.name, rank=rank,
            aliases=term.aliases, passages=_find_passages(course, term), path=paths.get(term.section, ()),
            meaning=term.definition.meaning if term.definition else "",
        )
        for rank, term in enumerate(bank.terms[at] for at in order)
    )  # fmt: skip
    known = {bank.terms[at].name: concept for at, concept in zip(order, concepts, strict=True)}
    prerequisites = tuple(
        Prerequisite(known[bank.terms[before].name].id, known[bank.terms[after].name].id, weight, reason)
        for before, after, weight, reason in _find_edges(bank, order)
    )
    return ConceptMap(concepts, prerequisites)


def _find_place(course: CourseText, term: Term) -> int | None:
    """The block that speaks of a term first; a glossary at the end of a chapter is not where it comes up."""
    blocks = [one.block for one in term.contexts]
    if not blocks and term.definition:
        blocks = [term.definition.block]
    return min(blocks, default=None)


def _find_passages(course: CourseText, term: Term) -> tuple[int, ...]:
    quotes = [(one.section, one.quote) for one in term.contexts]
    if term.definition:
        quotes.insert(0, (term.definition.section, term.definition.quote))
    found = (course.find_passage(section, quote) for section, quote in quotes)
    return tuple(dict.fromkeys(one for one in found if one is not None))[:MAX_PASSAGES]


def _find_edges(bank: TermBank, order: Sequence[int]) -> Iterator[tuple[int, int, float, str]]:
    """What each term needs of those that come before it in the material, the surest first.

    Edges run with the order of the material only, so there is no circle among them.
    """
    together = _count_together(bank)
    likeness = bank.vectors @ bank.vectors.T
    for rank, after in enumerate(order):
        found = []
        for before in order[:rank]:
            weight, reason = _weigh(bank, before, after, together, likeness)
            if weight:
                found.append((before, after, weight, reason))
        yield from sorted(found, key=lambda edge: -edge[2])[:MAX_BEFORE]


def _weigh(
    bank: TermBank, before: int, after: int, together: Vectors, likeness: Vectors
) -> tuple[float, str]:
    """How surely one term needs another, and why."""
    one, other = bank.terms[before], bank.terms[after]
    names = (one.name, *one.aliases)
    near = max(0.0, float(likeness[before, after]))
    if mentions(other, one) and other.definition and TermFinder(names).find(other.definition.meaning):
        return _cap(MEANING_WEIGHT + 0.1 * near), "meaning"
    share = float(together[after, before])
    if share >= MIN_TOGETHER and near >= MIN_LIKENESS and not bank.is_general(before):
        return _cap(TOGETHER_WEIGHT * share + LIKENESS_WEIGHT * near), "mentions"
    return 0.0, ""


def _cap(weight: float) -> float:
    return round(min(1.0, weight), 3)


def _count_together(bank: TermBank) -> Vectors:
    """In which share of a row's sentences each column's term stands, (n, n)."""
    places = {normalise_term(term.name): at for at, term in enumerate(bank.terms)}
    shares = np.zeros((len(bank.terms), len(bank.terms)), dtype=np.float32)
    for at, term in enumerate(bank.terms):
        for statement in term.contexts:
            for name in {normalise_term(place.term) for place in bank.finder.find(statement.text)}:
                if name in places and places[name] != at:
                    shares[at, places[name]] += 1 / len(term.contexts)
    return shares
