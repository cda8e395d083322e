"""BERT-family weights → transformers.BertModel, and the graph that is exported of it."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tutor_app.engine.assemble.weights import Arrays

WIDTH = 384
HEADS = 12

_E5_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class States(nn.Module):
    """input_ids and attention_mask (B, n) → token states (B, n, 384)."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states: Tensor = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return states


def minilm(weights: Arrays) -> BertModel:
    """all-MiniLM-L6-v2. Source: its config.json in the package."""
    config = BertConfig(
        vocab_size=30522,
        hidden_size=WIDTH,
        num_hidden_layers=6,
        num_attention_heads=HEADS,
        intermediate_size=1536,
    )
    return _loaded(
        config, {k: v for k, v in weights.items() if not k.startswith("pooler") and "position_ids" not in k}
    )


def e5_small(weights: Arrays) -> BertModel:
    """multilingual-e5-small out of its 4-bit container. Source: its config.json upstream."""
    words = weights["emb.word"].size // WIDTH
    config = BertConfig(
        vocab_size=words,
        hidden_size=WIDTH,
        num_hidden_layers=12,
        num_attention_heads=HEADS,
        intermediate_size=1536,
    )
    return _loaded(config, dict(_e5_state(weights)))


def _loaded(config: BertConfig, state: dict[str, Any]) -> BertModel:
    model = BertModel(config, add_pooling_layer=False)
    expected = model.state_dict()
    tensors = {
        k: torch.from_numpy(np.array(v, np.float32)).reshape(expected[k].shape) for k, v in state.items()
    }
    missing = set(expected) - set(tensors) - {"embeddings.position_ids", "embeddings.token_type_ids"}
    if missing:
        raise ValueError(f"weights are missing: {json.dumps(sorted(missing))}")
    model.load_state_dict(tensors, strict=False)
    model.train(False)
    return model


def _e5_state(w: Arrays) -> Iterator[tuple[str, Any]]:
    yield "embeddings.word_embeddings.weight", w["emb.word"]
    yield "embeddings.position_embeddings.weight", w["emb.pos"]
    yield "embeddings.token_type_embeddings.weight", w["emb.type"]
    yield "embeddings.LayerNorm.weight", w["emb.ln.w"]
    yield "embeddings.LayerNorm.bias", w["emb.ln.b"]
    for layer in range(12):
        for short, name in _E5_PARTS.items():
            yield f"encoder.layer.{layer}.{name}.weight", w[f"l{layer}.{short}.w"]
            yield f"encoder.layer.{layer}.{name}.bias", w[f"l{layer}.{short}.b"]
