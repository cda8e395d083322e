"""A recording is read while it is written."""

import wave

import numpy as np
import pytest

from tutor_app.engine.speech.growing import GrowingSound


def tone(rate, seconds):
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)).astype("<i2")


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000, 8_000])
def test_each_look_gives_what_was_added_at_the_rate_of_the_models(tmp_path, rate):
    growing, found = GrowingSound(tmp_path / "a.wav"), []
    assert len(growing.more()) == 0  # not there yet
    with wave.open(str(tmp_path / "a.wav"), "wb") as written:
        written.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        for block in np.array_split(tone(rate, 2), 20):
            written.writeframes(block.tobytes())
            found.append(growing.more())
    found.append(growing.more(last=True))
    samples = np.concatenate(found)
    assert len(samples) == pytest.approx(2 * 16_000, abs=2)
    expected = np.sin(2 * np.pi * 440 * np.arange(len(samples)) / 16_000) * 8000 / 32768
    assert np.abs(samples - expected)[400:-400].max() < 0.01
    assert sum(map(bool, map(len, found))) > 10
