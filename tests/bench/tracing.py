"""Tracing, schedules and the path: `./check --bench tracing --data FOLDER`, its layout as in `kt_data`.

TUTOR_PYBKT names the Python of an environment with pyBKT (see `pybkt_fit`); without it that comparison is
left out, and said to be. TUTOR_KT_SHARE takes every nth pupil only, for a machine that is not quiet;
TUTOR_KT_FOLDS takes the first folds as test only.
"""

import csv
import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.bench import cohort
from tests.bench.kt_data import FOLDS, measure_auc, read_pupils, read_reviews, to_log
from tests.bench.recency_model import predict_fold, read_interactions
from tests.bench.row import Row, at_least, at_most
from tests.practice.histories import find_difference
from tutor_app.practice.bkt import fit_bkt, predict_answers
from tutor_app.practice.fitting import find_loss, fit_parameters, measure_loss
from tutor_app.practice.scheduling import DEFAULT_PARAMETERS

HISTORIES = 10_000
SETS = (("assist2009_pid", "2009"), ("assist2015", "2015"))
QUESTION_BAR = 0.75


def run(data: Path | None) -> list[Row]:
    """Measure all; what needs data is left out without it."""
    differ = sum(find_difference(seed) is not None for seed in range(HISTORIES))
    rows = [at_most(f"schedules unlike py-fsrs's, of {HISTORIES}", differ, "", 0)]
    rows += _cohort()
    if data:
        share, folds = int(os.environ.get("TUTOR_KT_SHARE", 1)), int(os.environ.get("TUTOR_KT_FOLDS", FOLDS))
        rows += _recall(read_reviews(data / "anki-py-fsrs"))
        for folder, name in SETS:
            rows += _trace(read_pupils(data / folder, share), name, folds)
        rows += _questions(read_pupils(data / "assist2009_pid", share), folds)
    return rows


def _cohort():
    known = cohort.measure()
    return [
        *(Row(f"known after 20 sessions, {policy}", value, "of 40") for policy, value in known.items()),
        at_least("path / book order", known["path"] / known["book"], "", 1.2),
    ]


def _recall(log):
    half = len(log) // 2
    fit = fit_parameters(log[:half])
    fitted, usual, old = (
        measure_loss(fit.parameters, log, half),
        measure_loss(DEFAULT_PARAMETERS, log, half),
        measure_sm2(log, half),
    )
    return [
        Row("log loss of recall, second half, SM-2", old, "nat"),
        at_most("log loss of recall, second half, defaults", usual, "nat", old),
        at_most("log loss of recall, second half, fitted", fitted, "nat", usual),
    ]


def measure_sm2(log, start):
    """Log loss of SM-2, which gives intervals, not chances: 0.9 to the power of the elapsed share of one."""
    cards, losses = {}, []
    for place, review in enumerate(log):
        ease, count, interval, last = cards.get(review.item, (2.5, 0, 0, None))
        days = (review.reviewed_at - last).days if last else None
        if place >= start and days and interval:
            losses.append(find_loss(0.9 ** (days / interval), review.is_recalled))
        quality = {1: 1, 2: 3, 3: 4, 4: 5}[int(review.grade)]
        if last is None or days:
            if quality < 3:
                count, interval = 0, 1
            else:
                interval = (1, 6)[count] if count < 2 else round(interval * ease)
                count += 1
            ease = max(1.3, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
        cards[review.item] = ease, count, max(1, interval), review.reviewed_at
    return float(np.mean(losses))


def _trace(folds, name, tested):
    skills = 1 + max(skill for pupils in folds for pupil in pupils for skill in pupil["skills"])
    ours, theirs, seconds, their_seconds = [], [], 0.0, 0.0
    for fold in range(tested):
        train = to_log([pupil for place, pupils in enumerate(folds) if place != fold for pupil in pupils])
        test = to_log(folds[fold])
        began = time.process_time()
        fit = fit_bkt(train, skills)
        seconds += time.process_time() - began
        ours.append(measure_auc(test.correct, predict_answers(test, fit.parameters)))
        if python := os.environ.get("TUTOR_PYBKT"):
            spent, chances = fit_pybkt(python, train, test)
            their_seconds += spent
            theirs.append(measure_auc(test.correct, chances))
    auc, rows = float(np.mean(ours)), [Row(f"BKT's time to fit, {name}", seconds / tested, "s CPU")]
    if not theirs:
        return [*rows, Row(f"AUC of BKT, {name} (pyBKT not installed)", auc, "")]
    return [
        *rows,
        Row(f"AUC of pyBKT, {name}", float(np.mean(theirs)), ""),
        at_least(f"AUC of BKT, {name}", auc, "", float(np.mean(theirs))),
        at_most(f"time to fit / pyBKT's, {name}", seconds / their_seconds, "", 0.5),
    ]


def fit_pybkt(python, train, test):
    """Seconds of CPU, and the chances of the test's answers in their order."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("train.csv", "test.csv", "chances.npy")]
        for name, log in zip(names, (train, test), strict=False):
            with name.open("w", encoding="utf-8", newline="") as lines:
                writer = csv.writer(lines)
                writer.writerow(("user_id", "skill_name", "correct", "order_id"))
                rows = zip(log.learners.tolist(), log.skills.tolist(), log.correct.tolist(), strict=True)
                writer.writerows((*row[:2], int(row[2]), place) for place, row in enumerate(rows))
        script = Path(__file__).with_name("pybkt_fit.py")
        done = subprocess.run(
            [python, str(script), *map(str, names)], check=True, capture_output=True, text=True
        )
        return float(done.stdout.split()[-1]), np.load(names[2])


def _questions(folds, tested):
    data = read_interactions(folds)
    scores = {True: [], False: []}
    for fold in range(tested):
        test = data.folds == fold
        for with_questions, own in scores.items():
            odds = predict_fold(data, fold, with_questions=with_questions)
            own.append(measure_auc(data.correct[test] > 0, odds[test]))
    return [
        Row("AUC of logistic model, no questions, 2009", float(np.mean(scores[False])), ""),
        at_least("AUC of logistic model, questions, 2009", float(np.mean(scores[True])), "", QUESTION_BAR),
    ]
