"""Knowledge tracing finds what made the answers, and says how sure it is."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import numpy as np
import pytest

from tutor_app.core.practice import Observation
from tutor_app.practice.bkt import AnswerLog, BktParameters, fit_bkt, predict_answers
from tutor_app.practice.tracing import KnowledgeTracer

NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)
TRUTH = BktParameters(
    *(np.array(pair) for pair in ((0.3, 0.6), (0.2, 0.1), (0.05, 0.02), (0.2, 0.3), (0.1, 0.05)))
)


def simulate(learners, length, seed=3):
    random = np.random.default_rng(seed)
    rows = []
    for learner, skill in product(range(learners), (0, 1)):
        prior, learn, forget, guess, slip = (values[skill] for values in TRUTH.as_tuple())
        known = random.random() < prior
        for _ in range(length):
            rows.append((learner, skill, random.random() < (1 - slip if known else guess)))
            known = random.random() >= forget if known else random.random() < learn
    learner, skill, correct = zip(*rows, strict=True)
    return AnswerLog(np.array(learner), np.array(skill), np.array(correct, bool))


def likelihood_by_hand(answers, prior, learn, forget, guess, slip):
    """Sum over all hidden paths."""
    total = 0.0
    for path in product((True, False), repeat=len(answers)):
        chance = prior if path[0] else 1 - prior
        for before, after in pairwise(path):
            stays = (1 - forget) if before else (1 - learn)
            chance *= stays if before == after else 1 - stays
        for known, right in zip(path, answers, strict=True):
            is_right = 1 - slip if known else guess
            chance *= is_right if right else 1 - is_right
        total += chance
    return total


def test_a_prediction_is_what_summing_over_all_paths_gives():
    log = simulate(3, 6)
    chances = predict_answers(log, TRUTH)
    numbers = [float(values[1]) for values in TRUTH.as_tuple()]
    own = np.flatnonzero((log.learners == 2) & (log.skills == 1))
    answers = log.correct[own].tolist()
    for place in range(len(own)):
        with_right = likelihood_by_hand([*answers[:place], True], *numbers)
        before = likelihood_by_hand(answers[:place], *numbers) if place else 1.0
        assert chances[own[place]] == pytest.approx(with_right / before, rel=1e-9)


def test_fitting_finds_the_parameters_that_made_the_answers():
    fit = fit_bkt(simulate(4000, 9), 2)
    for name, found, made in zip(
        ("prior", "learn", "forget", "guess", "slip"),
        fit.parameters.as_tuple(),
        TRUTH.as_tuple(),
        strict=True,
    ):
        assert np.allclose(found, made, atol=0.06), name


def test_each_step_of_fitting_explains_the_answers_better(monkeypatch):
    log, means = simulate(300, 7), []
    for steps in range(1, 12):
        monkeypatch.setattr("tutor_app.practice.bkt.ITERATIONS", steps)
        monkeypatch.setattr("tutor_app.practice.bkt.STRENGTH", 0.0)
        means.append(fit_bkt(log, 2).log_likelihood)
    assert means == sorted(means)


def test_a_skill_that_nobody_answered_has_what_all_have_in_common():
    parameters = fit_bkt(simulate(300, 5), 3).parameters
    for values in parameters.as_tuple():
        assert min(values[:2]) - 0.2 <= values[2] <= max(values[:2]) + 0.2


def test_without_forgetting_nothing_is_forgotten():
    fit = fit_bkt(simulate(300, 12), 2, has_forgetting=False)
    assert fit.parameters.forget.tolist() == [0, 0]
    assert np.isfinite(fit.log_likelihood)


def observe(*answers, kind="review", gap=timedelta(hours=1)):
    begin = NOW - len(answers) * gap
    return [
        Observation("force", begin + place * gap, kind, is_right) for place, is_right in enumerate(answers)
    ]


TRACER = KnowledgeTracer()


def test_right_answers_raise_mastery_and_narrow_its_interval():
    seen = [TRACER.trace(observe(*[True] * count), NOW) for count in (1, 3, 8)]
    assert [one.mean for one in seen] == sorted(one.mean for one in seen)
    assert seen[-1].is_mastered
    widths = [one.high - one.low for one in (TRACER.unseen, *seen)]
    assert widths == sorted(widths, reverse=True)
    assert all(one.low <= one.mean <= one.high for one in seen)


def test_wrong_answers_lower_it():
    assert TRACER.trace(observe(False, False), NOW).mean < TRACER.unseen.mean
    mixed = TRACER.trace(observe(True, True, False), NOW).mean
    assert TRACER.trace(observe(True, True, True), NOW).mean > mixed


def test_what_was_known_fades_and_is_said_to():
    right = observe(*[True] * 6)
    now, later = TRACER.trace(right, NOW), TRACER.trace(right, NOW + timedelta(days=400))
    assert now.is_mastered
    assert not now.is_fading
    assert later.mean < now.mean
    assert later.is_fading
    assert later.recalled == pytest.approx(now.recalled)


def test_a_question_is_a_tenth_of_the_evidence_that_a_wrong_answer_is():
    asked = TRACER.unseen.mean - TRACER.trace(observe(False, kind="question", gap=timedelta(0)), NOW).mean
    assert 0 < asked < 0.1


def test_concepts_are_traced_one_by_one_and_the_same_each_time():
    mixed = [*observe(True, True), Observation("mass", NOW, "test", False)]
    traced = KnowledgeTracer().trace_all(mixed, NOW)
    assert traced["force"] == TRACER.trace(observe(True, True), NOW)
    assert traced["mass"].mean < traced["force"].mean
