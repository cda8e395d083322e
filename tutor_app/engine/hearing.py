"""What is heard of a question, and what it finds while it is still spoken."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.shelf import Shelf
from tutor_app.core.turn import Turn
from tutor_app.core.words import search_words
from tutor_app.engine.asking import asked_of, senses_of
from tutor_app.engine.finding import Finder, Findings
from tutor_app.engine.fusion.turn import Senses
from tutor_app.engine.listener import Listener, Told
from tutor_app.engine.messages import Ask, Heard, Listen, Over, Say
from tutor_app.engine.models import Models
from tutor_app.engine.screen import Screen
from tutor_app.engine.speech.listening import Caption
from tutor_app.engine.speech.recogniser import Transcript

Later: TypeAlias = Callable[[Callable[[], None]], None]  # does a job when the engine is free

LEAST_TO_GUESS = 3  # words (pairs of Chinese characters) that are worth a search


class ReadsAhead(Protocol):
    """Who begins to read what a question finds that is still being spoken."""

    def is_ready(self) -> bool: ...

    def read(self, shelf: Shelf, words: str, found: Findings, *, is_complete: bool) -> None:
        """`is_complete`: somebody paused after these words."""


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


class Hearing:
    """One question at a time: followed while it is spoken, searched for whenever the learner pauses."""

    def __init__(
        self, models: Models, shelf_of: Callable[[Path], Shelf], finder: Finder, ahead: ReadsAhead
    ) -> None:
        self._models, self._shelf_of, self._finder, self._ahead = models, shelf_of, finder, ahead
        self._guesses = 0  # searches for guesses that wait
        self._listener: Listener | None = None
        self._early: Early | None = None

    def listen(self, listen: Listen, say: Say, later: Later) -> None:
        """Follow a recording that grows."""
        self.hush()
        turn = listen.turn
        if turn.audio is None:
            return

        def show(caption: Caption) -> None:
            say(Heard(listen.id, caption.sure, caption.faint, final=False))
            if self._ahead.is_ready() and turn.image is None and turn.region is None and not self._guesses:
                self._guesses += 1
                later(lambda: self._guess(turn, caption))

        def paused(said: Transcript, cancel: Cancellation) -> None:
            if turn.image is None and turn.region is None:
                later(lambda: self._search_early(turn, said, cancel))

        told = Told(show, paused, lambda: say(Over(listen.id)))
        self._listener = Listener(turn.audio, self._models.recogniser, told, listen.spoken)

    def hush(self) -> None:
        """Hear no more; what was recorded is heard as a whole when it is asked."""
        listener, self._listener = self._listener, None
        if listener:
            listener.drop()

    def heard(self, ask: Ask, audio: Path, shelf: Shelf, cancel: Cancellation) -> Transcript:
        """What was said, as the course writes it.

        Raises:
            TutorError: the recording can't be read. Cancelled.
        """
        recogniser = self._models.recogniser.get()
        heard = self._followed(audio, cancel) or recogniser.transcribe_file(audio, cancel, ask.spoken)
        if self._early and self._early.heard[0] == heard:
            return self._early.heard[1]
        return recogniser.put_right(heard, shelf.spellings, cancel)

    def found(self, turn: Turn, senses: Senses) -> Findings | None:
        """What the early search found, if it was for this very question. It is told once."""
        early, self._early = self._early, None
        return early.found if early and early.answers(turn, senses) else None

    def _followed(self, audio: Path, cancel: Cancellation) -> Transcript | None:
        """What was heard while it was spoken, if it was."""
        listener, self._listener = self._listener, None
        if listener is None:
            return None
        if listener.audio != audio:
            listener.drop()
            return None
        return listener.end(cancel)

    def _guess(self, turn: Turn, caption: Caption) -> None:
        """Search for the words until now. A wrong guess leaves no trace."""
        self._guesses -= 1
        with suppress(TutorError):
            words = f"{caption.sure} {caption.faint}".strip()
            if len(search_words(words)) < LEAST_TO_GUESS:
                return
            shelf = self._shelf_of(turn.course)
            found = self._finder.find(shelf, Senses(turn.note.strip(), words), None, Cancellation())
            self._ahead.read(shelf, words, found, is_complete=False)

    def _search_early(self, turn: Turn, said: Transcript, cancel: Cancellation) -> None:
        """So that the evidence is ready when nothing more is said. What goes wrong is said by the turn."""
        with suppress(Cancelled, TutorError):
            shelf = self._shelf_of(turn.course)
            meant = self._models.recogniser.get().put_right(said, shelf.spellings, cancel)
            senses = senses_of(turn, meant, Screen())
            asked = asked_of(turn, meant.text)
            found = self._finder.find(shelf, senses, asked.region, cancel)
            self._early = Early(turn.course, (said, meant), senses, found)
            self._ahead.read(shelf, asked.words, found, is_complete=True)
