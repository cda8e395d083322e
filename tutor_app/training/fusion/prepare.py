"""Prepares a book for training and measuring: keeps what the frozen encoders make of it.

Each part is written when it is whole and skipped when it is there, so that a run that was cut off goes on.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol
from zlib import crc32

import numpy as np
from PIL import Image

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import LANGUAGES
from tutor_app.core.material import Box, LineLocator
from tutor_app.core.rank import reciprocal_rank
from tutor_app.core.shelf import Hit
from tutor_app.core.shelf import Kind as ShelfKind
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import Kind, TextEncoder, encoder_for
from tutor_app.engine.fusion.identity import PICTURE
from tutor_app.engine.fusion.looks import parts
from tutor_app.engine.fusion.screen_words import screen_states
from tutor_app.engine.fusion.signals import DEPTH, Candidates, Searched, candidates
from tutor_app.engine.ocr import ScreenWord, WordReader
from tutor_app.settings.home import Home, below
from tutor_app.training.books import Book, BookFigure, module_of, read_book, write_illustrated
from tutor_app.training.fusion.choice import OPTION, STEM
from tutor_app.training.fusion.corpus import NAMED, SEEN_BY, VIEWS, Corpus, has_choice, seen_by
from tutor_app.training.fusion.damage import damaged, usual, wild
from tutor_app.training.fusion.model import PARTS
from tutor_app.training.fusion.questions import POINTING, asked, fragment, misspelt, named, stem_of
from tutor_app.training.fusion.ragged import Ragged, save

Report = Callable[[str], None]
MOST_TEXT = 600  # characters of a caption that are read
UNANSWERABLE = 600  # exercises of a book that are also asked without the chapter that answers
FRAGMENTS = 400  # exercises whose fragments are listed for the matching head
SHORT = 3  # every third question is asked of a chapter alone
STRANGE = 300  # exercises of another book that are asked, too
GRIDS = (SEEN_BY, "grid*.npy", "crops.npy")
SEEN_OR_HEARD = ("home", "source", "placed.json", "damage.*", "ocr.*", "speech.*")
RRF_K = 10
SLOTS = 40  # candidates of a question, at most


def prepare_pointing(home: Home, folder: Path, encoder: str) -> None:
    """The pointing questions' states, the same for all books: in the languages that the encoder is for."""
    folder.mkdir(parents=True, exist_ok=True)
    spoken = [language for language in LANGUAGES if encoder_for(language) == encoder]
    questions = [question for language in spoken for question in POINTING[language]]
    _texts(TextEncoder.open(home, encoder), folder, "pointing", questions, "query")


@dataclass(frozen=True)
class Encoders:
    """What texts and pictures are read by; the same in all books of a training."""

    text: str
    picture: str = PICTURE


def prepare(
    home: Home, source: Path, folder: Path, report: Report, *, encoders: Encoders, training: bool
) -> None:
    """One book in `source` → `folder`; with `training` the views that are trained on, too.

    Raises:
        ValueError: the folder's pictures were seen by another encoder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(folder, source)
    _begin(corpus, encoders.picture)
    book = read_book(source)
    course = _course(book, folder)
    random = np.random.default_rng(crc32(book.name.encode()))
    text = TextEncoder.open(home, encoders.text)
    report("texts")
    _passages(text, course, folder)
    for name, texts in _questions(book, corpus.figures, random).items():
        _texts(text, folder, name, texts, "query")
    _choices(text, corpus)
    _pieces(text, corpus)
    report("pictures")
    looks = ImageEncoder.open(home, encoders.picture)
    _grids(looks, folder, "grid", (_open(figure) for figure in corpus.figures))
    _parts(looks, corpus)
    _views(looks, corpus, "usual", 1)
    _grids(looks, folder, "grid.usual0-negative", (255 - shot(f, "usual", 0) for f in corpus.figures))
    if training:
        _views(looks, corpus, "wild", VIEWS)
    report("words on pictures")
    reader = WordReader.open(home)
    for view in ("clean", "usual0", *(["wild0"] if training else [])):
        _screens(reader, text, corpus, view)
    report("candidates")
    _candidates(corpus, course, short=training and bool(book.strange))


def take_over(prepared: Path, folder: Path, picture: str = PICTURE) -> None:
    """What no text encoder has a part in, from the same book prepared for another one; links, not copies.

    What another picture encoder than `picture` saw stays where it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    patterns = (*SEEN_OR_HEARD, *(GRIDS if seen_by(prepared) == picture else ()))
    for file in (file for pattern in patterns for file in prepared.glob(pattern)):
        if not file.name.endswith(".part.npy") and not (folder / file.name).exists():
            (folder / file.name).symlink_to(file.absolute())


