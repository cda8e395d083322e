"""The text view: Markdown set in a column, every paragraph traceable to its lines."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.material.sample import SmallIndex, section, text_course
from tutor_app.core.errors import TutorError
from tutor_app.core.material import LineLocator
from tutor_app.gui.material.column import TYPE_PT, Column
from tutor_app.gui.material.insets import latex_of
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.maths.menu import FormulaMenu
from tutor_app.gui.theme import Reading, dress

FIRST = """# Forces

A force is a push
or a pull.

Its unit is the newton, $F = ma$ says why.

| quantity | unit |
|---|---|
| force | newton |
| mass | kilogram |

- one item
- another item

```
a = F / m
print(a)
```

![A cart](cart.png)

*Figure 1: A cart.*

$$
E = \\frac{1}{2} m v^2
$$

> quoted words
"""
SECOND = "# Energy\n\n" + "\n\n".join(f"Paragraph {n} on energy and work." for n in range(80))

# lines of FIRST → the words that stand in them
PLACES = [
    ((0, 0), "Forces"),
    ((2, 3), "A force is a push or a pull."),
    ((3, 3), "A force is a push or a pull."),
    ((5, 5), "Its unit is the newton,  F equals m a  says why."),
    ((9, 9), "force\nnewton"),
    ((12, 12), "one item"),
    ((12, 13), "one item\nanother item"),
    ((16, 16), "a = F / m"),
    ((22, 22), "Figure 1: A cart."),
    ((28, 28), "quoted words"),
]


@pytest.fixture
def opened(view, tmp_path, qtbot):
    course = text_course(tmp_path, **{"01-forces": FIRST, "02-energy": SECOND})
    cart = QImage(600, 300, QImage.Format.Format_RGB32)
    cart.fill(QColor("#3366aa"))
    cart.save(str(course.source_path / "cart.png"))
    sections = [
        section(0, "Forces", LineLocator("01-forces.md", 0, 0)),
        section(1, "Energy", LineLocator("02-energy.md", 0, 0)),
    ]
    view.open(course, SmallIndex(sections))
    QApplication.processEvents()  # a look that an earlier test gave the application sets the text anew
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    return view


def first_lines(number, first, last):
    return Highlight(number, (LineLocator("01-forces.md", first, last),))


@pytest.mark.parametrize(("lines", "words"), PLACES)
def test_lines_lead_to_exactly_their_paragraphs(opened, lines, words):
    assert opened.sheet.text_of([LineLocator("01-forces.md", *lines)]) == words


def test_lines_of_another_file_of_the_course_are_told_apart(opened):
    assert opened.sheet.text_of([LineLocator("02-energy.md", 2, 2)]) == "Paragraph 0 on energy and work."


def test_shown_evidence_is_in_view_and_washed_behind(opened, qtbot):
    opened.highlight([Highlight(1, (LineLocator("02-energy.md", 100, 102),)), first_lines(2, 2, 3)])
    opened.show(1)
    qtbot.waitUntil(lambda: opened.sheet.is_drawn)
    boxes = opened.sheet.boxes_in_view(1)
    assert len(boxes) == 2
    assert all(opened.sheet.viewport().rect().contains(box.toRect()) for box in boxes)
    shot = opened.sheet.viewport().grab().toImage()
    left = boxes[0].topLeft().toPoint() + QPoint(-6, 8)
    assert shot.pixelColor(left).saturation() > 60
    assert shot.pixelColor(left + QPoint(0, -60)).saturation() < 10
    assert "Paragraph 49 on energy" in opened.sheet.accessibleDescription()


def test_a_picture_is_drawn_and_no_wider_than_the_column(opened, qtbot):
    opened.sheet.go_to(LineLocator("01-forces.md", 20, 20))
    opened.sheet.viewport().grab()
    qtbot.waitUntil(lambda: opened.sheet.is_drawn)
    shot = opened.sheet.viewport().grab().toImage()
    blue = [
        x for x in range(shot.width()) for y in range(0, shot.height(), 7) if shot.pixel(x, y) == 0xFF3366AA
    ]
    assert 250 < max(blue) - min(blue) <= 600


def test_a_formula_that_cannot_be_typeset_shows_its_source(view, tmp_path, qtbot):
    course = text_course(tmp_path, a=r"so $\begin{pmatrix}a\end{pmatrix}^{-1}$ it is, and $x^2$ too")
    view.open(course, SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.toPlainText().startswith(r"so \begin{pmatrix}a\end{pmatrix}^{-1} it is")
    assert "x^2" not in view.sheet.toPlainText()


def test_prices_are_not_formulas(view, tmp_path, qtbot):
    view.open(text_course(tmp_path, a="from $5 to $10 and \\$3"), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.toPlainText().strip() == "from $5 to $10 and $3"


def test_chinese_lines_join_without_a_space(view, tmp_path, qtbot):
    view.open(text_course(tmp_path, a="机器学习\n入门"), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.toPlainText().strip() == "机器学习入门"


@pytest.mark.parametrize("percent", [100, 200])
def test_letters_of_evidence_stand_within_its_wash_however_large_they_are(view, tmp_path, qtbot, percent):
    dress(QApplication.instance(), "light", Reading(percent))
    view.resize(900, 700)
    view.open(text_course(tmp_path, a="机器学习，我们称之为模型。" * 9), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    dress(QApplication.instance(), "light")
    white = pixels(view.sheet.viewport().grab().toImage())
    view.highlight([Highlight(1, (LineLocator("a.md", 0, 0),))])
    washed = pixels(view.sheet.viewport().grab().toImage())
    ink = np.flatnonzero((white < 100).any(axis=1))
    wash = np.flatnonzero((washed != white).sum(axis=1) > 100)
    assert wash.min() < ink.min()
    assert wash.max() > ink.max()


def pixels(image):
    """The blue of each (height, width)."""
    grey = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1, 4)[..., 0].astype(int)


@pytest.mark.parametrize("link", ["../secret.png", "missing.png", "broken.png"])
def test_a_picture_that_is_not_of_the_course_is_only_named(view, tmp_path, qtbot, link):
    course = text_course(tmp_path, a=f"![a secret]({link})")
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "secret.png"))
    (course.source_path / "broken.png").write_bytes(b"not a picture")
    view.open(course, SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.toPlainText().strip() == "a secret"


def test_find_goes_through_all_files(opened, qtbot):
    counts = []
    opened.sheet.found.connect(lambda *args: counts.append(args))
    opened.sheet.find_words("paragraph 7")
    qtbot.waitUntil(lambda: bool(counts) and counts[-1] == (1, 11, False))
    opened.sheet.search.step(-1)
    assert counts[-1] == (11, 11, False)
    assert "Paragraph 79" in opened.sheet.text_here()


class Watch(QObject):
    """Notes when a widget is painted."""

    def __init__(self, order):
        super().__init__()
        self.order = order

    def eventFilter(self, _, event):
        if event.type() == QEvent.Type.Paint:
            self.order.append("paint")
        return False


def test_keys_have_their_turn_between_laying_out_larger_type_and_painting_it(opened, qtbot):
    order = []
    watch = Watch(order)
    opened.sheet.viewport().installEventFilter(watch)
    opened.zoom_in()
    opened.sheet.viewport().repaint()
    assert order == []
    qtbot.waitUntil(lambda: order == ["paint"])


def test_zoom_changes_the_type_and_keeps_the_place(opened):
    opened.sheet.go_to(LineLocator("02-energy.md", 80, 80))
    before = opened.place()
    for _ in range(4):
        opened.zoom_in()
    after = opened.place()
    assert after.zoom > before.zoom * 1.3
    assert after.position == pytest.approx(before.position, abs=0.6)


def test_larger_text_makes_the_material_larger_too(view, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("tutor_app.gui.material.column.text_share", lambda: 2.0)
    view.open(text_course(tmp_path, forces=FIRST), SmallIndex())
    qtbot.waitUntil(lambda: view.sheet.is_drawn)
    assert view.sheet.document().defaultFont().pointSizeF() == 2 * TYPE_PT
    assert view.sheet.percent == 100
    place = view.sheet.place()
    view.sheet.zoom_in()
    view.sheet.go(place)
    assert view.sheet.percent == 100


def test_a_place_is_found_again(opened):
    opened.sheet.go_to(LineLocator("02-energy.md", 100, 100))
    place = opened.place()
    QTest.keyClick(opened.sheet, Qt.Key.Key_Home)
    assert opened.sheet.verticalScrollBar().value() == 0
    opened.go(place)
    assert opened.place().position == pytest.approx(place.position, abs=0.1)


def test_a_region_of_text_is_a_sharp_picture_without_a_place(opened, qtbot):
    opened.start_region()
    frame = opened.window().focusWidget()
    with qtbot.waitSignal(opened.region_drawn) as drawn:
        QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=QPoint(80, 30))
        QTest.mouseMove(frame, QPoint(380, 130))
        QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=QPoint(380, 130))
    region, image = drawn.args
    assert region is None
    assert (image.width(), image.height()) == (600, 200)
    assert (
        len({image.pixel(x, y) for x in range(0, 600, 3) for y in range(0, 200, 3)}) > 10
    )  # words are on it


def test_contents_follow_and_lead_through_the_files(opened, qtbot):
    opened.outline.itemActivated.emit(opened.outline.topLevelItem(1), 0)
    assert opened.sheet.text_here().splitlines()[0] == "Energy"
    energy = opened.outline.topLevelItem(1)
    qtbot.waitUntil(lambda: opened.outline.currentItem() is energy)


def test_a_dark_palette_sets_the_text_anew(opened, qtbot):
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.Base, QColor("#202020"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#eeeeee"))
    opened.sheet.setPalette(dark)
    qtbot.waitUntil(lambda: opened.sheet.is_drawn)
    assert opened.sheet.text_of([LineLocator("01-forces.md", 12, 12)]) == "one item"


def test_a_text_is_not_set_anew_where_it_only_comes_into_the_window_or_leaves_it(
    opened, tmp_path, monkeypatch
):
    dress(QApplication.instance(), "light")
    QApplication.processEvents()
    begun = []
    whole = Column._set_anew
    monkeypatch.setattr(Column, "_set_anew", lambda column: begun.append(column) or whole(column))
    other = tmp_path / "other"
    other.mkdir()
    opened.open(text_course(other, **{"01-heat": "# Heat\n\nHeat flows."}), SmallIndex())
    assert begun == [opened.sheet]
    opened.close_course()
    assert len(begun) == 1


def test_a_folder_without_text_is_refused(view, tmp_path):
    with pytest.raises(TutorError):
        view.open(text_course(tmp_path), SmallIndex())


def place_of_formula(sheet, latex):
    """The middle of a formula, in the viewport."""
    for number in range(sheet.document().characterCount()):
        cursor = QTextCursor(sheet.document())
        cursor.setPosition(number + 1)
        if latex_of(cursor.charFormat()) == latex:
            right = sheet.cursorRect(cursor)
            cursor.setPosition(number)
            return QPoint((sheet.cursorRect(cursor).left() + right.left()) // 2, right.center().y())
    raise AssertionError(latex)


def test_a_formula_of_the_material_is_found_under_the_mouse(opened):
    place = place_of_formula(opened.sheet, "F = ma")
    assert opened.sheet.formula_at(place) == "F = ma"
    assert opened.sheet.formula_at(place + QPoint(60, 0)) == ""
    assert opened.sheet.formula_at(place_of_formula(opened.sheet, "E = \\frac{1}{2} m v^2"))


def test_the_menu_of_a_formula_comes_before_that_of_the_sheet(opened):
    opened.sheet.customContextMenuRequested.emit(place_of_formula(opened.sheet, "F = ma"))
    (menu,) = opened.sheet.findChildren(FormulaMenu)
    assert menu.isVisible()
    menu.close()


def test_what_is_copied_from_the_material_has_its_formulas_as_latex(opened):
    opened.sheet.selectAll()
    copied = opened.sheet.createMimeDataFromSelection().text()
    assert "Its unit is the newton, $F = ma$ says why." in copied
    assert "A cart\n" in copied  # the picture's own words


def test_evidence_may_come_before_a_word_is_set(view, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("tutor_app.gui.material.column.is_loaded", lambda: False)
    view.open(text_course(tmp_path, a="# Beginning\n\nwords"), SmallIndex([]))
    view.highlight([Highlight(1, (LineLocator("a.md", 0, 2),))])
    monkeypatch.undo()
    qtbot.waitUntil(lambda: view.sheet.boxes_in_view(1) != [])


def test_text_that_has_been_set_is_not_selected(opened):
    assert not opened.sheet.textCursor().hasSelection()
