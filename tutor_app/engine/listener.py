"""Hears a question while it is spoken, in a thread of its own."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import Language
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.speech.growing import GrowingSound
from tutor_app.engine.speech.listening import Caption, Listening
from tutor_app.engine.speech.recogniser import Recogniser, Transcript

log = logging.getLogger(__name__)

POLL_S = 0.05


@dataclass(frozen=True)
class Told:
    """Who is told what is heard."""

    show: Callable[[Caption], None]  # the words, when they change
    paused: Callable[[Transcript, Cancellation], None]  # what was said, whenever somebody stops speaking
    over: Callable[[], None] = lambda: None  # the silence has become long; once until more is said


class Listener:
    """Follows one recording until it is ended or dropped. Nothing that goes wrong here is lost: the recording
    is kept, and heard as a whole afterwards.
    """

    def __init__(
        self,
        audio: Path,
        recogniser: Lazy[Recogniser],
        told: Told,
        language: Language | None = None,
    ) -> None:
        self.audio = audio
        self._recogniser, self._told = recogniser, told
        self._language = language
        self._sound = GrowingSound(audio)
        self._listening: Listening | None = None
        self._cancel, self._ended = Cancellation(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._thread.start()

    def end(self, cancel: Cancellation) -> Transcript | None:
        """What was said, when the recording is complete; None if it could not be followed.

        Raises:
            Cancelled: by `cancel`.
        """
        self._leave()
        if self._listening is None:
            return None
        try:
            self._listening.add(self._sound.more(last=True))
        except OSError:
            return None
        return self._listening.end(cancel)

    def drop(self) -> None:
        """Stop following; waits for the thread."""
        self._ended.set()
        self._cancel.request()
        self._thread.join()

    def _leave(self) -> None:
        """Stop following, but let a look be that began in the silence at the end: it is the last one."""
        self._ended.set()
        if not (self._listening and self._listening.is_careful):
            self._cancel.request()
        self._thread.join()

    def _run(self) -> None:
        try:
            listening = Listening(self._recogniser.get(), self._language)
            self._listening = listening
            self._follow(listening)
        except Cancelled:
            return
        except (TutorError, OSError):
            log.warning("the recording can't be followed", exc_info=True)
            self._listening = None
        except Exception:
            log.exception("listening")
            self._listening = None

    def _follow(self, listening: Listening) -> None:
        shown, paused_at, is_over = Caption(), "", False
        while not self._ended.wait(POLL_S):
            listening.add(self._sound.more())
            if listening.is_over != is_over:
                is_over = listening.is_over
                if is_over and listening.said().text:
                    self._told.over()
            if not listening.has_news:
                continue
            caption = listening.look(self._cancel)
            if caption != shown:
                shown = caption
                self._told.show(caption)
            if listening.is_quiet and (said := listening.said()).text and said.text != paused_at:
                paused_at = said.text
                self._told.paused(said, self._cancel)