def _begin(corpus: Corpus, picture: str) -> None:
    """Note the picture encoder before it sees anything. Raises: ValueError: another one has."""
    file = corpus.folder / SEEN_BY
    if not file.exists() and not any(corpus.folder.glob("grid*.npy")):
        file.write_text(f"{picture}\n", encoding="utf-8")
    corpus.demand(picture)


def _course(book: Book, folder: Path) -> CourseIndex:
    """The book as the application reads it."""
    placed = folder / "placed.json"
    if not placed.exists():
        source = folder / "source" / book.name
        figures = write_illustrated(book, source)
        add(below(folder / "home"), source, Preparation(encoder_for), lambda _: None, Cancellation())
        places = {id(figure): i for i, figure in enumerate(book.figures)}
        placed.write_text(json.dumps([places[id(figure)] for figure in figures]))
    return open_course(folder)


def open_course(folder: Path) -> CourseIndex:
    about = next(folder.glob("home/**/course.json"))
    return CourseIndex.open(open_folder(about.parent))


def _passages(encoder: TextEncoder, course: CourseIndex, folder: Path) -> None:
    if (folder / "passage.npy").exists():
        return
    ids, _ = course.neighbourhoods()
    meta, texts = [], []
    for number in ids.tolist():
        passage = course.passage(number)
        locator = passage.locators[0]
        assert isinstance(locator, LineLocator)
        meta.append([number, passage.section, passage.path, module_of(locator.file)])
        texts.append(f"{' › '.join(passage.path[-2:])}\n{passage.text}")
    (folder / "passage.meta.json").write_text(json.dumps(meta, ensure_ascii=False))
    _texts(encoder, folder, "passage", texts, "passage")


def _questions(
    book: Book, figures: Sequence[BookFigure], random: np.random.Generator
) -> dict[str, list[str]]:
    stems = [asked(exercise.problem) for exercise in book.exercises]
    captions = [(figure.caption or figure.alt)[:MOST_TEXT] for figure in figures]
    alts = [(figure.alt or figure.caption)[:MOST_TEXT] for figure in figures]
    return {
        "exercise": [exercise.problem for exercise in book.exercises],
        "caption": captions,
        "alt": alts,
        "fragment0": [fragment(stem, random) for stem in stems],
        "fragment1": [misspelt(fragment(stem, random), random) for stem in stems],
        **{
            f"named{k}": [named(text[:300], random) for text in (captions if k < NAMED - 1 else alts)]
            for k in range(NAMED)
        },
        "figfrag": [fragment(caption[:300], random) for caption in captions],
        **({"strange": [exercise.problem for exercise in book.strange]} if book.strange else {}),
    }


def _texts(encoder: TextEncoder, folder: Path, name: str, texts: Sequence[str], kind: Kind) -> None:
    if (folder / f"{name}.npy").exists():
        return
    states: list[np.ndarray] = []
    for start in range(0, len(texts), 256):
        found = encoder.token_states(texts[start : start + 256], kind, Cancellation())
        states += [token_states.states.astype(np.float16) for token_states in found]
    save(folder, name, states, texts)


def _choices(encoder: TextEncoder, corpus: Corpus) -> None:
    """Each option read behind its question; a last column says which tokens are the option's."""
    if corpus.has("choice"):
        return
    pairs = [(stem_of(e), option) for e in corpus.exercises if has_choice(e) for option in e.options]
    rows: list[np.ndarray] = []
    for start in range(0, len(pairs), 256):
        some = pairs[start : start + 256]
        found = encoder.token_states([f"{stem}\n{option}" for stem, option in some], "query", Cancellation())
        for (stem, _), one in zip(some, found, strict=True):
            role = np.where(one.spans[:, 0] > len(" ".join(stem.split())), OPTION, STEM)
            rows.append(np.concatenate([one.states, role[:, None]], 1).astype(np.float16))
    save(corpus.folder, "choice", rows)


def _pieces(encoder: TextEncoder, corpus: Corpus) -> None:
    file = corpus.folder / "pieces.json"
    if not file.exists():
        captions = [(figure.caption or figure.alt)[:MOST_TEXT] for figure in corpus.figures]
        file.write_text(json.dumps([encoder.pieces(caption) for caption in captions]))


