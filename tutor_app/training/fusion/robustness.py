"""How the answer wears off with each kind of damage: to screenshots, and to words."""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from PIL import Image

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.training.fusion.damage import Damage, damaged
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.prepare import by_reciprocal_rank_of, candidates_of
from tutor_app.training.fusion.questions import asked as spoken_form

FIGURES, EXERCISES = 150, 200  # of a book that are damaged

Curve = list[tuple[float, float, float]]  # how much; ours; the baseline


def _cropped(share: float) -> Damage:
    edge = (1 - share) / 2
    return Damage(crop=(edge, edge, 1 - edge, 1 - edge))


DAMAGES: dict[str, tuple[Callable[[float], Damage], tuple[float, ...]]] = {
    "crop, share of each side left": (_cropped, (1.0, 0.85, 0.7, 0.55, 0.4, 0.3)),
    "blur, px": (lambda x: Damage(blur_px=x), (0.0, 1.0, 2.0, 3.0, 4.0, 6.0)),
    "noise, standard deviation of 255": (lambda x: Damage(noise=x), (0.0, 10.0, 20.0, 40.0, 60.0, 80.0)),
    "JPEG quality": (lambda x: Damage(jpeg_quality=int(x)), (90.0, 60.0, 30.0, 15.0, 8.0, 4.0)),
    "scale": (lambda x: Damage(scale=x), (1.0, 0.7, 0.5, 0.35, 0.25, 0.15)),
    "rotation, degrees": (lambda x: Damage(rotation_deg=x), (0.0, 4.0, 8.0, 12.0, 20.0, 30.0)),
    "brightness": (lambda x: Damage(brightness=x), (1.0, 0.8, 0.6, 0.4, 1.3, 1.6)),
}
WORD_ERRORS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


def of_pictures(bench: Bench, encoder: ImageEncoder) -> dict[str, Curve]:
    """R@1 of the picture alone among all figures of the book; beside the untrained mean cell."""
    c, random = bench.corpus, np.random.default_rng(41)
    some = sorted(random.permutation(len(c.figures))[:FIGURES].tolist())
    pictures = [np.array(Image.open(c.figures[f].image).convert("RGB")) for f in some]
    plain = _unit(np.asarray(c.grids(), np.float32).mean(1))
    curves: dict[str, Curve] = {}
    for kind, (damage, amounts) in DAMAGES.items():
        curves[kind] = []
        for amount in amounts:
            shots = [
                damaged(picture, damage(amount), np.random.default_rng([f, 42]))
                for f, picture in zip(some, pictures, strict=True)
            ]
            grids = np.concatenate([encoder.grids([shot], Cancellation()) for shot in shots])
            scores = bench.figures.scores(bench.judge.queries([Asked(grid=grid) for grid in grids]))
            mean = _unit(grids.mean(1)) @ plain.T
            curves[kind].append((amount, _first(scores, some), _first(mean, some)))
    return curves


def of_words(bench: Bench, encoder: TextEncoder) -> Curve:
    """Section R@1 of exercises of which some words were replaced by others of the book; beside reciprocal
    rank of BM25 and the text encoder.
    """
    c, random = bench.corpus, np.random.default_rng(43)
    some = sorted(random.permutation(len(c.exercises))[:EXERCISES].tolist())
    texts = [spoken_form(c.exercises[e].problem) for e in some]
    others = sorted({word for text in texts for word in text.split()})
    gold = [c.exercises[e].module for e in some]
    curve: Curve = []
    for share in WORD_ERRORS:
        wrong = [replaced(text, share, others, crc32(text.encode())) for text in texts]
        states = [found.states for found in encoder.token_states(wrong, "query", Cancellation())]
        queries = bench.judge.queries([Asked(heard=one) for one in states])
        ours, plain = [], []
        for q, (text, one) in enumerate(zip(wrong, states, strict=True)):
            rank, _, modules = bench.by_words(queries, q, candidates_of(c, text, one), 0)
            ours.append(bench.modules[modules[int(rank.argmax())]] if len(rank) else "")
            plain.append(by_reciprocal_rank_of(c, text, one))
        curve.append((share, _share(ours, gold), _share(plain, gold)))
    return curve


def replaced(text: str, share: float, others: Sequence[str], seed: int) -> str:
    """`share` of the words, at least, replaced by other words; the same words go first at every share."""
    words, random = text.split(), np.random.default_rng(seed)
    for place in random.permutation(len(words))[: int(np.ceil(share * len(words)))]:
        words[place] = others[int(random.integers(len(others)))]
    return " ".join(words)


def _share(found: Sequence[str], gold: Sequence[str]) -> float:
    return float(np.mean([a == b for a, b in zip(found, gold, strict=True)]))


def _first(scores: np.ndarray, truth: Sequence[int]) -> float:
    return float((scores.argmax(1) == np.array(truth)).mean())


def _unit(x: np.ndarray) -> np.ndarray:
    normed: np.ndarray = x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)
    return normed
