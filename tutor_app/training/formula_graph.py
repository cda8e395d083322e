"""The formula reader as two graphs: what is seen, and one token after the others with a key-value cache."""

from typing import Any

import torch
from torch import Tensor, nn

from tutor_app.training.formula_network import HEAD_WIDTH, HEADS, FormulaNetwork


class Seen(nn.Module):
    """Pixels (1, 1, H, W) → cross (8, 1, heads, cells, 64): keys, then values, of each decoder layer."""

    def __init__(self, network: FormulaNetwork) -> None:
        super().__init__()
        self.encoder = network.encoder
        layers = network.decoder.net.layers
        crosses = [layers[part][1] for part in range(1, len(layers), 3)]
        self.crosses: Any = nn.ModuleList(crosses)

    def forward(self, pixels: Tensor) -> Tensor:
        states = self.encoder(pixels)
        return torch.stack([tensor for cross in self.crosses for tensor in cross.seen(states)])


class Step(nn.Module):
    """The token at a place (1,), what came before (8, 1, heads, t, 64) → logits (8000,), and t + 1 of it."""

    def __init__(self, network: FormulaNetwork) -> None:
        super().__init__()
        self.net = network.decoder.net

    def forward(self, token: Tensor, place: Tensor, past: Tensor, cross: Tensor) -> tuple[Tensor, Tensor]:
        x = self.net.embedded(token, place)[None]
        known: list[Tensor] = []
        for part, (norm, layer) in enumerate(self.net.layers):
            y, at = norm(x), 2 * (part // 3)
            if part % 3 == 0:
                new = layer.seen(y)
                known += [torch.cat([past[at + n], new[n]], dim=2) for n in range(2)]
                x = x + layer.look(y, *known[-2:])
            elif part % 3 == 1:
                x = x + layer.look(y, cross[at], cross[at + 1])
            else:
                x = x + layer(y)
        logits: Tensor = self.net.to_logits(self.net.norm(x))[0, 0]
        return logits, torch.stack(known)


def no_past() -> Tensor:
    return torch.zeros(8, 1, HEADS, 0, HEAD_WIDTH)
