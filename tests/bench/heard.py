"""What was said in a clip, what was heard of it, and how far they are apart."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor_app.engine.speech.script import simplified

KINDS = ("readers", "adult learners", "child learners", "Mandarin")


@dataclass(frozen=True)
class Clip:
    file: Path
    language: str
    group: str
    seconds: float
    text: str

    @property
    def kind(self) -> str:
        if self.language == "zh":
            return "Mandarin"
        return {"learner_adult": "adult learners", "learner_child": "child learners"}.get(
            self.group, "readers"
        )


@dataclass(frozen=True)
class Heard:
    clip: Clip
    text: str
    seconds: float
    first_words: float | None = None  # after speech begins
    sure: tuple[tuple[float, int], ...] = ()  # seconds after the beginning, and how many units are sure then


def clips(table: Path) -> Iterator[Clip]:
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            file = table.parent / row["file"]
            yield Clip(file, row["lang"], row["group"], float(row["seconds"]), row["text"])


def error_rate(heard: Sequence[Heard]) -> float | None:
    """Per cent of the units: words in English, characters in Chinese."""
    wrong = sum(
        edits(units(one.clip.text, one.clip.language), units(one.text, one.clip.language)) for one in heard
    )
    length = sum(len(units(one.clip.text, one.clip.language)) for one in heard)
    return 100 * wrong / length if length else None


def units(text: str, language: str) -> list[str]:
    if language == "zh":
        return [letter for letter in simplified(text) if letter.isalnum()]
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))


def edits(said: Sequence[str], heard: Sequence[str]) -> int:
    """How many units differ: left out, added or another."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]
