"""LaTeX-OCR's network in plain torch, under the names of its published state dict.

A ResNet of 2, 3 and 7 blocks makes cells of 16 × 16 pixels; four transformer blocks look at them; a
decoder of four layers writes LaTeX.

Source: github.com/lukas-blecher/LaTeX-OCR 0.0.1; timm's ResNetV2 and hybrid ViT; x-transformers 0.15
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from tutor_app.engine.assemble.weights import Arrays

WIDTH, HEADS, HEAD_WIDTH = 256, 8, 64
ROWS, COLUMNS = 12, 42  # cells of the largest picture: 192 × 672 pixels
TOKENS, PLACES = 8000, 512


class FormulaNetwork(nn.Module):
    """Pixels (B, 1, H, W), H and W multiples of 32 up to 192 × 672 → logits of the LaTeX so far."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()

    def forward(self, pixels: Tensor, tokens: Tensor) -> Tensor:
        """tokens: (B, n) → (B, n, 8000)."""
        logits: Tensor = self.decoder.net(tokens, self.encoder(pixels))
        return logits


class Decoder(nn.Module):
    """Only a name around the writer."""

    def __init__(self) -> None:
        super().__init__()
        self.net = Writer()


class Encoder(nn.Module):
    """Pixels → states (B, 1 + cells, 256)."""

    def __init__(self) -> None:
        super().__init__()
        self.patch_embed = Cells()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + ROWS * COLUMNS, WIDTH))
        self.blocks = nn.ModuleList(Block() for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-6)

    def forward(self, pixels: Tensor) -> Tensor:
        cells = self.patch_embed(pixels)
        rows, columns = cells.shape[2], cells.shape[3]
        places = self.pos_embed[:, 1:].reshape(1, ROWS, COLUMNS, WIDTH)[:, :rows, :columns]
        x = cells.flatten(2).transpose(1, 2) + places.reshape(1, -1, WIDTH)
        first = (self.cls_token + self.pos_embed[:, :1]).expand(x.shape[0], -1, -1)
        x = torch.cat([first, x], dim=1)
        for block in self.blocks:
            x = block(x)
        states: Tensor = self.norm(x)
        return states


class Cells(nn.Module):
    """Pixels → a vector for each 16 × 16 of them."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        self.proj = nn.Conv2d(1024, WIDTH, 1)

    def forward(self, pixels: Tensor) -> Tensor:
        cells: Tensor = self.proj(self.backbone(pixels))
        return cells


class Backbone(nn.Module):
    """The ResNet."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Stem()
        self.stages = nn.ModuleList([Stage(64, 256, 1, 2), Stage(256, 512, 2, 3), Stage(512, 1024, 2, 7)])

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x)
        return x


class Stem(nn.Module):
    """A quarter of the height and width."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = Convolution(1, 64, 7, 2)
        self.norm = GroupNorm(64)

    def forward(self, x: Tensor) -> Tensor:
        return functional.max_pool2d(_same(self.norm(self.conv(x)), 3, 2, -torch.inf), 3, 2)


class Stage(nn.Module):
    """Bottlenecks, the first of which shrinks."""

    def __init__(self, channels: int, out: int, stride: int, repeats: int) -> None:
        super().__init__()
        later = (Bottleneck(out, out, 1, is_first=False) for _ in range(repeats - 1))
        self.blocks = nn.ModuleList([Bottleneck(channels, out, stride, is_first=True), *later])

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x)
        return x


class Bottleneck(nn.Module):
    """Three convolutions beside a shortcut."""

    def __init__(self, channels: int, out: int, stride: int, *, is_first: bool) -> None:
        super().__init__()
        narrow = out // 4
        self.downsample = Shortcut(channels, out, stride) if is_first else nn.Identity()
        self.conv1, self.norm1 = Convolution(channels, narrow, 1), GroupNorm(narrow)
        self.conv2, self.norm2 = Convolution(narrow, narrow, 3, stride), GroupNorm(narrow)
        self.conv3, self.norm3 = Convolution(narrow, out, 1), GroupNorm(out, acts=False)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(self.conv1(x))
        y = self.norm2(self.conv2(y))
        y = self.norm3(self.conv3(y))
        return functional.relu(y + self.downsample(x))


class Shortcut(nn.Module):
    """Past a bottleneck that changes the shape."""

    def __init__(self, channels: int, out: int, stride: int) -> None:
        super().__init__()
        self.conv, self.norm = Convolution(channels, out, 1, stride), GroupNorm(out, acts=False)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.norm(self.conv(x))
        return y


class Convolution(nn.Conv2d):
    """With weights of mean 0 and variance 1, padded as TensorFlow does."""

    def __init__(self, channels: int, out: int, kernel: int, stride: int = 1) -> None:
        super().__init__(channels, out, kernel, stride=stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        mean = self.weight.mean((1, 2, 3), keepdim=True)
        off = self.weight - mean
        spread = torch.sqrt((off * off).mean((1, 2, 3), keepdim=True) + 1e-6)
        kernel, stride = self.kernel_size[0], self.stride[0]
        return functional.conv2d(_same(x, kernel, stride), off / spread, None, stride)


class GroupNorm(nn.GroupNorm):
    """Of 32 groups; negative values become 0 if it `acts`."""

    def __init__(self, channels: int, *, acts: bool = True) -> None:
        super().__init__(32, channels)
        self.acts = acts

    def forward(self, x: Tensor) -> Tensor:
        y = super().forward(x)
        return functional.relu(y) if self.acts else y


class Block(nn.Module):
    """One layer of the vision transformer."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-6), nn.LayerNorm(WIDTH, eps=1e-6)
        self.attn, self.mlp = Attention(), Mlp()

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x))
        y: Tensor = x + self.mlp(self.norm2(x))
        return y


