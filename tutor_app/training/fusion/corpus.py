"""A book as the training reads it: what the encoders made of its texts, pictures and recordings."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from tutor_app.core.picture import Grid
from tutor_app.engine.fusion.identity import PICTURE
from tutor_app.training.books import Book, BookFigure, Exercise, read_book
from tutor_app.training.fusion.ragged import Ragged

VIEWS = 6  # damaged screenshots of each figure that are trained on
MOST_OPTIONS = 6  # of a multiple choice
NAMED = 3  # questions made of each caption
SEEN_BY = "picture.txt"  # names the picture encoder; without it, it was the first one


@dataclass(frozen=True)
class ScreenWords:
    """Lines read on a picture, with their places from 0 to 1."""

    lines: tuple[str, ...]
    boxes: np.ndarray  # (n, 4)


@dataclass(frozen=True)
class Spoken:
    """A question that was spoken, and what Whisper made of it."""

    exercise: int
    heard: str
    word_errors: float


@dataclass(frozen=True)
class Choice:
    """A multiple choice: where its options are kept."""

    exercise: int
    rows: tuple[int, ...]  # of `texts("choice")`, one for each option
    key: int  # which of them is right


class Corpus:
    """One prepared book; `folder` is what `prepare` made of it."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder, self.name = folder, folder.name
        self.book: Book = read_book(source)
        self._strange_texts: Ragged | None = None

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        return self.book.exercises

    @cached_property
    def figures(self) -> tuple[BookFigure, ...]:
        """In the order of the course."""
        places = json.loads((self.folder / "placed.json").read_text())
        return tuple(self.book.figures[i] for i in places)

    @cached_property
    def passage_ids(self) -> np.ndarray:
        return np.array([row[0] for row in self._meta], dtype=np.int64)

    @cached_property
    def passage_modules(self) -> list[str]:
        return [row[3] for row in self._meta]

    @cached_property
    def chapters(self) -> dict[str, Any]:
        return {module["module"]: module.get("chapter") for module in self.book.modules}

    @cached_property
    def spoken(self) -> list[Spoken]:
        rows = self.recordings if self.has("heard") else []
        return [Spoken(row["exercise"], row["heard"], row["wer"]) for row in rows]

    @property
    def recordings(self) -> list[dict[str, Any]]:
        """All that is known of each recording."""
        rows: list[dict[str, Any]] = json.loads((self.folder / "speech.json").read_text(encoding="utf-8"))
        return rows

    @cached_property
    def choices(self) -> list[Choice]:
        """Exercises with options and a known answer."""
        if not self.has("choice"):
            return []
        count, found = 0, []
        for e, exercise in enumerate(self.exercises):
            if has_choice(exercise):
                options = len(exercise.options)
                assert exercise.key is not None
                found.append(Choice(e, tuple(range(count, count + options)), exercise.key))
                count += options
        return found

    @cached_property
    def pieces(self) -> list[list[int]]:
        """Word pieces of each caption, by their number in the tokenizer."""
        rows: list[list[int]] = json.loads((self.folder / "pieces.json").read_text())
        return rows

    @cached_property
    def candidates(self) -> dict[str, np.ndarray]:
        """Of each exercise: passages' rows (E, 40), -1 where there are fewer, their groups and signals."""
        return self._lists("cand")

    @cached_property
    def unanswerable(self) -> dict[str, np.ndarray]:
        """The same of the `exercises` that were asked of the book without the chapter that answers."""
        return self._lists("cand.without")

    @cached_property
    def strange(self) -> dict[str, np.ndarray]:
        """The same of `exercises` of another book, which is named; of its own name: of `texts("strange")`."""
        return self._lists("cand.strange")

    @cached_property
    def short(self) -> dict[str, dict[str, np.ndarray]]:
        """Lists for typed fragments and for heard questions: "fragment", "heard"."""
        return {
            kind: self._lists(f"cand.{kind}")
            for kind in ("fragment", "heard")
            if (self.folder / f"cand.{kind}.npz").exists()
        }

    def strange_text(self, place: int) -> np.ndarray:
        """Token states (n, 384) of such an exercise."""
        if self._strange_texts is None:
            book = str(self.strange["book"])
            own = book == self.name
            self._strange_texts = (
                self.texts("strange") if own else Ragged(self.folder.parent / book, "exercise")
            )
        return self._strange_texts.row(int(self.strange["exercises"][place]))

    def _lists(self, name: str) -> dict[str, np.ndarray]:
        with np.load(self.folder / f"{name}.npz") as kept:
            lists = {
                key: kept[key] for key in ("exercises", "ids", "groups", "signals", "book") if key in kept
            }
        ids = lists.pop("ids")
        rows = np.where(ids < 0, -1, np.searchsorted(self.passage_ids, np.maximum(ids, 0)))
        return {**lists, "rows": rows}

    def texts(self, name: str) -> Ragged:
        return (
            self._ragged[name]
            if name in self._ragged
            else self._ragged.setdefault(name, Ragged(self.folder, name))
        )

    def has(self, name: str) -> bool:
        return (self.folder / f"{name}.npy").exists()

    def grids(self, view: str = "") -> np.ndarray:
        """(figures, cells, width), float16, of the clean pictures or a damaged view."""
        key = f"grid.{view}" if view else "grid"
        if key not in self._grids:
            self._grids[key] = np.load(self.folder / f"{key}.npy", mmap_mode="r")
        return self._grids[key]

    def demand(self, picture: str) -> None:
        """Raises: ValueError: it was prepared with another picture encoder."""
        if (known := seen_by(self.folder)) != picture:
            raise ValueError(f"{self.name} was prepared with the picture encoder {known}, not {picture}")

    @property
    def grid(self) -> Grid:
        """What the picture encoder that it was prepared with gives."""
        _, cells, width = self.grids().shape
        return Grid(cells, width)

    @cached_property
    def parts(self) -> np.ndarray:
        """(figures, 9, cells, width), float16, of overlapping parts of the clean pictures."""
        loaded: np.ndarray = np.load(self.folder / "crops.npy", mmap_mode="r")
        return loaded

    def damage(self, view: str) -> list[dict[str, Any]]:
        loaded: list[dict[str, Any]] = json.loads((self.folder / f"damage.{view}.json").read_text())
        return loaded

    def boxes(self, view: str) -> list[list[list[Any]]]:
        """Lines of each figure as [text, left, top, right, bottom, confidence]."""
        if view not in self._lines:
            self._lines[view] = json.loads((self.folder / f"ocr.{view}.json").read_text())
        return self._lines[view]

    @cached_property
    def _meta(self) -> list[Any]:
        rows: list[Any] = json.loads((self.folder / "passage.meta.json").read_text())
        return rows

    @cached_property
    def _ragged(self) -> dict[str, Ragged]:
        return {}

    @cached_property
    def _grids(self) -> dict[str, np.ndarray]:
        return {}

    @cached_property
    def _lines(self) -> dict[str, list[list[list[Any]]]]:
        return {}


def seen_by(folder: Path) -> str:
    """The picture encoder that a book was prepared with."""
    file = folder / SEEN_BY
    return file.read_text(encoding="utf-8").strip() if file.is_file() else PICTURE


def has_choice(exercise: Exercise) -> bool:
    """Whether it can be asked as a multiple choice."""
    return exercise.key is not None and 2 <= len(exercise.options) <= MOST_OPTIONS
