"""What a course's own questions teach about the signals."""

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.engine.adapting.learning import Listed, learnt, loss_and_gradient, together

FEATURES = 5


def listed(random, telling=None, size=8):
    """One question's candidates; `telling` is the signal that is largest for the right one."""
    signals = random.normal(size=(size, FEATURES)).astype(np.float32)
    right = np.zeros(size, bool)
    right[random.integers(size) if telling is None else signals[:, telling].argmax()] = True
    return Listed(signals, random.normal(size=size).astype(np.float32), right)


def test_the_gradient_is_what_small_steps_show():
    random = np.random.default_rng(0)
    lists = together([listed(random, size=size) for size in (3, 8, 5, 8)])
    weights = random.normal(size=FEATURES)
    _, gradient = loss_and_gradient(weights, lists)
    for axis in np.eye(FEATURES) * 1e-5:
        rise = loss_and_gradient(weights + axis, lists)[0] - loss_and_gradient(weights - axis, lists)[0]
        # central differences in float64: their error is about 1e-10
        assert rise / 2e-5 == pytest.approx(gradient[axis.argmax()], abs=1e-8)


def test_the_signal_that_tells_gets_the_most_weight():
    random = np.random.default_rng(1)
    weights = learnt(together([listed(random, telling=3) for _ in range(200)]))
    assert weights[3] > 0.3
    assert np.abs(np.delete(weights, 3)).max() < 0.3 * weights[3]


def test_nothing_is_learnt_from_nothing():
    random = np.random.default_rng(2)
    one = listed(random)
    nothing = Listed(one.signals, one.logits, np.zeros(8, bool))
    assert not learnt(together([nothing, nothing])).any()


def test_a_signal_that_is_always_the_same_gets_no_weight():
    random = np.random.default_rng(3)
    questions = [listed(random, telling=0) for _ in range(50)]
    for question in questions:
        question.signals[:, 4] = 7
    assert abs(learnt(together(questions))[4]) < 1e-4  # Adam goes on rounding errors


def test_learning_stops_between_steps():
    cancel, random = Cancellation(), np.random.default_rng(4)
    cancel.request()
    with pytest.raises(Cancelled):
        learnt(together([listed(random)]), cancel.check)
