"""Whisper as two graphs: an encoder of any length, and a decoder with a key-value cache."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class Encoder(nn.Module):
    """Mel (1, 80, T) → cross keys and values of each decoder layer (L, 1, S, D), states (1, S, D); S = T / 2.

    openai-whisper's own encoder demands 30 s; this one takes any length and the first S positions.
    """

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.encoder, self.decoder, self.heads = model.encoder, model.decoder, model.dims.n_audio_head

    def forward(self, mel: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = functional.gelu(self.encoder.conv1(mel))
        x = functional.gelu(self.encoder.conv2(x)).permute(0, 2, 1)
        x = x + self.encoder.positional_embedding[: x.shape[1]]
        for block in self.encoder.blocks:
            y = block.attn_ln(x)
            attended = attend(block.attn.query(y), block.attn.key(y), block.attn.value(y), self.heads)
            x = x + block.attn.out(attended)
            x = x + block.mlp(block.mlp_ln(x))
        states = self.encoder.ln_post(x)
        keys = torch.stack([block.cross_attn.key(states) for block in self.decoder.blocks])
        values = torch.stack([block.cross_attn.value(states) for block in self.decoder.blocks])
        return keys, values, states


class Decoder(nn.Module):
    """Tokens (1, n) after P earlier ones → logits (1, n, V) after each, and the cache (L, 1, P + n, D)."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.decoder, self.heads = model.decoder, model.dims.n_text_head

    def forward(
        self, tokens: Tensor, past_keys: Tensor, past_values: Tensor, cross_keys: Tensor, cross_values: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        past, new = past_keys.shape[2], tokens.shape[1]
        x = self.decoder.token_embedding(tokens) + self.decoder.positional_embedding[past : past + new]
        rows, columns = torch.arange(new)[:, None] + past, torch.arange(past + new)[None]
        mask = torch.where(columns > rows, float("-inf"), 0.0)
        keys, values = [], []
        for layer, block in enumerate(self.decoder.blocks):
            y = block.attn_ln(x)
            keys.append(torch.cat([past_keys[layer], block.attn.key(y)], dim=1))
            values.append(torch.cat([past_values[layer], block.attn.value(y)], dim=1))
            x = x + block.attn.out(attend(block.attn.query(y), keys[-1], values[-1], self.heads, mask))
            query = block.cross_attn.query(block.cross_attn_ln(x))
            x = x + block.cross_attn.out(attend(query, cross_keys[layer], cross_values[layer], self.heads))
            x = x + block.mlp(block.mlp_ln(x))
        told = self.decoder.ln(x)
        return told @ self.decoder.token_embedding.weight.T, torch.stack(keys), torch.stack(values)


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int, mask: Tensor | None = None) -> Tensor:
    """Scaled dot-product attention: (B, n, D), (B, s, D), (B, s, D) → (B, n, D)."""
    batch, new, width = query.shape

    def split(x: Tensor) -> Tensor:
        return x.reshape(batch, x.shape[1], heads, width // heads).transpose(1, 2)

    scale = (width // heads) ** -0.25
    weights = (split(query) * scale) @ (split(key).transpose(-1, -2) * scale)
    if mask is not None:
        weights = weights + mask
    attended: Tensor = (weights.softmax(-1) @ split(value)).transpose(1, 2).reshape(batch, new, width)
    return attended
