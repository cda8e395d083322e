"""In a turn: which figure is asked about, told at once, and completed with the words on it at the end."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.material import Figure
from tutor_app.core.shelf import Shelf
from tutor_app.engine.explain.figure import sentences_about, told
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Pictured, Say
from tutor_app.engine.ocr import WordReader, words_of
from tutor_app.engine.picture_file import read_picture


@dataclass(frozen=True)
class FigureTelling:
    """Tells of one figure, for the turn of that id."""

    id: int
    figure: Figure
    course: Path
    shelf: Shelf
    say: Say

    def begin(self, words: str = "") -> FigureTold:
        """What the material says of it, and the words on it where they are known."""
        about = told(self.figure, sentences_about(self.shelf, self.figure), words, self.shelf.language)
        self.say(Pictured(self.id, about))
        return about

    def complete(self, begun: FigureTold, reader: Lazy[WordReader], cancel: Cancellation) -> FigureTold:
        """With the words read on its picture, where nothing better is known. Raises: Cancelled."""
        if {"words", "alternative text"}.intersection(begun.made_of):
            return begun
        words = self._read(reader.get_or_none(), cancel)
        return self.begin(words) if words else begun

    def _read(self, reader: WordReader | None, cancel: Cancellation) -> str:
        image = self.course / self.figure.image
        if reader is None or not image.is_file():
            return ""
        with suppress(TutorError):
            return words_of(reader.read(read_picture(image), cancel))
        return ""