def _open(figure: BookFigure) -> Pixels:
    with Image.open(figure.image) as picture:
        pixels: Pixels = np.array(picture.convert("RGB"))
    return pixels


def _grids(encoder: ImageEncoder, folder: Path, name: str, pictures: Iterable[Pixels]) -> None:
    if (folder / f"{name}.npy").exists():
        return
    grids = [encoder.grids([picture], Cancellation())[0].astype(np.float16) for picture in pictures]
    part = folder / f"{name}.part.npy"
    np.save(
        part, np.stack(grids) if grids else np.zeros((0, encoder.grid.cells, encoder.grid.width), np.float16)
    )
    part.replace(folder / f"{name}.npy")


def _parts(encoder: ImageEncoder, corpus: Corpus) -> None:
    """Nine parts of each clean picture."""
    if corpus.has("crops"):
        return
    grids = [encoder.grids(parts(_open(f)), Cancellation()).astype(np.float16) for f in corpus.figures]
    part = corpus.folder / "crops.part.npy"
    none = np.zeros((0, PARTS, encoder.grid.cells, encoder.grid.width), np.float16)
    np.save(part, np.stack(grids) if grids else none)
    part.replace(corpus.folder / "crops.npy")


def shot(figure: BookFigure, kind: str, view: int) -> Pixels:
    """A damaged screenshot of a figure, always the same for the same figure, kind and view."""
    seed = crc32(f"{figure.id}{figure.image.name}".encode())
    random = np.random.default_rng([seed, view, kind == "wild"])
    return damaged(_open(figure), (wild if kind == "wild" else usual)(random), random)


def _views(encoder: ImageEncoder, corpus: Corpus, kind: str, count: int) -> None:
    for view in range(count):
        _grids(encoder, corpus.folder, f"grid.{kind}{view}", (shot(f, kind, view) for f in corpus.figures))
        damages = corpus.folder / f"damage.{kind}{view}.json"
        if not damages.exists():
            damages.write_text(json.dumps([_damage_of(figure, kind, view) for figure in corpus.figures]))


def _damage_of(figure: BookFigure, kind: str, view: int) -> dict[str, object]:
    seed = crc32(f"{figure.id}{figure.image.name}".encode())
    random = np.random.default_rng([seed, view, kind == "wild"])
    return dict((wild if kind == "wild" else usual)(random).__dict__)


def _screens(reader: WordReader, encoder: TextEncoder, corpus: Corpus, view: str) -> None:
    if (corpus.folder / f"screen.{view}.npy").exists():
        return
    read, whole, never = corpus.folder / f"ocr.{view}.json", np.zeros((1, 1, 3), np.uint8), Cancellation()
    if not read.exists():
        shots = (_open(f) if view == "clean" else shot(f, view[:-1], int(view[-1])) for f in corpus.figures)
        read.write_text(json.dumps([_lines(reader, picture) for picture in shots], ensure_ascii=False))
    words = [[ScreenWord(text, Box(*box), sure) for text, *box, sure in of] for of in corpus.boxes(view)]
    save(corpus.folder, f"screen.{view}", [screen_states(encoder, of, whole, never) for of in words])


def _lines(reader: WordReader, picture: Pixels) -> list[list[object]]:
    """Text, left, top, right and bottom as shares of the picture, confidence."""
    height, width = picture.shape[:2]
    found = [(word, word.box_px) for word in reader.read(picture, Cancellation())]
    return [
        [word.text, box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height, word.confidence]
        for word, box in found
    ]


def _candidates(corpus: Corpus, course: CourseIndex, *, short: bool) -> None:
    """Of the whole book, and of the book without the chapter that answers: there the answer is missing.

    With `short` some questions are asked of a chapter alone: a course may be as short.
    """
    every, shelf = range(len(corpus.exercises)), _WithVectors(course, corpus)
    _listed(
        corpus,
        "cand",
        every,
        lambda e: _chapter_alone(shelf, corpus, e) if short and e % SHORT == 0 else shelf,
    )
    some = np.sort(np.random.default_rng(3).permutation(len(every))[:UNANSWERABLE]).tolist()
    _listed(corpus, "cand.without", some, partial(_without_chapter_of, shelf, corpus))


