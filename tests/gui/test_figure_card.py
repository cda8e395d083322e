"""A question about a figure shows the figure, what is said of it, and enlarges it."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPixmap

from tutor_app.core.figure_told import FigureTold
from tutor_app.core.material import Figure, LineLocator
from tutor_app.gui.figure_card import MOST_HEIGHT_PX, FigureCard
from tutor_app.gui.zoomed_figure import ZoomedFigure

RAMP = Figure(7, 0, "Figure 3.2", "Figure 3.2 A ramp with $mg$.", "", "r.png", LineLocator("a.md", 0, 0), ())
TOLD = FigureTold(
    7, ("Figure 3.2 shows $N$.",), "A ramp. Written on it: N.", ("caption", "mentions", "words")
)


@pytest.fixture
def card(qtbot):
    made = FigureCard()
    qtbot.addWidget(made)
    made.resize(400, 600)
    picture = QPixmap(800, 400)
    picture.fill(QColor("red"))
    made.show_figure(RAMP, picture, TOLD)
    return made


def test_it_shows_picture_caption_mentions_and_description(card):
    assert card.caption.plain() == RAMP.caption
    assert card.mentions.plain() == "Figure 3.2 shows $N$."
    assert card.description.plain() == TOLD.description
    assert card.origin.text() == (
        "Description, put together from: its caption, a sentence that mentions it, the words read on it"
    )
    colours = {card.picture.grab().toImage().pixelColor(x, 60).name() for x in (30, 200, 370)}
    assert colours == {"#ff0000"}


def test_the_whole_picture_is_shown_in_its_proportions(card):
    image = card.picture.grab().toImage()
    red = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == "#ff0000"
    ]
    wide = max(x for x, _ in red) - min(x for x, _ in red) + 1
    high = max(y for _, y in red) - min(y for _, y in red) + 1
    assert wide / high == pytest.approx(2, rel=0.03)
    assert high <= MOST_HEIGHT_PX


def test_a_screen_reader_gets_its_name_and_description(card):
    assert card.picture.accessibleName() == "Figure 3.2, enlarge"
    assert card.picture.accessibleDescription() == TOLD.description


def test_the_materials_own_words_are_named_as_such(card):
    card.show_figure(RAMP, card.picture.pixmap, FigureTold(7, (), "A green leaf.", ("alternative text",)))
    assert card.origin.text() == "Description, from the material's own alternative text"
    assert card.mentions.isHidden()


def test_a_description_that_is_only_the_caption_is_not_said_twice(card):
    card.show_figure(RAMP, card.picture.pixmap, FigureTold(7, (), RAMP.caption, ("caption",)))
    assert card.description.isHidden()


@pytest.mark.parametrize("way", ["mouse", "space"])
def test_it_is_enlarged_by_mouse_and_by_keyboard(card, qtbot, way):
    if way == "mouse":
        qtbot.mouseClick(card.picture, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(card.picture, Qt.Key.Key_Space)
    zoomed = card.findChild(ZoomedFigure)
    qtbot.waitExposed(zoomed)
    assert zoomed.view.accessibleDescription() == TOLD.description
    before = zoomed.view.transform().m11()
    zoomed.view.enlarge()
    assert zoomed.view.transform().m11() > before
    zoomed.view.fit()
    seen = zoomed.view.mapToScene(zoomed.view.viewport().rect()).boundingRect()
    assert seen.contains(QPointF(1, 1))
    assert seen.contains(QPointF(799, 399))
    qtbot.keyClick(zoomed, Qt.Key.Key_Escape)
    assert not zoomed.isVisible()
