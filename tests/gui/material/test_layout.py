"""Where pages lie, and where a reader came from."""

import pytest

from tutor_app.gui.material.layout import GAP_PT, SPREADS, Layout
from tutor_app.gui.material.marks import Place
from tutor_app.gui.material.trail import Trail

SIZES = [(400.0, 500.0), (400.0, 500.0), (300.0, 700.0), (400.0, 500.0), (500.0, 400.0), (400.0, 500.0)]


@pytest.mark.parametrize("spread", SPREADS)
def test_pages_never_overlap(spread):
    layout = Layout(SIZES, spread)
    boxes = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(layout.origins, SIZES, strict=True)]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("spread", SPREADS)
def test_a_point_of_a_page_leads_to_it(spread):
    layout = Layout(SIZES, spread)
    for page, ((x, y), (w, h)) in enumerate(zip(layout.origins, SIZES, strict=True)):
        assert layout.page_at(x + w / 2, y + h / 2) == page


@pytest.mark.parametrize("spread", SPREADS)
def test_a_height_comes_back_from_its_position(spread):
    layout = Layout(SIZES, spread)
    for y in range(0, int(layout.height), 37):
        row = layout.row_at(y)
        if y <= row.top + 0.99 * (row.height + GAP_PT):
            assert layout.height_of(layout.position(y)) == pytest.approx(y, abs=0.01)


def test_an_open_book_shows_its_cover_alone_and_then_pairs():
    rows = Layout(SIZES, "two").rows
    assert [(row.first, row.count) for row in rows] == [(0, 1), (1, 2), (3, 2), (5, 1)]


def test_a_reader_goes_back_and_forward():
    trail = Trail()
    trail.leave(Place(1))
    trail.leave(Place(2))
    assert trail.back(Place(3)) == Place(2)
    assert trail.back(Place(2)) == Place(1)
    assert trail.back(Place(1)) is None
    assert trail.forward(Place(1)) == Place(2)
    assert trail.forward(Place(2)) == Place(3)
    assert not trail.can_go_forward


def test_a_new_jump_forgets_what_lay_ahead():
    trail = Trail()
    trail.leave(Place(1))
    trail.back(Place(2))
    trail.leave(Place(5))
    assert trail.can_go_back
    assert not trail.can_go_forward
