"""Trains the fusion model: AdamW, warm-up, early stopping; the same result after a kill."""

import json
import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tutor_app.engine.fusion.identity import PICTURE
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.settings.home import MANIFESTS
from tutor_app.training.fusion.batches import Sampler
from tutor_app.training.fusion.caption import STRANGE
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.losses import Weights
from tutor_app.training.fusion.model import Shape
from tutor_app.training.fusion.network import Network
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.start import start, vocabulary
from tutor_app.training.fusion.tasks import Queue, choice_losses, figure_losses, passage_losses
from tutor_app.training.fusion.team import Alone, Team

Report = Callable[[int, Mapping[str, float]], None]


@dataclass(frozen=True)
class Config:
    """Everything that a run depends on, but the data."""

    picture: str = PICTURE  # the picture encoder
    seed: int = 1
    steps: int = 800
    questions: int = 16  # about passages, in a batch
    figures: int = 24  # in a batch
    choices: int = 8  # of each kind in a batch
    rate: float = 1e-3
    weight_decay: float = 0.02
    warm_up: int = 60
    shards: int = 1  # batches that one step is the mean of: as many as workers, when there are several
    check_every: int = 100
    patience: int = 3  # checks without a better one
    held_back: int = 8  # every eighth chapter is for early stopping
    books: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  # their figures' near copies aren't trained on
    shape: Shape = field(default_factory=Shape)
    weights: Weights = field(default_factory=Weights)

    @classmethod
    def read(cls, file: Path, manifests: Path = MANIFESTS, **changes: Any) -> "Config":
        """With the grid that the manifest of its picture encoder states.

        Raises:
            OSError, ValueError, TypeError: not such a file, or there is no such picture encoder.
        """
        values = tomllib.loads(file.read_text(encoding="utf-8")) | changes
        known = load_manifests(manifests).get(values.get("picture", PICTURE))
        if known is None or known.grid is None:
            raise ValueError(f"{file}: there is no such picture encoder")
        values["shape"] = Shape(**values.get("shape", {}), cells=known.grid.cells, picture=known.grid.width)
        values["weights"] = Weights(**values.get("weights", {}))
        for name in ("books", "left_out"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)

    def of_variant(self, variant: str) -> "Config":
        """The same with another fusion; `late` is the baseline."""
        return replace(self, shape=replace(self.shape, variant=variant))


class Run:
    """One training: its state can be kept and taken up again at any step."""

    def __init__(
        self, config: Config, corpora: Sequence[Corpus], pointing: Ragged, team: Team | None = None
    ) -> None:
        torch.manual_seed(config.seed)
        self.team = team or Alone()
        self.config, self.network, self.step, self.queue = config, Network(config.shape), 0, Queue()
        used = [corpus for corpus in corpora if corpus.name in config.books]
        known = vocabulary(used, config.shape.pieces)
        self.samplers, self.checks = samplers(config, corpora, pointing, known)
        start(self.network.fusion, used)
        self.network.vocabulary[: len(known)] = torch.tensor(known)
        self._choosable = [s for s in self.samplers if len(s.choosable) >= config.choices]
        self._chances = chances(self.samplers)
        self.optimiser = torch.optim.AdamW(
            _groups(self.network, config.weight_decay), lr=config.rate, betas=(0.9, 0.98)
        )
        self.best, self.best_weights, self.bad = math.inf, _copy(self.network), 0

    def train(self, report: Report, keep: Path | None = None) -> None:
        """Until the steps are done or nothing gets better; the best weights stay. A team's leader reports."""
        if not self.team.leads:
            report, keep = _silence, None
        while self.step < self.config.steps and self.bad < self.config.patience:
            shown = self.advance()
            self.step += 1
            if self.step % 20 == 0:
                report(self.step, shown)
            if self.step % self.config.check_every == 0 or self.step == self.config.steps:
                self._judge(report)
                if keep:
                    self.save(keep)
        self.network.load_state_dict(self.best_weights)

    def advance(self, shards: Sequence[int] | None = None) -> dict[str, float]:
        """One step over the given shards (by default all, shared out in the team): their mean gradient."""
        self.network.train()
        self.optimiser.param_groups[0]["lr"] = self.optimiser.param_groups[1]["lr"] = rate(
            self.config, self.step
        )
        self.optimiser.zero_grad()
        chosen = self.team.mine(self.config.shards) if shards is None else shards
        shown: dict[str, float] = {}
        for shard in chosen:
            losses = self.losses(shard)
            total = weighed(losses, self.config.weights) / len(chosen)
            total.backward()  # type: ignore[no-untyped-call]
            for name, loss in losses.items():
                shown[name] = shown.get(name, 0.0) + float(loss.detach()) / len(chosen)
        self.team.average(self.network.parameters())
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        seen, everyone = zip(*self.team.gathered((self.queue.waiting, shown)), strict=True)
        self.queue.turn([pair for pairs in seen for pair in pairs])
        return {name: float(np.mean([one[name] for one in everyone])) for name in shown}

    def losses(self, shard: int) -> dict[str, Tensor]:
        """Of one shard of this step; what is drawn hangs on the seed, the step and the shard alone."""
        random = np.random.default_rng([self.config.seed, self.step, shard])
        torch.manual_seed(int(random.integers(2**31)))
        sampler = self.samplers[int(random.choice(len(self.samplers), p=self._chances))]
        return self._losses(sampler, random, self.queue)

    def _losses(self, sampler: Sampler, random: np.random.Generator, queue: Queue) -> dict[str, Tensor]:
        passages = sampler.passages(self.config.questions, random)
        figures = sampler.figures(self.config.figures, random)
        with torch.autocast("cpu", torch.bfloat16):
            said = passage_losses(self.network, passages)
            seen = figure_losses(self.network, figures, queue)
            chosen = self._choices(sampler, random)
        parts = {"passage": said, "figure": seen, **chosen}
        return {f"{part} {name}": value for part, found in parts.items() for name, value in found.items()}

    def _choices(self, sampler: Sampler, random: np.random.Generator) -> dict[str, dict[str, Tensor]]:
        """Of screenshots of this book, and of exercises of a book that has multiple choices."""
        size = self.config.choices
        found = {"seen": choice_losses(self.network, sampler.figure_choices(size, random))}
        able = [sampler] if len(sampler.choosable) >= size else self._choosable
        if able:
            other = able[int(random.integers(len(able)))]
            found["read"] = choice_losses(self.network, other.choices(size, random))
        return found

    def _judge(self, report: Report) -> None:
        """The held-back chapters, with the same draws every time; a team goes by its leader's figure."""
        self.network.eval()
        totals: list[float] = []
        with torch.no_grad():
            for number, sampler in enumerate(self.checks):
                for repeat in range(3):
                    random = np.random.default_rng([77, number, repeat])
                    losses = self._losses(sampler, random, Queue())
                    totals.append(float(weighed(losses, self.config.weights)))
        now = self.team.gathered(float(np.mean(totals)))[0]
        report(self.step, {"held back": now})
        if now < self.best:
            self.best, self.best_weights, self.bad = now, _copy(self.network), 0
        else:
            self.bad += 1

    def save(self, file: Path) -> None:
        """The whole state; the file is whole or as it was."""
        state = {
            "step": self.step, "network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(),
            "queue": (self.queue.vectors, self.queue.ids), "best": self.best, "bad": self.bad,
            "best_weights": self.best_weights, "config": json.dumps(asdict(self.config)),
        }  # fmt: skip
        part = file.with_suffix(".part")
        torch.save(state, part)
        part.replace(file)

    def resume(self, file: Path) -> None:
        """Raises: ValueError: it is of another configuration."""
        state = torch.load(file, weights_only=True)
        if state["config"] != json.dumps(asdict(self.config)):
            raise ValueError(f"{file.name} was made with another configuration")
        self.step, self.best, self.bad = state["step"], state["best"], state["bad"]
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.queue.vectors, self.queue.ids = state["queue"]
        self.best_weights = state["best_weights"]


