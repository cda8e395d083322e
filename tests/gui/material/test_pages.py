"""The page view: marks, regions, find and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.material.sample import LINE, SmallIndex, figure, pdf_course, section
from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, PageLocator, Region
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.marks import Highlight, Place

WORDS = [f"Page number {n} of the book" for n in range(1, 31)]


@pytest.fixture
def opened(view, tmp_path, qtbot):
    figures = [figure(PageLocator(0, (Box(100, 200, 300, 350),)))]
    sections = [section(n, f"Section {n}", PageLocator(3 * n, (LINE,))) for n in range(10)]
    view.open(pdf_course(tmp_path, WORDS), SmallIndex(sections, figures))
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    return view


def at_line(page):
    return Highlight(page + 1, (PageLocator(page, (LINE,)),))


def in_view(sheet, page, box):
    """Where a box of a page is in the viewport, by the way of the page itself."""
    item = sheet.item_of(page)
    corners = (QPointF(box.x0, box.y0), QPointF(box.x1, box.y1))
    return QRectF(*(QPointF(sheet.mapFromScene(item.mapToScene(corner))) for corner in corners))


@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.7])
@pytest.mark.parametrize("page", [0, 7, 29])
def test_shown_evidence_lies_in_view_over_its_very_lines(opened, zoom, page):
    opened.sheet.zoom_to(zoom)
    opened.highlight([at_line(page)])
    opened.show(page + 1)
    (box,) = opened.sheet.boxes_in_view(page + 1)
    assert opened.sheet.viewport().rect().contains(box.toRect())
    assert box == in_view(opened.sheet, page, LINE)
    assert box.width() == pytest.approx((LINE.x1 - LINE.x0) * zoom, abs=1)


def test_the_tint_is_seen_on_the_lines_and_not_beside_them(opened, qtbot):
    opened.highlight([at_line(0)])
    opened.show(1)
    qtbot.waitUntil(lambda: opened.sheet.is_drawn)
    shot = opened.sheet.viewport().grab().toImage()
    box = opened.sheet.boxes_in_view(1)[0].toRect()
    on, off = (
        shot.pixelColor(box.topLeft() + QPoint(3, 3)),
        shot.pixelColor(box.bottomRight() + QPoint(30, 30)),
    )
    assert on.saturation() > 60
    assert off.saturation() < 10


def test_the_shown_evidence_is_stronger_than_the_others(opened, qtbot):
    opened.highlight([at_line(0), Highlight(2, (PageLocator(0, (Box(50, 300, 200, 320),)),))])
    opened.show(1)
    qtbot.waitUntil(lambda: opened.sheet.is_drawn)
    shot = opened.sheet.viewport().grab().toImage()
    strong, soft = (
        shot.pixelColor(opened.sheet.boxes_in_view(n)[0].toRect().topLeft() + QPoint(3, 3)).saturation()
        for n in (1, 2)
    )
    assert strong > soft > 10


def test_clearing_takes_every_mark_away(opened):
    opened.highlight([at_line(0), at_line(2)])
    opened.clear_highlights()
    assert opened.sheet.boxes_in_view(1) == []


def test_a_locator_beyond_the_book_is_passed_over(opened):
    opened.highlight([Highlight(1, (PageLocator(500, (LINE,)),))])
    opened.show(1)
    assert opened.sheet.page == 0


def test_a_screen_reader_hears_the_highlighted_words(opened):
    opened.highlight([Highlight(1, (PageLocator(4, (Box(45, 80, 390, 110),)),))])
    opened.show(1)
    assert "Page number 5 of the book" in opened.sheet.accessibleDescription()


def test_a_badge_can_be_pressed(opened, qtbot):
    opened.highlight([at_line(0)])
    opened.sheet.go_to_page(0)
    box = opened.sheet.boxes_in_view(1)[0]
    badge = QPoint(round(box.left() - 15 * opened.sheet.zoom), round(box.top() + 7 * opened.sheet.zoom))
    with qtbot.waitSignal(opened.number_pressed) as pressed:
        QTest.mouseClick(opened.sheet.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    assert pressed.args == [1]


@pytest.mark.parametrize(("zoom", "page"), [(1.0, 0), (1.6, 9), (3.0, 20)])
def test_a_drawn_frame_comes_back_as_points_of_its_page(opened, qtbot, zoom, page):
    opened.sheet.zoom_to(zoom)
    opened.sheet.go_to(PageLocator(page, (Box(60, 150, 160, 220),)))
    wanted = Box(60, 150, 160, 220)
    frame = in_view(opened.sheet, page, wanted).toRect()
    opened.start_region()
    with qtbot.waitSignal(opened.region_drawn) as drawn:
        drag(opened, frame.topLeft(), frame.bottomRight() + QPoint(1, 1))
    region, image = drawn.args
    assert region.page == page
    found = (region.box.x0, region.box.y0, region.box.x1, region.box.y1)
    assert found == pytest.approx((60, 150, 160, 220), abs=1.5 / zoom + 0.1)
    assert image.width() >= 2 * 99
    assert image.height() >= 2 * 69


def drag(view, start, end):
    frame = QApplication.focusWidget() or view.window().focusWidget()
    QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(frame, (start + end) / 2)
    QTest.mouseMove(frame, end)
    QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=end)


def test_a_frame_can_be_made_with_keys_alone(opened, qtbot):
    opened.start_region()
    frame = opened.window().focusWidget()
    QTest.keyClick(frame, Qt.Key.Key_Down)
    first = frame.frame
    QTest.keyClick(frame, Qt.Key.Key_Down)
    QTest.keyClick(frame, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert frame.frame.top() > first.top()
    assert frame.frame.width() > first.width()
    with qtbot.waitSignal(opened.region_drawn) as drawn:
        QTest.keyClick(frame, Qt.Key.Key_Return)
    assert drawn.args[0].box.area > 0


def test_escape_gives_a_region_up(opened, qtbot):
    opened.start_region()
    with qtbot.waitSignal(opened.region_ended), qtbot.assertNotEmitted(opened.region_drawn):
        QTest.keyClick(opened.window().focusWidget(), Qt.Key.Key_Escape)


def test_a_double_click_means_the_whole_figure(opened, qtbot):
    at = in_view(opened.sheet, 0, Box(150, 220, 151, 221)).toRect().topLeft()
    with qtbot.waitSignal(opened.region_drawn) as drawn:
        QTest.mouseDClick(opened.sheet.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert drawn.args[0] == Region(0, Box(100, 200, 300, 350))


def test_find_walks_through_the_book_and_around_its_end(opened, qtbot):
    opened.go_to_page(10)
    counts = []
    opened.sheet.found.connect(lambda *args: counts.append(args))
    opened.sheet.find_words("OF THE BOOK")
    qtbot.waitUntil(lambda: bool(counts) and counts[-1] == (11, 30, False))
    opened.sheet.search.step(1)
    assert counts[-1] == (12, 30, False)
    for _ in range(19):
        opened.sheet.search.step(1)
    assert counts[-1] == (1, 30, False)
    assert opened.sheet.page == 0
    opened.sheet.search.step(-1)
    assert opened.sheet.locator().page == 29


def test_words_that_are_not_there_are_not_found(opened, qtbot):
    opened.find_bar.open()
    opened.find_bar.words.setText("entropy")
    QTest.keyClick(opened.find_bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.find_bar.count.text() == "Not found")


def test_keys_turn_pages(opened):
    sheet = opened.sheet
    QTest.keyClick(sheet, Qt.Key.Key_End)
    assert sheet.page == 29
    QTest.keyClick(sheet, Qt.Key.Key_Home)
    assert sheet.page == 0
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    assert sheet.page == 1
    QTest.keyClick(sheet, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert sheet.page == 2
    before = sheet.verticalScrollBar().value()
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.verticalScrollBar().value() > before + 100
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    QTest.keyClick(sheet, Qt.Key.Key_PageUp)
    QTest.keyClick(sheet, Qt.Key.Key_Up)
    assert sheet.verticalScrollBar().value() == before


def test_a_typed_page_is_gone_to(opened):
    opened.page_field.edit()
    QTest.keyClicks(opened.page_field.number, "17")
    QTest.keyClick(opened.page_field.number, Qt.Key.Key_Return)
    assert opened.sheet.page == 16


def test_a_place_is_found_again_in_another_size_of_window(opened):
    opened.sheet.zoom_to(1.5)
    opened.go_to_page(12)
    place = opened.place()
    opened.resize(640, 480)
    opened.go(Place())
    opened.go(place)
    assert opened.sheet.page == 12
    assert opened.place().position == pytest.approx(place.position, abs=0.01)
    assert opened.place().zoom == pytest.approx(1.5)


def test_the_width_keeps_fitting_while_the_window_changes(opened, qtbot):
    for width in (500, 900):
        opened.resize(width, 600)
        page = in_view(opened.sheet, 0, Box(0, 0, 400, 500))
        seen = opened.sheet.viewport().width()
        assert seen * 0.85 < page.width() < seen


def test_zooming_by_wheel_keeps_the_point_under_the_pointer(opened):
    from PySide6.QtGui import QWheelEvent

    sheet = opened.sheet
    sheet.zoom_to(2.5)
    opened.go_to_page(6)
    at = QPoint(300, 250)
    before = sheet.mapToScene(at)
    event = QWheelEvent(
        QPointF(at),
        QPointF(sheet.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheet.viewport(), event)
    assert sheet.zoom == pytest.approx(2.5 * 1.44)
    after = sheet.mapToScene(at)
    assert (after - before).manhattanLength() < 3


def test_dragged_over_words_are_copied(opened):
    box = in_view(opened.sheet, 0, LINE)
    start, end = (
        QPointF(box.left() + 2, box.center().y()).toPoint(),
        QPoint(opened.sheet.viewport().width() - 40, 0),
    )
    end.setY(start.y())
    viewport = opened.sheet.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    right = in_view(opened.sheet, 0, Box(0, 82, 292, 106)).right()
    QTest.mouseMove(viewport, QPoint(round(right), start.y()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(round(right), start.y()))
    QTest.keyClick(opened.sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Page number 1 of the book"


def test_contents_mark_the_section_in_view_and_lead_to_others(opened, qtbot):
    opened.go_to_page(7)
    qtbot.waitUntil(lambda: opened.outline.currentItem().text(0) == "Section 2")
    with qtbot.waitSignal(opened.section_entered) as entered:
        opened.outline.itemActivated.emit(opened.outline.topLevelItem(5), 0)
    assert opened.sheet.page == 15
    assert entered.args[0].title == "Section 5"


def test_only_so_many_pictures_are_kept(opened, qtbot):
    from tests.gui.material.direct import DirectDrawer
    from tutor_app.gui.material.raster import Raster

    shown = {}
    book = opened.sheet.book
    raster = Raster(
        DirectDrawer(),
        book.path,
        book.sizes,
        lambda page, sharp, small: shown.update({page: sharp}),
        opened,
        5_000_000,
    )
    for page in range(12):
        raster.want([page], [], 2.0)
        qtbot.waitUntil(lambda page=page: shown.get(page) is not None)
    assert raster.sharp_bytes <= 5_000_000
    assert shown[0] is None
    raster.close()
    assert raster.sharp_bytes == 0
    assert not any(shown.values())  # nor does a page hold one


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\ntruncated"])
def test_a_book_that_cannot_be_read_is_refused_and_the_open_one_stays(opened, tmp_path, content):
    (tmp_path / "broken.pdf").write_bytes(content)
    with pytest.raises(TutorError):
        opened.open(CourseFolder(tmp_path, "Broken", "en", "pdf", "broken.pdf"), SmallIndex())
    assert opened.sheet.text_here().strip() == WORDS[0]


def test_the_words_of_the_page_can_be_read_as_text(opened, qtbot):
    opened.words_button.click()
    opened.go_to_page(8)
    qtbot.waitUntil(lambda: opened.words.toPlainText().strip() == WORDS[8])
