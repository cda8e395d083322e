"""A logistic model with recency: difficulties, counts and decayed shares of right answers.

A question of several skills is one answer (as pyKT's question level, arXiv 2206.11460): rows that follow each
other with the same question and the same result are joined. Source of the features: Gervet et al. 2020,
doi.org/10.5281/zenodo.4143614; Choffin et al. 2019 (DAS3H), arXiv 1905.06873.
"""

import math
from dataclasses import dataclass

import numpy as np

STEPS, RATE = 150, 0.08
HOLD_QUESTION, HOLD_SKILL = 3.0, 1.0  # pseudo-answers that hold a difficulty near none
DECAYS = (0.9, 0.7, 0.97)  # of all answers
MIN_ANSWERS = 3


@dataclass
class Interactions:
    """One row for each answer to a question."""

    features: np.ndarray  # (n, d)
    questions: np.ndarray  # (n,)
    rows: np.ndarray  # of each pair of answer and skill
    skills: np.ndarray
    correct: np.ndarray
    folds: np.ndarray


def read_interactions(folds):
    """Make features of the pupils of each fold; only what was before an answer counts for it."""
    features, questions, skills, correct, numbers = [], [], [], [], []
    for number, pupils in enumerate(folds):
        for pupil in pupils:
            answers = list(join_skills(pupil))
            if len(answers) < MIN_ANSWERS:
                continue
            history = History()
            for question, own, right in answers:
                features.append(history.describe(question, own))
                history.add(question, own, right)
                questions.append(question)
                skills.append(own)
                correct.append(right)
                numbers.append(number)
    rows = np.repeat(np.arange(len(skills)), [len(own) for own in skills])
    return Interactions(
        np.array(features),
        np.array(questions),
        rows,
        np.concatenate(skills),
        np.array(correct, float),
        np.array(numbers),
    )


def join_skills(pupil):
    """Yield question, skills and result; one row of the data is one skill."""
    problems, skills, results = pupil["problems"], pupil["skills"], pupil["correct"]
    place = 0
    while place < len(skills):
        own, end = [skills[place]], place + 1
        while (
            end < len(skills)
            and problems[end] == problems[place]
            and results[end] == results[place]
            and skills[end] not in own
        ):
            own.append(skills[end])
            end += 1
        yield problems[place], own, results[place]
        place = end


class History:
    """What a pupil answered so far."""

    def __init__(self):
        self.right = self.count = self.streak = 0
        self.last = 0.5
        self.shares = [0.5] * len(DECAYS)
        self.by_skill, self.by_question = {}, {}

    def describe(self, question, skills):
        """Features of the next answer, of what was before it."""
        own = [self.by_skill.get(skill, (0, 0, 0.65, 0.65, None)) for skill in skills]
        right, count, fast, slow = (sum(one[place] for one in own) / len(own) for place in range(4))
        lags = [self.count - one[4] for one in own if one[4] is not None]
        lag = min(lags) if lags else None
        q_right, q_count = self.by_question.get(question, (0, 0))
        skill_share, share = (right + 1.3) / (count + 2), (self.right + 3.25) / (self.count + 5)
        return (
            math.log1p(right), math.log1p(count - right), skill_share,
            math.log1p(self.right), math.log1p(self.count - self.right), share,
            *self.shares, fast, slow,
            0.0 if lag is None else math.log1p(min(lag, 200)), float(lag is None),
            math.log1p(q_right), math.log1p(q_count - q_right),
            float(self.streak >= 2), float(self.streak <= -2), skill_share * share,
            self.last * (lag == 1), float(lag == 1),
        )  # fmt: skip

    def add(self, question, skills, right):
        """Take one answer in."""
        for skill in skills:
            r, n, fast, slow, _ = self.by_skill.get(skill, (0, 0, 0.65, 0.65, None))
            self.by_skill[skill] = (
                r + right,
                n + 1,
                0.6 * fast + 0.4 * right,
                0.85 * slow + 0.15 * right,
                self.count,
            )
        r, n = self.by_question.get(question, (0, 0))
        self.by_question[question] = r + right, n + 1
        self.shares = [
            decay * share + (1 - decay) * right for decay, share in zip(DECAYS, self.shares, strict=True)
        ]
        self.right += right
        self.count += 1
        step = 1 if right else -1
        self.streak = self.streak + step if self.streak * step > 0 else step
        self.last = right


def predict_fold(data, fold, *, with_questions=True):
    """Fit to the other folds by Adam on the whole batch; log odds of all answers."""
    train = np.flatnonzero(data.folds != fold)
    mean, spread = data.features[train].mean(0), data.features[train].std(0) + 1e-9
    scaled = np.c_[(data.features - mean) / spread, np.ones(len(data.features))]
    width, questions, skills = scaled.shape[1], data.questions.max() + 1, data.skills.max() + 1
    is_train = np.zeros(len(scaled), bool)
    is_train[train] = True
    place = np.cumsum(is_train) - 1
    in_train = is_train[data.rows]
    rows, own = place[data.rows[in_train]], data.skills[in_train]
    x, q, y = scaled[train], data.questions[train], data.correct[train]
    hold = HOLD_QUESTION, HOLD_SKILL
    counts = np.bincount(q, minlength=questions) + hold[0], np.bincount(own, minlength=skills) + hold[1]
    weights = np.zeros(width + questions + skills)
    first = second = np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        w, of_q, of_s = np.split(weights, [width, width + questions])
        odds = x @ w + np.bincount(rows, of_s[own], len(x)) + with_questions * of_q[q]
        error = 1 / (1 + np.exp(-odds)) - y
        gradient = np.concatenate(
            [
                x.T @ error / len(x),
                with_questions * (np.bincount(q, error, questions) + 0.2 * hold[0] * of_q) / counts[0],
                (np.bincount(own, error[rows], skills) + 0.2 * hold[1] * of_s) / counts[1],
            ]
        )
        first = 0.9 * first + 0.1 * gradient
        second = 0.98 * second + 0.02 * gradient**2
        rate = RATE * (1 - step / STEPS) + 0.003
        weights = weights - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.98**step)) + 1e-6)
    w, of_q, of_s = np.split(weights, [width, width + questions])
    odds = scaled @ w + np.bincount(data.rows, of_s[data.skills], len(scaled))
    return odds + of_q[data.questions] if with_questions else odds
