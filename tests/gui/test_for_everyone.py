"""The window can be used by ear, by keyboard, in large type and in any language."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QWidget

from tests.gui.everything import SIZE, courses, nodes, pseudo_language, screen  # noqa: F401  fixtures
from tests.gui.pseudo import pseudo
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.window import MainWindow

CLIPPED_PX = 1  # rounding


def shown(widget, kind):
    return [w for w in widget.findChildren(kind) if w.isVisibleTo(widget)]


def test_every_control_is_named(screen):  # noqa: F811
    nameless = [
        (child.role(), child.object())
        for child in nodes(screen)
        if child.state().focusable and not child.text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_every_button_can_be_reached_by_the_keyboard(screen):  # noqa: F811
    reached = set(focus_order(screen))
    missed = [
        b for b in shown(screen, QAbstractButton) if b.isEnabled() and b not in reached and not is_inner(b)
    ]
    assert missed == []


def test_the_tab_key_goes_down_the_window_and_along_its_lines(screen):  # noqa: F811
    """Within one parent: from a control to one that is neither above it nor, on its line, before it."""
    order = [w for w in focus_order(screen) if w.isVisibleTo(screen)]
    wrong = []
    for before, after in pairwise(order):
        if before.parentWidget() is not after.parentWidget() or before.parentWidget() is None:
            continue
        one, other = before.geometry(), after.geometry()
        is_same_line = one.top() < other.bottom() and other.top() < one.bottom()
        if other.bottom() <= one.top() or (is_same_line and other.right() <= one.left()):
            wrong.append((before, after))
    assert wrong == []


def test_the_tab_key_goes_from_the_course_to_the_page_the_panel_and_the_question(screen):  # noqa: F811
    if not isinstance(screen, MainWindow):
        pytest.skip("a dialog has no such parts")
    parts = (screen.header, screen.material, screen.panel, screen.bar)
    order = [
        next((n for n, part in enumerate(parts) if part.isAncestorOf(w)), None) for w in focus_order(screen)
    ]
    places = [n for n in order if n is not None]
    start = places.index(0)
    assert places[start:] + places[:start] == sorted(places)


def focus_order(root):
    """What the Tab key reaches, in its order."""
    order, widget = [], root.nextInFocusChain()
    while widget is not root:
        if (
            root.isAncestorOf(widget)
            and widget.window() is root.window()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def is_inner(button):
    """Qt's own parts of a field: its clear button is the Delete key, its arrows are the arrow keys."""
    return button.metaObject().className() in ("QLineEditIconButton", "QScrollBar")


def test_every_text_goes_through_the_translation(screen):  # noqa: F811
    """What is plain English was written past `tr`, but for names and what the learner wrote."""
    told = {w.text() for kind in (QLabel, QAbstractButton) for w in shown(screen, kind)}
    told |= {w.toolTip() for w in shown(screen, QAbstractButton)}
    told |= {child.text(QAccessible.Text.Name) for child in nodes(screen) if child.state().focusable}
    ours = {text for text in told if any(c.isalpha() for c in text)}
    forgotten = {text for text in ours if "⟦" not in text and not is_given(text)}
    assert forgotten == set()


GIVEN = (
    "Motion, Forces", "机器学习", "Why do", "How fast", "English", "中文", "Language · 语言", "Tutor ", "CPU",
    "Ctrl", "Alt", "Esc", "F1", "F5", "F8", "Page ", "Shift",
    "A train leaves", "The model process stopped", "Figure 1.4", "Weight is the force", "Without air",
    "Chapter ", "Solutions", "What is meant by", "Twice the",
)  # fmt: skip  # the course's words, the engine's, languages by their own names, keys


def is_given(text):
    from tutor_app.engine.registry.manifest import load_manifests

    known = [manifest.title for manifest in load_manifests().values()]
    is_word = text in ("B", "Glossary", "✓ mass", "✗ speed", "time", "distance")
    return is_word or any(given in text for given in (*GIVEN, *known)) or text.strip()[:1].isdigit()


def test_the_pseudo_language_keeps_values_and_is_longer():
    assert pseudo("{percent} % are here") == "⟦{percent} % áré héré········⟧"
    assert len(pseudo("Stop reading")) >= 1.4 * len("Stop reading")


def test_no_text_is_cut_at_twice_the_size_in_a_long_language(screen):  # noqa: F811
    """On a screen of 1366 × 768: a label and a button have at least the room that they say they need."""
    cut = []
    for widget in [*shown(screen, QPushButton), *shown(screen, QCheckBox), *shown(screen, QLabel)]:
        if not widget.text() or widget.property("cuts_itself") or not widget.isVisible():
            continue
        needs = widget.minimumSizeHint() if widget.objectName() == "evidence" else widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + CLIPPED_PX:
                cut.append((widget.text()[:40], widget.size(), widget.heightForWidth(widget.width())))
        elif needs.width() > widget.width() + CLIPPED_PX or needs.height() > widget.height() + CLIPPED_PX:
            cut.append((widget.text()[:40], widget.size(), needs))
    assert cut == []


def test_the_window_fits_on_a_small_screen_in_large_type(screen):  # noqa: F811
    assert screen.minimumSizeHint().width() <= SIZE[0]
    assert screen.minimumSizeHint().height() <= SIZE[1]


def test_lines_begin_at_the_side_that_reading_begins_at(qtbot):
    places = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        widget = QWidget()
        qtbot.addWidget(widget)
        widget.setLayoutDirection(direction)
        row = Flow(4)
        first, second = QLabel("first"), QLabel("second")
        row.addWidget(first)
        row.addWidget(second)
        widget.setLayout(row)
        widget.resize(400, 40)
        row.activate()
        places[direction] = first.mapTo(widget, QPoint()).x() < second.mapTo(widget, QPoint()).x()
    assert list(places.values()) == [True, False]


def test_lines_break_where_there_is_no_room(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    row = Flow(4)
    for _ in range(4):
        label = QLabel()
        label.setFixedSize(100, 20)
        row.addWidget(label)
    widget.setLayout(row)
    assert row.heightForWidth(500) == 20
    assert row.heightForWidth(250) == 44
    assert row.heightForWidth(50) == 92
