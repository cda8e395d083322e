"""Pages drawn in a process of their own, on every paper."""

import numpy as np
import pytest

from tests.bench.big_books import write_long_book
from tests.gui.material.sample import write_pdf
from tutor_app.core.material import Box
from tutor_app.gui.material.drawer import Lent, ProcessDrawer
from tutor_app.gui.material.drawing import PAGES_A_TIME, SLOT_BYTES, Job, Sheets, drawn
from tutor_app.gui.material.recolouring import lay_on


def page(colour=(255, 255, 255)):
    picture = np.zeros((100, 80, 4), dtype=np.uint8)
    picture[..., :3] = colour
    return picture


def test_at_night_paper_is_dark_ink_is_light_and_the_hue_stays():
    picture = page()
    picture[10:20] = (0, 0, 0, 0)
    picture[30:40] = (200, 40, 40, 0)  # blue
    lay_on("night", picture, (), 1.0)
    assert picture[5, 5, :3].max() < 40
    assert picture[15, 5, :3].min() > 220
    blue, green, red = picture[35, 5, :3].astype(int)
    assert blue > green + 60
    assert green == red


def test_at_night_a_figure_is_as_printed_but_less_glaring():
    picture = page((200, 220, 240))
    before = picture.copy()
    lay_on("night", picture, (Box(10, 10, 30, 40),), 2.0)
    figure = picture[20:80, 20:60, :3].astype(float)
    assert figure == pytest.approx(before[20:80, 20:60, :3].astype(float) * 200 / 255, abs=1)
    assert abs(int(picture[5, 5, 2]) - 240) > 60  # beside it the page is turned over


def test_sepia_tints_paper_and_keeps_ink():
    picture = page()
    picture[10:20] = (0, 0, 0, 0)
    lay_on("sepia", picture, (), 1.0)
    assert tuple(picture[5, 5, :3]) == (214, 233, 246)
    assert tuple(picture[15, 5, :3]) == (0, 0, 0)


@pytest.fixture
def drawer():
    drawer = ProcessDrawer()
    yield drawer
    drawer.close()


def test_a_process_draws_what_a_picture_at_once_shows(drawer, tmp_path, qtbot):
    from tutor_app.gui.material.book import PdfBook

    file = write_pdf(tmp_path / "book.pdf", ["Energy", "Mass"])
    number = drawer.open(file)
    jobs = [Job(number, 1, 2.0), Job(number, 0, 0.5)]
    drawer.want(jobs)
    taken = []
    qtbot.waitUntil(lambda: taken.extend(drawer.take()) or len(taken) == 2, timeout=20_000)
    assert [job for job, _ in taken] == jobs
    book = PdfBook(file)
    assert taken[0][1] == book.picture(1, Box(0, 0, 400, 500), 2.0)
    book.close()


def test_pictures_are_taken_one_at_a_time_so_that_none_holds_the_window_up(drawer, tmp_path, qtbot):
    number = drawer.open(write_pdf(tmp_path / "book.pdf", ["Energy", "Mass"]))
    drawer.want([Job(number, 0, 1.0), Job(number, 1, 1.0)])
    qtbot.waitUntil(drawer._pipe.poll, timeout=20_000)
    qtbot.wait(300)  # both are drawn
    assert [len(drawer.take()), len(drawer.take())] == [1, 1]


def test_a_big_picture_comes_in_pieces_and_whole(drawer, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("tutor_app.gui.material.coming.PIECE_BYTES", 100_000)
    monkeypatch.setattr("tutor_app.gui.material.coming.SLICE_S", 0.0)
    from tutor_app.gui.material.book import PdfBook

    file = write_pdf(tmp_path / "book.pdf", ["Energy", "Mass"])
    job = Job(drawer.open(file), 1, 2.0)
    drawer.want([job])
    calls = []
    qtbot.waitUntil(lambda: calls.append(drawer.take()) or bool(calls[-1]), timeout=20_000)
    book = PdfBook(file)
    assert calls[-1] == [(job, book.picture(1, Box(0, 0, 400, 500), 2.0))]
    book.close()
    calls.clear()
    drawer.want([Job(job.book, 0, 2.0)])
    qtbot.waitUntil(drawer._pipe.poll, timeout=20_000)
    while not (taken := drawer.take()):
        calls.append(taken)
    assert len(calls) >= 20


def test_a_process_that_dies_costs_one_picture(drawer, tmp_path, qtbot):
    number = drawer.open(write_pdf(tmp_path / "book.pdf", ["Energy", "Mass"]))
    jobs = [Job(number, 0, 1.0), Job(number, 1, 1.0)]
    drawer._process.kill()
    drawer._process.join()
    drawer.want(jobs)
    taken = []
    qtbot.waitUntil(lambda: taken.extend(drawer.take()) or len(taken) == 2, timeout=20_000)
    assert [picture.isNull() for _, picture in taken] == [True, False]


def test_a_page_that_is_not_wanted_any_more_is_given_up(tmp_path):
    sheets = Sheets(1, write_long_book(tmp_path / "book.pdf", 5))
    room, asked = memoryview(bytearray(SLOT_BYTES)), []
    size = drawn(sheets, Job(1, 0, 3.0), room, lambda: asked.append(1) is not None)
    assert size is None or not asked  # a fast machine may have drawn it in one step
    sheets.close()


def test_a_long_book_is_opened_anew_now_and_then_and_reads_on(tmp_path):
    sheets = Sheets(1, write_pdf(tmp_path / "book.pdf", [f"Page {n}" for n in range(PAGES_A_TIME + 5)]))
    words = []
    for number in range(PAGES_A_TIME + 5):
        text = sheets.page(number).get_textpage()
        words.append(text.get_text_range())
        text.close()
    assert words == [f"Page {n}" for n in range(PAGES_A_TIME + 5)]
    sheets.close()


def test_a_page_that_is_not_there_has_no_picture(tmp_path):
    sheets = Sheets(1, write_pdf(tmp_path / "book.pdf", ["One"]))
    assert drawn(sheets, Job(1, 7, 1.0), memoryview(bytearray(SLOT_BYTES)), lambda: True) == (0, 0)
    sheets.close()


def test_a_drawer_goes_from_one_window_to_the_next_and_draws_for_that_one_alone(drawer, tmp_path, qtbot):
    first, second = Lent(drawer), Lent(drawer)
    before = Job(first.open(write_pdf(tmp_path / "book.pdf", ["Energy"])), 0, 1.0)
    first.want([before])
    process = drawer._process
    first.close()
    after = Job(second.open(tmp_path / "book.pdf"), 0, 2.0)
    second.want([after])
    first.want([])  # it lies about until Python tidies
    taken = []
    qtbot.waitUntil(lambda: taken.extend(second.take()) or len(taken) == 1, timeout=20_000)
    assert [job for job, _ in taken] == [after]
    assert first.take() == []
    assert drawer._process is process
