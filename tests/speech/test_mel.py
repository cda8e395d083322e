"""Our spectrogram is the one that Whisper was trained on."""

import numpy as np
import pytest
import whisper

from tutor_app.core.mel import log_mel
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.speech.script import simplified
from tutor_app.engine.speech.tokens import END, Tokens


@pytest.mark.parametrize("samples", [480_000, 83_200, 16_000, 1_600])
def test_it_equals_openai_whispers(samples):
    """Both compute in float32; the logarithm of small powers differs in its last digits."""
    sound = (0.1 * np.random.default_rng(1).standard_normal(samples)).astype(np.float32)
    sound *= np.linspace(0, 1, samples, dtype=np.float32) ** 4
    assert np.abs(log_mel(sound) - whisper.log_mel_spectrogram(sound).numpy()).max() < 1e-4


def test_too_little_sound_is_no_frame():
    assert log_mel(np.zeros(10, np.float32)).shape == (80, 0)


def test_the_tokens_are_openai_whispers(models_home):
    ours = Tokens(weight(models_home, "whisper-base", "tokenizer.json"))
    theirs = whisper.tokenizer.get_tokenizer(True)
    ids = theirs.encode("Why does 机器学习 work? It’s 9.81 m/s²!")
    assert ours.text(ids) == theirs.decode(ids).strip()
    assert [i for i in ours.never if i < END] == [i for i in theirs.non_speech_tokens if i < END]
    assert ours.never_first == [*theirs.encode(" "), theirs.eot]


def test_traditional_characters_are_folded():
    assert simplified("學習率太大會導致損失震盪") == "学习率太大会导致损失震荡"
