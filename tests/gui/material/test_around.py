"""What stands around the sheet: layouts, papers, thumbnails, hits and links."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.material.sample import LINE, SmallIndex, pdf_course, section, text_course
from tutor_app.core.material import LineLocator, PageLocator
from tutor_app.gui.material.book import Link
from tutor_app.gui.material.side import HITS, PAGES
from tutor_app.tutor.searching import CourseHit

WORDS = [f"Page number {n} of the book" for n in range(1, 31)]
LINKED = [
    "/MediaBox[0 0 400 500]/Annots["
    "<</Type/Annot/Subtype/Link/Rect[50 394 200 418]/Border[0 0 0]/Dest[9 0 R/Fit]>>"
    "<</Type/Annot/Subtype/Link/Rect[50 300 200 320]/A<</S/URI/URI(https://example.org/a)>>>>]"
]


@pytest.fixture
def opened(view, tmp_path, qtbot):
    sections = [section(n, f"Section {n}", PageLocator(3 * n, (LINE,))) for n in range(10)]
    view.open(pdf_course(tmp_path, WORDS, LINKED), SmallIndex(sections))
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    return view


@pytest.mark.parametrize("spread", ["single", "two", "continuous"])
def test_keys_go_through_the_whole_book_in_every_layout(opened, spread):
    opened.go_to_page(4)
    opened.spread_out(spread)
    assert opened.sheet.page in (3, 4)
    seen = set()
    QTest.keyClick(opened.sheet, Qt.Key.Key_Home)
    for _ in range(60):
        seen.update(opened.sheet.seen_pages())
        QTest.keyClick(opened.sheet, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert seen == set(range(30))


def test_one_page_at_a_time_shows_no_other(opened, qtbot):
    opened.spread_out("single")
    opened.fit_page()
    opened.go_to_page(9)
    assert list(opened.sheet.seen_pages()) == [9]
    assert [n for n in range(30) if opened.sheet.item_of(n).isVisible()] == [9]
    assert opened.sheet.verticalScrollBar().maximum() == opened.sheet.verticalScrollBar().minimum()
    QTest.keyClick(opened.sheet, Qt.Key.Key_PageDown)
    assert list(opened.sheet.seen_pages()) == [10]


@pytest.mark.parametrize("spread", ["single", "two", "continuous"])
def test_a_place_is_found_again_in_every_layout(opened, spread):
    opened.spread_out(spread)
    opened.fit_page()
    opened.go_to_page(17)
    place = opened.place()
    opened.go_to_page(2)
    opened.go(place)
    assert 17 in opened.sheet.seen_pages()
    assert opened.place().position == pytest.approx(place.position, abs=0.01)


def test_pages_of_an_open_book_stand_side_by_side(opened):
    opened.spread_out("two")
    opened.go_to_page(5)
    left, right = (opened.sheet.item_of(page).sceneBoundingRect() for page in (5, 6))
    assert left.right() < right.left()
    assert left.top() == right.top()


def test_at_night_the_page_in_view_is_dark(opened, qtbot):
    opened.lay_on("night")
    qtbot.waitUntil(lambda: opened.sheet.is_drawn)
    at = opened.sheet.mapFromScene(opened.sheet.item_of(0).mapToScene(300, 200))
    assert opened.sheet.viewport().grab().toImage().pixelColor(at).lightness() < 50


def test_only_thumbnails_in_view_are_drawn(opened, qtbot):
    opened.open_side(PAGES)
    thumbnails = opened.side.thumbnails
    qtbot.waitUntil(lambda: opened.sheet.raster.small(0) is not None and opened.sheet.is_drawn)
    assert opened.sheet.raster.small(29) is None
    with qtbot.waitSignal(thumbnails.chosen):
        thumbnails.activated.emit(thumbnails.model().index(20, 0))
    assert opened.sheet.page == 20
    qtbot.waitUntil(lambda: thumbnails.currentIndex().row() == 20)
    qtbot.waitUntil(lambda: opened.sheet.raster.small(20) is not None)


def test_back_and_forward_go_along_the_jumps(opened):
    opened.go_to_page(3)
    opened.go_to_page(20)
    opened.go_back()
    assert opened.sheet.page == 3
    opened.go_back()
    assert opened.sheet.page == 0
    opened.go_forward()
    opened.go_forward()
    assert opened.sheet.page == 20


def test_hits_are_listed_by_page_and_lead_there(opened, qtbot):
    opened.open_side(HITS)
    opened.find_bar.open()
    opened.find_bar.words.setText("number 2")
    QTest.keyClick(opened.find_bar.words, Qt.Key.Key_Return)
    hits = opened.side.hits.hits
    qtbot.waitUntil(lambda: hits.count() == 11)
    assert hits.item(0).text() == "Page 2: Page number 2 of the book"
    assert hits.item(10).text() == "Page 29: Page number 29 of the book"
    hits.itemActivated.emit(hits.item(10))
    assert opened.sheet.locator().page == 28


def test_all_courses_are_searched_when_the_learner_asks(opened, qtbot):
    hits = [
        [CourseHit("optics", "Optics", "Light, page 3", "light and force", PageLocator(2, ()))],
        [],
        [CourseHit("waves", "Waves", "Sound, page 1", "a force", PageLocator(0, ()))],
    ]
    opened.side.hits.elsewhere = lambda words: iter(hits)
    opened.find_bar.open()
    opened.find_bar.words.setText("force")
    QTest.keyClick(opened.find_bar.words, Qt.Key.Key_Return)
    opened.search_all_courses()
    others = opened.side.hits.others
    qtbot.waitUntil(lambda: others.count() == 4)
    assert [others.item(row).text() for row in range(4)] == [
        "Optics",
        "Light, page 3: light and force",
        "Waves",
        "Sound, page 1: a force",
    ]
    with qtbot.waitSignal(opened.course_hit_chosen) as chosen:
        others.itemActivated.emit(others.item(3))
    assert chosen.args[0].course == "waves"


def test_a_link_inside_the_book_is_followed_and_can_be_gone_back_from(opened):
    at = opened.sheet.mapFromScene(opened.sheet.item_of(0).mapToScene(100, 95))
    QTest.mouseClick(opened.sheet.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.sheet.page == 2
    opened.go_back()
    assert opened.sheet.page == 0


def test_a_link_out_of_the_book_opens_nothing_by_itself(opened, qtbot):
    at = opened.sheet.mapFromScene(opened.sheet.item_of(0).mapToScene(100, 190))
    with qtbot.waitSignal(opened.address_pressed) as pressed:
        QTest.mouseClick(opened.sheet.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pressed.args == ["https://example.org/a"]
    assert opened.sheet.links_here() == [
        (Link(page=2), "Page number 1 o"),
        (Link(address="https://example.org/a"), ""),
    ]


@pytest.mark.parametrize(
    ("link", "block"),
    [("#energy-and-work", "Energy and work"), ("b.md", "Second file"), ("./b.md", "Second file")],
)
def test_links_of_a_text_lead_to_headings_and_files(view, tmp_path, qtbot, link, block):
    many = "\n\n".join(["words"] * 40)
    texts = {
        "a": f"[there]({link})\n\n{many}\n\n# Energy and work\n\n{many}",
        "b": f"# Second file\n\n{many}",
    }
    view.open(text_course(tmp_path, **texts), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.links_here()[0] == (Link(address=link), "there")
    view.follow_link(Link(address=link))
    assert view.sheet.text_here().splitlines()[0] == block


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "nowhere.md", ""])
def test_other_links_lead_nowhere(view, tmp_path, qtbot, address):
    view.open(text_course(tmp_path, a="words"), SmallIndex())
    with qtbot.assertNotEmitted(view.address_pressed):
        view.follow_link(Link(address=address))


def test_a_text_is_set_on_other_paper(view, tmp_path, qtbot):
    view.open(text_course(tmp_path, a="words"), SmallIndex())
    view.lay_on("night")
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.viewport().grab().toImage().pixelColor(QPoint(3, 3)).lightness() < 50
    assert view.sheet.text_of([LineLocator("a.md", 0, 0)]) == "words"
