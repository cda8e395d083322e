"""What is read can be read, in every theme."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from tutor_app.gui.design.contrast import contrast
from tutor_app.gui.design.icons import AIR, icon, icon_file, with_icon
from tutor_app.gui.design.tokens import CLASS_ROOM, DARK, LIGHT, SHAPE, TEXT, Type, class_type_px
from tutor_app.gui.material.toolbar import ToolBar
from tutor_app.gui.theme import Reading, dress, palette, reading_of
from tutor_app.settings.home import RESOURCES
from tutor_app.settings.settings import Settings

LOOKS = {"light": LIGHT, "dark": DARK, "class": CLASS_ROOM}


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_that_of_wcag(one, other, known):
    """The middle one is the example that WCAG's own techniques give for grey that just fails."""
    assert contrast(one, other) == pytest.approx(known, abs=0.01)


@pytest.mark.parametrize("name", LOOKS)
def test_whatever_is_read_stands_out_four_and_a_half_times(name):
    look = LOOKS[name]
    for ink in (look.text, look.quiet, look.accent, look.alert):
        assert min(contrast(ink, ground) for ground in (look.window, look.sheet, look.raised)) >= TEXT
    assert contrast(look.on_accent, look.accent) >= TEXT
    assert contrast(look.on_alert, look.alert) >= TEXT


@pytest.mark.parametrize("name", LOOKS)
def test_focus_and_fields_are_told_from_what_is_behind_them(name):
    look = LOOKS[name]
    for outline in (look.edge, look.accent):
        assert min(contrast(outline, ground) for ground in (look.window, look.sheet, look.raised)) >= SHAPE


def test_a_class_sees_more_contrast_than_a_reader_at_a_desk():
    assert contrast(CLASS_ROOM.text, CLASS_ROOM.window) == pytest.approx(21)
    assert min(contrast(ink, ground) for ink, ground, least in CLASS_ROOM.pairs if least == TEXT) >= 7


def test_a_look_that_can_not_be_read_can_not_be_made():
    with pytest.raises(ValueError, match="less than"):
        replace(LIGHT, quiet="#999999")


def test_the_last_row_sees_a_capital_letter_under_sixteen_minutes_of_arc():
    """10 m × tan(16′) is 46.5 mm; on 1.35 m with 1080 rows a letter of 0.7 em has that."""
    capital_m = 0.7 * class_type_px(1080) * 1.35 / 1080
    assert capital_m == pytest.approx(0.0465, abs=0.0002)


def test_twice_the_size_is_twice_every_step():
    assert Type().scaled(200) == Type(19, 22, 26, 32)


@pytest.mark.parametrize(("percent", "read"), [(100, 100), (200, 200), (1, 100), (900, 200)])
def test_a_size_that_was_written_by_hand_is_kept_within_bounds(percent, read):
    assert reading_of(Settings(text_percent=percent)).percent == read


def test_a_size_out_of_bounds_is_refused():
    with pytest.raises(ValueError, match="between 100 and 200"):
        Reading(percent=50)


def test_the_legible_letters_come_with_the_application(qapp):
    dress(QApplication.instance(), "light", Reading(is_legible=True))
    button = QPushButton("Il1")
    assert button.fontInfo().family() == "Atkinson Hyperlegible"
    dress(QApplication.instance(), "light")
    assert QPushButton().fontInfo().family() != "Atkinson Hyperlegible"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_an_icon_has_the_colour_of_its_theme(qapp, look):
    picture = icon("mic", palette(look)).pixmap(36, 36).toImage()
    painted = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert painted == {look.text}


def test_every_icon_that_is_committed_is_drawn_in_a_colour_that_is_given():
    for file in (RESOURCES / "icons").glob("*.svg"):
        text = Path(icon_file(file.stem, "#123456")).read_text(encoding="utf-8")
        assert "#123456" in text
        assert "currentColor" not in text


def test_an_icon_keeps_its_distance_from_the_words_of_its_button(qapp):
    """On the side where they are: the drawing itself is as wide as on a button without words."""
    for direction, air in (
        (Qt.LayoutDirection.LeftToRight, (0.0, AIR)),
        (Qt.LayoutDirection.RightToLeft, (AIR, 0.0)),
    ):
        button = QPushButton("Ask")
        button.setLayoutDirection(direction)
        size = with_icon(button, "square").iconSize()
        picture = button.icon().pixmap(size).toImage()
        wide, high = picture.width(), picture.height()
        inked = [x for x in range(wide) if any(picture.pixelColor(x, y).alpha() > 99 for y in range(high))]
        whole = with_icon(QToolButton(), "square").icon().pixmap(high, high).toImage()
        at = [x for x in range(high) if any(whole.pixelColor(x, y).alpha() > 99 for y in range(high))]
        assert [x - round(air[0] * high) for x in (inked[0], inked[-1])] == pytest.approx(
            [at[0], at[-1]], abs=1
        )
        assert wide == pytest.approx(high * (1 + sum(air)), abs=1)


def test_the_cross_of_a_search_field_stays_within_it(qapp, qtbot):
    dress(QApplication.instance(), "light", Reading(200))
    field = QLineEdit("words")
    field.setClearButtonEnabled(True)
    qtbot.addWidget(field)
    field.show()
    cross = field.findChild(QToolButton)
    assert abs(cross.geometry().center().y() - field.rect().center().y()) <= 1
    assert field.rect().contains(cross.geometry())
    dress(QApplication.instance(), "light")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_icons_above_the_page_are_as_high_as_the_letters_beside_them(qapp, qtbot, percent):
    dress(QApplication.instance(), "light", Reading(percent))
    bar = ToolBar()
    qtbot.addWidget(bar)
    assert {button.iconSize().height() for button in bar.buttons.values()} == {bar.fontMetrics().height()}
    dress(QApplication.instance(), "light")
