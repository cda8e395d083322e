"""CTranslate2's Whisper → openai-whisper's own model, losslessly: renamed, fused matrices split.

Keys have no bias in Whisper; the fused bias holds zeros for them, which are dropped.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
import whisper

from tutor_app.engine.assemble.weights import Arrays

HEAD_WIDTH = 64


def whisper_model(weights: Arrays) -> "whisper.Whisper":
    """openai-whisper's model with these weights, float32, ready to run."""
    model = whisper.Whisper(dimensions(weights))
    state = {name: torch.from_numpy(np.array(values, dtype=np.float32)) for name, values in _state(weights)}
    model.load_state_dict(state)
    model.eval()
    return model


def dimensions(weights: Arrays) -> "whisper.ModelDimensions":
    """Sizes, read from the shapes."""
    width, mels, _ = weights["encoder/conv1/weight"].shape
    vocabulary, text_width = weights["decoder/embeddings/weight"].shape
    return whisper.ModelDimensions(
        n_mels=mels,
        n_audio_ctx=weights["encoder/position_encodings/encodings"].shape[0],
        n_audio_state=width,
        n_audio_head=width // HEAD_WIDTH,
        n_audio_layer=_layers(weights, "encoder"),
        n_vocab=vocabulary,
        n_text_ctx=weights["decoder/position_encodings/encodings"].shape[0],
        n_text_state=text_width,
        n_text_head=text_width // HEAD_WIDTH,
        n_text_layer=_layers(weights, "decoder"),
    )


def _layers(weights: Arrays, side: str) -> int:
    starts = {
        name.split("/")[1] for name in weights if name.startswith(f"{side}/layer_") and name.count("/") > 2
    }
    return len([name for name in starts if name.removeprefix("layer_").isdigit()])


def _state(w: Arrays) -> Iterator[tuple[str, Any]]:
    yield "encoder.positional_embedding", w["encoder/position_encodings/encodings"]
    yield "decoder.positional_embedding", w["decoder/position_encodings/encodings"]
    yield "decoder.token_embedding.weight", w["decoder/embeddings/weight"]
    for conv in ("conv1", "conv2"):
        yield from _linear(w, f"encoder.{conv}", f"encoder/{conv}")
    for side, last in (("encoder", "ln_post"), ("decoder", "ln")):
        yield from _norm(w, f"{side}.{last}", f"{side}/layer_norm")
        for number in range(_layers(w, side)):
            yield from _block(w, f"{side}.blocks.{number}", f"{side}/layer_{number}", side == "decoder")


def _block(w: Arrays, ours: str, theirs: str, crosses: bool) -> Iterator[tuple[str, Any]]:
    fused, bias = w[f"{theirs}/self_attention/linear_0/weight"], w[f"{theirs}/self_attention/linear_0/bias"]
    yield from zip(
        (f"{ours}.attn.{part}.weight" for part in ("query", "key", "value")), np.split(fused, 3), strict=True
    )
    query_bias, _, value_bias = np.split(bias, 3)
    yield f"{ours}.attn.query.bias", query_bias
    yield f"{ours}.attn.value.bias", value_bias
    yield from _linear(w, f"{ours}.attn.out", f"{theirs}/self_attention/linear_1")
    yield from _norm(w, f"{ours}.attn_ln", f"{theirs}/self_attention/layer_norm")
    if crosses:
        yield from _linear(w, f"{ours}.cross_attn.query", f"{theirs}/attention/linear_0")
        key, value = np.split(w[f"{theirs}/attention/linear_1/weight"], 2)
        yield f"{ours}.cross_attn.key.weight", key
        yield f"{ours}.cross_attn.value.weight", value
        yield f"{ours}.cross_attn.value.bias", np.split(w[f"{theirs}/attention/linear_1/bias"], 2)[1]
        yield from _linear(w, f"{ours}.cross_attn.out", f"{theirs}/attention/linear_2")
        yield from _norm(w, f"{ours}.cross_attn_ln", f"{theirs}/attention/layer_norm")
    yield from _linear(w, f"{ours}.mlp.0", f"{theirs}/ffn/linear_0")
    yield from _linear(w, f"{ours}.mlp.2", f"{theirs}/ffn/linear_1")
    yield from _norm(w, f"{ours}.mlp_ln", f"{theirs}/ffn/layer_norm")


def _linear(w: Arrays, ours: str, theirs: str) -> Iterator[tuple[str, Any]]:
    yield f"{ours}.weight", w[f"{theirs}/weight"]
    yield f"{ours}.bias", w[f"{theirs}/bias"]


def _norm(w: Arrays, ours: str, theirs: str) -> Iterator[tuple[str, Any]]:
    yield f"{ours}.weight", w[f"{theirs}/gamma"]
    yield f"{ours}.bias", w[f"{theirs}/beta"]
