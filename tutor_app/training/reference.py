"""openai-whisper itself on a recording, with the same weights: what our own transcripts are compared with."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
import whisper

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.core.language import LANGUAGES, Language
from tutor_app.core.recording.said import Recording, Word, sentences
from tutor_app.engine.assemble.weights import read_weights
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.speech.recogniser import speech_model
from tutor_app.engine.speech.recording.media import Media
from tutor_app.settings.home import Home
from tutor_app.training.whisper_source import whisper_model


def recording_by_whisper(home: Home, file: Path, language: Language | None) -> Recording:
    """As `whisper.transcribe` does it by default, with word times; the whole sound lies in memory.

    Raises:
        TutorError: there is no sound in the file, or the weights are missing.
    """
    samples = np.concatenate(list(Media(file).blocks()))
    model = _model(home)
    spoken = language or _likeliest(model, samples)
    found = whisper.transcribe(model, samples, language=spoken, word_timestamps=True, fp16=False)
    words = [word for segment in found["segments"] for word in _words(segment, spoken)]
    return Recording(
        file.name, len(samples) / SAMPLE_RATE_HZ, f"openai-whisper {speech_model(home)}", sentences(words)
    )


@cache
def _model(home: Home) -> Any:
    """A checkpoint that is no file of openai-whisper's brings no alignment heads."""
    name = speech_model(home)
    model = whisper_model(read_weights(weight(home, name, "model.bin")))
    heads = np.zeros((model.dims.n_text_layer, model.dims.n_text_head), dtype=bool)
    heads[tuple(np.array(load_manifests()[name].alignment_heads).T)] = True
    model.register_buffer("alignment_heads", torch.from_numpy(heads).to_sparse(), persistent=False)
    return model


def _likeliest(model: Any, samples: Any) -> Language:
    """Of our languages."""
    mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples))
    _, chances = model.detect_language(mel)
    return max(LANGUAGES, key=lambda language: float(chances[language]))


def _words(segment: Any, language: Language) -> list[Word]:
    return [
        Word(word["word"], round(float(word["start"]), 3), round(float(word["end"]), 3), language)
        for word in segment["words"]
        if word["word"].strip()
    ]
