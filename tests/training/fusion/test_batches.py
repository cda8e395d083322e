"""What is drawn for training, and what is kept from it."""

from hashlib import sha256

import pytest

from tutor_app.training.fusion.batches import NEAR_BITS, alike

PRINT = sha256(b"a picture").hexdigest()


@pytest.mark.parametrize(
    ("bits", "same"), [(0, True), (1, True), (NEAR_BITS, True), (NEAR_BITS + 1, False), (128, False)]
)
def test_a_print_that_differs_in_few_bits_is_of_the_same_picture(bits, same):
    other = f"{int(PRINT, 16) ^ ((1 << bits) - 1):064x}"
    assert alike(PRINT, other) == same


def test_figures_without_a_print_are_like_none():
    assert not alike("", "")
