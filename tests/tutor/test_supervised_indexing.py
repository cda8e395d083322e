"""A part that takes too much costs that part: the process that reads it is killed, and the rest is read."""

import time

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.course.folder import CourseFolder
from tutor_app.course.ingest import MAX_TRIES, Progress, _read_part
from tutor_app.course.writer import IndexWriter
from tutor_app.tutor import reading_watch
from tutor_app.tutor.indexing import add_supervised
from tutor_app.tutor.reading_watch import ReadingWatch


class Killer:
    """A reader whose second part ends the process, as a kill does: nothing after it runs."""

    def __init__(self):
        self.read_parts = []

    def read(self, part):
        self.read_parts.append(part)
        if part == 1:
            raise SystemExit
        return ()


def test_a_part_that_ended_the_process_twice_is_left_out(tmp_path):
    folder = CourseFolder(tmp_path, "A", "en", "pdf", "source/a.pdf")
    reader = Killer()
    with IndexWriter(folder) as writer:
        for _ in range(MAX_TRIES):
            note, writer.note = (
                writer.note,
                lambda key, value, note=writer.note: None if value == "-1:0" else note(key, value),
            )  # as where the process is killed: what comes after is not written
            with pytest.raises(SystemExit):
                _read_part(writer, reader, 1)
            writer.note = note
        with pytest.raises(TutorError, match="too much memory or time"):
            _read_part(writer, reader, 1)
        assert _read_part(writer, reader, 2) == ()
    assert reader.read_parts == [1] * MAX_TRIES + [2]


@pytest.mark.parametrize(("stage", "fault"), [("read", "memory"), ("encode", None)])
def test_memory_is_bounded_while_a_stranger_s_material_is_read(monkeypatch, stage, fault):
    import os

    monkeypatch.setattr(reading_watch, "MAX_BYTES", 1)
    watch = ReadingWatch(os.getpid())
    watch.note(Progress(stage, 1, 2))
    assert watch.find_fault() == fault


def test_a_part_has_a_time_and_a_stop_is_heeded_or_forced(monkeypatch):
    watch = ReadingWatch(0)
    watch.heard_at -= reading_watch.MAX_PART_S + 1
    assert watch.find_fault() == "time"
    watch.note_stop()
    assert watch.stopped_at is not None
    watch.stopped_at -= reading_watch.STOP_S + 1
    assert watch.find_fault() == "stop"


def test_material_is_read_in_a_process_of_its_own_and_stops(home, tmp_path):
    (tmp_path / "a.md").write_text("# Ice\n\nIce floats on water because it is less dense.\n")
    assert add_supervised(home, tmp_path / "a.md").title == "Ice"
    cancel = Cancellation()
    cancel.request()
    (tmp_path / "b.md").write_text("# Water\n\nWater flows.\n")
    began = time.monotonic()
    with pytest.raises(Cancelled):
        add_supervised(home, tmp_path / "b.md", cancel=cancel)
    assert time.monotonic() - began < 30
