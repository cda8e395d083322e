"""Words and picture agree on a neighbourhood, each as far as it can be trusted."""

import numpy as np
import pytest

from tutor_app.engine.fusion.sections import Calibration, Side, picture_side, taken, together, words_side

COUNT = 4
BY = Calibration(picture_sharpness=50.0, picture_trust=(0.0, 40.0, -4.0))


def side(place, trust):
    chances = np.full(COUNT, 0.01)
    chances[place] = 0.97
    return Side(chances, trust)


def test_a_trusted_side_decides_against_one_that_is_not():
    assert together([side(1, 0.95), side(2, 0.2)], COUNT).argmax() == 1


def test_what_both_hold_possible_wins_over_what_one_alone_holds_likely():
    words = Side(np.array([0.5, 0.45, 0.03, 0.02]), 0.9)
    picture = Side(np.array([0.02, 0.5, 0.46, 0.02]), 0.9)
    assert together([words, picture], COUNT).argmax() == 1


def test_a_side_without_trust_says_nothing():
    assert side(3, 0.0).said_for(3) == pytest.approx(0, abs=1e-6)
    assert side(3, 0.95).said_for(3) > 1
    assert side(3, 0.95).said_for(0) == 0


def test_a_picture_that_stands_out_is_trusted_and_one_among_equals_is_not():
    places = np.arange(COUNT)
    clear = picture_side(np.array([0.2, 0.9, 0.3, 0.1]), places, COUNT, BY)
    vague = picture_side(np.array([0.50, 0.51, 0.50, 0.49]), places, COUNT, BY)
    assert clear.trust > 0.9 > 0.2 > vague.trust


def test_several_figures_of_one_neighbourhood_do_not_compete():
    scores = np.array([0.9, 0.89, 0.2])
    alone = picture_side(scores, np.array([0, 0, 1]), 2, BY)
    assert alone.trust > 0.9


def test_words_are_trusted_by_how_surely_they_are_answered():
    places = np.array([0, 1, 1])
    sure = words_side(np.array([3.0, 0.0, 1.0]), np.array([4.0, 0, 0]), places, COUNT, BY)
    unsure = words_side(np.array([3.0, 0.0, 1.0]), np.array([-4.0, -5, -5]), places, COUNT, BY)
    assert sure.trust > 0.9 > 0.1 > unsure.trust
    assert sure.chances.argmax() == 0
    assert sure.chances.sum() == pytest.approx(1)


def test_a_calibration_is_read_as_it_was_written(tmp_path):
    BY.write(tmp_path / "calibration.json")
    assert Calibration.read(tmp_path / "calibration.json") == BY


@pytest.mark.parametrize(
    ("whole", "typed", "spoken", "which"),
    [(2.0, 1.0, -4.0, 0), (1.0, 1.1, -4.0, 0), (-3.0, -4.0, 2.0, 2), (-3.0, 1.0, None, 1)],
)
def test_the_reading_that_is_answered_best_is_taken_and_the_whole_one_among_equals(
    whole, typed, spoken, which
):
    answers = [np.array([] if best is None else [best - 5, best]) for best in (whole, typed, spoken)]
    assert taken(answers) == which


def test_a_question_that_nothing_is_listed_for_is_taken_whole():
    assert taken([np.zeros(0), np.zeros(0)]) == 0
