"""Reads a text aloud into files, in a thread of its own, piece by piece."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.engine.aloud.pieces import Cutter
from tutor_app.engine.aloud.script import script
from tutor_app.engine.aloud.sound import Sound, write_wav
from tutor_app.engine.aloud.voice import Voice
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Failed, Recite, Recited, RecitedPiece, SayAloud, Stopped

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Piece:
    """Sound of a part of a sentence; `shown`: the sentence's stretches as they stand on the screen."""

    sound: Sound
    shown: tuple[str, ...]


class Mouth:
    """One text at a time: a new one ends the one before."""

    def __init__(self, voice: Lazy[Voice]) -> None:
        self._voice = voice
        self._reading: _Reading | None = None

    def prepare(self, text: str, speed: float) -> None:
        """Have the voice ready, and the beginning of `text` if it is not empty; returns at once."""
        if self._reading is None or not self._reading.is_of(text, speed):
            self.silence()
            self._reading = _Reading(self._voice, text, speed)

    def recite(self, recite: Recite, say: SayAloud) -> None:
        """Say every piece as soon as its file is there; returns at once."""
        reading, self._reading = self._reading, None
        if reading is None or not reading.is_of(recite.text, recite.speed):
            if reading:
                reading.cancel.request()
            reading = _Reading(self._voice, recite.text, recite.speed)
        self._reading = reading
        reading.go_on(recite, say)

    def silence(self) -> None:
        """Compute no more."""
        reading, self._reading = self._reading, None
        if reading:
            reading.cancel.request()


class _Reading:
    """One text: its first piece is computed at once, the others when they are asked for."""

    def __init__(self, voice: Lazy[Voice], text: str, speed: float) -> None:
        self._voice, self._text, self._speed = voice, text, speed
        self.cancel = Cancellation()
        self._recites = False
        self._first: Piece | None = None
        self._rest: Iterator[Piece] = iter(())
        self._trouble: Exception | None = None
        self._beginning = threading.Thread(target=self._begin, name="voice", daemon=True)
        self._beginning.start()

    def is_of(self, text: str, speed: float) -> bool:
        """Whether it is this text's, and has not been recited before."""
        return (text, speed) == (self._text, self._speed) and not self._recites

    def go_on(self, recite: Recite, say: SayAloud) -> None:
        self._recites = True
        threading.Thread(target=self._recite, args=(recite, say), name="mouth", daemon=True).start()

    def _begin(self) -> None:
        try:
            self._rest = pieces(self._voice.get(), self._text, self._speed, self.cancel)
            self._first = next(self._rest, None)
        except Exception as error:  # noqa: BLE001  told when somebody wants to hear it
            self._trouble = error

    def _recite(self, recite: Recite, say: SayAloud) -> None:
        try:
            self._beginning.join()
            if self._trouble:
                raise self._trouble
            self._write_all(recite, say)
        except Cancelled:
            say(Stopped(recite.id))
        except TutorError as error:
            say(Failed(recite.id, str(error), error.hint))
        except (BrokenPipeError, ConnectionResetError):
            return  # the window has gone
        except OSError:
            folder = recite.folder
            say(
                Failed(
                    recite.id,
                    tr("The voice can't be written in {folder}.", folder=folder),
                    tr("Check that the folder can be written and the disk is not full."),
                )
            )
        except Exception:
            log.exception("reading aloud")
            say(Failed(recite.id, tr("Something went wrong inside the tutor."), tr("See Help > Open log.")))

    def _write_all(self, recite: Recite, say: SayAloud) -> None:
        recite.folder.mkdir(parents=True, exist_ok=True)
        number, piece = 0, self._first
        while piece:
            self.cancel.check()
            file = recite.folder / f"{recite.id}-{number}.wav"
            write_wav(file, piece.sound)
            say(RecitedPiece(recite.id, file, piece.shown))
            number, piece = number + 1, next(self._rest, None)
        self.cancel.check()
        say(Recited(recite.id))


def pieces(voice: Voice, text: str, speed: float, cancel: Cancellation) -> Iterator[Piece]:
    """The sound of a text, as it is computed. Raises: Cancelled."""
    language, cutter = language_of(text), Cutter()
    for sentence in script(text, language):
        for part in cutter.pieces(voice.phonemes(sentence.words, language)):
            yield Piece(voice.say(part, language, speed, cancel), sentence.shown)
