"""Nothing is told twice."""

import pytest

from tutor_app.engine.explain.joining import Joiner
from tutor_app.engine.explain.material import Source

CAPTION = Source(7, 0, 0, "Figure 6.3. Floating ice: buoyancy equals weight.")


@pytest.mark.parametrize(
    ("told", "then", "is_new"),
    [
        (CAPTION.text, "Floating ice:  buoyancy equals weight", False),
        (CAPTION.text, "floating ice: buoyancy equals weight.", False),
        (CAPTION.text, "Buoyancy equals weight in every fluid.", True),
        ("The speed is 10 m/s.", "The speed is 1.", True),
        ("Here x = y + 1.", "x = y - 1.", True),
        ("图 4-2 学习率太大，损失会震荡。", "学习率太大，损失会震荡。", False),
    ],
)
def test_what_stands_in_a_sentence_that_was_told_is_not_told_again(told, then, is_new):
    first, second = Source(1, 0, len(told), told), Source(2, 0, len(then), then)
    joiner = Joiner((first, second))
    assert joiner.piece(first)
    assert (joiner.piece(second) is not None) == is_new


def test_what_a_model_writes_is_not_told_either_where_it_was_read():
    joiner = Joiner((CAPTION,))
    assert joiner.piece(CAPTION)
    assert joiner.reworded("FLOATING ICE: buoyancy equals weight.", (Source(2, 0, 9, "Ice floats."),)) is None
