"""What is read while somebody speaks counts where it was right, and leaves no trace where it was not."""

import pytest

from tests.explain.test_quote import ICE, passage, question
from tests.explain.test_writer import Model
from tutor_app.engine.explain.ahead import Ahead
from tutor_app.engine.explain.writer import Writer


def asked(*ids):
    return question("Why?", *(passage(f"{ICE} Passage number {id} ends here.", id) for id in ids))


def read(ahead, *guesses):
    model = Model()
    for ids in guesses:
        ahead.guess(asked(*ids), Writer(model))
    return model.ahead


def order(ahead, *ids):
    return [numbered.passage.id for numbered in ahead.arrange(asked(*ids)).passages]


def test_the_same_guess_is_read_once():
    assert len(read(Ahead(), (1, 2, 3, 4), (1, 2, 3, 5), (2, 1, 3, 4))) == 1


@pytest.mark.parametrize(
    ("guess", "found", "put"),
    [
        ((1, 2, 3), (1, 2, 3, 4), [1, 2, 3, 4]),
        ((1, 2, 3), (3, 1, 2, 4), [1, 2, 3, 4]),  # all there, in another order
        ((1, 2, 3), (4, 1, 2, 3), [1, 2, 4, 3]),  # the best one was not read
        ((1, 2, 3), (7, 8, 9, 1), [1, 7, 8, 9]),
        ((1, 2, 3), (7, 8, 9), [7, 8, 9]),  # wrong: nothing of it is left
        ((1, 2, 3), (), []),
    ],
)
def test_what_was_read_and_found_comes_first_and_the_best_is_among_the_first_three(guess, found, put):
    ahead = Ahead()
    read(ahead, guess)
    assert order(ahead, *found) == put


def test_a_question_does_not_inherit_the_guess_of_another():
    ahead = Ahead()
    read(ahead, (3, 2, 1))
    order(ahead, 1, 2, 3)
    assert order(ahead, 1, 2, 3) == [1, 2, 3]
