"""All items of a course, section by section, each with its passage, its hints and its concept."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import tr_to
from tutor_app.core.practice import Item, ItemSource, derive_concept_id, derive_item_id
from tutor_app.engine.items.cloze_items import make_clozes
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.definitions import find_definitions
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.exercise_items import make_exercises
from tutor_app.engine.items.formula_items import make_formulas
from tutor_app.engine.items.label_items import LabelReader, OpenPicture, make_labels
from tutor_app.engine.items.order_items import make_lists, make_orders
from tutor_app.engine.items.reason_items import make_reasons
from tutor_app.engine.items.statements import find_statements
from tutor_app.engine.items.term_bank import SentenceEncoder, TermBank, build_bank, collect_terms
from tutor_app.engine.items.term_items import make_matches, make_term_items
from tutor_app.engine.items.term_names import find_term_names, normalise_term
from tutor_app.engine.items.truth_items import make_truths


@dataclass(frozen=True)
class FigureReading:
    """What is needed to make items of figures: a reader of words, and what opens a figure's picture."""

    reader: LabelReader
    open_picture: OpenPicture


def generate_items(
    course: CourseText,
    name: str,
    encoder: SentenceEncoder,
    cancel: Cancellation,
    sections: Sequence[int] | None = None,
    figures: FigureReading | None = None,
) -> Iterator[Item]:
    """Give the items of some sections of a course, or of all, each as soon as it is made and checked.

    `name`: the course folder's. Terms and wrong options come from the whole course, whatever the sections.

    Raises: Cancelled.
    """
    wanted = None if sections is None else frozenset(sections)
    seen: set[str] = set()
    for draft in draft_items(course, encoder, cancel, figures):
        cancel.check()
        if wanted is not None and draft.section not in wanted:
            continue
        item = _finish(draft, course, name)
        if item is not None and item.id not in seen:
            seen.add(item.id)
            yield item


def draft_items(
    course: CourseText,
    encoder: SentenceEncoder,
    cancel: Cancellation,
    figures: FigureReading | None = None,
) -> Iterator[ItemDraft]:
    """Give drafts of all kinds, the exercises of the material first.

    Raises: Cancelled.
    """
    yield from make_exercises(course)
    statements = list(find_statements(course))
    terms, finder = collect_terms(find_term_names(course), find_definitions(course), statements)
    bank = build_bank(terms, finder, encoder, cancel, len(statements))
    yield from _draft_from_terms(course, bank)
    yield from make_clozes(bank, statements, course.language, encoder, cancel)
    yield from make_truths(bank, statements, course.language)
    yield from make_reasons(bank, statements, course.language)
    yield from make_formulas(course)
    yield from make_orders(course)
    yield from make_lists(statements, course.language)
    if figures:
        yield from make_labels(
            bank, course.figures, course.language, figures.reader, figures.open_picture, cancel
        )


def _draft_from_terms(course: CourseText, bank: TermBank) -> Iterator[ItemDraft]:
    yield from make_term_items(bank, course.language)
    yield from make_matches(bank, course.language)


def _finish(draft: ItemDraft, course: CourseText, name: str) -> Item | None:
    """The item of a draft; None where its quotation can't be found in the material."""
    source = find_source(draft, course)
    if source is None:
        return None
    key, options = _key_and_options(draft)
    concept = (derive_concept_id(name, normalise_term(draft.concept)),) if draft.concept else ()
    return Item(
        id=derive_item_id(name, draft.kind, draft.quote, key), course=name, kind=draft.kind,
        prompt=draft.question, key=key, source=source, language=course.language, options=options,
        explanation=draft.reason or draft.quote, hints=_make_hints(draft, course), concepts=concept,
        label=draft.label, origin="material" if draft.is_of_material else "generated",
    )  # fmt: skip


def find_source(draft: ItemDraft, course: CourseText) -> ItemSource | None:
    """Return the passage, and the lines, of a draft's quotation."""
    if draft.label is not None:
        figure = next(one for one in course.figures if one.id == draft.label.figure)
        return ItemSource(figure.mentions, (figure.locator,), draft.quote)
    passage = course.find_passage(draft.section, draft.quote)
    block = next((one for one in course.blocks if one.id == draft.block), None)
    if block is None:
        return None
    return ItemSource((passage,) if passage is not None else (), (block.locator,), draft.quote)


def _key_and_options(draft: ItemDraft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match draft.kind:
        case "match_terms":
            return tuple(meaning for _, meaning in draft.pairs), tuple(term for term, _ in draft.pairs)
        case "order_steps":
            return draft.steps, _mix(draft.steps, draft.quote)
        case "cloze" | "label_figure" | "formula":
            return tuple(dict.fromkeys((draft.answer, *draft.accepted))), ()
        case "short_answer":
            return draft.points or (draft.answer,), ()
        case "exercise":
            return ((draft.answer,) if draft.answer else ()), draft.options
    return (draft.answer,), draft.options


def _mix(steps: Sequence[str], seed: str) -> tuple[str, ...]:
    """Steps in an order that is not the right one, always the same for the same words."""
    mixed = list(steps)
    chance = random.Random(seed)
    while mixed == list(steps):
        chance.shuffle(mixed)
    return tuple(mixed)


def _make_hints(draft: ItemDraft, course: CourseText) -> tuple[str, ...]:
    """Where to look; then, of a word, its beginning."""
    section = next((one for one in course.sections if one.id == draft.section), None)
    hints = []
    if section and section.path and draft.concept.lower() not in " ".join(section.path[-2:]).lower():
        place = " › ".join(section.path[-2:])
        hints.append(tr_to(course.language, "Look in: {place}", place=place))
    if draft.kind in ("cloze", "label_figure") and len(draft.answer) > 1:
        hints.append(tr_to(course.language, "It begins with “{letter}”.", letter=draft.answer[0]))
    return tuple(hints)
