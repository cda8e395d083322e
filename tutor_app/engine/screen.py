"""What a screenshot or a region of a page shows and says."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.formula import ReadFormula, in_text
from tutor_app.core.shelf import Shelf
from tutor_app.core.turn import Turn
from tutor_app.engine.formulas.finding import formula_boxes, has_maths
from tutor_app.engine.formulas.picture import grey
from tutor_app.engine.formulas.screen import PlacedFormula, read_formulas, with_formulas
from tutor_app.engine.models import Models
from tutor_app.engine.ocr import ScreenWord, words_of
from tutor_app.engine.picture_file import read_picture

MOST_LETTERS_ON_A_FIGURE = 400


@dataclass(frozen=True)
class Screen:
    """Words, picture and formulas; empty where nothing was shown."""

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


def is_shown(turn: Turn) -> bool:
    """Whether there is anything to look at that was not looked at before."""
    return not turn.goes_on and (turn.image is not None or turn.region is not None)


def look(turn: Turn, shelf: Shelf, models: Models, cancel: Cancellation) -> Screen:
    """Raises: TutorError: the picture can't be read. Cancelled."""
    if not is_shown(turn):
        return Screen()
    words = shelf.words_in(turn.region) if turn.region else ""
    return Screen(words) if turn.image is None else _see(turn.image, words, models, cancel)


def _see(image: Path, known_words: str, models: Models, cancel: Cancellation) -> Screen:
    """A picture, and its words where the page has not told them; a missing model is silent."""
    picture = read_picture(image)
    reader = models.word_reader.get_or_none()
    if reader is None or (known_words and not has_maths(known_words)):
        return Screen(known_words, picture)
    lines = reader.read(picture, cancel)
    placed = _formulas(picture, lines, models, cancel)
    formulas = tuple(one.formula for one in placed)
    if known_words:
        screen = Screen(known_words, picture, formulas=formulas)
        return replace(screen, words="\n".join(filter(None, (known_words, screen.asked))))
    lines = with_formulas(lines, placed)
    return Screen(words_of(lines), picture, tuple(lines), formulas)


def _formulas(
    picture: Pixels, lines: list[ScreenWord], models: Models, cancel: Cancellation
) -> list[PlacedFormula]:
    """Where the reader of formulas is missing, there are none."""
    if not (boxes := formula_boxes(grey(picture), lines)):
        return []
    reader = models.formula_reader.get_or_none()
    return read_formulas(picture, boxes, reader, cancel) if reader else []
