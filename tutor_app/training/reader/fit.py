"""Train the reader: AdamW, a linear warm-up and fall, checkpoints from which the same command goes on."""

import json
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

from tutor_app.engine.reader.pairs import PairTokenizer
from tutor_app.training.reader.batches import deal_batches
from tutor_app.training.reader.examples import Corpus
from tutor_app.training.reader.losses import compute_loss
from tutor_app.training.reader.network import ReaderNetwork, freeze, prepare_encoder


@dataclass(frozen=True, kw_only=True)
class FitConfig:
    """Hold how a reader is trained."""

    steps: int
    rows: int = 24  # pairs a step
    rate: float = 8e-5
    head_rate: float = 4e-4
    weight_decay: float = 0.01
    warm_up: int = 200
    seed: int = 1
    shares: tuple[int, int, int] = (3, 4, 3)  # of batches of ranks, spans, claims
    frozen_layers: int = 0
    save_every_s: float = 240.0
    log: Path = field(default_factory=lambda: Path("fit.jsonl"))


def fit(
    network: ReaderNetwork, corpus: Corpus, tokenizer: PairTokenizer, config: FitConfig, checkpoint: Path
) -> None:
    """Train until `config.steps`, from the checkpoint on where there is one; mutates the network."""
    torch.manual_seed(config.seed)
    freeze(network, config.frozen_layers)
    prepare_encoder(network)
    optimiser = torch.optim.AdamW(_groups(network, config), weight_decay=config.weight_decay, fused=True)
    schedule = LambdaLR(optimiser, lambda step: _rate(step, config))
    done = _resume(network, optimiser, schedule, checkpoint)
    batches = deal_batches(corpus, tokenizer, config.rows, config.shares, config.seed + done)
    network.train()
    saved, recent = time.monotonic(), deque[tuple[str, float]](maxlen=400)
    for step in range(done, config.steps):
        batch = next(batches)
        optimiser.zero_grad(set_to_none=True)
        loss = compute_loss(network, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        recent.append((type(batch).__name__, float(loss.detach())))
        is_last = step + 1 == config.steps
        if is_last or time.monotonic() - saved > config.save_every_s:
            saved = time.monotonic()
            _save(network, optimiser, schedule, step + 1, checkpoint)
            _note(recent, step + 1, config.log)


def _groups(network: ReaderNetwork, config: FitConfig) -> list[dict[str, object]]:
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in known]
    return [{"params": body, "lr": config.rate}, {"params": heads, "lr": config.head_rate}]


def _rate(step: int, config: FitConfig) -> float:
    rising = (step + 1) / config.warm_up
    falling = (config.steps - step) / max(1, config.steps - config.warm_up)
    return max(0.02, min(rising, falling, 1.0))


def _resume(network: ReaderNetwork, optimiser: Optimizer, schedule: LambdaLR, checkpoint: Path) -> int:
    """Go on from a checkpoint; return how many steps are done."""
    if not checkpoint.is_file():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


def _save(
    network: ReaderNetwork, optimiser: Optimizer, schedule: LambdaLR, step: int, checkpoint: Path
) -> None:
    part = checkpoint.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
        },
        part,
    )
    part.replace(checkpoint)


def _note(recent: deque[tuple[str, float]], step: int, log: Path) -> None:
    kinds = sorted({kind for kind, _ in recent})
    means = {
        kind: sum(v for k, v in recent if k == kind) / sum(k == kind for k, _ in recent) for kind in kinds
    }
    with log.open("a", encoding="utf-8") as out:
        out.write(json.dumps({"step": step, "time": time.time(), **means}) + "\n")
