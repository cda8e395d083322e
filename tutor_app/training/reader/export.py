"""A trained reader → the committed ONNX graph in int8, compared with torch first.

The graph takes word vectors, not token ids: the program reads them out of the text encoder's own weights
(`engine/reader/word_vectors.py`), which training leaves as they are.
"""

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.reader.model import OUTPUTS
from tutor_app.engine.reader.pairs import MAX_TOKENS, PairTokenizer, pad_rows
from tutor_app.engine.runtime import open_session
from tutor_app.training import precision
from tutor_app.training.reader.network import ReaderNetwork

OPSET = 17
INPUTS = ("words", "mask", "types")
MOST_FLOAT_DIFFERENCE = 1e-3  # of a logit, float32 beside torch
LEAST_CORRELATION = 0.98  # of each judgement's logits, int8 beside torch


class ParityFailure(ValueError):
    """An exported graph says something else than the network."""


@dataclass(frozen=True)
class ReaderParity:
    """Hold how like an exported graph is to its network, over rows of text."""

    difference: float  # the largest of any logit
    correlation: float  # the least of the four judgements


class WordlessReader(nn.Module):
    """The network from word vectors on."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """words (B, n, 384), mask and types (B, n) → the logits of the four heads."""
        encoded = self.network.encoder(inputs_embeds=words, attention_mask=mask, token_type_ids=types)
        return self.network.judge(encoded.last_hidden_state)


def average_checkpoints(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Average the weights of a run's last checkpoints, which stands in for the rest of a fall of the rate.

    Source: arXiv 2209.14981 (latest weight averaging).
    """
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in states[-1].items()
    }


def export_reader(
    network: ReaderNetwork, tokenizer: PairTokenizer, pairs: Sequence[tuple[str, str]], target: Path
) -> ReaderParity:
    """Write the int8 graph to `target`; `pairs` are what it is compared on.

    Raises:
        ParityFailure: a graph says something else than the network.
    """
    network.eval()
    network.encoder.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch) / "reader.float32.onnx", Path(scratch) / target.name
        trace_reader(network, plain)
        precision.to_rows(plain, small)
        exact, parity = (compare_graph(network, tokenizer, pairs, file) for file in (plain, small))
        if exact.difference > MOST_FLOAT_DIFFERENCE or parity.correlation < LEAST_CORRELATION:
            raise ParityFailure(f"float32: {exact}, int8: {parity}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(small.read_bytes())
    return parity


def trace_reader(network: ReaderNetwork, target: Path) -> None:
    """Write the float32 graph."""
    positions = network.encoder.embeddings.position_embeddings
    whole = positions.weight
    positions.weight = nn.Parameter(whole[:MAX_TOKENS].detach().clone(), requires_grad=False)
    axes = {name: {0: "batch", 1: "tokens"} for name in (*INPUTS, "choose")}
    axes |= {name: {0: "batch"} for name in ("rank", "answerable", "verdict")}
    mask = torch.ones(2, 9, dtype=torch.long)
    mask[1, 6:] = 0
    types = torch.zeros_like(mask)
    types[:, 4:] = 1
    example = torch.randn(2, 9, whole.shape[1]), mask, types
    try:
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer warns of shapes that are constants on purpose
            torch.onnx.export(
                WordlessReader(network).eval(), example, target, input_names=list(INPUTS),
                output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
            )  # fmt: skip
    finally:
        positions.weight = whole


def compare_graph(
    network: ReaderNetwork, tokenizer: PairTokenizer, pairs: Sequence[tuple[str, str]], graph: Path
) -> ReaderParity:
    """Compare a graph's logits with the network's."""
    session = open_session(graph, "cpu")
    table = network.encoder.embeddings.word_embeddings.weight.detach()
    differences: list[float] = []
    theirs: list[list[NDArray[np.float32]]] = [[] for _ in OUTPUTS]
    ours: list[list[NDArray[np.float32]]] = [[] for _ in OUTPUTS]
    for start in range(0, len(pairs), 8):
        ids, mask, types = pad_rows(tokenizer.encode(pairs[start : start + 8]))
        with torch.no_grad():
            expected = [one.numpy() for one in network(*map(torch.from_numpy, (ids, mask, types)))]
        words = table[torch.from_numpy(ids)].float().numpy()
        found = session.run({"words": words, "mask": mask, "types": types}, Cancellation())
        for place, (one, other) in enumerate(zip(expected, found, strict=True)):
            inside = mask.astype(bool) if OUTPUTS[place] == "choose" else np.ones_like(one, dtype=bool)
            differences.append(float(np.abs(one - other)[inside].max()))
            theirs[place].append(one[inside])
            ours[place].append(other[inside])
    correlations = [
        float(np.corrcoef(np.concatenate(one), np.concatenate(other))[0, 1])
        for one, other in zip(theirs, ours, strict=True)
    ]
    return ReaderParity(max(differences), min(correlations))
