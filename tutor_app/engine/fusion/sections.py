"""Which neighbourhood of the material is meant: what the words say and what the picture says, as chances.

Each side gives every neighbourhood a chance, and says how far it can be trusted; their product decides. So a
picture that has nothing to do with the question costs little, and one that is pointed at decides alone.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TOGETHER = 0.3  # logits; of 0, 0.3 and 0.6 on two books of the training it made no difference

Logits = NDArray[np.floating]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Calibration:
    """How the scores of one training become chances; fitted on chapters held back from it."""

    words_sharpness: float = 1.0
    words_trust: tuple[float, float] = (1.0, 1.0)  # of the best answer logit, and a constant
    picture_sharpness: float = 22.0
    picture_trust: tuple[float, float, float] = (0.0, 20.0, 1.0)  # of the best score, its lead, a constant
    screen_sharpness: float = 22.0  # of what is read on a picture that nobody could look at
    screen_trust: tuple[float, float, float] = (0.0, 20.0, -1.0)
    answer: tuple[float, float] = (1.0, 0.0)  # of the best answer logit, and a constant

    @classmethod
    def read(cls, file: Path) -> "Calibration":
        """Raises: OSError, ValueError, TypeError."""
        fields: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for name in ("words_trust", "picture_trust", "screen_trust", "answer"):
            fields[name] = tuple(fields[name])
        return cls(**fields)

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def answered(self, logit: float) -> float:
        """The chance that what was found answers."""
        return _sigmoid(self.answer[0] * logit + self.answer[1])


@dataclass(frozen=True)
class Side:
    """What one way of asking says of each neighbourhood."""

    chances: NDArray[np.float64]  # (count,), sum to 1
    trust: float  # 0 to 1

    def log_chances(self) -> NDArray[np.float64]:
        """(count,) with what is not trusted spread over all of them."""
        mixed: NDArray[np.float64] = np.log(
            self.trust * self.chances + (1 - self.trust) / len(self.chances) + 1e-12
        )
        return mixed

    def said_for(self, place: int) -> float:
        """How much it speaks for a neighbourhood, in nats above knowing nothing; at least 0."""
        return max(0.0, float(self.log_chances()[place] + np.log(len(self.chances))))


def words_side(logits: Logits, answers: Logits, places: Places, count: int, by: Calibration) -> Side:
    """Of (K,) matched passages in neighbourhoods (K,)."""
    trust = _sigmoid(by.words_trust[0] * float(answers.max()) + by.words_trust[1])
    return Side(_chances(by.words_sharpness * logits, places, count), trust)


def picture_side(scores: Logits, places: Places, count: int, by: Calibration, *, looked: bool = True) -> Side:
    """Of (N,) figures' scores in neighbourhoods (N,). `looked`: the picture was seen, not only its words."""
    best = int(scores.argmax())
    elsewhere = scores[places != places[best]]
    lead = float(scores[best] - elsewhere.max()) if len(elsewhere) else 0.0
    sharpness = by.picture_sharpness if looked else by.screen_sharpness
    a, b, c = by.picture_trust if looked else by.screen_trust
    trust = _sigmoid(a * float(scores[best]) + b * lead + c)
    return Side(_chances(sharpness * scores, places, count), trust)


def together(sides: Sequence[Side], count: int) -> NDArray[np.float64]:
    """(count,) log chances up to a constant; all zero without sides."""
    total = np.zeros(count)
    for side in sides:
        total = total + side.log_chances()
    return total


def taken(answers: Sequence[Logits]) -> int:
    """Which reading of a question the material answers best, by the answer logits (K,) of each.

    The first reading has all its words, and counts even where it is a little less sure.
    """
    best = [float(of.max(initial=-np.inf)) + (TOGETHER if not i else 0.0) for i, of in enumerate(answers)]
    return int(np.argmax(best))


def _chances(logits: Logits, places: Places, count: int) -> NDArray[np.float64]:
    """(count,): each neighbourhood by its best thing, a softmax."""
    best = np.full(count, -1e4)
    np.maximum.at(best, places, logits)
    raised = np.exp(best - best.max())
    shares: NDArray[np.float64] = raised / raised.sum()
    return shares


def _sigmoid(x: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(x, -40, 40))))
