"""Adding material: copied into a course folder, read part by part, searchable from the first part on."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.course.block_rows import ROLES_VERSION
from tutor_app.course.encoding import encode_course
from tutor_app.course.folder import CourseFolder
from tutor_app.course.making import (
    ADDING_LOCK,
    TRIALS,
    begin_course,
    find_known,
    fingerprint,
    hold_lock,
    open_reader,
)
from tutor_app.course.preparation import Preparation, Progress, Report
from tutor_app.course.raw import RawItem, Reader
from tutor_app.course.report import Omission, add_omissions
from tutor_app.course.trials import Trials
from tutor_app.course.writer import IndexWriter
from tutor_app.settings.home import Home

PARTS_BATCH = (
    8  # a transaction, and where a passage ends at the latest: counted, so that every machine reads alike
)


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
        with hold_lock(home.state / ADDING_LOCK, cancel):  # added twice at once it is one course
            folder = find_known(home, print_of_source) or begin_course(home, source, print_of_source, report)
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
    with (
        hold_lock(folder.path / ".writing.lock", cancel),
        closing(open_reader(folder, preparation, Trials(folder.path / TRIALS))) as reader,
        IndexWriter(folder) as writer,
    ):
        something = _read(folder, writer, reader, report, cancel)
        if something:
            if not writer.noted("terms"):
                writer.note_terms()
                report(Progress("read", reader.parts, reader.parts))  # a sign of life between long steps
            if writer.noted("roles") != ROLES_VERSION:
                writer.note_roles()
                report(Progress("read", reader.parts, reader.parts))
            encode_course(folder, writer, preparation, report, cancel)
    return something


def _forget_empty(folder: CourseFolder) -> None:
    """Remove a course of which nothing could be read; one with something in it stays, to be read on."""
    with IndexWriter(folder) as writer:
        is_empty = not writer.count("passage") and not writer.count("figure")
    if is_empty:
        shutil.rmtree(folder.path, ignore_errors=True)


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

    def tick() -> None:
        cancel.check()
        report(Progress("read", read - 1, total))

    parts = _PartReader(reader)
    while read < total:
        batch, failed = [], list[Omission]()
        for part in range(read, min(total, read + PARTS_BATCH - read % PARTS_BATCH)):
            cancel.check()
            report(Progress("read", part, total))
            items, trouble = parts.read(part)
            batch.append(items)
            if trouble is not None:  # costs this part alone
                troubles.append(trouble)
                failed.append(_omission(reader, part, str(trouble)))
        read += len(batch)
        if failed:
            add_omissions(folder.path, failed)
        following = parts.read(read)[0] if read < total and reader.is_continuous else ()
        writer.add_parts(batch, read, tick, following)
    report(Progress("read", total, total))
    if not writer.count("passage") and not writer.count("figure"):
        if troubles:
            raise troubles[0]
        return False
    writer.link_figures()
    writer.note("linked", 1)
    return True


class _PartReader:
    """Reads parts, the newest one once: it is looked at ahead for what goes on there."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._newest: tuple[int, Sequence[RawItem], TutorError | None] = (-1, (), None)

    def read(self, part: int) -> tuple[Sequence[RawItem], TutorError | None]:
        """Give what a part holds, or why it can't be read."""
        if self._newest[0] != part:
            try:
                self._newest = (part, self._reader.read(part), None)
            except TutorError as trouble:
                self._newest = (part, (), trouble)
        return self._newest[1:]


def _omission(reader: Reader, part: int, reason: str) -> Omission:
    if reader.is_continuous:
        return Omission(reader.name(part), reason, page=part + 1, pages=reader.parts)
    return Omission(reader.name(part), reason)


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
