"""Writes what a reader takes into a course's index, batch by batch; each batch is one transaction."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from types import TracebackType

import numpy as np
from PIL import Image

from tutor_app.core.arrays import Vectors
from tutor_app.core.errors import TutorError
from tutor_app.core.figure_labels import number_of, numbers_in
from tutor_app.core.locators import page_of, to_json
from tutor_app.core.material import Locator
from tutor_app.core.words import search_words
from tutor_app.course.block_rows import ROLES_VERSION, update_roles
from tutor_app.course.continuations import find_continuation
from tutor_app.course.entries import split_entries
from tutor_app.course.folder import CourseFolder
from tutor_app.course.passages import merged, passages
from tutor_app.course.raw import Line, RawBlock, RawFigure, RawHeading, RawItem, joined
from tutor_app.course.schema import migrate
from tutor_app.course.terms import terms
from tutor_app.course.word_bytes import to_bytes

BUSY_MS = 10_000
PNG_LEVEL = 3  # a photograph is written in a third of the time of 6, a twentieth larger


class IndexWriter:
    """The one writer of a course's index."""

    def __init__(self, folder: CourseFolder) -> None:
        self._folder = folder
        self._images: dict[str, str] = {}  # files of pictures that were written, by their key
        self._db = sqlite3.connect(folder.index_file, isolation_level=None, timeout=BUSY_MS / 1000)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # with WAL a power cut may cost a batch, not the file
        migrate(self._db)

    def __enter__(self) -> "IndexWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def note(self, key: str, value: object) -> None:
        """Write a fact of the index."""
        self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, str(value)))

    def noted(self, key: str) -> str:
        """A fact of the index; empty if there is none."""
        row = self._db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def add_parts(
        self,
        parts: Sequence[Sequence[RawItem]],
        read: int,
        tick: Callable[[], None] = lambda: None,
        following: Sequence[RawItem] = (),
    ) -> None:
        """Write what some parts hold, and that `read` parts are read by now.

        `tick` is called before each figure: it tells that something is done, or stops it by an error.
        `following`: what the next part holds; a sentence that goes on there is whole in its passage.
        """
        with self._transaction():
            waiting: list[RawBlock] = []
            known = self._continued(parts)
            for item in (item for part in parts for item in part):
                match item:
                    case RawHeading():
                        self._add_passages(waiting)
                        waiting = []
                        self._add_section(item)
                    case RawBlock():
                        waiting += [] if item is known else [item]
                        self._add_block(item)
                    case RawFigure():
                        tick()
                        self._add_figure(item)
            head = list(takewhile(lambda block: not isinstance(block, RawHeading), following))
            blocks = [block for block in head if isinstance(block, RawBlock)]
            place = find_continuation(waiting, blocks)
            self._add_passages(waiting if place is None else [*waiting, blocks[place]])
            self.note("continued", "" if place is None else place)
            self.note("parts_read", read)

    def _continued(self, parts: Sequence[Sequence[RawItem]]) -> RawBlock | None:
        """The block of the first part that is in a passage already, with the sentence it goes on with."""
        place = self.noted("continued")
        blocks = [item for item in parts[0] if isinstance(item, RawBlock)] if place and parts else []
        return blocks[int(place)] if int(place or 0) < len(blocks) else None

    def link_figures(self) -> None:
        """Find which passages mention which figures, and make figures searchable by words."""
        with self._transaction():
            by_number: dict[str, list[int]] = {}
            for id, text in self._db.execute("SELECT id, text FROM passage ORDER BY id").fetchall():
                for number in numbers_in(text):
                    by_number.setdefault(number, []).append(id)
            self._db.execute("DELETE FROM mention")
            self._db.execute("INSERT INTO figure_words (figure_words) VALUES ('delete-all')")
            figures = self._db.execute("SELECT id, label, caption, alt FROM figure").fetchall()
            for id, label, caption, alt in figures:
                mentions = by_number.get(number_of(label), []) if label else []
                self._db.executemany("INSERT INTO mention VALUES (?, ?)", [(id, p) for p in mentions])
                said = [text for p in mentions for (text,) in self._texts("passage", [p])]
                self._index("figure", id, f"{caption} {alt}", " ".join(said))

    def note_terms(self) -> None:
        """What the course speaks of, once all of it is read."""
        titles = [title for (title,) in self._db.execute("SELECT title FROM section")]
        texts = [text for (text,) in self._db.execute("SELECT text FROM passage")]
        captions = [caption for (caption,) in self._db.execute("SELECT caption FROM figure")]
        self.note("terms", _json(terms(titles, [*texts, *captions])))

    def note_roles(self) -> None:
        """Tell what each block is: an exercise, a reference, …, once all of the course is read."""
        with self._transaction():
            update_roles(self._db)
            self.note("roles", ROLES_VERSION)

    def passages_to_encode(self, limit: int, kind: str = "passage") -> list[tuple[int, str]]:
        """Passages without a vector of this kind, with the text that stands for them."""
        rows = self._db.execute(
            "SELECT id, path, text FROM passage WHERE id NOT IN"
            " (SELECT id FROM vector WHERE kind = ?)"
            " ORDER BY id LIMIT ?",
            (kind, limit),
        )
        return [(id, f"{' › '.join(json.loads(path)[-2:])}\n{text}") for id, path, text in rows]

    def figures_to_encode(self, limit: int) -> list[tuple[int, str]]:
        """Figures whose caption has no vector yet."""
        rows = self._db.execute(
            "SELECT id, caption, alt FROM figure WHERE id NOT IN"
            " (SELECT id FROM vector WHERE kind = 'figure')"
            " ORDER BY id LIMIT ?",
            (limit,),
        )
        return [(id, f"{caption} {alt}"[:1000]) for id, caption, alt in rows]

    def figures_to_fuse(self, limit: int) -> list[tuple[int, str, str]]:
        """Figures that the fusion model hasn't seen yet: their captions and files."""
        rows = self._db.execute(
            "SELECT id, caption, alt, image FROM figure WHERE id NOT IN"
            " (SELECT id FROM vector WHERE kind = 'fused figure') ORDER BY id LIMIT ?",
            (limit,),
        )
        return [(id, (caption or alt)[:600], image) for id, caption, alt, image in rows]

    def figures_to_see(self, limit: int) -> list[tuple[int, str]]:
        """Figures whose picture has no vector yet, with their files."""
        rows = self._db.execute(
            "SELECT id, image FROM figure WHERE id NOT IN (SELECT id FROM vector WHERE kind = 'look')"
            " ORDER BY id LIMIT ?",
            (limit,),
        )
        return [(id, image) for id, image in rows]

    def add_vectors(self, kind: str, ids: Sequence[int], vectors: Vectors) -> None:
        with self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
                [(kind, id, row.astype(np.float16).tobytes()) for id, row in zip(ids, vectors, strict=True)],
            )

    def add_words(self, ids: Sequence[int], words: Sequence[Vectors]) -> None:
        """One short vector for each word of each passage, in a byte a value."""
        with self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO vector VALUES ('words', ?, ?)",
                [(id, to_bytes(row)) for id, row in zip(ids, words, strict=True)],
            )

    def forget_vectors(self, kind: str) -> None:
        """Before another encoder's take their place."""
        self._db.execute("DELETE FROM vector WHERE kind = ?", (kind,))

    def count(self, table: str) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def count_vectors(self, kind: str) -> int:
        return int(self._db.execute("SELECT count(*) FROM vector WHERE kind = ?", (kind,)).fetchone()[0])

    def _add_section(self, heading: RawHeading) -> None:
        path = [title for level, title in self._open_sections() if level < heading.level]
        self._db.execute(
            "INSERT INTO section (level, title, path, locator) VALUES (?, ?, ?, ?)",
            (heading.level, heading.text, _json([*path, heading.text]), to_json((heading.locator,))),
        )

    def _open_sections(self) -> list[tuple[int, str]]:
        """The newest section and those above it, outermost first."""
        found: list[tuple[int, str]] = []
        for level, title in self._db.execute("SELECT level, title FROM section ORDER BY id DESC"):
            if not found or level < found[-1][0]:
                found.append((level, title))
            if level <= 1:
                break
        return found[::-1]

    def _section(self, locator: Locator) -> tuple[int, list[str]]:
        """The newest section; text before any heading belongs to one that is named as the course."""
        row = self._db.execute("SELECT id, path FROM section ORDER BY id DESC LIMIT 1").fetchone()
        if row is None:
            self._add_section(RawHeading(1, self._folder.title, locator))
            return self._section(locator)
        return int(row[0]), json.loads(row[1])

    def _add_block(self, block: RawBlock) -> None:
        section, path = self._section(_around([line.locator for line in block.lines]))
        for part in split_entries(block, path):
            locator = _around([line.locator for line in part.lines])
            self._db.execute(
                "INSERT INTO block (section, kind, text, page, locator) VALUES (?, ?, ?, ?, ?)",
                (
                    section,
                    part.kind,
                    joined(part.lines, part.joiner)[0],
                    page_of(locator),
                    to_json((locator,)),
                ),
            )

    def _add_passages(self, blocks: Sequence[RawBlock]) -> None:
        for text, locators in passages(blocks):
            section, path = self._section(locators[0])
            cursor = self._db.execute(
                "INSERT INTO passage (section, path, text, locators) VALUES (?, ?, ?, ?)",
                (section, _json(path), text, to_json(locators)),
            )
            id = int(cursor.lastrowid or 0)
            pages = {page for locator in locators if (page := page_of(locator)) is not None}
            self._db.executemany("INSERT INTO passage_page VALUES (?, ?)", [(page, id) for page in pages])
            self._index("passage", id, " ".join(path), text)

    def _add_figure(self, figure: RawFigure) -> None:
        """One whose picture turns out to be broken keeps its words alone."""
        image = self._images.get(figure.key) if figure.key else None
        picture = None if image else _open_picture(figure)
        if image is None and picture is None:
            if words := figure.caption or figure.alt:
                block = RawBlock("caption", (Line(words, figure.locator),))
                self._add_block(block)
                self._add_passages([block])
            return
        section, _ = self._section(figure.locator)
        cursor = self._db.execute(
            "INSERT INTO figure (section, label, caption, alt, image, page, locator)"
            " VALUES (?, ?, ?, ?, '', ?, ?)",
            (
                section,
                figure.label,
                figure.caption,
                figure.alt,
                page_of(figure.locator),
                to_json((figure.locator,)),
            ),
        )
        if picture is not None:
            image = f"figures/{cursor.lastrowid:05d}.png"
            file = self._folder.path / image
            file.parent.mkdir(exist_ok=True)
            picture.save(file, compress_level=PNG_LEVEL)
            if figure.key:
                self._images[figure.key] = image
        self._db.execute("UPDATE figure SET image = ? WHERE id = ?", (image, cursor.lastrowid))

    def _index(self, kind: str, id: int, title: str, body: str) -> None:
        first = "title" if kind == "passage" else "caption"
        self._db.execute(
            f"INSERT INTO {kind}_words (rowid, {first}, body) VALUES (?, ?, ?)",
            (id, " ".join(search_words(title)), " ".join(search_words(body))),
        )

    def _texts(self, table: str, ids: Sequence[int]) -> Iterator[tuple[str]]:
        for id in ids:
            yield self._db.execute(f"SELECT text FROM {table} WHERE id = ?", (id,)).fetchone()

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db)


def _open_picture(figure: RawFigure) -> Image.Image | None:
    """The figure's picture; None where it is broken after all."""
    if isinstance(figure.picture, Image.Image):
        return figure.picture
    try:
        return figure.picture()
    except (OSError, ValueError, SyntaxError, TutorError):
        return None


class _Transaction:
    """All of the block, or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")


def _around(locators: Sequence[Locator]) -> Locator:
    """The lines of a block as one locator; a block stands on one page or in one file."""
    return merged(locators)[0]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
