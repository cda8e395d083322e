"""Whisper as two graphs: an encoder of any length, and a decoder with a key-value cache.

The encoder gives the decoder's cross keys as they are multiplied, head by head, scaled and turned, so that no
step turns them anew: a third of a step's time at 10 s, half at 30 s.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class Encoder(nn.Module):
    """Mel (1, 80, T) → states (1, S, D), and cross keys (1, H, W, S) of each decoder layer, then cross values
    (1, H, S, W) of each; S = T / 2, D = H · W.

    Each is a tensor of its own: to join them, and to part them in every step, would copy 37 MB at 30 s.

    openai-whisper's own encoder demands 30 s; this one takes any length and the first S positions.
    """

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.encoder, self.decoder = model.encoder, model.decoder
        self.heads, self.text_heads = model.dims.n_audio_head, model.dims.n_text_head

    def forward(self, mel: Tensor) -> tuple[Tensor, ...]:
        x = functional.gelu(self.encoder.conv1(mel))
        x = functional.gelu(self.encoder.conv2(x)).permute(0, 2, 1)
        x = x + self.encoder.positional_embedding[: x.shape[1]]
        for block in self.encoder.blocks:
            y = block.attn_ln(x)
            query, key, value = block.attn.query(y), block.attn.key(y), block.attn.value(y)
            attended: Tensor = _Fused.apply(query, key, value, self.heads)  # type: ignore[no-untyped-call]
            x = x + block.attn.out(attended)
            x = x + block.mlp(block.mlp_ln(x))
        states = self.encoder.ln_post(x)
        crosses = [block.cross_attn for block in self.decoder.blocks]
        keys = (turned(cross.key(states), self.text_heads) for cross in crosses)
        values = (parted(cross.value(states), self.text_heads) for cross in crosses)
        return states, *keys, *values


class Decoder(nn.Module):
    """Tokens (B, n) after P earlier ones → logits (B, n, V) after each, and the cache (L, B, P + n, D).

    B texts of one sound: its cross keys and values are the same for all.
    """

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.decoder, self.heads = model.decoder, model.dims.n_text_head

    def forward(
        self, tokens: Tensor, past_keys: Tensor, past_values: Tensor, *cross: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        cross_keys, cross_values = cross[: len(cross) // 2], cross[len(cross) // 2 :]
        past, new = past_keys.shape[2], tokens.shape[1]
        x = self.decoder.token_embedding(tokens) + self.decoder.positional_embedding[past : past + new]
        rows, columns = torch.arange(new)[:, None] + past, torch.arange(past + new)[None]
        mask = torch.where(columns > rows, float("-inf"), 0.0)
        keys, values = [], []
        for layer, block in enumerate(self.decoder.blocks):
            y = block.attn_ln(x)
            keys.append(torch.cat([past_keys[layer], block.attn.key(y)], dim=1))
            values.append(torch.cat([past_values[layer], block.attn.value(y)], dim=1))
            known, told = turned(keys[-1], self.heads), parted(values[-1], self.heads)
            x = x + block.attn.out(attend(parted(block.attn.query(y), self.heads), known, told, mask))
            query = parted(block.cross_attn.query(block.cross_attn_ln(x)), self.heads)
            x = x + block.cross_attn.out(attend(query, cross_keys[layer], cross_values[layer]))
            x = x + block.mlp(block.mlp_ln(x))
        after = self.decoder.ln(x)
        return after @ self.decoder.token_embedding.weight.T, torch.stack(keys), torch.stack(values)


def parted(x: Tensor, heads: int) -> Tensor:
    """(B, s, D) → (B, H, s, W)."""
    return x.reshape(x.shape[0], x.shape[1], heads, x.shape[2] // heads).transpose(1, 2)


def turned(key: Tensor, heads: int) -> Tensor:
    """(B, s, D) → (B, H, W, s), scaled by 1 / √W: an eighth in every Whisper, so nothing is rounded."""
    width = key.shape[2] // heads
    scaled: Tensor = parted(key, heads).transpose(-1, -2) * width**-0.5
    return scaled


def attend(query: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None = None) -> Tensor:
    """Attention of (B, H, n, W) to keys (B or 1, H, W, s) and values (B or 1, H, s, W): (B, n, D)."""
    weights = query @ keys
    if mask is not None:
        weights = weights + mask
    attended: Tensor = (weights.softmax(-1) @ values).transpose(1, 2).flatten(2)
    return attended


class _Fused(torch.autograd.Function):
    """`attend` as onnxruntime's own node, which never holds all weights: those of 30 s take 72 MB a layer."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return attend(parted(query, heads), turned(key, heads), parted(value, heads))

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        node.setType(query.type())
        return node
