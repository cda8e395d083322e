"""Better by more than luck, or not at all."""

import pytest

from tutor_app.engine.adapting.judging import Judged


def judged(won, lost, same=50):
    """Of all questions: came first only after, only before, in both."""
    return Judged((2,) * won + (1,) * lost + (1,) * same, (1,) * won + (2,) * lost + (1,) * same)


@pytest.mark.parametrize(
    ("won", "lost", "better"),
    [
        (7, 0, True),
        (6, 0, False),
        (26, 4, True),
        (20, 18, False),
        (15, 10, False),
        (0, 0, False),
        (0, 7, False),
    ],
)
def test_more_must_be_won_than_luck_would_win(won, lost, better):
    assert judged(won, lost).is_better == better


def test_luck_is_that_of_a_thrown_coin():
    assert judged(7, 0).luck == 1 / 128
    assert judged(1, 1).luck == 3 / 4
    assert judged(0, 0).luck == 1


def test_firsts_that_cost_the_other_questions_their_places_are_not_better():
    assert not Judged((2,) * 8 + (1,) * 5 + (2,) * 90, (1,) * 8 + (1,) * 5 + (0,) * 90).is_better
