"""The real voice speaks both languages so that our own Whisper understands it."""

import numpy as np
import pytest
import soxr

from tests.bench.heard import edits, units
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.aloud.mouth import pieces
from tutor_app.engine.aloud.sound import RATE_HZ
from tutor_app.engine.aloud.voice import Voice
from tutor_app.engine.speech.recogniser import Recogniser


@pytest.fixture(scope="module")
def voice(models_home):
    return Voice.open(models_home)


def sound_of(voice, text, speed=1.0):
    return np.concatenate([piece.sound for piece in pieces(voice, text, speed, Cancellation())])


@pytest.mark.parametrize(
    ("language", "text", "most"),
    [
        ("en", "A heavier object does not fall faster than a light one.", 1),
        ("zh", "学习率决定每一步走多远。", 2),  # characters of the same sound are taken for each other
    ],
)
def test_what_it_says_is_understood(voice, models_home, language, text, most):
    quiet = np.zeros(4800, dtype=np.float32)
    heard = np.concatenate([quiet, soxr.resample(sound_of(voice, text), RATE_HZ, 16_000), quiet])
    found = Recogniser.open(models_home, "cpu").transcribe(heard, Cancellation(), language).text
    assert edits(units(text, language), units(found, language)) <= most, found


def test_a_higher_speed_is_shorter(voice):
    slow, fast = (len(sound_of(voice, "Heat flows.", speed)) for speed in (0.7, 1.5))
    assert 1.6 < slow / fast < 2.8  # 2.1, but for pauses that are cut


def test_a_stop_ends_the_run(voice):
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        voice.say("hˈit", "en", 1.0, cancel)


def test_a_voice_that_is_not_here_says_how_to_fetch_it(home):
    with pytest.raises(TutorError) as missing:
        Voice.open(home)
    assert "tutor models fetch kokoro-82m" in missing.value.hint
