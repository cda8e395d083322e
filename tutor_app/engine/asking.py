"""What a turn asks when the turn before it is known, and with which evidence."""

from dataclasses import dataclass, replace

from tutor_app.core.answer import Evidence
from tutor_app.core.following import in_thread, leans
from tutor_app.core.language import LANGUAGES, language_of
from tutor_app.core.material import Region
from tutor_app.core.maths.in_text import replaced
from tutor_app.core.shelf import Shelf
from tutor_app.core.turn import Earlier, Turn
from tutor_app.engine.explain.question import Numbered, NumberedFigure, Question
from tutor_app.engine.finding import Findings
from tutor_app.engine.fusion.turn import Senses
from tutor_app.engine.retrieval import Limits, points
from tutor_app.engine.screen import Screen
from tutor_app.engine.speech.recogniser import Transcript
from tutor_app.engine.teaching.guide import Guide

MOST_FIGURES = Limits().figures


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
        tuple(Numbered(e.number, shelf.passage(e.id)) for e in evidence if e.kind == "passage"),
        tuple(NumberedFigure(e.number, shelf.figure(e.id)) for e in evidence if e.kind == "figure"),
        turn.wish,
        turn.follows.answer if turn.follows and turn.goes_on else "",
    )


def with_example(found: Findings, question: Question, guide: Guide) -> Findings:
    """An example that was not found as evidence comes last, with a number of its own."""
    example = guide.example(question)
    if example is None or any((e.kind, e.id) == ("passage", example) for e in found.evidence):
        return found
    number = max((e.number for e in found.evidence), default=0) + 1
    return replace(found, evidence=(*found.evidence, Evidence(number, "passage", example, 0.0)))


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