class Attention(nn.Module):
    """Each cell looks at all."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.proj = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        batch, cells, _ = x.shape
        joined = self.qkv(x).reshape(batch, cells, 3, HEADS, WIDTH // HEADS)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        out: Tensor = self.proj(attended(query, key, value))
        return out


class Mlp(nn.Module):
    """What each cell makes of what it saw."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.fc2(functional.gelu(self.fc1(x)))
        return y


class Writer(nn.Module):
    """The decoder: layers of three, each [norm, self-attention | cross-attention | gated feed-forward]."""

    def __init__(self) -> None:
        super().__init__()
        self.token_emb = nn.Embedding(TOKENS, WIDTH)
        self.pos_emb = nn.Module()
        self.pos_emb.emb = nn.Embedding(PLACES, WIDTH)
        self.attn_layers = nn.Module()
        self.attn_layers.layers = nn.ModuleList(
            nn.ModuleList([nn.LayerNorm(WIDTH), Gated() if part % 3 == 2 else Looking()])
            for part in range(12)
        )
        self.norm, self.to_logits = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, TOKENS)

    @property
    def layers(self) -> Any:
        """Pairs of a norm and what comes after it."""
        return self.attn_layers.layers

    def embedded(self, tokens: Tensor, places: Tensor) -> Tensor:
        """What is written, and where: (…, n) and (n,) → (…, n, 256)."""
        place_table: Any = self.pos_emb.emb
        x: Tensor = self.token_emb(tokens) + place_table(places)
        return x

    def forward(self, tokens: Tensor, states: Tensor) -> Tensor:
        count = tokens.shape[1]
        x = self.embedded(tokens, torch.arange(count))
        later = torch.ones(count, count, dtype=torch.bool).triu(1)
        for part, (norm, layer) in enumerate(self.layers):
            y = norm(x)
            if part % 3 == 0:
                x = x + layer.look(y, *layer.seen(y), later)
            elif part % 3 == 1:
                x = x + layer.look(y, *layer.seen(states))
            else:
                x = x + layer(y)
        logits: Tensor = self.to_logits(self.norm(x))
        return logits


class Looking(nn.Module):
    """Attention whose result goes through a gate."""

    def __init__(self) -> None:
        super().__init__()
        inner = HEADS * HEAD_WIDTH
        self.to_q, self.to_k, self.to_v = (nn.Linear(WIDTH, inner, bias=False) for _ in range(3))
        self.to_out = nn.Sequential(nn.Linear(inner, 2 * WIDTH), nn.GLU())

    def seen(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values (B, 8, n, 64) of what may be looked at."""
        return _heads(self.to_k(states)), _heads(self.to_v(states))

    def look(self, x: Tensor, key: Tensor, value: Tensor, hidden: Tensor | None = None) -> Tensor:
        """hidden: (n, m), true where a place may not look."""
        out: Tensor = self.to_out(attended(_heads(self.to_q(x)), key, value, hidden))
        return out


class Gated(nn.Module):
    """The feed-forward part: half of it is the other half's gate."""

    def __init__(self) -> None:
        super().__init__()
        self.net = nn.Sequential(GatedGelu(), nn.Identity(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.net(x)
        return y


class GatedGelu(nn.Module):
    """Values times their gates."""

    def __init__(self) -> None:
        super().__init__()
        self.proj = nn.Linear(WIDTH, 8 * WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        values, gates = self.proj(x).chunk(2, dim=-1)
        y: Tensor = values * functional.gelu(gates)
        return y


def formula_network(weights: Arrays) -> FormulaNetwork:
    """The network with the published weights, all of which it takes."""
    network = FormulaNetwork()
    network.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in weights.items()})
    network.eval()
    return network


def attended(query: Tensor, key: Tensor, value: Tensor, hidden: Tensor | None = None) -> Tensor:
    """(B, heads, n, d) each → (B, n, heads · d)."""
    scores = query @ key.transpose(-2, -1) * query.shape[-1] ** -0.5
    if hidden is not None:
        scores = scores.masked_fill(hidden, -torch.inf)
    mixed: Tensor = (scores.softmax(-1) @ value).transpose(1, 2).flatten(2)
    return mixed


def _heads(x: Tensor) -> Tensor:
    return x.view(*x.shape[:2], HEADS, HEAD_WIDTH).transpose(1, 2)


def _same(x: Tensor, kernel: int, stride: int, filling: float = 0.0) -> Tensor:
    """TensorFlow's "same" padding; sides are even, so that it is the same for all of them."""
    padding = max(kernel - stride, 0)
    before, after = padding // 2, padding - padding // 2
    padded: Tensor = functional.pad(x, [before, after, before, after], value=filling) if padding else x
    return padded
