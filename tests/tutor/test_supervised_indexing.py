"""A part that takes too much costs that part: the process that reads it is killed, and the rest is read."""

import threading
import time

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.course.index import CourseIndex
from tutor_app.course.making import MAKING
from tutor_app.course.preparation import Progress
from tutor_app.course.report import describe_omissions, read_report
from tutor_app.tutor import reading_watch
from tutor_app.tutor.indexing import add_supervised
from tutor_app.tutor.library import courses
from tutor_app.tutor.reading_watch import ReadingWatch, RestartBudget


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


def find_restarts(has_progressed):
    """Count the processes that a material may end, each of which came as far as is said."""
    budget, watch = RestartBudget(), ReadingWatch(0)
    if has_progressed:
        watch.note(Progress("read", 0, 1))
    processes = 1
    while budget.spend(watch):
        processes += 1
    return processes


def test_material_that_ends_each_process_before_its_first_part_is_refused():
    assert find_restarts(has_progressed=False) == reading_watch.MAX_FAILED_STARTS
    assert find_restarts(has_progressed=True) == reading_watch.MAX_RESTARTS


def write_recursive_forms(file, pages=1, bad=0, depth=9, width=12):
    """Write pages, one with a form that draws another a dozen times, which does so too: 12 to the 8th."""
    first = 4 + depth
    kids = [first + 2 * number for number in range(pages)]
    called = [4 + level + 1 for level in range(depth - 1)]
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {pages}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</F {number} 0 R>>>>"
            f"/Length {6 * width}>>stream\n{'/F Do ' * width}\nendstream"
            for number in called
        ),
        "<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Length 12>>stream\n0 0 9 9 re f\nendstream",
    ]
    for number in range(pages):
        told = "/F Do" if number == bad else f"BT /H 9 Tf 9 150 Td (Ice floats, says page {number}.) Tj ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents {first + 2 * number + 1} 0 R"
            "/Resources<</Font<</H 3 0 R>>/XObject<</F 4 0 R>>>>>>",
            f"<</Length {len(told)}>>stream\n{told}\nendstream",
        ]
    content, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    file.write_text(
        f"{content}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(content)}\n%%EOF"
    )


def test_a_pdf_of_recursive_forms_is_refused_and_leaves_nothing(home, tmp_path):
    write_recursive_forms(tmp_path / "forms.pdf")
    cancel = Cancellation()
    limit = threading.Timer(60, cancel.request)  # before, it was begun sixty times
    limit.start()
    with pytest.raises(TutorError, match="too much memory or time"):
        add_supervised(home, tmp_path / "forms.pdf", cancel=cancel)
    limit.cancel()
    assert not courses(home)
    assert not (home.data / MAKING).exists()


def test_one_page_that_takes_all_memory_costs_that_page(home, tmp_path):
    write_recursive_forms(tmp_path / "forms.pdf", pages=4, bad=2)
    cancel = Cancellation()
    limit = threading.Timer(120, cancel.request)
    limit.start()
    course = add_supervised(home, tmp_path / "forms.pdf", cancel=cancel)
    limit.cancel()
    index = CourseIndex.open(course)
    assert [bool(index.blocks(page)) for page in range(4)] == [True, True, False, True]
    index.close()
    assert describe_omissions(read_report(course.path)) == "1 of 4 pages could not be read: 3."
