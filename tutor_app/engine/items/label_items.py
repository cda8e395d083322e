"""Figures with one of their labels covered, where the label is a term of the course."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language, tr_to
from tutor_app.core.material import Box, Figure
from tutor_app.core.plain import snippet
from tutor_app.core.practice import CoveredLabel
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.gaps import is_given_away
from tutor_app.engine.items.statements import strip_marks
from tutor_app.engine.items.term_bank import TermBank
from tutor_app.engine.items.term_names import normalise_term
from tutor_app.engine.ocr import ScreenWord

MIN_LABELS = 3  # of a figure that is labelled, not a picture with a word on it
MAX_ITEMS = 4  # of one figure
MIN_CONFIDENCE = 0.85
MAX_TITLE = 100  # characters of a caption that a question gives
MARGIN_PX = 3  # around a label, so that no edge of a letter shows


class LabelReader(Protocol):
    """What reads the words of a picture; `engine.ocr.WordReader` is the one in use."""

    def read(self, picture: Pixels, cancel: Cancellation) -> list[ScreenWord]:
        """Raises: Cancelled."""


OpenPicture = Callable[[str], Pixels | None]  # by the figure's file; None where it can't be read


def make_labels(
    bank: TermBank,
    figures: Sequence[Figure],
    language: Language,
    reader: LabelReader,
    open_picture: OpenPicture,
    cancel: Cancellation,
) -> Iterator[ItemDraft]:
    """Give a figure with a covered label for each of its labels that is a term and stands in it once.

    Raises: Cancelled.
    """
    for figure in figures:
        picture = open_picture(figure.image) if figure.image else None
        if picture is None:
            continue
        words = [word for word in reader.read(picture, cancel) if word.confidence >= MIN_CONFIDENCE]
        if len(words) >= MIN_LABELS:
            yield from _cover_labels(bank, figure, words, picture, language)


def _cover_labels(
    bank: TermBank, figure: Figure, words: Sequence[ScreenWord], picture: Pixels, language: Language
) -> Iterator[ItemDraft]:
    counts = Counter(normalise_term(word.text) for word in words)
    made = 0
    for word in words:
        at = bank.find_term(word.text)
        rest = " ".join(other.text for other in words if other is not word)
        if (
            at is None
            or bank.is_general(at)
            or counts[normalise_term(word.text)] > 1
            or is_given_away(rest, bank.terms[at].name)
        ):
            continue
        if made == MAX_ITEMS:
            return
        made += 1
        yield _draft(bank, at, figure, word, picture, language)


def _draft(
    bank: TermBank, at: int, figure: Figure, word: ScreenWord, picture: Pixels, language: Language
) -> ItemDraft:
    term = bank.terms[at]
    caption = strip_marks(figure.caption)
    is_safe = caption and not is_given_away(caption, term.name)
    title = snippet(caption, MAX_TITLE) if is_safe else figure.label
    question = (
        tr_to(language, "Which label is covered in this figure? ({title})", title=title)
        if title
        else tr_to(language, "Which label is covered in this figure?")
    )
    return ItemDraft(
        kind="label_figure", question=question, answer=term.name, accepted=(word.text, *term.aliases),
        section=figure.section, block=-1, quote=figure.caption, concept=term.name, reason=caption,
        label=CoveredLabel(figure.id, figure.image, _share(word.box_px, picture)),
    )  # fmt: skip


def _share(box: Box, picture: Pixels) -> Box:
    """A box in pixels as shares of a picture's sides, a little larger."""
    height, width = picture.shape[:2]
    return Box(
        max(0.0, (box.x0 - MARGIN_PX) / width), max(0.0, (box.y0 - MARGIN_PX) / height),
        min(1.0, (box.x1 + MARGIN_PX) / width), min(1.0, (box.y1 + MARGIN_PX) / height),
    )  # fmt: skip
