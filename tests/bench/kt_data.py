"""Answers of pupils and one learner's reviews, as `--data FOLDER` holds them (see its SOURCES.md)."""

import csv
import json
from datetime import datetime
from pathlib import Path

import numpy as np

from tutor_app.core.practice import Grade, Review
from tutor_app.practice.bkt import AnswerLog

FOLDS = 5


def read_pupils(folder, share=1):
    """The pupils of each fold: each a dict of skills, correct, and problems where there are any."""
    folds = []
    for number in range(1, FOLDS + 1):
        lines = (folder / f"fold{number}.jsonl").read_text(encoding="utf-8").splitlines()
        folds.append([json.loads(line) for line in lines[::share]])
    return folds


def to_log(pupils):
    """All answers of pupils, one for each skill of a question."""
    learners = np.repeat(np.arange(len(pupils)), [len(one["skills"]) for one in pupils])
    return AnswerLog(
        learners,
        np.concatenate([one["skills"] for one in pupils]),
        np.concatenate([one["correct"] for one in pupils]).astype(bool),
    )


def read_reviews(folder):
    """The log of one learner of Anki, oldest first."""
    (file,) = Path(folder).rglob("review_logs*.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [
            Review(
                item=row["card_id"],
                reviewed_at=datetime.fromisoformat(row["review_time"]),
                grade=Grade(int(row["review_rating"])),
                duration_ms=int(row["review_duration"]),
            )
            for row in csv.DictReader(lines)
        ]
    return sorted(rows, key=lambda row: row.reviewed_at)


def measure_auc(correct, chances):
    """The chance that a right answer was predicted above a wrong one; ties count a half."""
    _, place, counts = np.unique(chances, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    right = int(correct.sum())
    return float((ranks[correct].sum() - right * (right + 1) / 2) / (right * (len(correct) - right)))
