"""The turn that is running: saved, sent, followed and finished."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tutor_app.core.answer import Answer, Evidence, Pin
from tutor_app.core.errors import TutorError
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.following import leans
from tutor_app.core.language import language_of
from tutor_app.core.maths.in_text import speakable
from tutor_app.core.shelf import place_of
from tutor_app.core.teaching import ANSWER, Level, Wish, is_veiled
from tutor_app.core.turn import Earlier, Turn
from tutor_app.course.folder import CourseFolder
from tutor_app.engine.messages import (
    Answered,
    Doing,
    Failed,
    Found,
    Heard,
    Mind,
    Partial,
    Pictured,
    Read,
    Stopped,
)
from tutor_app.gui.ask_bar import AskBar
from tutor_app.gui.client import EngineClient
from tutor_app.gui.draft import Draft
from tutor_app.gui.history.retold import retold
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.panel import Panel
from tutor_app.gui.steps import Steps
from tutor_app.settings.settings import spoken_of
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.tutor.past import PastTurn
from tutor_app.tutor.places import heading_of
from tutor_app.tutor.session import Tutor


class RunningTurn(QObject):
    """One turn at a time, shown on the material, the panel and the bar.

    Signals:
        begun: a turn runs.
        explained: the whole explanation.
        ended: nothing runs any more.
        shown: the number of the evidence that the page was turned to; 0: there is none.
    """

    begun = Signal()
    explained = Signal(str)
    ended = Signal()
    shown = Signal(int)

    def __init__(
        self,
        tutor: Tutor,
        client: EngineClient,
        material: MaterialView,
        panel: Panel,
        bar: AskBar,
        notice: NoticeBar,
    ) -> None:
        super().__init__(bar)
        self._tutor, self._client = tutor, client
        self._material, self._panel, self._bar, self._notice = material, panel, bar, notice
        self._asked: tuple[int, KeptTurn] | None = None  # with the engine's id
        self._last: KeptTurn | None = None  # the answer on the panel, which others can follow
        self._level: Level = ANSWER  # how much is told
        self._course: CourseFolder | None = None  # that it is asked of
        self._sent = Draft()  # what is put back if it can't be answered
        self._turn: Turn | None = None  # with its media as they are kept
        self._heard = ""
        self._evidence: tuple[Evidence, ...] = ()
        self._pinned: Pin | None = None  # whose lines alone are marked
        self._shown_id: int | None = None  # of the record: the turn that is on the panel
        self._steps = Steps(self)

    @property
    def id(self) -> int | None:
        """The engine's id of the turn; None: nothing runs."""
        return self._asked and self._asked[0]

    def begin(self, course: CourseFolder, draft: Draft) -> None:
        """Save the question, then send it; one that runs is stopped. Raises: TutorError."""
        before = self._before(course, draft)
        turn = Turn(course.path, draft.note, draft.audio, draft.image, draft.region, before)
        self._send(course, turn, draft)
        self._bar.clear()
        self._panel.begin(draft.note or self.tr("Your question"), self._thread(draft.note))

    def wish(self, wish: Wish) -> None:
        """The answer on the panel again, as it is wished. Raises: TutorError."""
        if self._last and self._course:
            asked = self._panel.question.text()
            self._send(self._course, self._tutor.again(self._last, wish), self._bar.draft)
            self._panel.begin(asked, self._panel.onward.label(wish))

    def next_hint(self) -> None:
        """The question on the panel one level up. Raises: TutorError."""
        if self._last and self._course:
            asked = self._panel.question.text()
            self._send(self._course, self._tutor.next_hint(self._last), self._bar.draft)
            self._panel.begin(asked, "")

    def check(self, chosen: int) -> None:
        """Keep and show how the question about the answer on the panel was answered. Raises: TutorError."""
        if self._last:
            self._tutor.check(self._last, chosen)
            self._panel.check.show_result(chosen)

    def hear(self, message: object) -> None:
        """A message of the engine; one of another turn is not for us."""
        if self._asked and getattr(message, "id", None) == self._asked[0]:
            self._steps.add(self._follow(message))

    def catch_up(self) -> None:
        """Show at once all that was heard."""
        self._steps.catch_up()

    def stop(self) -> None:
        """Ask the engine to stop; harmless when nothing runs."""
        if self._asked:
            self._client.cancel(self._asked[0])

    def end(self, outcome: Answer | str | TutorError) -> None:
        """Show and write how it ended; harmless when nothing runs."""
        self.catch_up()
        self._end(outcome)

    def _end(self, outcome: Answer | str | TutorError) -> None:
        if self._asked is None:
            return
        _, kept = self._asked
        self._asked = None
        self._bar.show_state(self.tr("Ready"), busy=False)
        match outcome:
            case Answer():
                self._show_places(outcome)
                self._panel.finish(outcome)
                self._last = replace(kept, state="answered", answer=outcome)
                self.explained.emit(outcome.text)
            case TutorError():
                self._notice.say(str(outcome), outcome.hint)
                self._bar.restore(self._sent)
            case _:
                self._bar.show_state(self.tr("Stopped"), busy=False)
        try:
            self._tutor.finish(kept.id, outcome if isinstance(outcome, Answer | TutorError) else "stopped")
        except TutorError as error:
            self._notice.say(str(error), error.hint)
        self.ended.emit()

    def cite(self, number: int) -> None:
        """Show a piece of evidence on the page; while it is veiled, the beginning of its section."""
        cited = next((e for e in self._evidence if e.number == number), None)
        if cited is None:
            return
        if is_veiled(self._level) and self._course:
            self._material.open_at(heading_of(self._tutor.index(self._course), cited))
        else:
            if self._pinned:
                self._highlight()
            self._material.show(number)
            self.shown.emit(number)

    @property
    def numbers(self) -> list[int]:
        """Of the evidence, in its order."""
        return [e.number for e in self._evidence]

    def is_one_of(self, ids: Collection[int]) -> bool:
        """Whether the turn on the panel has one of these numbers in the record."""
        return self._shown_id in ids

    def show_again(self, past: PastTurn, kept: KeptTurn) -> None:
        """An earlier turn as it was answered; one that runs is stopped."""
        self.forget()
        self.begun.emit()
        self._notice.hide()
        answer = kept.answer
        self._shown_id, self._course, self._turn = kept.id, past.course, kept.turn
        self._heard = answer.transcript if answer else ""
        self._panel.begin(past.question, self._thread(kept.turn.note))
        if answer is None:
            self._panel.show_thread(kept.failure or self.tr("This question was not answered."))
        else:
            self._tell_again(kept, answer)

    def forget(self) -> None:
        """Nothing is shown of the turn any more."""
        self.stop()
        self.end("stopped")
        self._last = self._shown_id = None
        self._evidence = ()
        self._material.clear_highlights()
        self.shown.emit(0)

    def show_pin(self, pin: Pin) -> None:
        """Show the very lines of one citation."""
        if any(e.number == pin.number for e in self._evidence):
            self._highlight(pin)
            self._material.show(pin.number)
            self.shown.emit(pin.number)

    def _tell_again(self, kept: KeptTurn, answer: Answer) -> None:
        """All of an answer; one whose course was removed has no page, and nothing goes on from it."""
        self._level = answer.level
        if self._course:
            for message in retold(answer, self._tutor.index(self._course)):
                self._steps.add(self._follow(message))
            self.catch_up()
            self._show_places(answer)
            self._last = kept
        self._panel.finish(answer, goes_on=self._course is not None)
        self.explained.emit(answer.text)

    def _highlight(self, pin: Pin | None = None) -> None:
        """All the evidence; of the one that is pinned only its very lines."""
        self._pinned = pin
        if self._course is None:
            return
        index = self._tutor.index(self._course)
        lines = {pin.number: pin.locators} if pin else {}
        places = ((e, lines.get(e.number) or place_of(index, e.kind, e.id)) for e in self._evidence)
        self._material.highlight([Highlight(e.number, place, e.kind) for e, place in places])

    def _send(self, course: CourseFolder, turn: Turn, draft: Draft) -> None:
        if self._asked:
            self.stop()
            self.end("stopped")  # what is still said of it is not heard any more
        kept = self._tutor.begin(turn)
        self.begun.emit()
        self._notice.hide()
        self._course, self._sent, self._turn, self._heard = course, draft, kept.turn, ""
        self._evidence = ()
        self._material.clear_highlights()
        self.shown.emit(0)
        self._shown_id = kept.id
        self._asked = (self._client.ask(kept.turn, spoken_of(self._tutor.settings)), kept)
        self._bar.show_state(self.tr("Working…"), busy=True)

    def _before(self, course: CourseFolder, draft: Draft) -> Earlier | None:
        """What a question leans on; of one that is only spoken that is known when it was heard."""
        is_same = self._last is not None and self._last.turn.course == course.path
        may_lean = leans(draft.note) or (not draft.note.strip() and draft.audio is not None)
        return self._last.as_earlier() if self._last and is_same and may_lean else None

    def _thread(self, words: str) -> str:
        """The question before, for one that leans on it."""
        before = self._turn.follows if self._turn else None
        if before is None or not leans(words):
            return ""
        first = next(iter(before.question.splitlines()), "")  # of one that only pointed there is none
        return first and self.tr("After: {question}").format(question=speakable(first, language_of(first)))

    def _follow(self, message: object) -> Iterator[None]:
        match message:
            case Doing(step=step):
                self._bar.show_state(self._doing()[step], busy=True)
            case Heard(text=text) if text:
                self._heard = text
                self._panel.understand(text)
                self._panel.show_thread(self._thread(text))
            case Mind(text=text, hint=hint):
                self._notice.say(text, hint)
            case Found(evidence=evidence, counted=counted, level=level):
                self._level = level
                yield from self._find(evidence)
                if counted and self._turn:
                    self._panel.counted.show_counted(counted, self._turn, self._heard)
            case Read(formulas=formulas):
                self._panel.read.show_formulas(formulas)
            case Pictured(told=told):
                self._show_figure(told)
            case Partial(text=text, pins=pins):
                self._panel.write(text, pins)
            case _:
                self._conclude(message)

    def _conclude(self, message: object) -> None:
        match message:
            case Answered(answer=answer):
                self._end(answer)
            case Stopped():
                self._end("stopped")
            case Failed(message=text, hint=hint):
                self._end(TutorError(text, hint))

    def _find(self, evidence: tuple[Evidence, ...]) -> Iterator[None]:
        if self._course is None:
            return
        self._evidence = evidence
        if is_veiled(self._level):  # lit lines would be the answer
            return
        yield from self._panel.bring_evidence(self._tutor.cited(self._course, evidence), self._course.path)
        self._highlight()
        yield
        if evidence:
            self.cite(evidence[0].number)

    def _show_figure(self, told: FigureTold) -> None:
        """The figure that is meant."""
        if self._course:
            figure = self._tutor.index(self._course).figure(told.figure)
            self._panel.show_figure(figure, told, self._course.path)

    def _show_places(self, answer: Answer) -> None:
        """Of a hint: where to look, without a word of what stands there."""
        if is_veiled(answer.level) and self._course:
            places = self._tutor.cited(self._course, answer.named)
            self._panel.show_evidence(places, self._course.path, veiled=True)

    def _doing(self) -> dict[str, str]:
        return {
            "speech": self.tr("Hearing you…"),
            "screen": self.tr("Looking…"),
            "search": self.tr("Searching…"),
            "explain": self.tr("Explaining…"),
        }
