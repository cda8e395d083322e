"""What late fusion in the manner of CLIP reaches on a prepared book: the same encoders, batches and steps."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch

from tutor_app.engine.fusion.inputs import MOST, TEXT, Asked, padded
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.late import LateFusion

BATCH = 64


def measured_late(bench: Bench, late: LateFusion) -> dict[str, float]:
    """The rows of the table that one vector for each question and thing allows."""
    c, count = bench.corpus, len(bench.corpus.figures)
    shots = [bench.seen(f) for f in range(count)]
    captioned = bench.items()
    pictures = [replace(item, note=None) for item in captioned]
    notes = [bench.pointing.row(f % len(bench.pointing)) for f in range(count)]
    pointed = [Asked(note, shot.grid, shot.words) for note, shot in zip(notes, shots, strict=True)]
    asked = [Asked(note=c.texts("exercise").row(e)) for e in range(len(c.exercises))]
    items, bare = _vectors(late, captioned), _vectors(late, pictures)
    truth, gold = np.arange(count), np.array([bench.index.get(e.module, -1) for e in c.exercises])
    found = {"screenshot to figure": _first(_vectors(late, shots) @ items.T, truth)}
    of_pointed = (_vectors(late, pointed) @ items.T).argmax(1)
    found["pointing and screenshot to section"] = float(
        (bench.figure_module[of_pointed] == bench.figure_module).mean()
    )
    for name in ("caption", "alt"):
        texts = _vectors(late, [Asked(note=c.texts(name).row(f)) for f in range(count)])
        found[f"{name} to figure"] = _first(texts @ bare.T, truth)
        found[f"figure to {name}"] = _first(bare @ texts.T, truth)
    best = (_vectors(late, asked) @ _passages(late, bench).T).argmax(1)
    found["exercise to section"] = float((bench.passage_module[best] == gold).mean())
    return found


@torch.no_grad()
def _vectors(late: LateFusion, rows: Sequence[Asked]) -> np.ndarray:
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    return np.concatenate([late(Given.of(batch, late.grid)).numpy() for batch in batches])


@torch.no_grad()
def _passages(late: LateFusion, bench: Bench) -> np.ndarray:
    texts, found = bench.corpus.texts("passage"), []
    for start in range(0, len(texts), BATCH):
        rows = [texts.row(i) for i in range(start, min(start + BATCH, len(texts)))]
        states, mask = map(torch.from_numpy, padded(rows, TEXT, MOST["passage"]))
        found.append(late.passage(states, mask).numpy())
    return np.concatenate(found)


def _first(scores: np.ndarray, truth: np.ndarray) -> float:
    return float((scores.argmax(1) == truth).mean())
