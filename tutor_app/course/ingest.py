"""Adding material: copied into a course folder, read part by part, searchable from the first part on."""

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from filelock import FileLock, Timeout

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, language_of, tr
from tutor_app.core.picture_decoding import decode_picture
from tutor_app.core.valid_text import parse_json, to_valid_text
from tutor_app.course.block_rows import ROLES_VERSION
from tutor_app.course.copying import copy_material, file_states, list_files
from tutor_app.course.folder import CourseFolder, Kind, open_folder
from tutor_app.course.markdown import MarkdownReader
from tutor_app.course.pdf import PdfReader
from tutor_app.course.pdf_formulas import ReadFormulaPicture
from tutor_app.course.pdf_scan import ReadPage, TurnPage
from tutor_app.course.raw import RawItem, Reader
from tutor_app.course.report import Omission, add_omissions
from tutor_app.course.writer import IndexWriter
from tutor_app.settings.home import Home

PARTS_BATCH = (
    8  # a transaction, and where a passage ends at the latest: counted, so that every machine reads alike
)
ADDING_LOCK = "adding.lock"
DISCARD_WAIT_S = 0.04  # the window waits for it, too
MAKING = "making-course"  # a course that can't be opened yet, in the data folder
MAX_TRIES = 2  # of a part that ends the process; once may be chance, as a power cut
TEXTS_BATCH = 32
PICTURES_BATCH = 16
FIGURES_BATCH = 2  # half a second each: their words are read, and nine parts seen


@dataclass(frozen=True)
class Progress:
    """How far a course is."""

    stage: Literal["read", "encode", "look"]
    done: int
    total: int


Report: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True)
class Fusion:
    """The fusion model as reading uses it; what it makes of passages and figures is kept."""

    name: str  # of these very weights: others' vectors are of another space
    read: Callable[[Sequence[str]], tuple[Vectors, Vectors, Sequence[Vectors]]]  # encoder's, fused, of words
    see: Callable[
        [Sequence[tuple[str, Pixels]]], tuple[Vectors, Vectors]
    ]  # captions, pictures → looks, fused


@dataclass(frozen=True)
class Looks:
    """A picture encoder as reading uses it."""

    name: str  # another's vectors are of another space
    of: Callable[[Sequence[Pixels]], Vectors]


@dataclass(frozen=True)
class Preparation:
    """The models as reading uses them; a part that is None is left out, and made up for at the next `add`."""

    encoder_for: Callable[[Language], str]
    encode: Callable[[str, Sequence[str]], Vectors] | None = None  # the encoder's name, passages
    looks_for: Callable[[str], Looks | None] = lambda _: None  # the text encoder's name
    fusion_for: Callable[[str], "Fusion | None"] = lambda _: None  # the encoder's name
    read_page: ReadPage | None = None
    turn_page: TurnPage | None = None
    read_formula: ReadFormulaPicture | None = None


def add(
    home: Home, source: Path, preparation: Preparation, report: Report, cancel: Cancellation
) -> CourseFolder:
    """Make a course of a PDF, a Markdown file or a folder of them, or go on where an earlier try stopped.

    Raises:
        TutorError: the material can't be read, or the course can't be written.
        Cancelled: a stop was requested; what was read is kept.
    """
    source = source.expanduser().absolute()
    with _saying(home.courses):
        print_of_source = fingerprint(source)
        with _locked(home.state / ADDING_LOCK, cancel):  # added twice at once it is one course
            folder = _known(home, print_of_source) or _begin(home, source, print_of_source)
        try:
            something = _go_on(folder, preparation, report, cancel)
        except TutorError:
            _forget_empty(folder)
            raise
        if not something:
            _forget_empty(folder)  # else it would count as read when the reading model has come
            raise TutorError(
                tr("There is no text in this material that can be read."),
                tr("If its pages are scans, fetch the reading model first: tutor models fetch"),
            )
    return folder


def complete(folder: CourseFolder, preparation: Preparation, report: Report, cancel: Cancellation) -> None:
    """Go on where an earlier try stopped, and make up for models that were not there then.

    Raises:
        TutorError: the material can't be read, or the course can't be written.
        Cancelled: a stop was requested; what was read is kept.
    """
    with _saying(folder.path):
        _go_on(folder, preparation, report, cancel)


def _go_on(folder: CourseFolder, preparation: Preparation, report: Report, cancel: Cancellation) -> bool:
    """Whether there is anything in the material."""
    reader = _reader(folder.source_path, folder.kind, preparation)
    try:
        with _locked(folder.path / ".writing.lock", cancel), IndexWriter(folder) as writer:
            something = _read(folder, writer, reader, report, cancel)
            if something:
                if not writer.noted("terms"):
                    writer.note_terms()
                if writer.noted("roles") != ROLES_VERSION:
                    writer.note_roles()
                _encode(folder, writer, preparation, report, cancel)
    finally:
        reader.close()
    return something


