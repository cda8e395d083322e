"""Is an export its source? Measured on real input, before anything is written to its place."""

import importlib.metadata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import soundfile
import soxr
import torch
import whisper
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples

MOST_TOKENS = 224
END = 50257  # end of text
SENTENCES = (
    "query: Why does a heavier stone not fall faster than a light one?",
    "passage: Friction turns the energy of motion into heat; the sum of both stays the same.",
    "query: 为什么学习率太大会导致损失震荡？",
    "passage: 梯度下降沿着损失函数下降最快的方向更新参数。",
    "42",
)


class Differs(Exception):
    """An export is further from its source than is allowed."""


@dataclass(frozen=True)
class Parity:
    """How near an export is to its source."""

    inputs: int
    same: int  # with the same tokens; for encoders, within the tolerance
    worst_difference: float  # of logits, or of token states
    mean_difference: float
    least_cosine: float = 1.0

    def demand(self, least_same_share: float, least_cosine: float) -> None:
        """Raises: Differs."""
        if self.same < least_same_share * self.inputs or self.least_cosine < least_cosine:
            raise Differs(f"{self}; allowed: {least_same_share:.0%} the same, cosine {least_cosine}")


def clips() -> list[Path]:
    """The real recordings of the package `pytest-audioeval` (MIT)."""
    files = importlib.metadata.files("pytest-audioeval") or []
    return sorted(Path(str(f.locate())) for f in files if f.name.endswith(".wav"))


def samples(clip: Path) -> Samples:
    """A recording at 16 kHz, mono."""
    values, rate = soundfile.read(clip, dtype="float32", always_2d=True)
    resampled: Samples = soxr.resample(values.mean(axis=1), rate, SAMPLE_RATE_HZ).astype(np.float32)
    return resampled


def compare_whisper(folder: Path, precision: str, model: Any, recordings: Sequence[Path]) -> Parity:
    """Greedy decoding of 30 s windows, token for token beside openai-whisper's."""
    encoder, decoder = (graph_of(folder / f"{part}.{precision}.onnx") for part in ("encoder", "decoder"))
    same, differences = 0, []
    for recording in recordings:
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples(recording)))
        language = _language(model, mel)
        options = whisper.DecodingOptions(
            language=language, without_timestamps=True, fp16=False, temperature=0.0, sample_len=MOST_TOKENS
        )
        tokens = whisper.decode(model, mel, options).tokens
        start = whisper.tokenizer.get_tokenizer(True, language=language).sot_sequence_including_notimestamps
        theirs = _their_logits(model, mel, [*start, *tokens])
        ours = _our_logits(encoder, decoder, mel.numpy()[None], [*start, *tokens])
        differences.append(np.abs(theirs - ours))
        rows, begin = _allowed(ours, model, len(start)), len(start) - 1
        said = [*tokens, END][:MOST_TOKENS]  # without an end where theirs was cut off
        same += bool(np.array_equal(rows[begin : begin + len(said)].argmax(-1), said))
    worst = max(float(d.max()) for d in differences)
    return Parity(len(recordings), same, worst, float(np.mean([d.mean() for d in differences])))


def compare_text(file: Path, model: torch.nn.Module, tokenise: Callable[[str], list[int]]) -> Parity:
    """Token states of sentences in both languages."""
    session, pairs = graph_of(file), []
    for sentence in SENTENCES:
        ids = np.array([tokenise(sentence)], dtype=np.int64)
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        with torch.no_grad():
            theirs = model(*(torch.from_numpy(v) for v in feeds.values())).numpy()
        pairs.append((theirs.mean(1)[0], session.run(None, feeds)[0].mean(1)[0]))
    return _nearness(pairs)


def compare_image(file: Path, model: torch.nn.Module) -> Parity:
    """Grids of drawn pictures: stripes, rings, noise, an edge."""
    session, pairs = graph_of(file), []
    for picture in _pictures():
        with torch.no_grad():
            theirs = model(torch.from_numpy(picture)).numpy()
        ours = session.run(None, {"pixels": picture})[0]
        pairs.append((theirs.mean((2, 3))[0], ours.mean((2, 3))[0]))
    return _nearness(pairs)


def _nearness(pairs: Sequence[tuple[NDArray[Any], NDArray[Any]]]) -> Parity:
    cosines = [float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))) for a, b in pairs]
    differences = [np.abs(a - b) for a, b in pairs]
    worst = max(float(d.max()) for d in differences)
    return Parity(
        len(pairs), len(pairs), worst, float(np.mean([d.mean() for d in differences])), round(min(cosines), 6)
    )


def _pictures() -> Iterator[NDArray[np.float32]]:
    y, x = np.mgrid[-1:1:224j, -1:1:224j].astype(np.float32)
    noise = np.random.default_rng(7).standard_normal((224, 224)).astype(np.float32)
    for plane in (np.sin(20 * x), np.cos(30 * np.hypot(x, y)), noise, np.sign(x + y)):
        yield np.stack([plane, plane * 0.5, -plane])[None].astype(np.float32)


def _language(model: Any, mel: torch.Tensor) -> str:
    _, chances = model.detect_language(mel)
    return str(max(chances, key=chances.__getitem__))


def _their_logits(model: Any, mel: torch.Tensor, tokens: Sequence[int]) -> NDArray[np.float32]:
    with torch.no_grad():
        logits: NDArray[np.float32] = model.logits(torch.tensor([tokens]), model.encoder(mel[None]))[
            0
        ].numpy()
    return logits


def _our_logits(
    encoder: Any, decoder: Any, mel: NDArray[np.float32], tokens: Sequence[int]
) -> NDArray[np.float32]:
    """(n, V): the cache is used as in real decoding, a token at a time."""
    _, *cross = encoder.run(None, {"mel": mel})
    crossed = dict(zip((one.name for one in decoder.get_inputs()[3:]), cross, strict=True))
    _, heads, width, _ = cross[0].shape
    past = (np.zeros((len(cross) // 2, 1, 0, heads * width), np.float32),) * 2
    rows = []
    for token in tokens:
        feeds = {
            "tokens": np.array([[token]], dtype=np.int64),
            "past_keys": past[0],
            "past_values": past[1],
            **crossed,
        }
        logits, *past_now = decoder.run(None, feeds)
        past = (past_now[0], past_now[1])
        rows.append(logits[0, -1])
    return np.stack(rows)


def _allowed(logits: NDArray[np.float32], model: Any, start: int) -> NDArray[np.float32]:
    """Logits with what openai-whisper's greedy decoding suppresses. Source: whisper/decoding.py"""
    tokenizer = whisper.tokenizer.get_tokenizer(model.is_multilingual)
    never = [*tokenizer.non_speech_tokens, tokenizer.transcribe, tokenizer.translate, tokenizer.sot]
    never += [tokenizer.sot_prev, tokenizer.sot_lm, tokenizer.no_speech]
    rows = logits.copy()
    rows[:, sorted(set(never))] = -np.inf
    rows[:, tokenizer.timestamp_begin :] = -np.inf
    rows[start - 1, [*tokenizer.encode(" "), tokenizer.eot]] = -np.inf
    return rows


def graph_of(file: Path) -> ort.InferenceSession:
    """A graph on the CPU."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])
