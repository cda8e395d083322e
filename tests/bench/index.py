"""Pages per second: a thousand made-up pages with headings, paragraphs and drawings, read and indexed."""

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from tests.bench.row import Row
from tests.course.paper import Paper, drawing, paragraph, words
from tutor_app.core.cancel import Cancellation
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation, Progress
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.settings.home import below, find_home

PAGES = 1000
ENCODED_PAGES = 40  # encoding takes long and grows with the pages
NOUNS = [
    "force",
    "energy",
    "cell",
    "motion",
    "wave",
    "heat",
    "light",
    "atom",
    "field",
    "charge",
    "mass",
    "speed",
    "market",
    "price",
    "group",
    "value",
]


def run(data: Path | None) -> list[Row]:
    """Reading of a whole book (the PDF at `data`, or a made-up one), then encoding of a few pages."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        before_mb = _peak_mb()
        source = data or book(PAGES, place / "book.pdf")
        pages, seconds = _timed(place / "read", source, Preparation(lambda language: "none"))
        gained_mb = _peak_mb() - before_mb
        few = book(ENCODED_PAGES, place / "few.pdf")
        encoder = TextEncoder.open(find_home(), "minilm-l6")
        models = Preparation(
            lambda language: encoder.name,
            lambda name, texts: encoder.encode(texts, "passage", Cancellation()),
        )
        few_pages, few_seconds = _timed(place / "encoded", few, models)
    return [
        Row("pages per second, read", pages / seconds, "pages/s"),
        Row("pages per second, read and encoded", few_pages / few_seconds, "pages/s"),
        Row("memory gained while reading", gained_mb, "MB"),
    ]


def book(pages: int, file: Path) -> Path:
    """A text book of nonsense: four paragraphs a page, a drawing on every third."""
    chance, paper = random.Random(5), Paper()
    for number in range(pages):
        content = [words("A book of nonsense", 40, 580, 8), words(str(number + 1), 200, 15, 8)]
        if number % 10 == 0:
            content.append(words(f"Chapter {number // 10 + 1} of {chance.choice(NOUNS)}", 40, 553, 18))
        tops = range(525, 180, -115)
        content += [paragraph([_line(chance) for _ in range(9)], 40, top, 9) for top in tops]
        if number % 3 == 0:
            content += [drawing(100, 60, 150, 60), words(f"Figure {number}.1: A plot", 100, 45, 8)]
        paper.page(*content)
    return paper.save(file)


def _line(chance: random.Random) -> str:
    return " ".join(_words(chance)) + chance.choice([".", "", " of"])


def _words(chance: random.Random) -> Sequence[str]:
    return [f"{chance.choice(NOUNS)}{chance.randrange(200) or ''}" for _ in range(8)]


def _timed(folder: Path, source: Path, preparation: Preparation) -> tuple[int, float]:
    """Pages and seconds."""
    pages = 0

    def count(progress: Progress) -> None:
        nonlocal pages
        pages = progress.total if progress.stage == "read" else pages

    began = time.perf_counter()
    add(below(folder), source, preparation, count, Cancellation())
    return pages, time.perf_counter() - began


def _peak_mb() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
