"""The explanation read aloud beside the material; silent as soon as the learner has something to say."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from tutor_app.core.errors import TutorError
from tutor_app.gui.aloud.reading import Reading
from tutor_app.gui.client import EngineClient
from tutor_app.gui.panel import Panel
from tutor_app.gui.talk import Talk
from tutor_app.settings.settings import reading_speed_of
from tutor_app.tutor.aloud import has_natural_voice
from tutor_app.tutor.session import Tutor


class Reader(QObject):
    """Between the panel, whose words are read, and the microphone, which must not hear them.

    Signals:
        silent: nothing is read any more.
        troubled: a TutorError.
    """

    silent = Signal()
    troubled = Signal(object)

    def __init__(self, tutor: Tutor, client: EngineClient, panel: Panel, talk: Talk) -> None:
        super().__init__(panel)
        self._tutor, self._panel, self._talk = tutor, panel, talk
        is_natural = partial(has_natural_voice, tutor.home)
        folder = tutor.home.cache / "aloud"
        self._reading = Reading(client, folder, is_natural, self, loudness=talk.loudness)
        talk.opening.connect(self.stop)
        talk.is_sounding = lambda: self.is_on
        panel.aloud_asked.connect(self._read)
        panel.aloud_expected.connect(self.prepare)
        panel.formula_spoken.connect(self._read)
        self._reading.changed.connect(self._follow)
        self._reading.reached.connect(panel.mark_spoken)
        self._reading.troubled.connect(self._trouble)

    @property
    def is_on(self) -> bool:
        return self._reading.is_on

    def prepare(self, text: str) -> None:
        """What may be asked to be read soon."""
        self._reading.prepare(text, reading_speed_of(self._tutor.settings))

    def hear(self, message: object) -> None:
        """A message of the engine."""
        self._reading.hear(message)

    def stop(self) -> None:
        """Be silent; harmless when nothing is read."""
        self._reading.stop()

    def close(self) -> None:
        self._reading.close()

    def _read(self, text: str) -> None:
        """Empty: be silent."""
        if not text:
            self.stop()
            return
        self._talk.pause()  # it would take this voice for a question
        self._reading.start(text, reading_speed_of(self._tutor.settings))

    def _follow(self, is_on: bool) -> None:
        self._panel.show_reading(is_on)
        if not is_on:
            QTimer.singleShot(0, self, self.silent.emit)  # not while a recording begins

    def _trouble(self, error: TutorError) -> None:
        self.troubled.emit(error)
