"""Does a search find the section that answers an exercise? By words, by meaning, and by both.

Each book becomes a course by the product's own reader, its exercises left out; each exercise is searched by
the product's own search. A section's score is that of its best passages. `--data` is one book of the layout
of `openstax.py`, or a folder of such books.
"""

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from tests.bench.row import Row, at_least
from tutor_app.core.arrays import Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.material import LineLocator
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.encoders.text import Kind, TextEncoder, encoder_for
from tutor_app.engine.retrieval import Query, rank_passages
from tutor_app.engine.support import support
from tutor_app.settings.home import Home, below, find_home
from tutor_app.training.books import Book, is_book, module_of, read_book, write_markdown

# Reported; sociology, statistics and anatomy were for choosing. BM25 + MiniLM had reached 0.797 and 0.973.
BOOKS = ("microbiology", "college-physics-2e", "chemistry-2e")
BARS = {"microbiology": {1: 0.79, 5: 0.97}}

PASSAGES_OF_A_SECTION = (1.0, 0.5, 0.25)  # what its best, second and third passage add to its score
UNANSWERABLE = 300  # exercises of the other books that each book is asked

Encode = Callable[[Sequence[str], Kind], Vectors]
Ways = dict[str, Callable[["Asked"], Query]]


@dataclass(frozen=True)
class Asked:
    """An exercise with the vector of its problem."""

    problem: str
    module: str
    meaning: np.ndarray


WAYS: Ways = {
    "bm25": lambda asked: Query(asked.problem),
    "dense": lambda asked: Query(meaning=asked.meaning),
    "hybrid": lambda asked: Query(asked.problem, meaning=asked.meaning),
}


def run(data: Path | None) -> Iterator[Row]:
    """R@1 and R@5 of each way on each book, and how well support tells whether a book answers at all."""
    home = find_home()
    encode = KeptVectors(home, TextEncoder.open(home, encoder_for("en")))
    shelves: dict[str, tuple[CourseIndex, list[Asked]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for book in map(read_book, books_in(data)):
            shelf = index(book, Path(folder) / book.name, encode)
            shelves[book.name] = shelf, asked_of(book, encode)
            yield from recall_rows(book.name, *shelves[book.name])
        yield from support_rows(shelves)
        for shelf, _ in shelves.values():
            shelf.close()


def books_in(data: Path | None) -> list[Path]:
    """The folder itself if it is a book, else the named books below it, else all.

    Raises:
        SystemExit: there is no book.
    """
    if data is None:
        raise SystemExit("the bench retrieval needs --data FOLDER, a book or a folder of books")
    if is_book(data):
        return [data]
    books = [folder for folder in sorted(data.iterdir()) if folder.is_dir() and is_book(folder)]
    chosen = [folder for folder in books if folder.name in BOOKS] or books
    if not chosen:
        raise SystemExit(f"no book in {data}")
    return chosen


def asked_of(book: Book, encode: Encode) -> list[Asked]:
    vectors = encode([exercise.problem for exercise in book.exercises], "query")
    return [Asked(e.problem, e.module, v) for e, v in zip(book.exercises, vectors, strict=True)]


def recall_rows(name: str, shelf: CourseIndex, asked: Sequence[Asked]) -> list[Row]:
    """Six rows; hybrid must beat both others, and the bars of its book."""
    places = modules(shelf)
    found = {way: [sections(shelf, places, make(one)) for one in asked] for way, make in WAYS.items()}
    rows = []
    for depth in (1, 5):
        recalls = {
            way: float(
                np.mean([one.module in ranked[:depth] for one, ranked in zip(asked, lists, strict=True)])
            )
            for way, lists in found.items()
        }
        rows += [Row(f"{name} {way} R@{depth}", recalls[way], "share") for way in ("bm25", "dense")]
        others = max(recalls["bm25"], recalls["dense"])
        bar = max(others, BARS.get(name, {}).get(depth, 0.0))
        ok = recalls["hybrid"] > others and recalls["hybrid"] >= bar
        rows.append(Row(f"{name} hybrid R@{depth}", recalls["hybrid"], "share", bar, ok))
    return rows


def sections(shelf: CourseIndex, places: Mapping[int, str], query: Query) -> list[str]:
    """Sections, best first; `places` gives that of each passage."""
    scores: dict[str, list[float]] = defaultdict(list)
    for hit in rank_passages(shelf, query):
        scores[places[hit.id]].append(hit.score)
    return sorted(scores, key=lambda section: -weighed_sum(scores[section]))


def modules(shelf: CourseIndex) -> dict[int, str]:
    """The section of each passage."""
    places = {}
    for id in shelf.text_vectors("passage")[0].tolist():
        locator = shelf.passage(id).locators[0]
        assert isinstance(locator, LineLocator)
        places[id] = module_of(locator.file)
    return places


def support_rows(shelves: dict[str, tuple[CourseIndex, list[Asked]]]) -> list[Row]:
    """How often an exercise of a book has more support in it than one of another book (ROC-AUC)."""
    rows = []
    random = np.random.default_rng(0)
    for name, (shelf, own) in shelves.items():
        others = [asked for other, (_, asked) in shelves.items() if other != name for asked in asked]
        if others:
            sample = [
                [group[i] for i in random.permutation(len(group))[:UNANSWERABLE]] for group in (own, others)
            ]
            yes, no = (np.array([_support(shelf, one) for one in group]) for group in sample)
            auc = float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())
            rows.append(at_least(f"{name} support, own or other book, ROC-AUC", auc, "", 0.9))
    return rows


def index(book: Book, folder: Path, encode: Encode) -> CourseIndex:
    """The book as a course in a home below `folder`, read and encoded as a learner's own would be."""
    write_markdown(book, folder / "source" / book.name)
    preparation = Preparation(encoder_for, lambda _, passages: encode(passages, "passage"))
    home = below(folder / "home")
    course = add(home, folder / "source" / book.name, preparation, lambda _: None, Cancellation())
    return CourseIndex.open(course)


class KeptVectors:
    """An encoder that remembers: vectors by model, kind and text in the cache, so that a rerun is quick."""

    def __init__(self, home: Home, encoder: TextEncoder) -> None:
        self._encoder = encoder
        folder = home.cache / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "vectors.db", isolation_level=None)
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
        )

    def __call__(self, texts: Sequence[str], kind: Kind) -> Vectors:
        keys = [sha256(f"{self._encoder.name}\0{kind}\0{text}".encode()).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if self._kept(key) is None}
        if missing:
            vectors = self._encoder.encode(list(missing.values()), kind, Cancellation())
            rows = ((key, vector.tobytes()) for key, vector in zip(missing, vectors, strict=True))
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)
            self._db.execute("COMMIT")
        return np.array([np.frombuffer(self._kept(key) or b"", np.float32) for key in keys])

    def _kept(self, key: bytes) -> bytes | None:
        row = self._db.execute("SELECT vector FROM vector WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None


def _support(shelf: CourseIndex, asked: Asked) -> float:
    query = WAYS["hybrid"](asked)
    return support(shelf, query, [hit.id for hit in rank_passages(shelf, query)[:3]])


def weighed_sum(scores: Iterable[float]) -> float:
    return sum(weight * score for weight, score in zip(PASSAGES_OF_A_SECTION, scores, strict=False))
