"""The baseline, in the manner of CLIP (arXiv 2103.00020): the mean of a unit vector per modality."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from tutor_app.core.picture import Grid
from tutor_app.engine.fusion.inputs import SOUND, TEXT
from tutor_app.training.fusion.batches import FigureBatch, PassageBatch, Sampler
from tutor_app.training.fusion.fit import Config, chances, rate
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.losses import alignment, inverse_temperature
from tutor_app.training.fusion.parts import cross_entropy_of_pairs, masked_mean, unit

LATE = "late.pt"  # its weights beside a model that is compared with it


class LateFusion(nn.Module):
    """One linear projection for each modality over the mean of its states."""

    def __init__(self, grid: Grid, width: int = 256) -> None:
        """`grid`: what the picture encoder gives."""
        super().__init__()
        self.grid = grid
        self.note, self.heard, self.words = (nn.Linear(TEXT, width) for _ in range(3))
        self.picture, self.sound = nn.Linear(grid.width, width), nn.Linear(SOUND, width)
        self.warmth = nn.Parameter(torch.tensor(3.0))

    def forward(self, given: Given) -> Tensor:
        """(B, width), norm 1."""
        parts = (
            (self.note, given.note, given.note_mask),
            (self.picture, given.picture, given.picture_mask),
            (self.words, given.words, given.words_mask),
            (self.heard, given.heard, given.heard_mask),
            (self.sound, given.sound, given.sound_mask),
        )
        vectors = [unit(f(masked_mean(x, mask))) * mask.any(1)[:, None] for f, x, mask in parts]
        return unit(torch.stack(vectors).sum(0))

    def passage(self, states: Tensor, mask: Tensor) -> Tensor:
        """(B, n, 384) → (B, width), norm 1."""
        return unit(self.note(masked_mean(states, mask)))


def read_late(file: Path, grid: Grid) -> LateFusion:
    """Raises: OSError, RuntimeError: it was trained on another picture encoder."""
    model = LateFusion(grid)
    model.load_state_dict(torch.load(file, weights_only=True))
    return model.eval()


def train_late(config: Config, samplers: list[Sampler]) -> LateFusion:
    """On the batches and with the steps and learning rates that the fusion model gets."""
    torch.manual_seed(config.seed)
    model = LateFusion(config.shape.grid)
    optimiser = torch.optim.AdamW(model.parameters(), weight_decay=config.weight_decay)
    shares = chances(samplers)
    for step in range(config.steps):
        random = np.random.default_rng([config.seed, step, 0])
        random.integers(2**31)  # as in `Run.losses`: the same draws follow
        sampler = samplers[int(random.choice(len(samplers), p=shares))]
        said, seen = sampler.passages(config.questions, random), sampler.figures(config.figures, random)
        loss = _passage_loss(model, said) + _figure_loss(model, seen)
        optimiser.param_groups[0]["lr"] = rate(config, step)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return model.eval()


def _passage_loss(model: LateFusion, batch: PassageBatch) -> Tensor:
    modules, gold = np.array(batch.modules), np.array(batch.gold)
    there, same = torch.from_numpy(modules != ""), torch.from_numpy(gold[:, None] == modules[None, :])
    scores = model(batch.given) @ model.passage(batch.passages, batch.passages_mask).T
    return cross_entropy_of_pairs(
        (inverse_temperature(model.warmth) * scores).masked_fill(~there, -1e4), same
    )


def _figure_loss(model: LateFusion, batch: FigureBatch) -> Tensor:
    asked, items = model(batch.given), model(batch.figures)
    warm = inverse_temperature(model.warmth)
    views = alignment(warm * model(batch.other_view) @ items.T, batch.same)
    about = alignment(warm * asked @ model.passage(batch.passages, batch.passages_mask).T, batch.same)
    return alignment(warm * asked @ items.T, batch.same) + 0.5 * about + 0.3 * views
