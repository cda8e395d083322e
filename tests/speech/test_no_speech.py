"""Sixty clips in which nobody speaks become no words: heard whole, and while they are recorded."""

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.speech.listening import Listening
from tutor_app.engine.speech.recogniser import Recogniser

RATE, SECONDS, EACH = 16_000, 5, 12
TIME = np.arange(SECONDS * RATE) / RATE


@pytest.fixture(scope="module")
def recogniser(models_home):
    return Recogniser.open(models_home)


def silence(random):
    """Nothing but the last bits of a converter, and in some a constant offset."""
    return random.normal(0, 10 ** random.uniform(-5, -3.5), len(TIME)) + random.choice([0, 0.01])


def room(random):
    """Air: noise whose power falls with frequency, and the hum of the mains."""
    spectrum = np.fft.rfft(random.normal(size=len(TIME)))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1) ** random.uniform(0, 1)
    air = np.fft.irfft(spectrum, len(TIME))
    hum = np.sin(2 * np.pi * random.choice([50, 60]) * TIME)
    return random.uniform(0.02, 0.15) * air / abs(air).max() + random.uniform(0, 0.05) * hum


def music(random):
    """Chords of decaying tones with overtones, two a second."""
    found = np.zeros(len(TIME))
    for beat in range(2 * SECONDS):
        since = TIME - beat / 2
        for step in random.choice([0, 2, 4, 5, 7, 9, 11, 12], 3, replace=False):
            tone = 220 * 2 ** (step / 12)
            for overtone in (1, 2, 3, 4):
                loud = np.where(since >= 0, np.exp(-3 * np.maximum(since, 0)), 0) / overtone**1.5
                found += loud * np.sin(2 * np.pi * tone * overtone * TIME)
    return 0.3 * found / abs(found).max()


def keyboard(random):
    """Clicks: bursts of noise of some milliseconds, five to nine a second, over a little air."""
    found = 0.003 * random.normal(size=len(TIME))
    for at in random.integers(0, len(TIME) - 800, random.integers(25, 45)):
        found[at : at + 800] += (
            random.uniform(0.1, 0.5) * random.normal(size=800) * np.exp(-np.arange(800) / 90)
        )
    return found


def breathing(random):
    """Noise between 300 and 2500 Hz that swells and falls every second and a half."""
    spectrum = np.fft.rfft(random.normal(size=len(TIME)))
    pitch = np.fft.rfftfreq(len(TIME), 1 / RATE)
    air = np.fft.irfft(spectrum * ((pitch > 300) & (pitch < 2500)), len(TIME))
    swell = np.maximum(0, np.sin(2 * np.pi * TIME / random.uniform(1.2, 2.2))) ** 2
    return random.uniform(0.02, 0.2) * swell * air / abs(air).max()


KINDS = (silence, room, music, keyboard, breathing)
CLIPS = [(kind, number) for kind in KINDS for number in range(EACH)]


@pytest.mark.parametrize(("kind", "number"), CLIPS, ids=[f"{kind.__name__}-{n}" for kind, n in CLIPS])
def test_where_nobody_speaks_nothing_is_heard(recogniser, kind, number):
    random = np.random.default_rng([number, KINDS.index(kind)])
    sound = np.clip(kind(random), -1, 1).astype(np.float32)
    assert recogniser.transcribe(sound, Cancellation()).text == ""
    listening = Listening(recogniser)
    for start in range(0, len(sound), RATE // 4):
        listening.add(sound[start : start + RATE // 4])
        if listening.has_news:
            assert not listening.look(Cancellation())
    assert listening.end(Cancellation()).text == ""
