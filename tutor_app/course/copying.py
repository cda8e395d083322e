"""Copy material into its course: a PDF as it is, Markdown as plain UTF-8 with the pictures beside it."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.valid_text import to_valid_text
from tutor_app.course.markdown import MAX_BYTES, find_pictures
from tutor_app.course.markdown_cleaning import clean_markdown
from tutor_app.course.markdown_files import ORDER_FILE, TEXT_SUFFIXES, LeftOut, list_material
from tutor_app.course.memory_limit import limit_memory
from tutor_app.course.report import Omission
from tutor_app.course.trials import Trials

SOURCE = "source"
PDF_SUFFIX = ".pdf"
MAX_REPLACED = 0.02  # of a text's letters that may not be told: with more it is no text


@dataclass(frozen=True)
class CopiedMaterial:
    """What a course was made of."""

    name: str  # of the PDF, or of the folder of Markdown, relative to the course
    omissions: tuple[Omission, ...] = ()


def list_files(source: Path) -> list[Path]:
    """Return a PDF, or the Markdown files with their pictures, in order.

    Raises:
        TutorError: there is nothing of the kind.
    """
    if not source.exists():
        raise TutorError(tr("There is no file {file}.", file=source), tr("Check its name and folder."))
    if source.is_file() and source.suffix.lower() == PDF_SUFFIX:
        return [source]
    if not (source.is_file() or source.is_dir()):
        raise _unknown_kind(source)
    found = list_material(source)
    if not found.texts and found.left_out:
        raise TutorError(
            tr("{name} can't be read.", name=found.left_out[0].path.name),
            tr("Check that it is still there and may be read."),
        )
    if not found.texts:
        raise _unknown_kind(source)
    return [*found.texts, *found.pictures]


def copy_material(source: Path, course: Path, trials: Trials | None = None) -> CopiedMaterial:
    """Copy what can be read; what can't is named.

    Raises:
        TutorError: nothing can be read. OSError: the course can't be written.
    """
    target = course / SOURCE
    target.mkdir()
    if source.is_file() and source.suffix.lower() == PDF_SUFFIX:
        name = to_valid_text(source.name)  # other names stand in no JSON
        _copy_file(source, target / name)
        return CopiedMaterial(f"{SOURCE}/{name}")
    return CopiedMaterial(SOURCE, tuple(_copy_markdown(source, target, trials or Trials())))


def read_markdown(file: Path) -> str:
    """Return a Markdown file's text, whatever its encoding.

    Raises:
        TutorError: it is too large, no text, or can't be read.
    """
    with _unreadable(file):
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise TutorError(tr("{name} is too large.", name=file.name), tr("Divide it into several files."))
        content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(file, content)


def _decode(file: Path, content: bytes) -> str:
    """UTF-16 by its mark, else what its letters tell."""
    trouble = TutorError(
        tr("{name} can't be read as text.", name=file.name), tr("Save it as UTF-8 and try again.")
    )
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        found = from_bytes(content[:200_000]).best()
        text = content.decode(found.encoding, errors="replace") if found else ""
    except (UnicodeDecodeError, LookupError) as error:
        raise trouble from error
    strange = sum(char == "\ufffd" or (ord(char) < 32 and char not in "\n\r\t\f") for char in text)
    if not text.strip() or strange > MAX_REPLACED * len(text):
        raise trouble
    return text


def _copy_markdown(source: Path, target: Path, trials: Trials) -> Iterator[Omission]:
    root = source if source.is_dir() else source.parent
    found = list_material(source)
    written: list[str] = []
    first: TutorError | None = None
    text = ""
    for file in found.texts:
        place = target / to_valid_text(file.relative_to(root).as_posix())
        try:
            with trials.attempt(f"clean {file.relative_to(root).as_posix()}"), limit_memory():
                text = clean_markdown(read_markdown(file))
        except TutorError as error:
            first = first or error
            yield Omission(file.name, str(error))
            continue
        place = place.with_suffix(".md") if place.suffix.lower() not in TEXT_SUFFIXES else place
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
        written.append(place.relative_to(target).as_posix())
    if not written and first:
        raise first
    (target / ORDER_FILE).write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    pictures = found.pictures if source.is_dir() else find_pictures(text, root)
    for picture in pictures:
        place = target / to_valid_text(picture.relative_to(root).as_posix())
        place.parent.mkdir(parents=True, exist_ok=True)
        _copy_file(picture, place)
    yield from (Omission(one.path.name, _why(one)) for one in found.left_out)


def _copy_file(source: Path, target: Path) -> None:
    """Raises: TutorError: the source can't be opened. OSError: the target can't be written."""
    with _unreadable(source):
        content = source.open("rb")
    with content, target.open("wb") as copy:
        shutil.copyfileobj(content, copy, 1 << 20)


def _why(left_out: LeftOut) -> str:
    if left_out.reason == "leads outside":
        return tr("it leads out of the folder")
    return tr("it is no file that can be read")


@contextmanager
def _unreadable(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TutorError(
            tr("{name} can't be read.", name=file.name),
            tr("Check that it is still there and may be read."),
        ) from error


def _unknown_kind(source: Path) -> TutorError:
    return TutorError(
        tr("{name} is of a kind that can't be read yet.", name=source.name),
        tr("Give a PDF, a Markdown file or a folder of Markdown files."),
    )


def file_states(files: Sequence[Path]) -> tuple[tuple[Path, int, int], ...]:
    """Return each file with its size and time of change. Raises: TutorError."""
    states = []
    for file in files:
        with _unreadable(file):
            now = file.stat()
        states.append((file, now.st_size, now.st_mtime_ns))
    return tuple(states)
