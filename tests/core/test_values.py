"""Values that can't be wrong, and one ranking out of several."""

from pathlib import Path

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.core.material import Box
from tutor_app.core.rank import RRF_K, reciprocal_rank
from tutor_app.core.turn import Turn


def test_an_empty_turn_cannot_be_made():
    with pytest.raises(ValueError, match="needs a note"):
        Turn(Path("course"), note="  ")


def test_a_box_has_its_corners_in_order():
    with pytest.raises(ValueError, match="corners"):
        Box(10, 0, 5, 5)


@pytest.mark.parametrize(
    ("other", "area"),
    [(Box(0, 0, 10, 10), 100), (Box(5, 5, 20, 20), 25), (Box(10, 0, 20, 10), 0), (Box(11, 11, 12, 12), 0)],
)
def test_boxes_overlap_by_what_both_cover(other, area):
    assert Box(0, 0, 10, 10).overlap(other) == area


def test_an_id_that_two_rankings_name_comes_before_one_that_leads_a_single_one():
    assert [id for id, _ in reciprocal_rank([(1, [1, 2]), (1, [3, 2])])] == [2, 1, 3]


def test_a_heavier_ranking_decides():
    [first, second] = reciprocal_rank([(1, [1]), (2, [2])])
    assert first == (2, 2 / (RRF_K + 1))
    assert second == (1, 1 / (RRF_K + 1))


def test_a_requested_stop_interrupts_what_runs_and_what_comes():
    cancel, interrupted = Cancellation(), []
    with cancel.interrupting(lambda: interrupted.append(True)):
        cancel.request()
    assert interrupted == [True]
    with pytest.raises(Cancelled):
        cancel.check()
    with pytest.raises(Cancelled), cancel.interrupting(lambda: None):
        pass
