"""One turn: what the learner gave → words → evidence → explanation."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tutor_app.core.answer import Answer, Pin
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.maths.in_text import shortened
from tutor_app.core.shelf import Shelf
from tutor_app.core.teaching import ANSWER, EXAMPLE, Guidance, Level, is_veiled
from tutor_app.core.turn import Turn
from tutor_app.engine.aloud.mouth import Mouth
from tutor_app.engine.asking import (
    Asked,
    add_passages,
    asked_of,
    question_of,
    search_words_of,
    senses_of,
    with_definitions,
    with_example,
    with_figures_of,
    with_passage,
)
from tutor_app.engine.explain.answering import Explained, Tell
from tutor_app.engine.explain.figure import asked_about
from tutor_app.engine.explain.question import Cite, Piece, Question
from tutor_app.engine.explaining import Explaining, Judged, SearchOfTurn
from tutor_app.engine.figure_telling import FigureTelling
from tutor_app.engine.finding import Finder, Findings
from tutor_app.engine.fusion.turn import Senses
from tutor_app.engine.hearing import Hearing, Later
from tutor_app.engine.messages import (
    Ask,
    Doing,
    Found,
    Heard,
    Listen,
    Mind,
    Partial,
    Prepare,
    Read,
    Ready,
    Recite,
    Say,
    SayAloud,
)
from tutor_app.engine.models import Models
from tutor_app.engine.reading_ahead import ReadingAhead
from tutor_app.engine.retrieval import points
from tutor_app.engine.screen import Screen, is_shown, look
from tutor_app.engine.speech.recogniser import Transcript
from tutor_app.engine.stopwatch import Stopwatch
from tutor_app.engine.teaching.check import check_of
from tutor_app.engine.teaching.guide import Guide, level_of
from tutor_app.engine.teaching.solutions import ExerciseSolution, find_solution, tell_solution
from tutor_app.engine.teaching.telling import Teller

MOST_SENT = 1000  # characters of what was read on the screen: a message stays small


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A turn that was searched."""

    found: Findings
    question: Question
    guide: Guide
    is_exercise: bool
    level: Level
    solution: ExerciseSolution | None  # the material's own, of an exercise