def prepare_strange(corpus: Corpus, other: Corpus) -> None:
    """Candidates for exercises of another book, or this one's strange ones: nothing of it answers them."""
    if (corpus.folder / "cand.strange.npz").exists():
        return
    if corpus.book.strange:
        own = range(len(corpus.book.strange))
        kept = [Text(corpus, "strange", row) for row in own]
        lists = [
            candidates(_shelf_of(corpus, row), text.words, _mean([text.states]))
            for row, text in enumerate(kept)
        ]
        _save_lists(corpus, "cand.strange", own, lists, corpus.name)
        return
    some = np.sort(np.random.default_rng(4).permutation(len(other.exercises))[:STRANGE]).tolist()
    shelf = _shelf(corpus)
    found = [_found(shelf, other, e) for e in some]
    _save_lists(corpus, "cand.strange", some, found, other.name)


def prepare_short(corpus: Corpus) -> None:
    """Candidates for what is typed in a hurry and for what was heard: there words are missing or wrong."""
    shelf = _shelf(corpus)
    some = np.sort(np.random.default_rng(5).permutation(len(corpus.exercises))[:FRAGMENTS]).tolist()
    wanted = {"fragment": [("fragment0", e, e) for e in some]}
    if corpus.spoken:
        wanted["heard"] = [("heard", i, spoken.exercise) for i, spoken in enumerate(corpus.spoken)]
    for kind, rows in wanted.items():
        if not (corpus.folder / f"cand.{kind}.npz").exists():
            texts = [Text(corpus, name, row) for name, row, _ in rows]
            found = [candidates(shelf, text.words, _mean([text.states])) for text in texts]
            _save_lists(corpus, f"cand.{kind}", [e for _, _, e in rows], found, corpus.name)


def _shelf_of(corpus: Corpus, row: int) -> Searched:
    """For a strange question: the book, or in turn a chapter of it."""
    chapters = sorted({exercise.chapter for exercise in corpus.exercises if exercise.chapter is not None})
    shelf = _shelf(corpus)
    return _of_chapter(shelf, corpus, chapters[row % len(chapters)]) if row % SHORT == 0 else shelf


def _found(shelf: Searched, corpus: Corpus, e: int) -> Candidates:
    return candidates(shelf, corpus.exercises[e].problem, _mean([corpus.texts("exercise").row(e)]))


def _without_chapter_of(shelf: "_WithVectors", corpus: Corpus, e: int) -> Searched:
    chapter, module = corpus.exercises[e].chapter, corpus.exercises[e].module
    gone = {
        m for m in corpus.passage_modules if m == module or (chapter and corpus.chapters.get(m) == chapter)
    }
    return Without(shelf, corpus.passage_ids[[m in gone for m in corpus.passage_modules]])


def _chapter_alone(shelf: "_WithVectors", corpus: Corpus, e: int) -> Searched:
    return _of_chapter(shelf, corpus, corpus.exercises[e].chapter)


def _of_chapter(shelf: "_WithVectors", corpus: Corpus, chapter: int | None) -> Searched:
    other = [corpus.chapters.get(module) != chapter for module in corpus.passage_modules]
    return Without(shelf, corpus.passage_ids[other])


def _listed(
    corpus: Corpus, name: str, exercises: Sequence[int], shelf_for: Callable[[int], Searched]
) -> None:
    if not (corpus.folder / f"{name}.npz").exists():
        found = [_found(shelf_for(e), corpus, e) for e in exercises]
        _save_lists(corpus, name, exercises, found, corpus.name)


def _save_lists(
    corpus: Corpus, name: str, exercises: Sequence[int], found: Sequence[Candidates], book: str
) -> None:
    np.savez(
        corpus.folder / f"{name}.npz",
        book=np.array(book),
        exercises=np.array(exercises),
        ids=np.stack([_slots(one.ids) for one in found]),
        groups=np.stack([_slots(one.groups) for one in found]),
        signals=np.stack([np.pad(one.signals, ((0, SLOTS - len(one.ids)), (0, 0))) for one in found]),
    )


class Kept(Protocol):
    """Where texts are kept with their states: a `Corpus`, mostly."""

    @property
    def name(self) -> str: ...

    @property
    def folder(self) -> Path: ...

    def texts(self, name: str) -> Ragged: ...


@dataclass(frozen=True)
class Text:
    """One of the kept texts of a book."""

    corpus: "Kept"
    name: str
    row: int

    @property
    def words(self) -> str:
        return json_texts(self.corpus.folder, self.name)[self.row]

    @property
    def states(self) -> np.ndarray:
        return self.corpus.texts(self.name).row(self.row)


