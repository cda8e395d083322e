"""The turn that is running: saved, sent, followed and finished."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tutor_app.core.answer import Answer, Evidence, Pin
from tutor_app.core.checking import CheckQuestion
from tutor_app.core.errors import TutorError
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.following import leans
from tutor_app.core.language import language_of
from tutor_app.core.maths.in_text import speakable
from tutor_app.core.teaching import Wish, is_veiled
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
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.notice import NoticeBar
from tutor_app.gui.page_evidence import PageEvidence, TurnEvidence
from tutor_app.gui.panel import Panel
from tutor_app.gui.steps import Steps
from tutor_app.gui.thread import MAX_EARLIER, ThreadTurn
from tutor_app.settings.settings import spoken_of
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.tutor.past import PastTurn, question_of, still_there
from tutor_app.tutor.session import Tutor

LONG_WAIT_S = 8.0  # after which somebody asks what came of it


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
        self._found = TurnEvidence()  # of the open turn
        self._earlier: dict[int, TurnEvidence] = {}  # of those above it, by their numbers in the record
        self._course: CourseFolder | None = None  # that it is asked of
        self._sent = Draft()  # what is put back if it can't be answered
        self._turn: Turn | None = None  # with its media as they are kept
        self._heard = ""
        self._page = PageEvidence(tutor, material)
        self._page.shown.connect(self.shown)
        self._shown_id: int | None = None  # of the record: the turn that is on the panel
        self._clock = time.monotonic
        self._grown_at = 0.0  # when the explanation last grew, or began
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

    def show_check_source(self, asked: CheckQuestion) -> None:
        """Turn the page to the very lines that the question about the answer rests on."""
        if self._course is None:
            return
        index = self._tutor.index(self._course)
        if not still_there(index, (Evidence(0, "passage", asked.passage, 0.0),)):
            return
        passage = index.passage(asked.passage)
        start = max(0, passage.text.find(asked.sentence))
        lines = index.lines_of(asked.passage, start, start + len(asked.sentence))
        self._material.go_to((lines or passage.locators)[0])

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
                self._tell_in_vain(outcome)
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
        """Show a piece of the open turn's evidence on the page."""
        self._page.cite(self._found, number)

    def cite_marked(self, number: int) -> None:
        """Show a piece of the evidence that is marked on the page, of whichever turn of the thread."""
        self._page.cite(self._page.marked, number)

    def cite_earlier(self, id: int, number: int) -> None:
        """Show what an answer above the open one cites; it is the record's turn of this number."""
        self._page.cite(self._earlier.get(id, TurnEvidence()), number)

    def show_pin(self, pin: Pin) -> None:
        """Show the very lines of one citation."""
        self._page.show_pin(self._found, pin)

    def show_earlier_pin(self, id: int, pin: Pin) -> None:
        """Show the very lines of one citation of an answer above the open one."""
        self._page.show_pin(self._earlier.get(id, TurnEvidence()), pin)

    @property
    def numbers(self) -> list[int]:
        """Of the evidence, in its order."""
        return [e.number for e in self._found.evidence]

    @property
    def thread_ids(self) -> list[int]:
        """The numbers in the record of all turns on the panel, the open one last."""
        return [*self._earlier, *([self._shown_id] if self._shown_id is not None else [])]

    def drop_earlier(self, ids: Collection[int]) -> None:
        """Take turns away that stand above the open one; harmless where they don't."""
        self._panel.earlier.remove(ids)
        self._earlier = {id: found for id, found in self._earlier.items() if id not in ids}

    def is_one_of(self, ids: Collection[int]) -> bool:
        """Whether the turn on the panel has one of these numbers in the record."""
        return self._shown_id in ids

    def show_again(self, past: PastTurn, kept: KeptTurn, earlier: Sequence[KeptTurn] = ()) -> None:
        """An earlier turn as it was answered, below those that it went on from; one that runs is stopped."""
        self.forget()
        self.begun.emit()
        self._notice.hide()
        for one in earlier[-MAX_EARLIER:]:
            self._put_above(past.course, one)
        answer = kept.answer
        self._shown_id, self._course, self._turn = kept.id, past.course, kept.turn
        self._heard = answer.transcript if answer else ""
        self._panel.begin(past.question, self._thread(kept.turn.note))
        if answer is None:
            self._panel.show_thread(kept.failure or self.tr("This question was not answered."))
        else:
            self._tell_again(kept, answer)

    def forget(self) -> None:
        """Nothing is shown of the turn any more, nor of its thread."""
        self.stop()
        self.end("stopped")
        self._last = self._shown_id = None
        self._found = TurnEvidence()
        self.drop_earlier(list(self._earlier))
        self._page.clear()

    def _tell_again(self, kept: KeptTurn, answer: Answer) -> None:
        """All of an answer; one whose course was removed has no page, and nothing goes on from it."""
        self._found = TurnEvidence(self._course, level=answer.level)
        if self._course:
            for message in retold(answer, self._tutor.index(self._course)):
                self._steps.add(self._follow(message))
            self.catch_up()
            self._show_places(answer)
            self._last = kept
        self._panel.finish(answer, goes_on=self._course is not None)
        self.explained.emit(answer.text)

    def _keep_shown(self) -> None:
        """What was open stands above what comes; the oldest gives way."""
        if self._shown_id is not None:
            self._panel.keep_turn(self._shown_id)
            self._earlier[self._shown_id] = self._found
            for id in list(self._earlier)[:-MAX_EARLIER]:
                del self._earlier[id]

    def _put_above(self, course: CourseFolder | None, kept: KeptTurn) -> None:
        """A turn of the record above the open one."""
        if (answer := kept.answer) is None:
            return
        evidence = still_there(self._tutor.index(course), answer.evidence) if course else ()
        self._earlier[kept.id] = TurnEvidence(course, evidence, answer.level)
        self._panel.earlier.add(
            ThreadTurn(
                id=kept.id, question=question_of(kept), detail="", answer=answer.text, pins=answer.pins
            )
        )

    def _send(self, course: CourseFolder, turn: Turn, draft: Draft) -> None:
        if self._asked:
            self.stop()
            self.end("stopped")  # what is still said of it is not heard any more
        kept = self._tutor.begin(turn)
        self.begun.emit()
        self._notice.hide()
        self._keep_shown()
        self._course, self._sent, self._turn, self._heard = course, draft, kept.turn, ""
        self._found = TurnEvidence(course)
        self._page.clear()
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
                self._grown_at = self._clock()
                self._bar.show_state(self._doing()[step], busy=True)
            case Heard(text=text) if text:
                self._heard = text
                self._panel.understand(text)
                self._panel.show_thread(self._thread(text))
            case Mind(text=text, hint=hint):
                self._notice.say(text, hint)
            case Found(evidence=evidence, counted=counted, level=level):
                self._found = TurnEvidence(self._course, evidence, level)
                yield from self._find()
                if counted and self._turn:
                    self._panel.counted.show_counted(counted, self._turn, self._heard)
            case Read(formulas=formulas):
                self._panel.read.show_formulas(formulas)
            case Pictured(told=told):
                self._show_figure(told)
            case Partial(text=text, pins=pins, replaces=replaces):
                self._grown_at = self._clock()
                self._panel.write(text, pins, replaces=replaces)
            case _:
                self._conclude(message)

    def _tell_in_vain(self, answer: Answer) -> None:
        """Say so where a long wait for an explanation added nothing to what was there."""
        waited_s = self._clock() - self._grown_at
        if waited_s >= LONG_WAIT_S and answer.text.strip() == self._panel.written.strip():
            self._bar.show_state(self.tr("Ready. The explanation added nothing to this."), busy=False)

    def _conclude(self, message: object) -> None:
        match message:
            case Answered(answer=answer):
                self._end(answer)
            case Stopped():
                self._end("stopped")
            case Failed(message=text, hint=hint):
                self._end(TutorError(text, hint))

    def _find(self) -> Iterator[None]:
        found = self._found
        if found.course is None or found.is_veiled:
            return
        yield from self._panel.bring_evidence(
            self._tutor.cited(found.course, found.evidence), found.course.path
        )
        self._page.mark(found)
        yield
        if found.evidence:
            self.cite(found.evidence[0].number)

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
