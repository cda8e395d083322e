"""A learner who speaks is heard over the echo of the voice, and the echo alone is not."""

import numpy as np
import pytest

from tutor_app.tutor.barge_in import LOOK_S, BargeIn

LOOKS = 200  # 6 s
AT = 120  # the look at which the learner begins


def played(seed=1):
    """Syllables: loud and soft in turn, with pauses."""
    random = np.random.default_rng(seed)
    wave = 0.5 + 0.5 * np.sin(np.arange(LOOKS) * 0.9)
    return np.where(random.random(LOOKS) < 0.15, 0.0, 0.12 * wave * random.uniform(0.6, 1.0, LOOKS))


def echo_of(sound, gain, looks_late):
    return gain * np.concatenate([np.zeros(looks_late), sound[: LOOKS - looks_late]])


def first_heard(heard, sound):
    barge_in = BargeIn()
    return next((look for look in range(LOOKS) if barge_in.hears(heard[look], sound[look])), None)


@pytest.mark.parametrize(("gain", "looks_late"), [(0.0, 0), (0.3, 2), (0.8, 6), (0.8, 10)])
def test_the_echo_alone_is_nobody(gain, looks_late):
    sound = played()
    noise = np.random.default_rng(2).uniform(0.001, 0.004, LOOKS)
    assert first_heard(echo_of(sound, gain, looks_late) + noise, sound) is None


@pytest.mark.parametrize(("gain", "loudness"), [(0.0, 0.03), (0.3, 0.12), (0.8, 0.3)])
def test_a_learner_is_heard_within_a_quarter_of_a_second(gain, loudness):
    sound = played()
    speech = np.where(np.arange(LOOKS) >= AT, loudness, 0.0)
    look = first_heard(np.hypot(echo_of(sound, gain, 3), speech), sound)
    assert look is not None
    assert 0 <= (look - AT) * LOOK_S <= 0.25


def test_a_click_is_nobody():
    sound = played()
    click = np.where(np.isin(np.arange(LOOKS), (AT, AT + 1)), 0.5, 0.0)
    assert first_heard(click, sound) is None