class Pipeline:
    """The engine: the steps of a turn, over models that are opened when first needed."""

    def __init__(
        self,
        models: Models,
        shelf_of: Callable[[Path], Shelf],
        ready: Callable[[], Ready],
        *,
        generates: bool = True,
        generally: bool = False,
        guidance_of: Callable[[Path], Guidance] = lambda _: Guidance(),
    ) -> None:
        """`generates`: whether a language model may choose what is quoted; `generally`: whether it may answer
        by itself what the material does not.
        """
        self._models, self._shelf_of = models, shelf_of
        self._explaining, self._generally = Explaining(models, generates), generally
        self._guidance_of = guidance_of
        self._finder = Finder(models)
        self._teller = Teller()
        self._ready = ready
        self.ahead = ReadingAhead(self._explaining)
        self._hearing = Hearing(models, shelf_of, self._finder, self.ahead)
        self._mouth = Mouth(models.voice)

    @property
    def ready(self) -> Ready:
        """What runs where and why, in the reader's language."""
        return self._ready()

    def prepare(self, prepare: Prepare) -> None:
        """Have a voice ready, and the beginning of a text."""
        self._mouth.prepare(prepare.text, prepare.speed)

    def recite(self, recite: Recite, say: SayAloud) -> None:
        """Read a text aloud, beside everything else."""
        self._mouth.recite(recite, say)

    def silence(self) -> None:
        """Read aloud no more."""
        self._mouth.silence()

    def listen(self, listen: Listen, say: Say, later: Later) -> None:
        """Hear a question while it is spoken, and search for it whenever the learner pauses."""
        self.silence()
        if listen.turn.audio is not None and self._explaining.generates:
            self._models.language_model.open_soon()
        self._hearing.listen(listen, say, later)

    def hush(self) -> None:
        """Hear no more; what was recorded is heard as a whole when it is asked."""
        self._hearing.hush()

    def answer(self, ask: Ask, say: Say, cancel: Cancellation) -> Answer:
        """Raises: TutorError: nothing can be made of this turn, in words. Cancelled."""
        turn, watch = ask.turn, Stopwatch()
        shelf, guidance = self._shelf_of(turn.course), self._guidance_of(turn.course)
        heard = self._hear(ask, shelf, say, cancel, watch)
        screen = self._look(ask, shelf, say, cancel, watch)
        asked = asked_of(turn, heard.text if heard else "")
        is_unclear = heard is not None and bool(heard.windows) and not heard.text.strip()
        if not (asked.words or screen.words or screen.picture is not None or asked.region):
            raise _no_question(is_unclear=is_unclear)
        if is_unclear:  # it is answered without what was said, and that is told
            unclear = _no_question(is_unclear=True)
            say(Mind(ask.id, str(unclear), unclear.hint))
        say(Doing(ask.id, "search"))
        with watch.time("search"):
            prepared = self._prepare(turn, heard, asked, screen, shelf, cancel)
        found, question, guide, level = prepared.found, prepared.question, prepared.guide, prepared.level
        if found.mind:
            say(Mind(ask.id, *found.mind))
        say(Found(ask.id, found.evidence, found.counted, level))
        telling = None if is_veiled(level) else self._telling(ask, shelf, asked, question, screen, say)
        figure = telling.begin() if telling else None
        say(Doing(ask.id, "explain"))
        with watch.time("explain"):
            pin = partial(_pin, shelf, question)

            def pass_on(piece: Piece) -> None:
                cancel.check()
                say(Partial(ask.id, piece.text, tuple(map(pin, piece.cites)), piece.replaces))

            tell = Tell(pass_on, lambda trouble: say(_quoted(ask.id, trouble)))
            search = SearchOfTurn(self._finder, shelf, question, cancel)
            judged = Judged(found.likely, not prepared.is_exercise, self._generally and level == ANSWER)

            def explain(write: Callable[[Piece], None]) -> Explained:
                if prepared.solution:
                    return tell_solution(prepared.solution, question, write)
                return self._explaining.explain(question, judged, search, replace(tell, piece=write), cancel)

            if prepared.solution and level == ANSWER:  # whose number a hint did not know
                told = explain(pass_on)
            else:
                told = self._teller.tell(level, turn.course, guide, question, explain, pass_on)
        check = check_of(shelf, question, told.text) if level == ANSWER and told.holds == "yes" else None
        if telling and figure:
            figure = telling.complete(figure, self._models.word_reader, cancel)
        return Answer(
            told.text,
            found.evidence,
            told.holds == "yes",
            told.explainer,
            heard.text if heard else "",
            screen.words,
            watch.stages,
            found.counted,
            screen.formulas,
            figure,
            tuple(map(pin, told.cites)),
            question.text,
            level,
            guidance.after(level) if told.holds != "no" else None,
            check,
        )

    def _telling(
        self, ask: Ask, shelf: Shelf, asked: Asked, question: Question, screen: Screen, say: Say
    ) -> FigureTelling | None:
        """For a question about a figure; one that goes on points where the one before did."""
        found = [numbered.figure for numbered in question.figures]
        points_still = asked.is_led and asked.region is not None
        is_pointed = (screen.shows_a_figure or points_still) and (
            asked.region is None or bool(shelf.figures_in(asked.region))
        )
        figure = asked_about(shelf, question.text, found, is_pointed=is_pointed)
        return FigureTelling(ask.id, figure, ask.turn.course, shelf, say) if figure else None

    def _prepare(
        self,
        turn: Turn,
        heard: Transcript | None,
        asked: Asked,
        screen: Screen,
        shelf: Shelf,
        cancel: Cancellation,
    ) -> _Prepared:
        """Search, and decide how much is told. Raises: Cancelled."""
        found = self._find(turn, heard, screen, shelf, cancel)

        def put(found: Findings) -> Question:
            return question_of(asked, turn, shelf, found.evidence, screen.asked)

        question = self.ahead.arrange(put(found))
        guide = Guide(shelf, asked.words, screen.words if points(asked.words) else "")
        is_exercise = guide.is_exercise(question)
        if not (is_exercise or turn.goes_on or asked.region):
            found = with_definitions(found, question, shelf)
            question = put(found)
        level = level_of(turn, self._guidance_of(turn.course), is_led=asked.is_led, is_exercise=is_exercise)
        if level == EXAMPLE:
            found = with_example(found, question, guide)
            question = put(found)
        passages = [numbered.passage for numbered in question.passages]
        solution = find_solution(shelf, guide.exercise.stem, passages) if is_exercise else None
        if solution and level == ANSWER:
            found = with_passage(found, solution.passage.id)
            question = put(found)
        return _Prepared(
            found=found,
            question=question,
            guide=guide,
            is_exercise=is_exercise,
            level=level,
            solution=solution,
        )

    def _find(
        self, turn: Turn, heard: Transcript | None, screen: Screen, shelf: Shelf, cancel: Cancellation
    ) -> Findings:
        """What a turn goes on with was found already; else the early search's, or a new one."""
        before = turn.follows
        if turn.goes_on and before and before.evidence:
            if (words := search_words_of(turn.wish, before.question)) is None:
                return Findings(before.evidence, None)
            wished = self._finder.find(shelf, Senses(words, ""), None, cancel)
            return Findings(add_passages(before.evidence, wished.evidence), None)
        senses = senses_of(turn, heard, screen)
        found = self._hearing.found(turn, senses)
        asked = asked_of(turn, heard.text if heard else "")
        found = found or self._finder.find(shelf, senses, asked.region, cancel)
        return with_figures_of(before, found) if before and asked.is_led else found

    def _hear(
        self, ask: Ask, shelf: Shelf, say: Say, cancel: Cancellation, watch: Stopwatch
    ) -> Transcript | None:
        if ask.turn.audio is None:
            return None
        say(Doing(ask.id, "speech"))
        with watch.time("speech"):
            heard = self._hearing.heard(ask, ask.turn.audio, shelf, cancel)
        say(Heard(ask.id, heard.text))
        return heard

    def _look(self, ask: Ask, shelf: Shelf, say: Say, cancel: Cancellation, watch: Stopwatch) -> Screen:
        if not is_shown(ask.turn):
            return Screen()
        say(Doing(ask.id, "screen"))
        with watch.time("screen"):
            screen = look(ask.turn, shelf, self._models, cancel)
        say(Read(ask.id, shortened(screen.words, MOST_SENT), screen.formulas))
        return screen


def _no_question(*, is_unclear: bool) -> TutorError:
    """Why there is nothing to answer: silence, or a voice whose words can't be made out."""
    if is_unclear:
        return TutorError(
            tr("A voice was heard, but its words could not be made out."),
            tr("Say it again, more slowly or closer to the microphone, or type it."),
        )
    return TutorError(tr("No words were heard."), tr("Speak closer to the microphone, or type the question."))


def _quoted(id: int, trouble: TutorError) -> Mind:
    quoted = tr("Sentences of the material are quoted instead.")
    return Mind(id, f"{trouble} {quoted}", trouble.hint)


def _pin(shelf: Shelf, question: Question, cite: Cite) -> Pin:
    """The lines of a citation, as the course keeps them."""
    passages = {numbered.number: numbered.passage.id for numbered in question.passages}
    lines = [line for start, end in cite.spans for line in shelf.lines_of(passages[cite.number], start, end)]
    return Pin(cite.number, tuple(dict.fromkeys(lines)))