def _forget_empty(folder: CourseFolder) -> None:
    """Remove a course of which nothing could be read; one with something in it stays, to be read on."""
    with IndexWriter(folder) as writer:
        is_empty = not writer.count("passage") and not writer.count("figure")
    if is_empty:
        shutil.rmtree(folder.path, ignore_errors=True)


@contextmanager
def _locked(file: Path, cancel: Cancellation) -> Iterator[None]:
    """Hold a lock that the system takes back when its holder dies; waits while another process holds it.

    Raises: Cancelled.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    while True:
        cancel.check()
        try:
            lock.acquire(timeout=0.2)
            break
        except Timeout:
            continue
    try:
        yield
    finally:
        lock.release()


def fingerprint(source: Path) -> str:
    """SHA-256 over what a course would be made of; read again only where a file has changed.

    Raises:
        TutorError: there is nothing of the kind, or it can't be read.
    """
    return _fingerprint_as_of(source, file_states(list_files(source)))


@lru_cache(maxsize=16)  # the samples' is asked whenever a course is opened
def _fingerprint_as_of(source: Path, state: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for file, _, _ in state:
        if source.is_dir():
            digest.update(file.relative_to(source).as_posix().encode("utf-8", "surrogateescape"))
        try:
            with file.open("rb") as content:
                while chunk := content.read(1 << 20):
                    digest.update(chunk)
        except OSError as error:
            raise TutorError(
                tr("{name} can't be read.", name=file.name),
                tr("Check that it is still there and may be read."),
            ) from error
    return digest.hexdigest()


def known_course(home: Home, source: Path) -> CourseFolder | None:
    """The course that was made of this material. Raises: TutorError: it is no material."""
    return _known(home, fingerprint(source))


def _known(home: Home, print_of_source: str) -> CourseFolder | None:
    """The course that was made of the same material."""
    for about in home.courses.glob("*/course.json"):
        try:
            known = parse_json(about.read_text(encoding="utf-8"))
            if isinstance(known, dict) and known.get("sha256") == print_of_source:
                return open_folder(about.parent)
        except (OSError, ValueError, KeyError):
            continue
    return None


def _begin(home: Home, source: Path, print_of_source: str) -> CourseFolder:
    """The folder with a copy of the material and, last, `course.json`: from then on it can be opened."""
    kind: Kind = "pdf" if source.suffix.lower() == ".pdf" and source.is_file() else "markdown"
    making = home.data / MAKING  # whoever adds holds the lock: what stands there is a crash's
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        copied = copy_material(source, making)
        if copied.omissions:
            add_omissions(making, copied.omissions)
        reader = _reader(making / copied.name, kind, None)
        try:
            title, language = _title(reader, source), language_of(reader.sample())
        finally:
            reader.close()
        about = {
            "title": title,
            "language": language,
            "kind": kind,
            "source": copied.name,
            "sha256": print_of_source,
        }
        path = _free_folder(home, title)
        IndexWriter(CourseFolder(making, title, language, kind, copied.name)).__exit__(None, None, None)
        part = making / "course.part"
        part.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(making / "course.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        making.rename(path)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)  # nothing in it is the learner's
        raise
    return CourseFolder(path, title, language, kind, copied.name)


def discard_unfinished(home: Home) -> None:
    """Remove what a killed process left of a course it had begun to make, unless another makes one now."""
    try:
        home.state.mkdir(parents=True, exist_ok=True)
        with FileLock(home.state / ADDING_LOCK).acquire(timeout=DISCARD_WAIT_S):
            shutil.rmtree(home.data / MAKING, ignore_errors=True)
    except (Timeout, OSError):
        return


def _title(reader: Reader, source: Path) -> str:
    """The material's own title; without one the name of its file or folder."""
    found = to_valid_text(" ".join(reader.title.split()))
    return found if found and found != "…" else to_valid_text(source.stem)


def _free_folder(home: Home, title: str) -> Path:
    slug = re.sub(r"[^\w]+", "-", title.lower()).strip("-_")[:40] or "course"
    numbered = (home.courses / (slug if n == 1 else f"{slug}-{n}") for n in range(1, 10_000))
    return next(path for path in numbered if not path.exists())


def _reader(source: Path, kind: Kind, preparation: Preparation | None) -> Reader:
    if kind == "markdown":
        return MarkdownReader(source)
    if preparation is None:
        return PdfReader(source)
    return PdfReader(source, preparation.read_page, preparation.turn_page, preparation.read_formula)


def _read(
    folder: CourseFolder, writer: IndexWriter, reader: Reader, report: Report, cancel: Cancellation
) -> bool:
    """Whether there is anything in the material, now that all of it is read."""
    if writer.noted("linked"):
        return True
    total = reader.parts
    writer.note("parts", total)
    read = int(writer.noted("parts_read") or 0)
    troubles: list[TutorError] = []
    while read < total:
        batch, failed = [], list[Omission]()
        for part in range(read, min(total, read + PARTS_BATCH - read % PARTS_BATCH)):
            cancel.check()
            report(Progress("read", part, total))
            try:
                batch.append(_read_part(writer, reader, part))
            except TutorError as trouble:  # costs this part alone
                troubles.append(trouble)
                failed.append(Omission(reader.name(part), str(trouble)))
                batch.append(())
        read += len(batch)
        if failed:
            add_omissions(folder.path, failed)
        writer.add_parts(batch, read)
    report(Progress("read", total, total))
    if not writer.count("passage") and not writer.count("figure"):
        if troubles:
            raise troubles[0]
        return False
    writer.link_figures()
    writer.note("linked", 1)
    return True


