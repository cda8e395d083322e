"""The exported fusion model on any book: every figure of its card that the book allows.

`--data` is a book of the layout of `tutor_app/training/books.py`. The damage to screenshots and the questions
are made from a seed. What the encoders make of the book is kept while measuring, and dropped afterwards.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.row import Row, at_least
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, language_of
from tutor_app.engine.encoders.text import encoder_for
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.settings.home import find_home
from tutor_app.training.books import is_book, read_book
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.exported import ExportedJudge
from tutor_app.training.fusion.prepare import prepare, prepare_pointing
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.report import measured

BARS = {
    "screenshot to figure: ours": 0.90,
    "pointing and screenshot to section: ours": 0.85,
    "exercise to section: ours": 0.84,
    "answerable: ROC-AUC, its chapter gone": 0.90,
    "honesty: picture/ratio": 3.0,
    "honesty: words/ratio": 3.0,
}


def run(data: Path | None) -> list[Row]:
    if data is None or not is_book(data):
        raise TutorError("The benchmark fusion needs a book.", "./check --bench fusion --data BOOK_FOLDER")
    home, encoder = find_home(), encoder_for(_language(data))
    model = FusionModel.open(encoder, "cpu")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        prepare_pointing(home, work, encoder)
        prepare(
            home, data, work / data.name, lambda step: print(f"{data.name}: {step}"), encoder=encoder,
            training=False,
        )  # fmt: skip
        corpus = Corpus(work / data.name, data)
        bench = Bench(corpus, ExportedJudge(model), Ragged(work, "pointing"), model.calibration)
        return [_row(name, value) for name, value in _named(measured(bench, None))]


def _language(data: Path) -> Language:
    return language_of(" ".join(exercise.problem for exercise in read_book(data).exercises))


def _named(figures: dict[str, object], before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _named(value, f"{before}{name}: " if not before else f"{before}{name}/")
        elif isinstance(value, int | float):
            yield f"{before}{name}", float(value)


def _row(name: str, value: float) -> Row:
    bar = BARS.get(name)
    return Row(name, value, "") if bar is None else at_least(name, value, "", bar)
