"""Which format a file has, by its name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.practice import Item
from tutor_app.tutor.practice.exchange.anki import read_apkg, write_apkg
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle, write_file
from tutor_app.tutor.practice.exchange.moodle import to_moodle
from tutor_app.tutor.practice.exchange.plain_json import read_json, write_json
from tutor_app.tutor.practice.exchange.qti import to_qti
from tutor_app.tutor.practice.exchange.tables import read_csv, write_csv
from tutor_app.tutor.practice.exchange.worksheet import to_markdown
from tutor_app.tutor.practice.exchange.xapi import read_xapi, write_xapi

XAPI = ".xapi.json"


def write_practice(bundle: PracticeBundle, file: Path, title: str, courses: Mapping[str, Path]) -> None:
    """Write practice as the file's name says. Raises: TutorError."""
    if file.name.endswith(XAPI):
        write_xapi(bundle, file)
    elif file.suffix == ".apkg":
        write_apkg(bundle, title, file, courses)
    elif file.suffix == ".csv":
        write_csv(bundle, file)
    elif file.suffix == ".json":
        write_json(bundle, file)
    else:
        raise _refuse_name()


def read_practice(file: Path, course: str) -> PracticeBundle:
    """Read practice as the file's name says; `course` is that of what names none. Raises: TutorError."""
    if not file.is_file():
        raise TutorError(tr("There is no file {file}.", file=file), tr("Check its name and folder."))
    if file.name.endswith(XAPI):
        return read_xapi(file)
    match file.suffix:
        case ".apkg":
            return read_apkg(file, course)
        case ".csv":
            return read_csv(file)
        case ".json":
            return read_json(file)
        case _:
            raise _refuse_name()


def write_test(title: str, items: Sequence[Item], file: Path, *, with_key: bool) -> None:
    """Write a test as Markdown, Moodle XML or a QTI package, as the file's name says. Raises: TutorError."""
    match file.suffix:
        case ".md":
            write_file(file, to_markdown(title, items, with_key=with_key).encode("utf-8", "replace"))
        case ".xml":
            write_file(file, to_moodle(items))
        case ".zip":
            write_file(file, to_qti(title, items))
        case _:
            raise TutorError(
                tr("The kind of a test's file is told by its name."),
                tr("Give one that ends in .md, .xml (Moodle) or .zip (QTI 3.0)."),
            )


def _refuse_name() -> TutorError:
    return TutorError(
        tr("The kind of the file is told by its name."),
        tr("Give one that ends in .apkg, .csv, .json or .xapi.json."),
    )
