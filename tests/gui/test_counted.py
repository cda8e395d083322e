"""The view of what counted shows it on the learner's own question, to the eye and to a screen reader."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt, QTranslator
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar

from tutor_app.core.answer import Answer
from tutor_app.core.counted import GRID, WHOLE, Counted, Spot, Stretch
from tutor_app.core.language import speak
from tutor_app.core.turn import Turn
from tutor_app.gui.counted.heat import HeatPicture, flowing, ninth_of, square_around
from tutor_app.gui.counted.strip import SoundStrip, strongest
from tutor_app.gui.counted.view import CountedView
from tutor_app.gui.counted.words import WeighedWords, bars, weightiest
from tutor_app.gui.theme import dress
from tutor_app.settings.home import RESOURCES
from tutor_app.store.record import Record

NOTE, HEARD = "why does friction slow blocks", "what is friction"
WIDE = QSize(210, 90)  # the square around it is 210 high: its upper and lower cells are beside the picture


def hot(row, column, share=WHOLE):
    cells = [0] * GRID**2
    cells[row * GRID + column] = share
    return tuple(cells)


def counted(**parts):
    """A note that counted most, and whatever is given."""
    rest = sum(sum(parts.get(name, ())) for name in ("sound", "cells"))
    rest += sum(stretch.share for name in ("heard", "spots") for stretch in parts.get(name, ()))
    return Counted(note=(Stretch(0, 3, 0), Stretch(9, 17, WHOLE - rest)), **parts)


WHOLE_QUESTION = counted(
    heard=(Stretch(8, 16, 1000),),
    sound=(0, 100, 900, 800, 200),
    cells=hot(3, 5, 4000),
    spots=(Spot(500, 100, 900, 300, 1000),),
)


@pytest.fixture
def picture(tmp_path):
    def kept(colour=Qt.GlobalColor.white, size=WIDE):
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(colour)
        image.save(str(tmp_path / "screen.png"))
        return tmp_path / "screen.png"

    return kept


@pytest.fixture(params=["light", "dark"])
def dressed(request, qapp):
    dress(QApplication.instance(), request.param)


@pytest.fixture
def view(qtbot, qapp):
    dress(QApplication.instance(), "light")
    speak("en")
    view = CountedView()
    view.resize(600, 40)
    qtbot.addWidget(view)
    return view


def turn(image=None):
    return Turn(Path("course"), NOTE, image=image)


def pixels(widget, size):
    widget.resize(size)
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return flat[..., :3].astype(int)


@pytest.mark.parametrize(("row", "column"), [(0, 0), (3, 3), (2, 6), (6, 1)])
def test_heat_is_highest_where_the_weight_is(row, column):
    heat = flowing(hot(row, column))
    down, across = np.unravel_index(heat.argmax(), heat.shape)
    steps = len(heat) // GRID
    assert (down // steps, across // steps) == (row, column)
    assert heat.max() == pytest.approx(1)


def test_no_weight_is_no_heat():
    assert not flowing((0,) * GRID**2).any()
    assert not flowing(()).any()


@pytest.mark.parametrize("paper", ["white", "#141414"])
def test_the_picture_is_tinted_most_where_it_counted_as_the_model_saw_it(qtbot, dressed, picture, paper):
    """The model saw the wide picture in the middle of a square: row 2 of the cells is its uppermost part."""
    shown = HeatPicture(picture(QColor(paper)), Counted(cells=hot(2, 5)))
    qtbot.addWidget(shown)
    changed = np.abs(pixels(shown, WIDE) - QColor(paper).red()).sum(axis=2)[2:-2, 2:-2]
    down, across = np.unravel_index(changed.argmax(), changed.shape)
    assert 5 * 30 - 2 <= across < 6 * 30 - 2
    assert down < 30
    assert changed[down, across] > 3 * 80
    assert changed[-1, 0] < 6


def test_cells_beside_the_picture_are_not_drawn_upon_it(qtbot, picture):
    shown = HeatPicture(picture(), Counted(cells=hot(0, 3)))
    qtbot.addWidget(shown)
    assert pixels(shown, WIDE)[2:-2, 2:-2].min() > 245


def test_the_words_on_the_picture_that_counted_are_framed(qtbot, picture):
    spots = (Spot(100, 200, 400, 600, 9000), Spot(600, 200, 900, 600, 1000))
    shown = HeatPicture(picture(), Counted(cells=(0,) * GRID**2, spots=spots))
    qtbot.addWidget(shown)
    drawn = pixels(shown, WIDE).min(axis=2) < 200
    assert drawn[10:60, 10:95].any()
    assert not drawn[10:60, 120:200].any()


@pytest.mark.parametrize(
    ("cell", "size", "ninth"),
    [
        ((0, 0), QSize(70, 70), 0),
        ((3, 3), WIDE, 4),
        ((2, 5), WIDE, 2),
        ((4, 1), WIDE, 6),
        ((3, 2), QSize(30, 90), 3),
    ],
)
def test_the_part_that_counted_most_has_a_name(cell, size, ninth):
    assert ninth_of(hot(*cell), size) == ninth


def test_the_square_is_around_the_middle_of_the_picture():
    assert square_around(QRectF(0, 0, 210, 90)) == QRectF(0, -60, 210, 210)


def test_the_bar_under_a_word_is_thicker_the_more_it_counted(qtbot, dressed):
    words = WeighedWords(NOTE, (Stretch(0, 3, 500), Stretch(9, 17, 9500)), "What you typed")
    blank = WeighedWords(NOTE, (), "What you typed")
    qtbot.addWidget(words)
    qtbot.addWidget(blank)
    size = QSize(600, words.heightForWidth(600))
    changed = np.abs(pixels(words, size) - pixels(blank, size)).sum(axis=2) > 30
    metrics = words.fontMetrics()
    start, end = metrics.horizontalAdvance("why does "), metrics.horizontalAdvance("why does friction")
    light = changed[:, 1 : metrics.horizontalAdvance("why") - 1]
    heavy = changed[:, start + 2 : end - 2]
    assert heavy.sum(axis=0).min() > light.sum(axis=0).max() > 0
    assert not changed[:, end + 3 :].any()


def test_a_long_text_takes_as_many_lines_as_it_needs(qtbot):
    words = WeighedWords(" ".join([NOTE] * 8), (), "What you typed")
    qtbot.addWidget(words)
    assert words.heightForWidth(200) > 3 * words.heightForWidth(900)


@pytest.mark.parametrize(
    ("text", "stretch", "place"),
    [("ab cd", (3, 5), (3, 5)), ("𠀀木 火", (1, 2), (2, 3)), ("学习率", (0, 2), (0, 2))],
)
def test_a_bar_stands_under_its_characters_as_qt_counts_them(text, stretch, place):
    assert bars(text, (Stretch(*stretch, WHOLE),)) == [(*place, 1.0)]


def test_the_weightiest_words_are_named_in_the_order_of_the_text():
    stretches = [Stretch(0, 3, 5), Stretch(4, 8, 90), Stretch(9, 17, 70), Stretch(18, 22, 80)]
    assert weightiest(NOTE, stretches) == ["does", "friction", "slow"]


@pytest.mark.parametrize(
    ("sound", "seconds"),
    [((1, 1, 9, 8, 1), (0.2, 0.4)), ((5, 5), (0.0, 0.2)), ((), (0.0, 0.0)), ((0, 0, 7), (0.2, 0.3))],
)
def test_the_strongest_stretch_of_a_recording_is_told_in_seconds(sound, seconds):
    assert strongest(sound) == pytest.approx(seconds)


@pytest.mark.parametrize("sound", [(1, 2, 30, 2), (0, 0), ()])
def test_a_strip_is_drawn_for_any_recording(qtbot, sound):
    strip = SoundStrip(sound)
    qtbot.addWidget(strip)
    assert pixels(strip, QSize(200, 40)).any()


def test_it_is_hidden_until_something_counted_and_for_the_next_question(view):
    assert view.isHidden()
    view.show_counted(WHOLE_QUESTION, turn(), HEARD)
    assert not view.isHidden()
    view.clear()
    assert view.isHidden()


def test_closed_it_names_the_largest_shares_and_reads_no_picture(view, picture):
    view.show_counted(WHOLE_QUESTION, turn(picture()), HEARD)
    assert view.toggle.text() == "What counted: picture 40 %, speech 30 %"
    assert view.findChildren(HeatPicture) == []


def test_where_two_shares_do_not_fit_in_the_line_the_largest_is_told_whole(view, picture):
    view.show()
    view.show_counted(WHOLE_QUESTION, turn(picture()), HEARD)
    view.resize(view.toggle.sizeHint().width() - 10, 40)
    assert view.toggle.text() == "What counted: picture 40 %"
    view.resize(600, 40)
    assert view.toggle.text() == "What counted: picture 40 %, speech 30 %"


def test_it_opens_by_key_and_stays_open_for_the_next_question(view, qtbot, picture):
    view.show_counted(WHOLE_QUESTION, turn(picture()), HEARD)
    view.show()
    qtbot.waitExposed(view)
    assert view.toggle.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(view.toggle, Qt.Key.Key_Space)
    assert view.findChildren(HeatPicture)[0].isVisible()
    view.clear()
    view.show_counted(WHOLE_QUESTION, turn(picture()), HEARD)
    assert any(picture.isVisible() for picture in view.findChildren(HeatPicture))


def test_every_part_of_it_can_be_heard(view, picture):
    view.toggle.setChecked(True)
    view.show_counted(WHOLE_QUESTION, turn(picture()), HEARD)
    shares = [bar.accessibleName() for bar in view.findChildren(QProgressBar)]
    assert shares == ["note 20 %", "picture 40 %", "words on it 10 %", "speech 30 %"]
    [shown] = view.findChildren(HeatPicture)
    assert shown.accessibleName() == "Your picture; most counted: middle right"
    typed, heard = view.findChildren(WeighedWords)
    assert typed.accessibleName() == f"What you typed: {NOTE}"
    assert typed.accessibleDescription() == "Most counted: friction"
    assert heard.accessibleName() == f"What was heard: {HEARD}"
    [strip] = view.findChildren(SoundStrip)
    assert strip.accessibleName() == "Your recording; most counted: second 0.2 to 0.4"
    assert QAccessible.queryAccessibleInterface(view.toggle).text(QAccessible.Text.Name)


def test_a_picture_that_is_gone_is_told(view, tmp_path):
    view.toggle.setChecked(True)
    view.show_counted(WHOLE_QUESTION, turn(tmp_path / "gone.png"), HEARD)
    texts = [label.text() for label in view.findChildren(QLabel)]
    assert "The picture is no longer there." in texts
    assert view.findChildren(HeatPicture) == []


def test_it_speaks_chinese_to_a_chinese_reader(view, picture, request):
    translator = QTranslator()
    assert translator.load("tutor_zh_CN", str(RESOURCES / "translations"))
    QApplication.installTranslator(translator)
    request.addfinalizer(lambda: QApplication.removeTranslator(translator))
    request.addfinalizer(lambda: speak("en"))
    speak("zh")
    view.toggle.setChecked(True)
    view.show_counted(WHOLE_QUESTION, turn(picture()), HEARD)
    assert view.toggle.text() == "起作用的部分：图片 40 %，语音 30 %"
    said = [label.text() for label in view.findChildren(QLabel)]
    assert {
        "输入的文字",
        "图片",
        "图中文字",
        "语音",
        "最起作用的部分：右中",
        "你输入的文字",
        "听到的话",
    } <= set(said)


def test_a_past_turn_shows_what_counted_as_it_did(view, picture, home):
    record = Record(home)
    kept = record.begin(Turn(home.courses / "motion", NOTE, image=picture()), datetime.now(UTC))
    record.finish(kept.id, Answer("Friction slows.", (), True, "quote", HEARD, counted=WHOLE_QUESTION))
    [past] = record.turns()
    record.close()
    view.toggle.setChecked(True)
    view.show_counted(past.answer.counted, past.turn, past.answer.transcript)
    assert view.findChildren(HeatPicture)[0].is_there
    assert past.answer.counted == WHOLE_QUESTION