def rate(config: Config, step: int) -> float:
    """The learning rate: it rises, then falls as a cosine to a twentieth."""
    if step < config.warm_up:
        return config.rate * (step + 1) / config.warm_up
    gone = (step - config.warm_up) / max(1, config.steps - config.warm_up)
    return config.rate * (0.05 + 0.95 * (1 + math.cos(math.pi * gone)) / 2)


def samplers(
    config: Config, corpora: Sequence[Corpus], pointing: Ragged, known: Sequence[int] = ()
) -> tuple[list[Sampler], list[Sampler]]:
    """Of the books to train on, their chapters divided: for training, and for stopping early.

    Figures that look like those of books left out aren't trained on; `known` is the captions' vocabulary.

    Raises:
        ValueError: a book was prepared with another picture encoder.
    """
    for corpus in corpora:
        corpus.demand(config.picture)
    strange = frozenset(f.dhash for c in corpora if c.name in config.left_out for f in c.figures)
    places = {piece: place for place, piece in enumerate(known) if place > STRANGE}
    train: list[Sampler] = []
    held: list[Sampler] = []
    for corpus in corpora:
        if corpus.name in config.books:
            chapters = divided(corpus, config.held_back)
            for found, of in zip((train, held), chapters, strict=True):
                found.append(Sampler(corpus, pointing, of, strange, places))
    return train, held


def chances(samplers: Sequence[Sampler]) -> np.ndarray:
    """How often each book is drawn: large ones more often, but not in proportion."""
    sizes = np.sqrt([len(s.askable) + len(s.seeable) for s in samplers])
    shares: np.ndarray = sizes / sizes.sum()
    return shares


def weighed(losses: Mapping[str, Tensor], weights: Weights) -> Tensor:
    """The sum that is minimised."""
    factors = asdict(weights)
    return torch.stack([factors[name.split()[-1]] * loss for name, loss in losses.items()]).sum()


def divided(corpus: Corpus, every: int) -> tuple[frozenset[int], frozenset[int]]:
    """Chapters to train on, and those held back."""
    chapters = sorted({c for c in corpus.chapters.values() if c is not None})
    held = frozenset(chapters[every // 2 :: every])
    return frozenset(chapters) - held, held


def _groups(network: Network, decay: float) -> list[dict[str, Any]]:
    """Matrices shrink, biases, norms and temperatures don't."""
    matrices = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def _copy(network: Network) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


def _silence(_step: int, _losses: Mapping[str, float]) -> None:
    """What those who don't lead a team report."""


def corpora_in(prepared: Path, data: Path, names: Sequence[str]) -> list[Corpus]:
    return [Corpus(prepared / name, data / name) for name in names]
