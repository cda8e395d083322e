"""The largest of many values are found without looking through all of them."""

import numpy as np
import pytest

from tutor_app.engine.speech.beam import COLUMNS, largest


@pytest.mark.parametrize("count", [1, 2, 10])
@pytest.mark.parametrize("size", [12, COLUMNS, COLUMNS + 1, 5 * 51865])
def test_the_largest_are_those_of_a_whole_sort(size, count):
    for seed in range(5):
        values = np.random.default_rng(seed).standard_normal(size).astype(np.float32)
        assert list(largest(values, count)) == list(np.argsort(-values)[:count])


def test_what_is_forbidden_comes_last():
    values = np.full(3 * COLUMNS, -np.inf, dtype=np.float32)
    values[[7, COLUMNS + 7, 2 * COLUMNS + 9]] = 1.0, 3.0, 2.0
    assert list(largest(values, 3)) == [COLUMNS + 7, 2 * COLUMNS + 9, 7]
