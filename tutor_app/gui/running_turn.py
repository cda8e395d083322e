"""The turn that is running: saved, sent, followed and finished."""

from PySide6.QtCore import QObject, Signal

from tutor_app.core.answer import Answer, Evidence, Pin
from tutor_app.core.errors import TutorError
from tutor_app.core.shelf import place_of
from tutor_app.core.turn import Turn
from tutor_app.course.folder import CourseFolder
from tutor_app.engine.messages import Answered, Doing, Failed, Found, Heard, Mind, Partial, Stopped
from tutor_app.gui.ask_bar import AskBar
from tutor_app.gui.client import EngineClient
from tutor_app.gui.draft import Draft
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.panel import Panel
from tutor_app.settings.settings import spoken_of
from tutor_app.tutor.session import Tutor


class RunningTurn(QObject):
    """One turn at a time, shown on the material, the panel and the bar.

    Signals:
        ended: nothing runs any more.
        shown: the number of the evidence that the page was turned to; 0: there is none.
    """

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
        self._asked: tuple[int, int] | None = None  # the engine's id and the record's
        self._course: CourseFolder | None = None  # that it is asked of
        self._sent = Draft()  # what is put back if it can't be answered
        self._turn: Turn | None = None  # with its media as they are kept
        self._heard = ""
        self._evidence: tuple[Evidence, ...] = ()
        self._pinned: Pin | None = None  # whose lines alone are marked

    @property
    def id(self) -> int | None:
        """The engine's id of the turn; None: nothing runs."""
        return self._asked and self._asked[0]

    def begin(self, course: CourseFolder, draft: Draft) -> None:
        """Save the question, then send it; one that runs is stopped. Raises: TutorError."""
        if self._asked:
            self.stop()
            self.end("stopped")  # what is still said of it is not heard any more
        turn = Turn(course.path, draft.note, draft.audio, draft.image, draft.region)
        kept = self._tutor.begin(turn)
        self._notice.hide()
        self._course, self._sent, self._turn, self._heard = course, draft, kept.turn, ""
        self._bar.clear()
        self._evidence = ()
        self._material.clear_highlights()
        self.shown.emit(0)
        self._panel.begin(draft.note or self.tr("Your question"), "")
        self._asked = (self._client.ask(kept.turn, spoken_of(self._tutor.settings)), kept.id)
        self._bar.show_state(self.tr("Working…"), busy=True)

    def hear(self, message: object) -> None:
        """A message of the engine; one of another turn is not for us."""
        if self._asked and getattr(message, "id", None) == self._asked[0]:
            self._follow(message)

    def stop(self) -> None:
        """Ask the engine to stop; harmless when nothing runs."""
        if self._asked:
            self._client.cancel(self._asked[0])

    def end(self, outcome: Answer | str | TutorError) -> None:
        """Show and write how it ended; harmless when nothing runs."""
        if self._asked is None:
            return
        _, kept = self._asked
        self._asked = None
        self._bar.show_state(self.tr("Ready"), busy=False)
        match outcome:
            case Answer():
                self._panel.finish(outcome.text, outcome.pins)
            case TutorError():
                self._notice.say(str(outcome), outcome.hint)
                self._bar.restore(self._sent)
            case _:
                self._bar.show_state(self.tr("Stopped"), busy=False)
        try:
            self._tutor.finish(kept, outcome if isinstance(outcome, Answer | TutorError) else "stopped")
        except TutorError as error:
            self._notice.say(str(error), error.hint)
        self.ended.emit()

    def cite(self, number: int) -> None:
        """Show a piece of evidence on the page."""
        if any(e.number == number for e in self._evidence):
            if self._pinned:
                self._highlight()
            self._material.show(number)
            self.shown.emit(number)

    def show_pin(self, pin: Pin) -> None:
        """Show the very lines of one citation."""
        if any(e.number == pin.number for e in self._evidence):
            self._highlight(pin)
            self._material.show(pin.number)
            self.shown.emit(pin.number)

    def _highlight(self, pin: Pin | None = None) -> None:
        """All the evidence; of the one that is pinned only its very lines."""
        self._pinned = pin
        if self._course is None:
            return
        index = self._tutor.index(self._course)
        lines = {pin.number: pin.locators} if pin else {}
        places = ((e, lines.get(e.number) or place_of(index, e.kind, e.id)) for e in self._evidence)
        self._material.highlight([Highlight(e.number, place, e.kind) for e, place in places])

    @property
    def numbers(self) -> list[int]:
        """Of the evidence, in its order."""
        return [e.number for e in self._evidence]

    def forget(self) -> None:
        """Nothing is shown of the turn any more."""
        self.stop()
        self.end("stopped")
        self._evidence = ()
        self._material.clear_highlights()
        self.shown.emit(0)

    def _follow(self, message: object) -> None:
        match message:
            case Doing(step=step):
                self._bar.show_state(self._steps()[step], busy=True)
            case Heard(text=text) if text:
                self._heard = text
                self._panel.understand(text)
            case Mind(text=text, hint=hint):
                self._notice.say(text, hint)
            case Found(evidence=evidence, counted=counted):
                self._find(evidence)
                if counted and self._turn:
                    self._panel.counted.show_counted(counted, self._turn, self._heard)
            case Partial(text=text, pins=pins):
                self._panel.write(text, pins)
            case Answered(answer=answer):
                self.end(answer)
            case Stopped():
                self.end("stopped")
            case Failed(message=text, hint=hint):
                self.end(TutorError(text, hint))

    def _find(self, evidence: tuple[Evidence, ...]) -> None:
        if self._course is None:
            return
        self._evidence = evidence
        self._highlight()
        self._panel.show_evidence(self._tutor.cited(self._course, evidence), self._course.path)
        if evidence:
            self.cite(evidence[0].number)

    def _steps(self) -> dict[str, str]:
        return {
            "speech": self.tr("Hearing you…"),
            "screen": self.tr("Looking…"),
            "search": self.tr("Searching…"),
            "explain": self.tr("Explaining…"),
        }
