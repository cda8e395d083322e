"""What a turn asks when the turn before it is known, and with which evidence."""

from dataclasses import dataclass, replace

from tutor_app.core.answer import Evidence
from tutor_app.core.following import in_thread, leans
from tutor_app.core.language import LANGUAGES, Language, language_of
from tutor_app.core.material import BlockRole, Region
from tutor_app.core.maths.in_text import replaced
from tutor_app.core.shelf import Shelf
from tutor_app.core.teaching import Wish
from tutor_app.core.turn import Earlier, Turn
from tutor_app.engine.explain.definitions import find_definitions
from tutor_app.engine.explain.paragraphs import explains
from tutor_app.engine.explain.question import Numbered, NumberedFigure, Question
from tutor_app.engine.explain.question_kind import classify_question, find_compared
from tutor_app.engine.explain.relevance import asked_thing
from tutor_app.engine.finding import Findings
from tutor_app.engine.fusion.turn import Senses
from tutor_app.engine.retrieval import Limits, points
from tutor_app.engine.screen import Screen
from tutor_app.engine.speech.recogniser import Transcript
from tutor_app.engine.teaching.guide import Guide

MOST_FIGURES = Limits().figures
MOST_ADDED = 3  # passages to those that an answer was made of
_SEARCHED: dict[Wish, dict[Language, str]] = {
    "example": {"en": "for example", "zh": "例如"},
    "why": {"en": "because, the reason, the cause", "zh": "因为，原因"},
    "compare": {"en": "compared with, in contrast, difference", "zh": "相比，区别，不同"},
    "more": {"en": "", "zh": ""},
}
SILENT: frozenset[BlockRole] = frozenset(
    ("objectives", "contents", "syllabus", "exercise", "solution", "references")
)


@dataclass(frozen=True)
class Asked:
    """What a turn asks with what it leans on."""

    words: str
    is_led: bool  # it leans on the turn before, or asks nothing new
    region: Region | None


def asked_of(turn: Turn, heard: str) -> Asked:
    """`heard` is what was said."""
    words = "\n".join(filter(None, (turn.note.strip(), heard)))
    before = turn.follows
    if before is None:
        return Asked(words, False, turn.region)
    if turn.goes_on:
        return Asked(before.question, True, turn.region or before.region)
    if turn.image is None and turn.region is None and leans(words):
        return Asked(in_thread(words, before.question), True, before.region)
    return Asked(words, False, turn.region)


def question_of(
    asked: Asked, turn: Turn, shelf: Shelf, evidence: tuple[Evidence, ...], formulas: str = ""
) -> Question:
    """`formulas`: read on the screen, which are asked along with the words but are in no language."""
    own = turn.note or asked.words  # a follow-up in another language is answered in that one
    own = replaced(own, lambda _: " ").strip()
    language = turn.wish if turn.wish in LANGUAGES else language_of(own) if own else shelf.language
    return Question(
        "\n".join(filter(None, (asked.words, formulas))),
        language,
        tuple(number_passage(shelf, e.number, e.id) for e in evidence if e.kind == "passage"),
        tuple(NumberedFigure(e.number, shelf.figure(e.id)) for e in evidence if e.kind == "figure"),
        turn.wish,
        turn.follows.answer if turn.follows and turn.goes_on else "",
    )


def number_passage(shelf: Shelf, number: int, id: int) -> Numbered:
    """A passage with its number, and the stretches of it that explain nothing."""
    silent = ((one.start, one.end) for one in shelf.find_blocks(id) if one.block.role in SILENT)
    return Numbered(number, shelf.passage(id), tuple(silent))


def with_example(found: Findings, question: Question, guide: Guide) -> Findings:
    """An example that was not found as evidence comes last, with a number of its own."""
    example = guide.example(question)
    return found if example is None else with_passage(found, example)


def with_passage(found: Findings, id: int) -> Findings:
    """A passage that was not found as evidence comes last, with a number of its own."""
    if any((e.kind, e.id) == ("passage", id) for e in found.evidence):
        return found
    number = max((e.number for e in found.evidence), default=0) + 1
    return replace(found, evidence=(*found.evidence, Evidence(number, "passage", id, 0.0)))


def search_words_of(wish: Wish, question: str) -> str | None:
    """What is searched for a wish about an answer; None where the evidence of that answer is enough."""
    words = _SEARCHED.get(wish)
    return f"{question}\n{words[language_of(question)]}" if words else None


def add_passages(known: tuple[Evidence, ...], found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Evidence with passages that were found for a wish; known numbers stay, since an answer cites them."""
    ids = {e.id for e in known if e.kind == "passage"}
    fresh = [e for e in found if e.kind == "passage" and e.id not in ids][:MOST_ADDED]
    first = max(e.number for e in known) + 1
    return (*known, *(replace(e, number=n) for n, e in enumerate(fresh, first)))


def with_definitions(found: Findings, question: Question, shelf: Shelf) -> Findings:
    """Where it is asked what something is, or how two things differ, what says so comes first.

    A section's exercises and references make room: they explain nothing.
    """
    defining = [passage.id for name in _named(question) for passage in find_definitions(shelf, name)]
    passages = [e for e in found.evidence if e.kind == "passage"]
    figures = [e for e in found.evidence if e.kind == "figure"]
    known = {e.id: e for e in passages}
    first = [known.get(id) or Evidence(0, "passage", id, passages[0].score) for id in dict.fromkeys(defining)]
    others = [e for e in passages if e.id not in defining]
    explaining = [e for e in others if explains(number_passage(shelf, e.number, e.id))]
    kept = (*first, *(explaining or others))[: max(len(passages), len(first))]
    ordered = (*kept, *figures)
    return replace(found, evidence=tuple(replace(e, number=n) for n, e in enumerate(ordered, 1)))


def _named(question: Question) -> tuple[str, ...]:
    """What is asked about by its name."""
    kind = classify_question(question.text, question.wish)
    if kind == "compare":
        return find_compared(question.text) or ()
    thing = asked_thing(question.text)
    return (thing,) if thing else ()


def with_figures_of(before: Earlier, found: Findings) -> Findings:
    """A question that leans on another one keeps its figure; what counted was counted in both together."""
    kept = [e for e in before.evidence if e.kind == "figure"]
    own = [e for e in found.evidence if e.kind == "figure" and e.id not in {k.id for k in kept}]
    passages = [e for e in found.evidence if e.kind == "passage"]
    figures = [replace(e, number=n) for n, e in enumerate((*kept, *own)[:MOST_FIGURES], len(passages) + 1)]
    return replace(found, evidence=(*passages, *figures), counted=None)


def senses_of(turn: Turn, heard: Transcript | None, screen: Screen) -> Senses:
    """What a turn gives to be searched for."""
    note, said = turn.note.strip(), heard.text if heard else ""
    if turn.follows and asked_of(turn, said).is_led:
        note = in_thread(note, turn.follows.question)
    return Senses(
        note,
        said,
        heard.sound if heard else None,
        screen.picture,
        screen.lines,
        screen.words,
        all(points(text) for text in (note, said) if text),  # one that names its subject is enough
    )
