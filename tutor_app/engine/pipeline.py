"""One turn: what the learner gave → words → evidence → explanation."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tutor_app.core.answer import Answer, Pin
from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.following import in_thread
from tutor_app.core.formula import ReadFormula, in_text
from tutor_app.core.language import LANGUAGES, tr
from tutor_app.core.maths.in_text import shortened
from tutor_app.core.shelf import Shelf
from tutor_app.core.teaching import ANSWER, EXAMPLE, Guidance, is_veiled
from tutor_app.core.turn import Turn
from tutor_app.core.words import search_words
from tutor_app.engine.aloud.mouth import Mouth
from tutor_app.engine.asking import Asked, asked_of, question_of, with_example, with_figures_of
from tutor_app.engine.explain.ahead import Ahead
from tutor_app.engine.explain.answering import (
    HOPELESS,
    SURE,
    Explained,
    Tell,
    answer_generally,
    decline,
    explain,
    in_material,
)
from tutor_app.engine.explain.figure import asked_about
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.pinning import Finds
from tutor_app.engine.explain.question import Cite, Piece, Question
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.translating import Translator, cited
from tutor_app.engine.explain.writer import Writer
from tutor_app.engine.figure_telling import FigureTelling
from tutor_app.engine.finding import Finder, Findings
from tutor_app.engine.formulas.finding import formula_boxes, has_maths
from tutor_app.engine.formulas.picture import grey
from tutor_app.engine.formulas.screen import PlacedFormula, read_formulas, with_formulas
from tutor_app.engine.fusion.turn import Senses
from tutor_app.engine.listener import Listener, Told
from tutor_app.engine.messages import (
    Ask,
    Doing,
    Found,
    Heard,
    Listen,
    Mind,
    Over,
    Partial,
    Prepare,
    Read,
    Ready,
    Recite,
    Say,
    SayAloud,
)
from tutor_app.engine.models import Models
from tutor_app.engine.ocr import ScreenWord, words_of
from tutor_app.engine.picture_file import read_picture
from tutor_app.engine.registry.installed import NotInstalled
from tutor_app.engine.retrieval import points
from tutor_app.engine.speech.listening import Caption
from tutor_app.engine.speech.recogniser import Transcript
from tutor_app.engine.stopwatch import Stopwatch
from tutor_app.engine.teaching.check import check_of
from tutor_app.engine.teaching.guide import Guide, level_of
from tutor_app.engine.teaching.telling import Teller

LEAST_TO_GUESS = 3  # words (pairs of Chinese characters) that are worth a search
MOST_LETTERS_ON_A_FIGURE = 400
MOST_SENT = 1000  # characters of what was read on the screen: a message stays small


@dataclass(frozen=True)
class Screen:
    """What a screenshot or region shows and says."""

    words: str = ""
    picture: Pixels | None = None
    lines: tuple[ScreenWord, ...] = field(default=(), repr=False)
    formulas: tuple[ReadFormula, ...] = ()

    @property
    def shows_a_figure(self) -> bool:
        """Whether it is a picture, of more than formulas and a page of words."""
        is_text = self.formulas or len(self.words) > MOST_LETTERS_ON_A_FIGURE
        return self.picture is not None and not is_text

    @property
    def asked(self) -> str:
        """The formulas that are certain, as they are asked along with the words."""
        return "\n".join(in_text(formula) for formula in self.formulas if formula.is_certain)


@dataclass(frozen=True)
class Early:
    """What was found for a question that was not yet complete."""

    course: Path
    heard: tuple[Transcript, Transcript]  # as it was said, and as the course writes it
    senses: Senses
    found: Findings

    def answers(self, turn: Turn, senses: Senses) -> bool:
        """Whether nothing was added since."""
        given = (turn.image, turn.region, senses.screen, senses.picture) == (None, None, "", None)
        same = (senses.note, senses.heard) == (self.senses.note, self.senses.heard)
        return given and same and turn.course == self.course


@dataclass(frozen=True)
class Judged:
    """What is known of whether the material answers, before it is asked to."""

    likely: float | None  # the chance by the search; None: the learner points at it
    by_model: bool  # the model is asked, too: of an exercise passages give the means, not the result
    generally: bool  # if it doesn't, the model may answer by itself; never behind a hint


class Pipeline:
    """The engine: the steps of a turn, over models that are opened when first needed."""

    def __init__(  # noqa: PLR0913 what a home chooses, by name
        self,
        models: Models,
        shelf_of: Callable[[Path], Shelf],
        ready: Ready,
        *,
        generates: bool = True,
        generally: bool = False,
        guidance_of: Callable[[Path], Guidance] = lambda _: Guidance(),
        writer_on: Callable[[LanguageModel, Finds], Writer] = Writer,
    ) -> None:
        """`generates`: whether a language model may choose what is quoted; `generally`: whether it may answer
        by itself what the material does not; `writer_on` makes the explainer on it.
        """
        self._models, self._shelf_of = models, shelf_of
        self._generates, self._generally, self._writer_on = generates, generally, writer_on
        self.reads_ahead = False  # on a busy machine evidence came after 1.16 s with it, 0.44 s without
        self._guidance_of = guidance_of
        self._finder = Finder(models)
        self._teller = Teller()
        self.ready = ready
        self._listener: Listener | None = None
        self._early: Early | None = None
        self._ahead, self._guesses = Ahead(), 0  # searches for guesses that wait
        self._mouth = Mouth(models.voice)

    def prepare(self, prepare: Prepare) -> None:
        """Have a voice ready, and the beginning of a text."""
        self._mouth.prepare(prepare.text, prepare.speed)

    def recite(self, recite: Recite, say: SayAloud) -> None:
        """Read a text aloud, beside everything else."""
        self._mouth.recite(recite, say)

    def silence(self) -> None:
        """Read aloud no more."""
        self._mouth.silence()

    def listen(self, listen: Listen, say: Say, later: Callable[[Callable[[], None]], None]) -> None:
        """Hear a question while it is spoken, and search for it whenever the learner pauses."""
        self.hush()
        self.silence()
        turn = listen.turn
        if turn.audio is None:
            return

        if self._generates:
            self._models.language_model.open_soon()

        def show(caption: Caption) -> None:
            say(Heard(listen.id, caption.sure, caption.faint, final=False))
            if self.reads_ahead and turn.image is None and turn.region is None and self._guesses == 0:
                self._guesses += 1
                later(lambda: self._guess(turn, caption))

        def paused(said: Transcript, cancel: Cancellation) -> None:
            if turn.image is None and turn.region is None:
                later(lambda: self._search_early(turn, said, cancel))

        def over() -> None:
            say(Over(listen.id))

        told = Told(show, paused, over)
        self._listener = Listener(turn.audio, self._models.recogniser, told, listen.spoken)

    def hush(self) -> None:
        """Hear no more; what was recorded is heard as a whole when it is asked."""
        listener, self._listener = self._listener, None
        if listener:
            listener.drop()

    def _guess(self, turn: Turn, caption: Caption) -> None:
        """Have the language model read what the words until now find. A wrong guess leaves no trace."""
        self._guesses -= 1
        with suppress(TutorError):
            words = f"{caption.sure} {caption.faint}".strip()
            if len(search_words(words)) < LEAST_TO_GUESS or not self._may_read_ahead:
                return
            shelf = self._shelf_of(turn.course)
            found = self._finder.find(shelf, Senses(turn.note.strip(), words), None, Cancellation())
            self._read_ahead(shelf, words, found, is_complete=False)

    def _read_ahead(self, shelf: Shelf, words: str, found: Findings, *, is_complete: bool) -> None:
        writer = self._writer() if self._may_read_ahead else None
        if writer and (found.likely is None or found.likely >= HOPELESS):
            asked = Asked(words, is_led=False, region=None)
            question = question_of(asked, Turn(Path(), words), shelf, found.evidence)
            self._ahead.guess(question, writer, is_complete=is_complete)

    def _search_early(self, turn: Turn, said: Transcript, cancel: Cancellation) -> None:
        """So that the evidence is ready when nothing more is said. What goes wrong is said by the turn."""
        with suppress(Cancelled, TutorError):
            shelf = self._shelf_of(turn.course)
            meant = self._models.recogniser.get().put_right(said, shelf.spellings, cancel)
            senses = _senses(turn, meant, Screen())
            asked = asked_of(turn, meant.text)
            found = self._finder.find(shelf, senses, asked.region, cancel)
            self._early = Early(turn.course, (said, meant), senses, found)
            self._read_ahead(shelf, asked.words, found, is_complete=True)

    def answer(self, ask: Ask, say: Say, cancel: Cancellation) -> Answer:
        """Raises: TutorError: nothing can be made of this turn, in words. Cancelled."""
        turn, watch = ask.turn, Stopwatch()
        shelf, guidance = self._shelf_of(turn.course), self._guidance_of(turn.course)
        heard = self._hear(ask, shelf, say, cancel, watch)
        screen = self._look(ask, shelf, say, cancel, watch)
        asked = asked_of(turn, heard.text if heard else "")
        if not (asked.words or screen.words or screen.picture is not None or asked.region):
            raise TutorError(
                tr("No words were heard."), tr("Speak closer to the microphone, or type the question.")
            )
        say(Doing(ask.id, "search"))
        with watch.time("search"):
            found = self._find(turn, heard, screen, shelf, cancel)
            question = self._ahead.arrange(question_of(asked, turn, shelf, found.evidence, screen.asked))
            guide = Guide(shelf, asked.words, screen.words if points(asked.words) else "")
            is_exercise = guide.is_exercise(question)
            level = level_of(turn, guidance, is_led=asked.is_led, is_exercise=is_exercise)
            if level == EXAMPLE:
                found = with_example(found, question, guide)
                question = question_of(asked, turn, shelf, found.evidence, screen.asked)
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
                say(Partial(ask.id, piece.text, tuple(map(pin, piece.cites))))

            tell = Tell(pass_on, lambda trouble: say(_quoted(ask.id, trouble)))
            finds = partial(self._finds, shelf, question, cancel)
            judged = Judged(found.likely, not is_exercise, self._generally and level == ANSWER)
            told = self._teller.tell(
                level,
                turn.course,
                guide,
                question,
                lambda write: self._explain(question, judged, finds, replace(tell, piece=write), cancel),
                pass_on,
            )
        check = check_of(shelf, question, told.text) if level == ANSWER and told.in_material else None
        if telling and figure:
            figure = telling.complete(figure, self._models.word_reader, cancel)
        return Answer(
            told.text,
            found.evidence,
            told.in_material,
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
            guidance.after(level) if told.in_material else None,
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

    def _find(
        self, turn: Turn, heard: Transcript | None, screen: Screen, shelf: Shelf, cancel: Cancellation
    ) -> Findings:
        """What a turn goes on with was found already; else the early search's, or a new one."""
        before = turn.follows
        if turn.goes_on and before and before.evidence:
            return Findings(before.evidence, None)
        senses, early = _senses(turn, heard, screen), self._early
        self._early = None
        asked = asked_of(turn, heard.text if heard else "")
        if early and early.answers(turn, senses):
            found = early.found
        else:
            found = self._finder.find(shelf, senses, asked.region, cancel)
        return with_figures_of(before, found) if before and asked.is_led else found

    def _hear(
        self, ask: Ask, shelf: Shelf, say: Say, cancel: Cancellation, watch: Stopwatch
    ) -> Transcript | None:
        if ask.turn.audio is None:
            return None
        say(Doing(ask.id, "speech"))
        with watch.time("speech"):
            heard = self._followed(ask.turn.audio, cancel)
            recogniser = self._models.recogniser.get()
            heard = heard or recogniser.transcribe_file(ask.turn.audio, cancel, ask.spoken)
            early = self._early.heard if self._early else None
            if early and early[0] == heard:
                heard = early[1]
            else:
                heard = recogniser.put_right(heard, shelf.spellings, cancel)
        say(Heard(ask.id, heard.text))
        return heard

    def _followed(self, audio: Path, cancel: Cancellation) -> Transcript | None:
        """What was heard while it was spoken, if it was."""
        listener, self._listener = self._listener, None
        if listener is None:
            return None
        if listener.audio != audio:
            listener.drop()
            return None
        return listener.end(cancel)

    def _look(self, ask: Ask, shelf: Shelf, say: Say, cancel: Cancellation, watch: Stopwatch) -> Screen:
        turn = ask.turn
        if turn.goes_on or (turn.image is None and turn.region is None):
            return Screen()
        say(Doing(ask.id, "screen"))
        with watch.time("screen"):
            words = shelf.words_in(turn.region) if turn.region else ""
            screen = Screen(words) if turn.image is None else self._see(turn.image, words, cancel)
        say(Read(ask.id, shortened(screen.words, MOST_SENT), screen.formulas))
        return screen

    def _see(self, image: Path, known_words: str, cancel: Cancellation) -> Screen:
        """A picture, and its words where the page has not told them; a missing model is silent."""
        picture = read_picture(image)
        reader = self._models.word_reader.get_or_none()
        if reader is None or (known_words and not has_maths(known_words)):
            return Screen(known_words, picture)
        lines = reader.read(picture, cancel)
        placed = self._read_formulas(picture, lines, cancel)
        formulas = tuple(one.formula for one in placed)
        if known_words:
            screen = Screen(known_words, picture, formulas=formulas)
            return replace(screen, words="\n".join(filter(None, (known_words, screen.asked))))
        lines = with_formulas(lines, placed)
        return Screen(words_of(lines), picture, tuple(lines), formulas)

    def _read_formulas(
        self, picture: Pixels, lines: list[ScreenWord], cancel: Cancellation
    ) -> list[PlacedFormula]:
        """Where the reader of formulas is missing, there are none."""
        if not (boxes := formula_boxes(grey(picture), lines)):
            return []
        reader = self._models.formula_reader.get_or_none()
        return read_formulas(picture, boxes, reader, cancel) if reader else []

    def _explain(
        self, question: Question, judged: Judged, finds: Finds, tell: Tell, cancel: Cancellation
    ) -> Explained:
        """With the language model; by quotation where it was so chosen, or the model can't be used."""
        quote, writer, likely = QuoteExplainer(), None, judged.likely
        try:
            writer = self._writer(finds)
            judge = writer if judged.by_model else None
            is_in = likely is None or in_material(question, likely, judge, cancel)
        except TutorError as trouble:
            tell.trouble(trouble)
            writer = None
            is_in = likely is None or in_material(question, likely, None, cancel)
        if is_in:
            explainer = self._translator(question) or writer or quote
            sure = likely is None or likely >= SURE
            explained = explain(question, explainer, quote, tell, cancel, is_sure=sure)
        else:
            explained = decline(question, tell.piece)
        if explained.in_material or not (judged.generally and writer and question.text.strip()):
            return explained
        return answer_generally(explained, question, writer, tell.piece, cancel)

    def _translator(self, question: Question) -> Translator | None:
        """For the other language, where there is something to translate and somebody who can."""
        if question.wish not in LANGUAGES or not self._generates or not cited(question):
            return None
        model = self._models.language_model.get_or_none()
        return Translator(model) if model else None

    @property
    def _may_read_ahead(self) -> bool:
        """A model that is still being opened would keep the evidence waiting."""
        wanted = self.reads_ahead and self._generates
        return wanted and self._models.language_model.opened is not None

    def _finds(
        self, shelf: Shelf, question: Question, cancel: Cancellation, sentence: str, number: int
    ) -> bool:
        """Whether a sentence that was written finds the passage that is to be cited for it."""
        passages = {numbered.number: numbered.passage.id for numbered in question.passages}
        found = self._finder.find(shelf, Senses(sentence, ""), None, cancel)
        ids = [e.id for e in found.evidence if e.kind == "passage"]
        return number not in passages or passages[number] in ids

    def _writer(self, finds: Finds = lambda _sentence, _number: True) -> Writer | None:
        """None where passages are to be quoted, or its model is still on its way, which the window tells.

        Raises: TutorError: it can't be used.
        """
        if not self._generates:
            return None
        try:
            return self._writer_on(self._models.language_model.get(), finds)
        except NotInstalled:
            return None


def _quoted(id: int, trouble: TutorError) -> Mind:
    quoted = tr("Sentences of the material are quoted instead.")
    return Mind(id, f"{trouble} {quoted}", trouble.hint)


def _pin(shelf: Shelf, question: Question, cite: Cite) -> Pin:
    """The lines of a citation, as the course keeps them."""
    passages = {numbered.number: numbered.passage.id for numbered in question.passages}
    lines = [line for start, end in cite.spans for line in shelf.lines_of(passages[cite.number], start, end)]
    return Pin(cite.number, tuple(dict.fromkeys(lines)))


def _senses(turn: Turn, heard: Transcript | None, screen: Screen) -> Senses:
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
