"""The trained network → five ONNX graphs: question or figure, picture, passage, candidates, options."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import torch
from torch import Tensor, nn

from tutor_app.engine.fusion.inputs import SOUND, TEXT
from tutor_app.training.export import PRECISIONS, Graph, trace
from tutor_app.training.fusion.choice import Choices
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.match import SIGNALS, Lists
from tutor_app.training.fusion.model import WORD
from tutor_app.training.fusion.network import Network

OUTPUTS = (
    "meaning", "look", "read", "gates", "word_vectors", "word_weights",
    "counted_note", "counted_picture", "counted_words", "counted_speech", "kind",
)  # fmt: skip


def export_network(network: Network, folder: Path, precisions: Sequence[str] = PRECISIONS) -> None:
    """`fuse`, `see`, `passage`, `match`, `choice` in each precision; float32 always."""
    folder.mkdir(parents=True, exist_ok=True)
    for graph in graphs(network.eval()):
        trace(graph, folder, tuple(precisions))


def graphs(network: Network) -> list[Graph]:
    """How each part is traced."""
    return [_fuse(network), _see(network), _passage(network), _match(network), _choice(network)]


class _Fuse(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.fusion, self.kind = network.fusion, network.kind

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        fused = self.fusion(Given(*given))
        return (
            fused.meaning, fused.look, fused.read, fused.gates, fused.word_vectors, fused.word_weights,
            *fused.counted, self.kind(fused.state).softmax(-1),
        )  # fmt: skip


class _See(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.fusion = network.fusion

    def forward(self, picture: Tensor, mask: Tensor) -> Tensor:
        return self.fusion.see(picture, mask)


class _Passage(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.fusion = network.fusion

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        vector, words = self.fusion.passage(states, mask)
        return vector, words


class _Match(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.head = network.match

    def forward(
        self,
        vectors: Tensor,
        weights: Tensor,
        words: Tensor,
        meaning: Tensor,
        signals: Tensor,
        groups: Tensor,
    ) -> tuple[Tensor, Tensor]:
        rank, answer = self.head(vectors, weights, Lists(words, meaning, signals, groups))
        return rank, answer


class _Choice(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.head = network.choice

    def forward(self, words: Tensor, role: Tensor, *found: Tensor) -> Tensor:
        scores: Tensor = self.head(Choices(words, role, *found))
        return scores


def _fuse(network: Network) -> Graph:
    b, grid = 2, network.fusion.shape.grid
    lengths = {"note": 5, "picture": grid.cells, "words": 6, "heard": 4, "sound": 7}
    widths = {"note": TEXT, "picture": grid.width, "words": TEXT, "heard": TEXT, "sound": SOUND}
    example, axes = [], {}
    for field in fields(Given):
        name = field.name.removesuffix("_mask")
        if field.name == "boxes":
            example.append(torch.rand(b, lengths["words"], 4))
            axes["boxes"] = {0: "batch", 1: "n_words"}
            continue
        is_mask = field.name.endswith("_mask")
        n = lengths[name]
        example.append(torch.ones(b, n, dtype=torch.bool) if is_mask else torch.randn(b, n, widths[name]))
        axes[field.name] = {0: "batch"} if name == "picture" else {0: "batch", 1: f"n_{name}"}
    for name in OUTPUTS:
        axes[name] = {0: "batch"}
    axes["word_vectors"] |= {1: "n_text"}
    axes["word_weights"] |= {1: "n_text"}
    axes["counted_note"] |= {1: "n_note"}
    axes["counted_words"] |= {1: "n_words"}
    axes["counted_speech"] |= {1: "n_speech"}
    return Graph("fuse", _Fuse(network).eval(), tuple(example), tuple(Given.names()), OUTPUTS, axes)


def _see(network: Network) -> Graph:
    grid = network.fusion.shape.grid
    example = torch.randn(2, grid.cells, grid.width), torch.ones(2, grid.cells, dtype=torch.bool)
    axes = {name: {0: "batch"} for name in ("picture", "mask", "look")}
    return Graph("see", _See(network).eval(), example, ("picture", "mask"), ("look",), axes)


def _passage(network: Network) -> Graph:
    example = torch.randn(2, 9, TEXT), torch.ones(2, 9, dtype=torch.bool)
    axes = {"states": {0: "batch", 1: "n"}, "mask": {0: "batch", 1: "n"}, "vector": {0: "batch"}}
    axes["words"] = {0: "batch", 1: "n"}
    return Graph("passage", _Passage(network).eval(), example, ("states", "mask"), ("vector", "words"), axes)


def _match(network: Network) -> Graph:
    k, n, q = 6, 8, 5
    example = (
        torch.randn(1, q, WORD), torch.rand(1, q), torch.randn(1, k, n, WORD), torch.rand(1, k),
        torch.rand(1, k, SIGNALS), torch.arange(k)[None] // 2,
    )  # fmt: skip
    names = ("question", "weights", "words", "meaning", "signals", "groups")
    axes = {
        "question": {1: "q"}, "weights": {1: "q"}, "words": {1: "k", 2: "n"}, "meaning": {1: "k"},
        "signals": {1: "k"}, "groups": {1: "k"}, "rank": {1: "k"}, "answer": {1: "k"},
    }  # fmt: skip
    return Graph("match", _Match(network).eval(), example, names, ("rank", "answer"), axes)


def _choice(network: Network) -> Graph:
    b, o, n, k, m = 2, 3, 5, 4, 6
    example = (
        torch.randn(b, o, n, WORD), torch.randint(-1, 2, (b, o, n)), torch.randn(b, k, m, WORD),
        torch.rand(b, o, k), torch.rand(b, o),
    )  # fmt: skip
    names = ("words", "role", "passages", "meaning", "pictured")
    axes = {
        "words": {0: "b", 1: "o", 2: "n"}, "role": {0: "b", 1: "o", 2: "n"},
        "passages": {0: "b", 1: "k", 2: "m"}, "meaning": {0: "b", 1: "o", 2: "k"},
        "pictured": {0: "b", 1: "o"}, "scores": {0: "b", 1: "o"},
    }  # fmt: skip
    return Graph("choice", _Choice(network).eval(), example, names, ("scores",), axes)
