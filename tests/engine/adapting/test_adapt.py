"""A course teaches its search only what is better on questions it held back."""

import numpy as np
import pytest

from tests.engine.adapting.made_up import KNOWING, MISLED, Encoder, course, way
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.adapting.adapt import HELD_BACK, adapt, split
from tutor_app.engine.adapting.adaptation import (
    Adaptation,
    adaptation_of,
    fitting,
    is_of_others,
    material_of,
)
from tutor_app.engine.adapting.by_reciprocal_rank import ByReciprocalRank
from tutor_app.engine.adapting.questions import questions_of
from tutor_app.engine.retrieval import MEANING


@pytest.fixture
def shelf(home, tmp_path):
    return course(home, tmp_path)[1]


def adapted(shelf, by, report=lambda progress: None, cancel=None):
    return adapt(shelf, by, report, cancel or Cancellation())


def test_a_head_that_is_misled_learns_from_the_course_and_the_result_is_kept(shelf):
    outcome = adapted(shelf, way(**MISLED))
    assert outcome.is_kept
    assert outcome.judged.found_after > 2 * outcome.judged.found_before


def test_a_head_that_knows_everything_learns_nothing_worth_keeping(shelf):
    outcome = adapted(shelf, way(**KNOWING))
    assert outcome.judged.found_before > 0.8 * len(outcome.judged.before)
    assert not outcome.is_kept


class Fickle:
    """Better in the first `lucky` draws, then no more."""

    of = "a way"

    def __init__(self, lucky):
        self.lucky, self.draws = lucky, 0

    def learn(self, shelf, questions, done, cancel):
        self.draws += 1
        return {"words": float(self.draws)}

    def places(self, shelf, questions, weights, done, cancel):
        return [(2, 1 if self.draws <= self.lucky else 2)] * len(questions)


@pytest.mark.parametrize(("lucky", "kept", "draws"), [(0, False, 1), (2, False, 3), (3, True, 3)])
def test_it_must_be_better_in_every_draw(shelf, lucky, kept, draws):
    by = Fickle(lucky)
    outcome = adapted(shelf, by)
    assert (outcome.is_kept, by.draws) == (kept, draws)
    assert not kept or outcome.adaptation.weights == {"words": 1.0}


def test_without_weights_the_search_is_as_it_was(shelf):
    by = way(**MISLED)
    questions = questions_of(shelf, np.random.default_rng(0))[:40]
    places = by.places(shelf, questions, {}, lambda done: None, Cancellation())
    assert all(before == after for before, after in places)


def test_vectors_that_mean_nothing_count_less_in_reciprocal_rank(shelf):
    by = ByReciprocalRank(Encoder())
    outcome = adapted(shelf, by)
    assert outcome.adaptation.weights[MEANING] < 1
    assert outcome.adaptation.of == "reciprocal rank, minilm-l6"


def test_questions_of_one_passage_are_held_back_together(shelf):
    questions = questions_of(shelf, np.random.default_rng(0))
    learning, held = split(questions, np.random.default_rng(0))
    assert not {question.made_of for question in learning} & {question.made_of for question in held}
    assert len(held) == pytest.approx(HELD_BACK * len(questions), rel=0.5)


def test_a_course_of_a_page_is_too_short(home, tmp_path):
    _, shelf = course(home, tmp_path, text=["# Ice\n", "Ice is lighter than water, so that it floats."])
    with pytest.raises(TutorError, match="too short"):
        adapted(shelf, way(**MISLED))


@pytest.mark.parametrize("stage", ["learn", "judge"])
def test_it_can_be_stopped_while_it_learns_and_while_it_judges(shelf, stage):
    cancel = Cancellation()

    def report(progress):
        if progress.stage == stage:
            cancel.request()

    with pytest.raises(Cancelled):
        adapted(shelf, way(**MISLED), report, cancel)


class Kept:
    """A course with something kept, learnt by these weights from this material."""

    def __init__(self, text):
        self.adaptation = text

    def neighbourhoods(self):
        return np.arange(3), np.array([0, 0, 1])


def test_what_is_kept_is_used_by_its_own_models_and_material_only():
    learnt = Adaptation("model a", "another course", {"words": 0.5})
    here = Adaptation("model a", material_of(Kept("")), {"words": 0.5})
    assert fitting(Kept(here.to_text()), "model a") == {"words": 0.5}
    assert fitting(Kept(here.to_text()), "model b") == {}
    assert is_of_others(Kept(here.to_text()), "model b")
    assert fitting(Kept(learnt.to_text()), "model a") == {}
    assert is_of_others(Kept(learnt.to_text()), "model a")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"of": 1}', '{"of": "a", "material": "", "weights": {"a": NaN}}']
)
def test_what_cannot_be_read_is_nothing(text):
    assert adaptation_of(Kept(text)) is None
    assert fitting(Kept(text), "a") == {}
