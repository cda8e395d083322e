"""What is spoken is heard from its first word, as the learner chose to speak."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.engine.messages import Heard, Over
from tutor_app.gui.ask_bar import AskBar
from tutor_app.gui.client import EngineClient
from tutor_app.gui.open_course import OpenCourse
from tutor_app.settings.settings import spoken_of
from tutor_app.tutor.session import Tutor


class Hearing(QObject):
    """Between the microphone of the bar and the engine's listener."""

    def __init__(self, tutor: Tutor, client: EngineClient, bar: AskBar, course: OpenCourse) -> None:
        super().__init__(bar)
        self._tutor, self._client, self._bar, self._course = tutor, client, bar, course
        self.id: int | None = None  # the engine's, of what is being recorded
        talk = bar.talk
        talk.begun.connect(self._begin)
        talk.dropped.connect(self._drop)
        talk.how.microphone_chosen.connect(lambda name: self._choose(microphone=name))
        talk.how.ready_chosen.connect(lambda on: self._choose(microphone_ready=on))
        talk.how.spoken_chosen.connect(lambda spoken: self._choose(spoken=spoken))
        self.show_choices()

    def hear(self, message: object) -> None:
        """A message of the engine; one of another recording is not for us."""
        match message:
            case Heard(id=id, text=sure, faint=faint, final=False) if id == self.id:
                self._bar.talk.show_words(sure, faint)
            case Over(id=id) if id == self.id:
                self._bar.talk.hear_silence()

    def show_choices(self) -> None:
        """As they are in the settings."""
        chosen = self._tutor.settings
        self._bar.talk.choose_microphone(chosen.microphone, is_kept_ready=chosen.microphone_ready)
        self._bar.talk.how.spoken = chosen.spoken

    def _begin(self, audio: Path) -> None:
        """Without a course there is nobody to ask."""
        self.id = None
        if course := self._course.folder:
            draft = self._bar.draft
            turn = Turn(course.path, draft.note, audio, draft.image, draft.region)
            self.id = self._client.listen(turn, spoken_of(self._tutor.settings))

    def _drop(self) -> None:
        self.id = None
        self._client.hush()

    def _choose(self, **chosen: str | bool) -> None:
        try:
            self._tutor.choose(replace(self._tutor.settings, **chosen))  # type: ignore[arg-type]
        except TutorError as error:
            self._bar.troubled.emit(error)
        self.show_choices()
