"""How long one hybrid search takes, from a thousand passages to a million, words and vectors made up.

Words follow Zipf's law, as a language's do, so that questions hold common words too; vectors are random. The
index is the product's own tables on disk, the search its own, after one search that loads the vectors.
"""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.row import Row, at_most
from tutor_app.core.arrays import Vectors
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.course.schema import migrate
from tutor_app.engine.retrieval import Query, search

SIZES = (1_000, 10_000, 100_000, 1_000_000)
BARS_MS = {100_000: 50.0}

VOCABULARY = 60_000
PASSAGE_WORDS, QUESTION_WORDS = 100, 9
WIDTH = 384
QUESTIONS = 40
BATCH = 10_000

Random = np.random.Generator


def run(data: Path | None) -> Iterator[Row]:
    """Median and 95th percentile for each size."""
    for size in SIZES:
        yield from rows(size)


def rows(size: int) -> list[Row]:
    random = np.random.default_rng(size)
    with tempfile.TemporaryDirectory() as folder:
        shelf = made_up_course(Path(folder), size, random)
        times_ms = timed(shelf, random)
        shelf.close()
    median, slow = (float(np.percentile(times_ms, share)) for share in (50, 95))
    name = f"search of {size:,} passages"
    rows = [Row(f"{name}, median", median, "ms"), Row(f"{name}, 95th percentile", slow, "ms")]
    if bar := BARS_MS.get(size):
        rows[0] = at_most(rows[0].name, median, "ms", bar)
    return rows


def timed(shelf: CourseIndex, random: Random) -> list[float]:
    """Milliseconds of each search."""
    vectors = _vectors(random, QUESTIONS)
    queries = [
        Query(" ".join(w), meaning=v)
        for w, v in zip(_words(random, QUESTIONS, QUESTION_WORDS), vectors, strict=True)
    ]
    search(shelf, queries[0])
    times_ms = []
    for query in queries:
        start = time.perf_counter()
        search(shelf, query)
        times_ms.append(1000 * (time.perf_counter() - start))
    return times_ms


def made_up_course(folder: Path, size: int, random: Random) -> CourseIndex:
    """A course whose index holds `size` passages, and no material."""
    course = CourseFolder(folder, "Made up", "en", "markdown", "source")
    db = sqlite3.connect(course.index_file, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    migrate(db)
    db.execute("INSERT INTO about VALUES ('encoder', 'minilm-l6')")
    for first in range(1, size + 1, BATCH):
        _add(db, range(first, min(first + BATCH, size + 1)), random)
    db.close()
    return CourseIndex.open(course)


def _add(db: sqlite3.Connection, ids: range, random: Random) -> None:
    texts = [" ".join(words) for words in _words(random, len(ids), PASSAGE_WORDS)]
    vectors = _vectors(random, len(ids)).astype(np.float16)
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO passage (id, section, path, text, locators) VALUES (?, 1, '[\"Chapter\"]', ?, '[]')",
        zip(ids, texts, strict=True),
    )
    db.executemany(
        "INSERT INTO passage_words (rowid, title, body) VALUES (?, 'chapter', ?)",
        zip(ids, texts, strict=True),
    )
    db.executemany(
        "INSERT INTO vector VALUES ('passage', ?, ?)",
        ((id, vector.tobytes()) for id, vector in zip(ids, vectors, strict=True)),
    )
    db.execute("COMMIT")


def _words(random: Random, texts: int, length: int) -> Iterator[NDArray[np.object_]]:
    shares = np.cumsum(1 / np.arange(1, VOCABULARY + 1))
    drawn = np.searchsorted(shares / shares[-1], random.random((texts, length)))
    return iter(_VOCABULARY[drawn])


def _vectors(random: Random, count: int) -> Vectors:
    vectors = random.standard_normal((count, WIDTH), dtype=np.float32)
    normed: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return normed


def _word(number: int) -> str:
    """Each number's own word, with no ending that a stemmer would cut."""
    letters = ""
    while True:
        number, syllable = divmod(number, 60)
        letters += "bdfghklmnprt"[syllable % 12] + "aeiou"[syllable // 12]
        if not number:
            return letters + "x"


_VOCABULARY = np.array([_word(number) for number in range(VOCABULARY)], dtype=object)
