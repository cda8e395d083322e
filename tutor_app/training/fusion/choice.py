"""Multiple choice: which option do the material and the screenshot speak for?

Each option is read together with its question. Its words look for their nearest words in the passages that
were found, and among the words on the screenshot; a passage counts the more, the better it fits the
question itself.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tutor_app.training.fusion.parts import FAR

FEATURES = 7
OPTION, STEM, NOTHING = 1, 0, -1  # what a token belongs to


@dataclass(frozen=True)
class Choices:
    """O options of each of B questions, and what may decide between them."""

    words: Tensor  # (B, O, n, 64) vectors of the words of a question with one option
    role: Tensor  # (B, O, n) OPTION, STEM or NOTHING; an option that isn't there is NOTHING throughout
    passages: Tensor  # (B, K, m, 64), zeros where there is none
    meaning: Tensor  # (B, O, K) cosine of question with option, and passage
    pictured: Tensor  # (B, O) how near the option lies to the screenshot, 0 without one


class ChoiceHead(nn.Module):
    """Scores of the options of B questions."""

    def __init__(self, width: int = 32, dropout: float = 0.1) -> None:
        super().__init__()
        self.sharpness = nn.Parameter(torch.tensor(10.0))
        self.layers = nn.Sequential(
            nn.Linear(2 * FEATURES, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, 1)
        )

    def forward(self, choices: Choices) -> Tensor:
        """(B, O); far below all others where there is no option."""
        features = self.features(choices)
        there = (choices.role != NOTHING).any(-1)
        mean = (features * there[..., None]).sum(1, keepdim=True) / there.sum(1)[:, None, None].clamp_min(1)
        scores: Tensor = self.layers(torch.cat([features, features - mean], -1))[..., 0]
        return scores.masked_fill(~there, FAR)

    def features(self, choices: Choices) -> Tensor:
        """(B, O, FEATURES)."""
        option, stem = ((choices.role == role).float() for role in (OPTION, STEM))
        nearest = torch.einsum("bond,bkmd->boknm", choices.words, choices.passages).amax(-1)
        of_option, of_stem = (_mean(nearest, role[:, :, None]) for role in (option, stem))  # (B, O, K)
        attention = (self.sharpness * of_stem.mean(1, keepdim=True)).softmax(-1)
        between = torch.einsum("bond,bomd->bonm", choices.words, choices.words)
        between = (between * stem[:, :, None]).amax(-1)  # each word's nearest word of the question
        return torch.stack(
            [
                of_option.amax(-1), (attention * of_option).sum(-1), (of_stem * of_option).amax(-1),
                choices.meaning.amax(-1), choices.pictured, _mean(between, option),
                option.sum(-1).clamp_min(1).log(),
            ],
            -1,
        )  # fmt: skip


def _mean(values: Tensor, weights: Tensor) -> Tensor:
    total: Tensor = (values * weights).sum(-1) / weights.sum(-1).clamp_min(1)
    return total
