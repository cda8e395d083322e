"""The index of a course as the application reads it, also while it is being written."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from tutor_app.core.arrays import Ids, Vectors
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, tr
from tutor_app.core.locators import from_json
from tutor_app.core.material import (
    Block,
    BlockSpan,
    Figure,
    LineLocator,
    Locator,
    PageLocator,
    Passage,
    Region,
    Section,
)
from tutor_app.core.shelf import Hit, Kind
from tutor_app.core.spelling import Spelling
from tutor_app.core.words import search_words
from tutor_app.course.alike import Alike
from tutor_app.course.block_rows import select_blocks, select_sections
from tutor_app.course.folder import CourseFolder
from tutor_app.course.heard_terms import HeardTerms
from tutor_app.course.lines import lines_of, on_lines_of
from tutor_app.course.neighbourhood import Neighbourhoods, neighbourhoods
from tutor_app.course.passage_spans import find_spans
from tutor_app.course.schema import WITH_ROLES, read_version
from tutor_app.course.spelling import (
    MISPRINTS,
    MOST_WORDS,
    OFTEN,
    SELDOM,
    Lexicon,
    PairsBySound,
    pairs_by_sound,
    spellings,
)
from tutor_app.course.word_bytes import WIDTH, from_bytes

COMMON_SHARE = 0.2  # a word in more of the passages than this says little and costs most
FEW = 2000  # below so many passages no word is costly
TITLE_WEIGHT = 1.0
FEW_HOLD = 10  # passages: in a small course a word may be in so many and still be telling
MOST_ROWS = 20_000  # that a search weighs, the rarest words' first: about a microsecond each


class CourseIndex:
    """Implements `core.shelf.Shelf`. One connection, one thread."""

    def __init__(self, db: sqlite3.Connection, language: Language, source: Path | None = None) -> None:
        """`source`: the folder of a Markdown course, where the lines of a sentence are looked up."""
        self._db, self._language, self._source = db, language, source
        self._vectors: dict[str, tuple[Ids, Vectors]] = {}
        self._neighbourhoods: Neighbourhoods | None = None
        self._alike: Alike | None = None
        self._by_sound: PairsBySound | None = None
        self._heard_terms: HeardTerms | None = None
        self._loaded_at: dict[str, int] = {}  # the data_version of each kind's vectors

    @classmethod
    def open(cls, folder: CourseFolder) -> "CourseIndex":
        """Raises: TutorError: the index is missing or damaged."""
        try:
            db = sqlite3.connect(f"file:{_quoted(folder.index_file)}?mode=ro", uri=True)
            db.execute("SELECT count(*) FROM about").fetchone()
        except sqlite3.Error as error:
            raise TutorError(
                tr("The index of {title} is missing or damaged.", title=folder.title),
                tr("Remove the course and add it again."),
            ) from error
        return cls(db, folder.language, folder.source_path)

    def close(self) -> None:
        self._db.close()

    @property
    def language(self) -> Language:
        return self._language

    @property
    def encoder(self) -> str:
        return self.about("encoder")

    @property
    def fusion(self) -> str:
        return self.about("fusion")

    @property
    def adaptation(self) -> str:
        return self.about("adaptation")

    def about(self, key: str) -> str:
        """A fact of the index: "encoder", "pages", "pages_read", … ; empty if not known yet."""
        row = self._db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def by_words(self, kind: Kind, query: str, limit: int) -> list[Hit]:
        words = self._telling_words(kind, query)
        if not words:
            return []
        rows = self._db.execute(
            f"SELECT rowid, -bm25({kind}_words, {TITLE_WEIGHT}, 1.0) FROM {kind}_words"
            f" WHERE {kind}_words MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), limit),
        )
        return [Hit(id, score) for id, score in rows]

    def passages_with(self, phrase: str, most: int) -> Ids:
        rows = self._db.execute(
            "SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT ?", (f'"{phrase}"', most)
        ).fetchall()
        return np.array([id for (id,) in rows], dtype=np.int64)

    def alike(self, words: str) -> Sequence[str]:
        asked = list(dict.fromkeys(search_words(words)))[:MOST_WORDS]
        held = {word: self._documents("passage", word, SELDOM + 1) for word in asked}
        found: list[str] = []
        for word in asked:
            if held[word] <= MISPRINTS:
                found += self._vocabulary().nearest(word, 1)
        for first, second in pairwise(asked):  # a long word is heard as two
            if min(held[first], held[second]) <= SELDOM:
                for word in self._vocabulary().nearest(first + second, 1):
                    found += [word] if len(word) > max(len(first), len(second)) + 1 else []
        return list(dict.fromkeys(word for word in found if word not in held))

    def spellings(self, heard: str) -> Sequence[Spelling]:
        known = Lexicon(
            lambda word, most: self._documents("passage", word, most),
            lambda word, most, least: self._vocabulary().nearest(word, most, least),
            lambda word, most: [self.passage(id).text for id in self.passages_with(word, most).tolist()],
            self._pairs,
            self._terms,
        )
        return list(spellings(heard, known))

    def neighbourhoods(self) -> tuple[Ids, Ids]:
        known = self._neighbourhood_table()
        return known.passages, known.groups

    def neighbourhoods_of(self, figures: Ids) -> Ids:
        known = self._neighbourhood_table()
        section = dict(self._db.execute("SELECT id, section FROM figure"))
        return np.array([known.of_section(section[id]) for id in figures.tolist()], dtype=np.int64)

    def _vocabulary(self) -> Alike:
        """Kept until somebody writes to the index."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        if self._alike is None or self._loaded_at.get("alike") != version:
            self._loaded_at["alike"] = version
            most = int(COMMON_SHARE * self._last("passage"))
            rows = self._db.execute(
                "SELECT term FROM passage_terms WHERE doc > ? AND doc <= ?", (MISPRINTS, max(most, FEW_HOLD))
            )
            self._alike = Alike(term for (term,) in rows)
        return self._alike

    def _pairs(self) -> PairsBySound:
        """Kept until somebody writes to the index."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        if self._by_sound is None or self._loaded_at.get("sound") != version:
            self._loaded_at["sound"] = version
            rows = self._db.execute(
                "SELECT term FROM passage_terms WHERE doc >= ? AND length(term) = 2 ORDER BY doc DESC",
                (OFTEN,),
            )
            self._by_sound = pairs_by_sound(pair for (pair,) in rows)
        return self._by_sound

    def _terms(self) -> HeardTerms:
        """Kept: they are noted when all is read."""
        if self._heard_terms is None and (noted := self.about("terms")):
            self._heard_terms = HeardTerms(json.loads(noted))
        return self._heard_terms or HeardTerms(())

    def _neighbourhood_table(self) -> Neighbourhoods:
        """Kept until somebody writes to the index."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        if self._neighbourhoods is None or self._loaded_at.get("neighbourhoods") != version:
            self._loaded_at["neighbourhoods"] = version
            rows = self._db.execute("SELECT id, section, path FROM passage ORDER BY id").fetchall()
            self._neighbourhoods = neighbourhoods(
                [(id, section, tuple(json.loads(path))) for id, section, path in rows]
            )
        return self._neighbourhoods

    def text_vectors(self, kind: Kind) -> tuple[Ids, Vectors]:
        return self._load(kind)

    def looks(self) -> tuple[Ids, Vectors]:
        return self._load("look")

    def fused(self, kind: Kind) -> tuple[Ids, Vectors]:
        return self._load(f"fused {kind}")

    def words_of(self, passages: Sequence[int]) -> list[Vectors]:
        kept = {
            id: from_bytes(words)
            for id, words in self._db.execute(
                "SELECT id, vector FROM vector WHERE kind = 'words' AND id IN"
                f" ({','.join('?' * len(passages))})",
                list(passages),
            )
        }
        return [kept.get(id, _NO_WORDS) for id in passages]

    def passage(self, id: int) -> Passage:
        section, path, text, locators = self._one("SELECT section, path, text, locators FROM passage", id)
        return Passage(id, section, tuple(json.loads(path)), text, from_json(locators))

    def figure(self, id: int) -> Figure:
        section, label, caption, alt, image, locator = self._one(
            "SELECT section, label, caption, alt, image, locator FROM figure", id
        )
        mentions = self._ids("SELECT passage FROM mention WHERE figure = ? ORDER BY passage", id)
        return Figure(id, section, label, caption, alt, image, from_json(locator)[0], tuple(mentions))

    def section(self, id: int) -> Section:
        return _section((id, *self._one("SELECT level, title, path, locator FROM section", id)))

    def sections(self) -> list[Section]:
        """All of them, in the material's order."""
        return select_sections(self._db)

    def first_passages(self, limit: int) -> list[Passage]:
        """Return so many passages from the beginning of the material."""
        rows = self._db.execute("SELECT id FROM passage ORDER BY id LIMIT ?", (limit,)).fetchall()
        return [self.passage(id) for (id,) in rows]

    def blocks(self, page: int | None = None) -> list[Block]:
        """The blocks of a page, or all, in reading order."""
        return select_blocks(self._db, "?1 IS NULL OR page = ?1", page)

    def blocks_on(self, page: int) -> list[Block]:
        return self.blocks(page)

    def lines_of(self, passage: int, start: int, end: int) -> tuple[Locator, ...]:
        whole = self.passage(passage)
        pages = {locator.page for locator in whole.locators if isinstance(locator, PageLocator)}
        here = [block for page in sorted(pages) for block in self.blocks(page)] or self._blocks_of(whole)
        return lines_of(whole.text[start:end], here, on_lines_of(self._source)) or whole.locators

    def find_blocks(self, passage: int) -> Sequence[BlockSpan]:
        whole = self.passage(passage)
        return find_spans(whole.text, self._blocks_around(whole))

    def find_items(self, lead: int) -> Sequence[Block]:
        items = select_blocks(self._db, "lead = ?", lead) if self._has_roles() else []
        inner = [one for item in items for one in self.find_items(item.id)]
        return sorted([*items, *inner], key=lambda block: block.id)

    def find_solutions(self, exercise: int) -> Sequence[Block]:
        return select_blocks(self._db, "solves = ?", exercise) if self._has_roles() else []

    def block(self, id: int) -> Block:
        found = select_blocks(self._db, "id = ?", id)
        if not found:
            raise KeyError(id)
        return found[0]

    def _has_roles(self) -> bool:
        return read_version(self._db) >= WITH_ROLES

    def _blocks_of(self, passage: Passage) -> list[Block]:
        return select_blocks(self._db, "section = ?", passage.section)

    def _blocks_around(self, passage: Passage) -> list[Block]:
        """The blocks of whose lines a passage has some."""
        found = []
        for locator in passage.locators:
            match locator:
                case PageLocator(page=page, boxes=boxes):
                    lines = set(boxes)
                    found += [
                        block
                        for block in self.blocks(page)
                        if isinstance(block.locator, PageLocator)
                        and not lines.isdisjoint(block.locator.boxes)
                    ]
                case LineLocator(file=file, first_line=first, last_line=last):
                    found += [
                        block
                        for block in self._blocks_of(passage)
                        if isinstance(block.locator, LineLocator)
                        and block.locator.file == file
                        and block.locator.first_line <= last
                        and first <= block.locator.last_line
                    ]
        return found

    def figures_of(self, passage: int) -> list[int]:
        return self._ids("SELECT figure FROM mention WHERE passage = ? ORDER BY figure", passage)

    def count(self, kind: Kind) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM {kind}").fetchone()[0])

    def words_in(self, region: Region) -> str:
        return "\n".join(
            block.text
            for block in self.blocks(region.page)
            if isinstance(block.locator, PageLocator)
            and _covered(block.locator, region) > 0.3 * _area(block.locator)
        )

    def passages_in(self, region: Region) -> list[int]:
        covered = {}
        for id in self._ids("SELECT passage FROM passage_page WHERE page = ?", region.page):
            here = [loc for loc in self.passage(id).locators if isinstance(loc, PageLocator)]
            covered[id] = sum(_covered(locator, region) for locator in here)
        return [id for id, area in sorted(covered.items(), key=lambda pair: -pair[1]) if area > 0]

    def figures_in(self, region: Region) -> list[int]:
        covered = {}
        for id in self._ids("SELECT id FROM figure WHERE page = ?", region.page):
            locator = self.figure(id).locator
            covered[id] = _covered(locator, region) if isinstance(locator, PageLocator) else 0.0
        return [id for id, area in sorted(covered.items(), key=lambda pair: -pair[1]) if area > 0]

    def figure_places(self) -> list[Locator]:
        """Where all figures stand."""
        return [from_json(locator)[0] for (locator,) in self._db.execute("SELECT locator FROM figure")]

    def _telling_words(self, kind: Kind, query: str) -> list[str]:
        """The query's words that tell passages apart: without the commonest, unless there are no others."""
        words = list(dict.fromkeys(search_words(query)))
        total = self._last(kind)
        if total < FEW and len(words) <= MOST_WORDS:
            return words
        most = int(COMMON_SHARE * total)
        counts = {word: self._documents(kind, word, most + 1) for word in words}
        rare = sorted((word for word in words if 0 < counts[word] <= most), key=counts.__getitem__)[
            :MOST_WORDS
        ]
        rows = accumulate(counts[word] for word in rare)
        cheap = [word for word, sum_of_rows in zip(rare, rows, strict=True) if sum_of_rows <= MOST_ROWS]
        return cheap or rare[:1] or words[:MOST_WORDS]

    def _last(self, kind: Kind) -> int:
        """The newest id: as good as a count, which would read the whole table (37 ms at 100,000 passages)."""
        return int(self._db.execute(f"SELECT max(rowid) FROM {kind}").fetchone()[0] or 0)

    def _documents(self, kind: Kind, word: str, most: int) -> int:
        """In how many passages a word stands, by its stem, counted up to `most`."""
        row = self._db.execute(
            f"SELECT count(*) FROM (SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ? LIMIT ?)",
            (f'"{word}"', most),
        ).fetchone()
        return int(row[0])

    def _load(self, kind: str) -> tuple[Ids, Vectors]:
        """Vectors, read once and again when there are more.

        Counting reads the whole table, so it is done only after somebody wrote to the index.
        """
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        if self._loaded_at.get(kind) == version:
            return self._vectors[kind]
        self._loaded_at[kind] = version
        (count,) = self._db.execute("SELECT count(*) FROM vector WHERE kind = ?", (kind,)).fetchone()
        known = self._vectors.get(kind)
        if known is None or len(known[0]) != count:
            rows = self._db.execute(
                "SELECT id, vector FROM vector WHERE kind = ? ORDER BY id", (kind,)
            ).fetchall()
            if len({len(vector) for _, vector in rows}) > 1:  # of several encoders: they can't be compared
                rows = []
            ids = np.array([id for id, _ in rows], dtype=np.int64)
            flat = np.frombuffer(b"".join(v for _, v in rows), dtype=np.float16).astype(np.float32)
            known = self._vectors[kind] = (ids, flat.reshape(len(rows), -1) if rows else flat.reshape(0, 1))
        return known

    def _one(self, select: str, id: int) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._db.execute(f"{select} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return row

    def _ids(self, select: str, value: int) -> list[int]:
        return [id for (id,) in self._db.execute(select, (value,))]


_NO_WORDS: Vectors = np.zeros((0, WIDTH), dtype=np.float32)


def _section(row: tuple[Any, ...]) -> Section:
    id, level, title, path, locator = row
    return Section(id, level, title, tuple(json.loads(path)), from_json(locator)[0])


def _covered(locator: PageLocator, region: Region) -> float:
    return sum(box.overlap(region.box) for box in locator.boxes) if locator.page == region.page else 0.0


def _area(locator: PageLocator) -> float:
    return sum((box.area for box in locator.boxes), 1e-9)


def _quoted(file: Path) -> str:
    return file.absolute().as_uri().removeprefix("file:")
