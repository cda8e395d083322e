"""Weights of an encoder's pieces become weights of what a learner sees."""

import numpy as np
import pytest

from tutor_app.core.counted import WHOLE
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.fusion.counting import Gains, counted
from tutor_app.engine.fusion.inputs import PLACED, TEXT, Asked
from tutor_app.engine.fusion.ranking import Why

NOTHING = np.zeros(0, np.float32)
SAID, SHOWN = Why(said=1.0), Why(shown=1.0)


def tokens(*spans):
    return TokenStates(np.zeros((len(spans), TEXT), np.float32), np.array(spans, np.int32).reshape(-1, 2))


def of_note(text, spans, weights, why=SAID):
    """What counted in a note alone."""
    gains = Gains(np.array(weights, np.float32), NOTHING, NOTHING, NOTHING, NOTHING)
    return counted(why, gains, Asked(), [(text, tokens(*spans)), ("", None)])


def shown(text, stretches):
    return {text[start:end]: share for start, end, share in stretches}


MARK = (0, 0)  # where an encoder puts a mark of its own


@pytest.mark.parametrize(
    ("text", "spans", "weights", "words"),
    [
        (
            "why friction?",
            [(0, 3), (4, 8), (8, 12), (12, 13)],
            [1, 1, 5, 3],
            {"why": 1000, "friction?": 9000},
        ),
        ("what slips", [(0, 4), (4, 10)], [2, 3], {"what": 4000, "slips": 6000}),  # with the space before it
        ("学习率是什么", [(0, 2), (2, 3), (3, 6)], [4, 4, 2], {"学习": 4000, "率": 4000, "是什么": 2000}),
        ("SGD算法", [(0, 1), (1, 3), (3, 5)], [1, 1, 2], {"SGD": 5000, "算法": 5000}),
    ],
)
def test_a_word_has_the_weight_of_its_pieces(text, spans, weights, words):
    assert shown(text, of_note(text, spans, weights).note) == words


def test_what_an_encoders_own_marks_weigh_is_shared_by_the_words():
    found = of_note("why ice", [MARK, (0, 3), (4, 7), MARK], [30, 1, 3, 6])
    assert shown("why ice", found.note) == {"why": 2500, "ice": 7500}


def test_words_that_were_too_many_for_the_model_have_no_bar():
    found = of_note("why ice floats", [(0, 3), (4, 7), (8, 14)], [1, 1])
    assert shown("why ice floats", found.note) == {"why": 5000, "ice": 5000}


def test_a_question_of_marks_alone_is_weighed_evenly():
    assert shown("a b", of_note("a b", [(0, 1), (2, 3)], [0, 0], Why()).note) == {"a": 5000, "b": 5000}


def words_at(*boxes):
    """Tokens of words on a picture with these boxes."""
    words = np.zeros((len(boxes), PLACED), np.float32)
    words[:, TEXT:] = boxes
    return words


def of_screen(boxes, weights, cells=NOTHING):
    gains = Gains(NOTHING, NOTHING, NOTHING, cells, np.array(weights, np.float32))
    return counted(SHOWN, gains, Asked(words=words_at(*boxes)), [("", None), ("", None)])


def test_a_line_has_the_weight_of_its_tokens_and_the_heaviest_comes_first():
    one, two = (0.1, 0.2, 0.3, 0.4), (0.5, 0.5, 0.75, 0.6)
    assert of_screen([one, two, one], [1, 7, 2]).spots == (
        (500, 500, 750, 600, 7000),
        (100, 200, 300, 400, 3000),
    )


def test_a_picture_full_of_words_shows_the_heaviest_and_counts_all():
    boxes = [(0, i / 100, 0.5, i / 100 + 0.005) for i in range(60)]
    found = of_screen(boxes, range(60))
    assert len(found.spots) == 20
    assert min(spot.share for spot in found.spots) > found.elsewhere / 40
    assert found.shares == {"screen words": WHOLE}


def test_words_and_picture_share_by_what_they_said_for_what_was_found():
    cells = np.eye(1, 49, 10, dtype=np.float32)[0]
    gains = Gains(np.ones(1, np.float32), NOTHING, NOTHING, cells, NOTHING)
    found = counted(Why(said=1.0, shown=3.0), gains, Asked(), [("why", tokens((0, 3))), ("", None)])
    assert found.shares == {"note": 2500, "picture": 7500}
    assert found.cells[10] == 7500


@pytest.mark.parametrize("side", [1, 4, 7, 14, 16])
def test_the_cells_of_any_encoder_are_drawn_as_seven_by_seven(side):
    """What lies in one corner stays there; all together count the same."""
    cells = np.zeros((side, side), np.float32)
    cells[-1, 0] = 1
    gains = Gains(NOTHING, NOTHING, NOTHING, cells.reshape(-1), NOTHING)
    drawn = np.array(counted(SHOWN, gains, Asked(), [("", None), ("", None)]).cells).reshape(7, 7)
    assert drawn.sum() == WHOLE
    assert drawn[-1, 0] >= drawn.max() - 1  # whole parts
    far = -(-7 // side)  # cells that the corner reaches into
    assert drawn[-far:, :far].sum() == WHOLE


def test_where_nothing_was_given_nothing_counted():
    gains = Gains(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
    assert counted(Why(), gains, Asked(), [("", None), ("", None)]) is None
