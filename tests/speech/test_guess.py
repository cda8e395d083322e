"""A guess of what is said saves time and changes no word that int8 doesn't leave to chance."""

from pathlib import Path

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.mel import log_mel
from tutor_app.engine.registry.installed import exported, weight
from tutor_app.engine.runtime import open_session
from tutor_app.engine.speech.decode import MOST_TOKENS, Decoder
from tutor_app.engine.speech.recogniser import padded
from tutor_app.engine.speech.sound import read_sound
from tutor_app.engine.speech.tokens import Tokens

VOICES = Path(__file__).parents[1] / "voices"


class Counted:
    """A session that counts its runs."""

    def __init__(self, session):
        self.session, self.inputs, self.runs = session, session.inputs, 0

    def run(self, feeds, cancel):
        self.runs += 1
        return self.session.run(feeds, cancel)


@pytest.fixture(scope="module")
def heard(models_home):
    encoder, decoder = (
        Counted(open_session(exported(models_home, "whisper-base", part, "int8"), "cpu"))
        for part in ("encoder", "decoder")
    )
    whisper = Decoder(encoder, decoder, Tokens(weight(models_home, "whisper-base", "tokenizer.json")))

    def hear(name, guess=()):
        sound = read_sound(VOICES / name)
        before = decoder.runs
        hearing = whisper.hear(
            log_mel(padded(sound, len(sound) / 16_000 + 2)), None, MOST_TOKENS, Cancellation(), guess
        )
        return hearing, decoder.runs - before

    return hear


@pytest.mark.parametrize("name", ["mass-weight.flac", "heavier-falls.flac", "friction.flac"])
def test_a_right_guess_takes_two_steps_and_a_wrong_one_changes_nothing(heard, name):
    plain, steps = heard(name)
    assert steps == len(plain.ids) + 2
    guessed, few = heard(name, plain.ids)
    assert (guessed.ids, few) == (plain.ids, 2)
    assert guessed.log_probability == pytest.approx(plain.log_probability, abs=0.05)
    half = len(plain.ids) // 2
    wrong = [*plain.ids[:half], 2425, 2425, 2425]
    corrected, more = heard(name, wrong)
    assert corrected.ids == plain.ids
    assert few < more < steps
    longer, _ = heard(name, [*plain.ids, 2425, 2425])
    assert longer.ids == plain.ids
