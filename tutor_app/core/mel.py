"""Sound → log-mel spectrogram, as Whisper was trained on it; shared by training and use.

Source: github.com/openai/whisper, whisper/audio.py (`log_mel_spectrogram`)
"""

from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples

Mel: TypeAlias = NDArray[np.float32]  # (80, frames), about -1 to 1.5

WINDOW = 400  # samples, 25 ms
HOP = 160  # samples, 10 ms
BANDS = 80
BLOCK = 256  # frames at once: 30 s of them take 40 MB


def log_mel(samples: Samples) -> Mel:
    """(80, n // 160) of n samples.

    The loudest moment sets the floor, so pad with silence before, not after.
    """
    padded = (
        np.pad(samples, WINDOW // 2, mode="reflect")
        if len(samples) > WINDOW // 2
        else np.zeros(0, np.float32)
    )
    frames = len(samples) // HOP
    if not frames or not len(padded):
        return np.zeros((BANDS, 0), dtype=np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:frames]
    blocks = (windows[start : start + BLOCK] for start in range(0, frames, BLOCK))
    bands = np.concatenate([filters() @ _power(block).T for block in blocks], axis=1)
    logs = np.log10(np.maximum(bands, 1e-10))
    floored = np.maximum(logs, logs.max() - 8.0)
    scaled: Mel = ((floored + 4.0) / 4.0).astype(np.float32)
    return scaled


def _power(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 400) samples → (n, 201)."""
    spectrum = np.fft.rfft(windows * _hann(), axis=1)
    power: NDArray[np.float32] = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    return power


@cache
def filters() -> NDArray[np.float32]:
    """(80, 201) triangles of equal area on Slaney's mel scale. Source: librosa.filters.mel, its defaults"""
    centres = _mel_to_hz(np.linspace(0.0, _hz_to_mel(SAMPLE_RATE_HZ / 2), BANDS + 2))
    bins = np.linspace(0, SAMPLE_RATE_HZ / 2, WINDOW // 2 + 1)
    widths = np.diff(centres)
    slopes = centres[:, None] - bins[None, :]
    rising, falling = -slopes[:-2] / widths[:-1, None], slopes[2:] / widths[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    areas: NDArray[np.float32] = (triangles * (2.0 / (centres[2:] - centres[:-2]))[:, None]).astype(
        np.float32
    )
    return areas


@cache
def _hann() -> NDArray[np.float32]:
    window: NDArray[np.float32] = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(
        np.float32
    )
    return window


_LINEAR_HZ, _LINEAR_MEL, _STEP = 1000.0, 15.0, np.log(6.4) / 27.0  # linear below 1 kHz, logarithmic above


def _hz_to_mel(hz: float) -> float:
    if hz < _LINEAR_HZ:
        return hz * 3 / 200
    return float(_LINEAR_MEL + np.log(hz / _LINEAR_HZ) / _STEP)


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < _LINEAR_MEL, mel * 200 / 3, _LINEAR_HZ * np.exp(_STEP * (mel - _LINEAR_MEL)))