def _read_part(writer: IndexWriter, reader: Reader, part: int) -> Sequence[RawItem]:
    """Read a part, unless reading it ended the process twice before.

    Raises: TutorError: it can't be read.
    """
    last, _, tries = (writer.noted("reading") or "-1:0").partition(":")
    tried = int(tries) if int(last) == part else 0
    if tried >= MAX_TRIES:
        raise TutorError(tr("Reading it took too much memory or time."))
    writer.note("reading", f"{part}:{tried + 1}")  # stays where the process is killed while it reads
    try:
        return reader.read(part)
    finally:
        writer.note("reading", "-1:0")


def _encode(
    folder: CourseFolder, writer: IndexWriter, preparation: Preparation, report: Report, cancel: Cancellation
) -> None:
    """Vectors for passages, captions and pictures that have none yet."""
    name = preparation.encoder_for(folder.language)
    if writer.noted("encoder") != name:
        writer.forget_vectors("passage")
        writer.forget_vectors("figure")
        writer.note("encoder", name)
    looks = preparation.looks_for(name)
    if looks and writer.noted("picture encoder") != looks.name:
        writer.forget_vectors("look")
        writer.note("picture encoder", looks.name)
    fusion = preparation.fusion_for(name)
    if fusion:
        _fuse_passages(writer, fusion, report, cancel)
    if encode := preparation.encode:
        _encode_texts(writer, partial(encode, name), report, cancel)
    if fusion:
        _fuse_figures(folder, writer, fusion, report, cancel)
        writer.note("fused", fusion.name)
    if looks:
        _look(folder, writer, looks, report, cancel)


def _encode_texts(
    writer: IndexWriter, encode: Callable[[Sequence[str]], Vectors], report: Report, cancel: Cancellation
) -> None:
    total = writer.count("passage") + writer.count("figure")
    for kind, waiting in (("passage", writer.passages_to_encode), ("figure", writer.figures_to_encode)):
        while batch := waiting(TEXTS_BATCH):
            cancel.check()
            writer.add_vectors(kind, [id for id, _ in batch], encode([text for _, text in batch]))
            done = writer.count_vectors("passage") + writer.count_vectors("figure")
            report(Progress("encode", done, total))


def _fuse_passages(writer: IndexWriter, fusion: Fusion, report: Report, cancel: Cancellation) -> None:
    """With the encoder's own vectors in the same go: reading the text is most of the work."""
    if writer.noted("fusion") != fusion.name:
        for kind in ("fused passage", "words", "fused figure"):
            writer.forget_vectors(kind)
        writer.note("fusion", fusion.name)
    total = writer.count("passage") + writer.count("figure")
    while batch := writer.passages_to_encode(TEXTS_BATCH, "fused passage"):
        cancel.check()
        ids = [id for id, _ in batch]
        plain, fused, words = fusion.read([text for _, text in batch])
        writer.add_vectors("passage", ids, plain)
        writer.add_words(ids, words)
        writer.add_vectors("fused passage", ids, fused)
        report(Progress("encode", writer.count_vectors("passage"), total))


def _fuse_figures(
    folder: CourseFolder, writer: IndexWriter, fusion: Fusion, report: Report, cancel: Cancellation
) -> None:
    total = writer.count("figure")
    while batch := writer.figures_to_fuse(FIGURES_BATCH):
        cancel.check()
        ids = [id for id, _, _ in batch]
        looks, fused = fusion.see([(caption, _pixels(folder.path / image)) for _, caption, image in batch])
        writer.add_vectors("look", ids, looks)
        writer.add_vectors("fused figure", ids, fused)
        report(Progress("look", writer.count_vectors("fused figure"), total))


def _look(
    folder: CourseFolder,
    writer: IndexWriter,
    looks: Looks,
    report: Report,
    cancel: Cancellation,
) -> None:
    total = writer.count("figure")
    while seen := writer.figures_to_see(PICTURES_BATCH):
        cancel.check()
        vectors = looks.of([_pixels(folder.path / image) for _, image in seen])
        writer.add_vectors("look", [id for id, _ in seen], vectors)
        report(Progress("look", writer.count_vectors("look"), total))


def _pixels(file: Path) -> Pixels:
    with file.open("rb") as content:
        return np.asarray(decode_picture(content))


@contextmanager
def _saying(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into words."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise TutorError(
            tr("The course can't be written in {folder}.", folder=folder),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error
    except sqlite3.DatabaseError as error:
        raise TutorError(
            tr("The index of the course is damaged."), tr("Remove the course and add it again.")
        ) from error
