"""The reader, row by row of its card: `--data FOLDER` is the folder of books, question sets and their kin.

`openstax/microbiology` and `openstax/sociology-3e` are books of `tutor_app/training/books.py`'s layout,
`training/SET/PURPOSE.jsonl.gz` question sets (`tutor_app/training/reader/question_sets.py`), `qa/xquad` and
`qa/cmrc2018` in SQuAD's. What is not there is left out. Statements of our own are in `reader_claims.jsonl`,
with the place of their evidence in those books.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.bench.reader_books import answerable_row, choice_row, find_candidates, rank_rows
from tests.bench.reader_sets import choice_items, choice_rows, claim_rows, claim_sets
from tests.bench.retrieval import KeptVectors, asked_of, index
from tests.bench.row import Row, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language
from tutor_app.engine.encoders.text import TextEncoder, encoder_for
from tutor_app.engine.reader.model import Reader
from tutor_app.settings.home import find_home
from tutor_app.training import d2l
from tutor_app.training.books import read_book
from tutor_app.training.reader.examples import ClaimExample
from tutor_app.training.reader.textbooks import read_lines

BOOKS = ("microbiology", "sociology-3e")
EXERCISES = int(os.environ.get("TUTOR_BENCH_EXERCISES", "300"))  # of each book
TIMED: dict[Language, tuple[str, str, int]] = {
    "en": ("Why does the pressure rise?", "The pressure of a gas rises with its temperature. ", 720),
    "zh": ("压强为什么增大？", "气体的压强随温度的升高而增大。", 230),
}  # question, a sentence to be repeated, characters
CLAIMS = Path(__file__).with_name("reader_claims.jsonl")
CHOICE_SETS: dict[Language, tuple[str, ...]] = {"en": ("selqa", "qed"), "zh": ("cmrc", "xquad")}
SQUADS = {"cmrc": "qa/cmrc2018/squad-style-data/cmrc2018_dev.json", "xquad": "qa/xquad/xquad.zh.json"}


def run(data: Path | None) -> Iterator[Row]:
    """Every row that the data allows, English first."""
    if data is None or not (data / "training").is_dir():
        raise TutorError("The benchmark reader needs its data.", "./check --bench reader --data FOLDER")
    home = find_home()
    for language in ("en", "zh"):
        try:
            reader = Reader.open(home, encoder_for(language))
        except TutorError as missing:
            print(missing, missing.hint)
            continue
        encoder = TextEncoder.open(home, encoder_for(language))
        yield from _measure(data, language, reader, encoder)


def _measure(data: Path, language: Language, reader: Reader, encoder: TextEncoder) -> Iterator[Row]:
    yield from _measure_sets(data, language, reader, encoder)
    if language == "en":
        yield from _of_books(data / "openstax", reader, encoder)


def _measure_sets(data: Path, language: Language, reader: Reader, encoder: TextEncoder) -> Iterator[Row]:
    yield _time_row(language, reader)
    for name in CHOICE_SETS[language]:
        squad = data / SQUADS.get(name, "")
        if name not in SQUADS or squad.is_file():
            items = choice_items(data / "training", squad, name)
            yield from choice_rows(name, language, items, reader, encoder)
    for name, claims in claim_sets(data / "training", language):
        if claims:
            yield from claim_rows(name, claims, reader)
    if own := own_claims(data, language):
        yield from claim_rows(f"our own statements, {language}", own, reader, bars=True)


def _of_books(books: Path, reader: Reader, encoder: TextEncoder) -> Iterator[Row]:
    encode = KeptVectors(find_home(), encoder)
    for name in BOOKS:
        if not (books / name).is_dir():
            continue
        book = read_book(books / name)
        with tempfile.TemporaryDirectory() as folder:
            shelf = index(book, Path(folder), encode)
            found = find_candidates(book, shelf, asked_of(book, encode), reader, EXERCISES)
            shelf.close()
        yield from rank_rows(name, found)
        yield answerable_row(name, book, found)
        yield choice_row(name, found, reader, EXERCISES // 3)


def own_claims(data: Path, language: Language) -> list[ClaimExample]:
    """Our own statements with the text of the blocks at their places."""
    rows = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    books: dict[str, dict[str, str]] = {}
    claims = []
    for row in rows:
        if row["lang"] != language or not (data / row["book"]).is_dir():
            continue
        if row["book"] not in books:
            books[row["book"]] = _read_blocks(data / row["book"])
        claims.append(ClaimExample(row["claim"], books[row["book"]][row["block"]], row["label"]))
    return claims


def _read_blocks(folder: Path) -> dict[str, str]:
    """The text of each block by its module and its place in it; of d2l as it is converted for measuring."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder.parent.name == "d2l":
            d2l.convert(folder, Path(scratch), "d2l-zh")
            folder = Path(scratch) / "d2l-zh-test"
        return {
            f"{module['module']}#{place}": block["text"]
            for module in read_lines(folder, "sections")
            for place, block in enumerate(module["blocks"])
        }


def _time_row(language: Language, reader: Reader) -> Row:
    """Twenty candidates of 160 tokens."""
    question, sentence, letters = TIMED[language]
    passages = [(sentence * 16)[:letters] for _ in range(20)]
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        reader.read_passages(question, passages, Cancellation())
        seconds.append(time.perf_counter() - start)
    return at_most(f"20 candidates of 160 tokens, {language}, best of 5", float(np.min(seconds)), "s", 0.4)
