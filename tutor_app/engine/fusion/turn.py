"""A turn as the fusion model takes it: what was given becomes one question, a ranking, and what counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.counted import Counted, single_spaced
from tutor_app.core.material import Box
from tutor_app.core.shelf import Shelf
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import TextEncoder, TokenStates
from tutor_app.engine.fusion.contribution import of_cells as of_cells_gain
from tutor_app.engine.fusion.counting import Gains, counted
from tutor_app.engine.fusion.inputs import MOST, Asked, States
from tutor_app.engine.fusion.looks import Figures, unpacked
from tutor_app.engine.fusion.model import Fused, FusionModel
from tutor_app.engine.fusion.ranking import Ranking, Reading, Said, Why, rank
from tutor_app.engine.fusion.screen_words import screen_states
from tutor_app.engine.ocr import ScreenWord
from tutor_app.engine.speech.decode import Sound

NO_PICTURE = np.zeros((1, 1, 3), np.uint8)  # of a region whose words are known: they stand anywhere in it


@dataclass(frozen=True)
class Senses:
    """What a turn holds, before the encoders have read it."""

    note: str = ""
    heard: str = ""
    sound: Sound | None = None
    picture: Pixels | None = None
    lines: tuple[ScreenWord, ...] = ()  # on the picture
    screen: str = ""  # the words on the picture, also where their places aren't known
    points: bool = False  # note and speech name nothing by themselves


@dataclass(frozen=True)
class Understood:
    """What the model finds, and why."""

    ranking: Ranking
    counted: Counted | None  # None where nothing could be read
    said: Said  # the words that were searched for


@dataclass(frozen=True)
class Fusion:
    """The model with the encoders that it reads through."""

    model: FusionModel
    text: TextEncoder
    image: ImageEncoder | None = None

    def understand(self, shelf: Shelf, senses: Senses, cancel: Cancellation) -> Understood:
        """Raises: Cancelled."""
        note, heard, screen = (
            self._read(text, cancel) for text in (senses.note, senses.heard, senses.screen)
        )
        figures = unpacked(*shelf.fused("figure"))
        asked = Asked(
            note.states if note else None, self._grid(senses.picture, figures, cancel),
            self._placed(senses, cancel), heard.states if heard else None, senses.sound,
        )  # fmt: skip
        fused, *alone = self.model.fuse([asked, *_alone(asked)], cancel)
        readings, on_screen = [Reading(fused, _said(senses, [note, heard]))], False
        if alone and readings[0].said.words:
            typed, spoken = replace(senses, heard=""), replace(senses, note="")
            by_one = _said(typed, [note]), _said(spoken, [heard])
            readings += [Reading(told, said) for told, said in zip(alone, by_one, strict=True)]
        elif not readings[0].said.words and screen is not None:  # what is on the screen is the question
            told, on_screen = self.model.fuse([Asked(note=screen.states)], cancel)[0], True
            readings = [Reading(told, _said(Senses(senses.screen), [screen]))]
        ranking = rank(shelf, self.model, figures, fused, readings, cancel)
        why = ranking.why
        if why.words is not None and ranking.reading:
            why = replace(why, words=_among_all(why.words, len(fused.words), ranking.reading))
        if on_screen:
            why = replace(why, said=0.0, shown=why.said + why.shown, words=None)
        gains = self._gains(fused, asked, why, cancel)
        read = list(zip(map(single_spaced, (senses.note, senses.heard)), (note, heard), strict=True))
        return Understood(ranking, counted(why, gains, asked, read), readings[ranking.reading].said)

    def _gains(self, fused: Fused, asked: Asked, why: Why, cancel: Cancellation) -> Gains:
        """Words and cells by what they did for what was found; what has no such measure by its attention."""
        notes = 0 if asked.note is None else min(len(asked.note), MOST["note"])
        hears = 0 if asked.heard is None else min(len(asked.heard), MOST["heard"])
        of_note, of_cells, of_screen, of_speech = fused.counted
        words = why.words if why.words is not None and len(why.words) == notes + hears else None
        note, heard = (of_note, of_speech[:hears]) if words is None else (words[:notes], words[notes:])
        sound = of_speech[hears:] * (float(heard.sum()) / max(float(of_speech[:hears].sum()), 1e-9))
        cells = of_cells
        if asked.grid is not None and why.looks_like is not None:
            gained = of_cells_gain(
                asked.grid, why.looks_like, lambda grids, mask: self.model.looks(grids, cancel, mask)
            )
            if gained.any():  # else no cell alone decided
                cells = gained * (float(of_cells.sum()) / float(gained.sum()))
        return Gains(note, heard, sound, cells, of_screen)

    def _read(self, text: str, cancel: Cancellation) -> TokenStates | None:
        return self.text.token_states([text], "query", cancel)[0] if text.strip() else None

    def _grid(self, picture: Pixels | None, figures: Figures, cancel: Cancellation) -> States | None:
        """In the colours in which the course has something like it: as it is, or its negative."""
        if picture is None or self.image is None:
            return None
        grids = self.image.grids([picture, 255 - picture], cancel)
        which, _ = figures.most_alike(list(self.model.looks(grids, cancel)))
        grid: States = grids[which]
        return grid

    def _placed(self, senses: Senses, cancel: Cancellation) -> States | None:
        """The words on the screen; those of a page stand somewhere in its region."""
        if not senses.screen.strip():
            return None
        picture, lines = senses.picture, senses.lines
        if picture is None or not lines:
            picture, lines = NO_PICTURE, (ScreenWord(senses.screen, Box(0, 0, 1, 1), 1.0),)
        states = screen_states(self.text, lines, picture, cancel)
        return states if len(states) else None


def _alone(asked: Asked) -> Sequence[Asked]:
    """Without what was said, and without what was typed, where both are there."""
    if asked.note is None or asked.heard is None:
        return ()
    return replace(asked, heard=None, sound=None), replace(asked, note=None)


def _among_all(words: NDArray[np.float32], count: int, reading: int) -> NDArray[np.float32]:
    """Weights of the typed words (reading 1) or of those said (2), zero for the other ones of all `count`."""
    others = np.zeros(count - len(words), np.float32)
    return np.concatenate([words, others] if reading == 1 else [others, words])


def _said(senses: Senses, read: list[TokenStates | None]) -> Said:
    """Words that only point say nothing of what they point at."""
    words = "\n".join(filter(None, (senses.note.strip(), senses.heard.strip())))
    states = [one.states for one in read if one is not None]
    if not words or not states or (senses.points and (senses.picture is not None or senses.screen)):
        return Said()
    mean = np.concatenate(states).mean(axis=0)
    return Said(words, mean / max(float(np.linalg.norm(mean)), 1e-9))


def is_ready(shelf: Shelf, model: FusionModel) -> bool:
    """Whether this very model has read every passage of the course: it would not find the others."""
    passages = len(shelf.neighbourhoods()[0])
    return shelf.fusion == model.identity and 0 < passages == len(shelf.fused("passage")[0])