def candidates_for(corpus: Corpus, texts: Sequence[Text]) -> dict[str, np.ndarray]:
    """Candidates of what was typed and heard together, as `Corpus.candidates`."""
    return candidates_of(
        corpus, "\n".join(text.words for text in texts), np.concatenate([text.states for text in texts])
    )


def candidates_of(corpus: Corpus, words: str, states: np.ndarray) -> dict[str, np.ndarray]:
    """Candidates of any question, from its words and its token states (n, 384)."""
    found: Candidates = candidates(_shelf(corpus), words, _mean([states]))
    places = np.searchsorted(corpus.passage_ids, found.ids)
    return {"rows": places[None], "groups": found.groups[None], "signals": found.signals[None]}


def by_reciprocal_rank(corpus: Corpus, text: Text) -> str:
    """The section that BM25 and the text encoder find together, without the fusion model."""
    return by_reciprocal_rank_of(corpus, text.words, text.states)


def by_reciprocal_rank_of(corpus: Corpus, words: str, states: np.ndarray) -> str:
    """The same of any question, from its words and its token states (n, 384)."""
    shelf = _shelf(corpus)
    ids, vectors = shelf.text_vectors("passage")
    near = ids[np.argsort(-(vectors @ _mean([states])), kind="stable")[:DEPTH]]
    rankings = [(1.0, [hit.id for hit in shelf.by_words("passage", words, DEPTH)]), (1.0, near.tolist())]
    best = next(iter(reciprocal_rank(rankings, k=RRF_K)), None)
    return corpus.passage_modules[int(np.searchsorted(corpus.passage_ids, best[0]))] if best else ""


@lru_cache(maxsize=32)
def json_texts(folder: Path, name: str) -> list[str]:
    texts: list[str] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return texts


@lru_cache(maxsize=4)
def _shelf(corpus: Corpus) -> "_WithVectors":
    return _WithVectors(open_course(corpus.folder), corpus)


class _WithVectors:
    """The course with the vectors that were made here: it was read without an encoder."""

    def __init__(self, course: CourseIndex, corpus: Corpus) -> None:
        from tutor_app.training.fusion.batches import means

        self._course = course
        self._vectors = corpus.passage_ids, means(corpus.texts("passage"))

    def by_words(self, kind: ShelfKind, query: str, limit: int) -> list[Hit]:
        return self._course.by_words(kind, query, limit)

    def text_vectors(self, kind: ShelfKind) -> tuple[np.ndarray, np.ndarray]:
        return self._vectors

    def passages_with(self, phrase: str, most: int) -> np.ndarray:
        return self._course.passages_with(phrase, most)

    def alike(self, words: str) -> Sequence[str]:
        return self._course.alike(words)

    def neighbourhoods(self) -> tuple[np.ndarray, np.ndarray]:
        return self._course.neighbourhoods()


class Without:
    """A course as it would be without some passages."""

    def __init__(self, course: Searched, gone: np.ndarray) -> None:
        self._course, self._gone = course, gone
        ids, groups = course.neighbourhoods()
        keep = ~np.isin(ids, gone)
        self._neighbourhoods = ids[keep], np.unique(groups[keep], return_inverse=True)[1]
        known, vectors = course.text_vectors("passage")
        keep = ~np.isin(known, gone)
        self._vectors = known[keep], vectors[keep]

    def by_words(self, kind: ShelfKind, query: str, limit: int) -> list[Hit]:
        hits = self._course.by_words(kind, query, limit + len(self._gone))
        kept = set(self._neighbourhoods[0].tolist())
        return [hit for hit in hits if hit.id in kept][:limit]

    def text_vectors(self, kind: ShelfKind) -> tuple[np.ndarray, np.ndarray]:
        return self._vectors

    def passages_with(self, phrase: str, most: int) -> np.ndarray:
        found = self._course.passages_with(phrase, most + len(self._gone))
        return found[~np.isin(found, self._gone)][:most]

    def alike(self, words: str) -> Sequence[str]:
        return self._course.alike(words)

    def neighbourhoods(self) -> tuple[np.ndarray, np.ndarray]:
        return self._neighbourhoods


def _mean(rows: Sequence[np.ndarray]) -> np.ndarray:
    mean = np.concatenate(list(rows)).mean(0)
    normed: np.ndarray = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return normed


def _slots(values: np.ndarray) -> np.ndarray:
    return np.pad(values, (0, SLOTS - len(values)), constant_values=-1)
