"""A question is heard and searched for while it is spoken; what can't be followed is heard afterwards."""

import time
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.engine.test_fused_turn import Course, Model, models
from tests.explain.test_writer import Model as Writing
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Ask, Heard, Listen, Mind, Over, Ready
from tutor_app.engine.pipeline import Pipeline
from tutor_app.engine.speech.decode import Hearing
from tutor_app.engine.speech.recogniser import Transcript

RATE = 16_000
WORDS = "why is friction strong"


class Voice:
    """Hears a voice in whatever is loud."""

    def __init__(self):
        self.found = []

    @property
    def chances(self):
        return np.array(self.found, np.float32)

    def add(self, samples):
        self.found += [
            float(abs(frame).max() > 0.1) for frame in samples[: len(samples) // 512 * 512].reshape(-1, 512)
        ]

    def drop(self, frames):
        del self.found[:frames]


class Ear:
    """Hears the same words in every recording."""

    def __init__(self):
        self.whole = 0

    def voice(self):
        return Voice()

    def put_right(self, heard, spellings, cancel):
        return heard

    def glimpse(self, *given):
        return Hearing(tuple(range(4)), WORDS, "en", -0.1, 0.0, True, np.zeros((12, 512), np.float32))

    hear_window = glimpse

    def settled(self, hearing, *given):
        return hearing

    searched = settled

    def doubts(self, hearing):
        return False

    def words_of(self, hearing, count):
        return " ".join(WORDS.split()[:count])

    def transcribe_file(self, path, cancel, language=None):
        self.whole += 1
        return Transcript(WORDS, "en", np.zeros((12, 512), np.float32))


class Studio:
    """A pipeline that hears a recording while the test makes it."""

    def __init__(self, folder, ear, writes=None):
        self.ear, self.said, self.jobs, self.model = ear, [], [], Model()
        given = replace(models(self.model), recogniser=Lazy(ear if callable(ear) else lambda: ear))
        if writes:
            given = replace(given, language_model=Lazy(lambda: writes))
        self.pipeline = Pipeline(given, lambda _: Course(), lambda: Ready("CPU", "chosen"))
        self.turn = Turn(Path("course"), "", folder / "question.wav")

    def begin(self):
        self.file = wave.open(str(self.turn.audio), "wb")  # noqa: SIM115  closed in `ask`
        self.file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        self.pipeline.listen(Listen(7, self.turn), self.said.append, self.jobs.append)

    def speak(self, seconds, loud=True):
        level = 16000 if loud else 0
        self.file.writeframes(np.full(int(seconds * RATE) // 512 * 512, level, "<i2").tobytes())

    def wait(self, done):
        end = time.monotonic() + 10
        while not done():
            assert time.monotonic() < end
            time.sleep(0.01)

    def ask(self):
        self.file.close()
        return self.pipeline.answer(Ask(8, self.turn), self.said.append, Cancellation())


@pytest.fixture
def studio(tmp_path):
    studio = Studio(tmp_path, Ear())
    yield studio
    studio.pipeline.hush()


def test_words_are_shown_while_they_are_spoken_and_nothing_is_heard_twice(studio):
    studio.begin()
    studio.speak(1.0)
    studio.wait(lambda: studio.said)
    first = studio.said[0]
    assert (first.id, first.text + first.faint, first.final) == (7, WORDS, False)
    studio.speak(1.0)
    answer = studio.ask()
    assert answer.transcript == WORDS
    assert studio.ear.whole == 0
    [final] = [m for m in studio.said if isinstance(m, Heard) and m.final]
    assert (final.id, final.text) == (8, WORDS)


def test_a_pause_searches_and_the_turn_does_not_search_again(studio):
    studio.begin()
    studio.speak(1.0)
    studio.speak(0.5, loud=False)
    studio.wait(lambda: studio.jobs)
    studio.jobs.pop()()  # the worker does it between two turns
    read = len(studio.model.asked)
    assert read > 0
    answer = studio.ask()
    assert answer.evidence
    assert len(studio.model.asked) == read


def test_passages_are_read_from_the_first_words_and_only_the_question_is_left(tmp_path):
    writes = Writing("Friction is strong.", chances={"yes": 1.0})
    studio = Studio(tmp_path, Ear(), writes)
    studio.pipeline.ahead.is_on = True
    studio.model.answers = 0.5  # the search leaves it open whether it answers
    studio.begin()
    studio.speak(1.0)
    studio.wait(lambda: studio.jobs and studio.pipeline._models.language_model.opened)
    studio.jobs.pop()()
    assert writes.ahead == []  # one guess is none
    studio.speak(1.0)
    studio.wait(lambda: studio.jobs)
    studio.jobs.pop()()
    [[_, ahead]] = writes.ahead
    studio.ask()
    assert len(writes.prompts) == 2  # yes or no, then the answer
    for _, user in writes.prompts:
        assert user.content.startswith(ahead.content)
        assert WORDS in user.content.removeprefix(ahead.content)


def test_nothing_is_read_ahead_unless_it_was_asked_for(tmp_path):
    writes = Writing("Friction is strong.", chances={"yes": 1.0})
    studio = Studio(tmp_path, Ear(), writes)
    studio.begin()
    studio.wait(lambda: studio.pipeline._models.language_model.opened)
    studio.speak(1.0)
    studio.speak(0.5, loud=False)
    studio.wait(lambda: studio.jobs)
    for job in studio.jobs:
        job()
    assert studio.model.asked  # the pause has searched
    assert writes.ahead == []
    studio.ask()


def test_what_was_searched_early_is_not_taken_for_another_question(studio):
    studio.begin()
    studio.speak(1.0)
    studio.speak(0.5, loud=False)
    studio.wait(lambda: studio.jobs)
    studio.jobs.pop()()
    read = len(studio.model.asked)
    studio.turn = Turn(studio.turn.course, "and ice", studio.turn.audio)
    studio.ask()
    assert len(studio.model.asked) > read


def test_without_a_recogniser_the_turn_says_what_is_missing(tmp_path):
    def missing():
        raise TutorError("The model whisper-base is not on this machine.")

    studio = Studio(tmp_path, missing)
    studio.begin()
    studio.speak(1.0)
    with pytest.raises(TutorError, match="whisper-base"):
        studio.ask()


def test_a_look_that_fails_costs_only_the_captions(tmp_path):
    class Failing(Ear):
        def glimpse(self, *given):
            raise ZeroDivisionError

    studio = Studio(tmp_path, Failing())
    studio.begin()
    studio.speak(1.0)
    time.sleep(0.3)
    assert studio.ask().transcript == WORDS
    assert studio.ear.whole == 1


def test_a_hushed_recording_is_heard_as_a_whole(studio):
    studio.begin()
    studio.speak(1.0)
    studio.pipeline.hush()
    assert studio.ask().transcript == WORDS
    assert studio.ear.whole == 1


def test_a_long_silence_after_words_is_told_once(studio):
    studio.begin()
    studio.speak(2.0, loud=False)
    studio.speak(1.0)
    studio.speak(0.6, loud=False)
    studio.wait(lambda: studio.jobs)
    assert not [m for m in studio.said if isinstance(m, Over)], "a short pause, or a silence before it"
    studio.speak(1.5, loud=False)
    studio.wait(lambda: [m for m in studio.said if isinstance(m, Over)])
    studio.speak(2.0, loud=False)
    time.sleep(0.3)
    assert [m for m in studio.said if isinstance(m, Over)] == [Over(7)]


class Mumbled(Ear):
    """Hears a voice, and no word of it."""

    def transcribe_file(self, path, cancel, language=None):
        return Transcript("", "en", None, (Hearing((), "", "en", -9.0, 0.0, True, np.zeros((12, 512))),))


def test_a_voice_that_cannot_be_made_out_is_no_silence(tmp_path):
    studio = Studio(tmp_path, Mumbled())
    with pytest.raises(TutorError, match="voice was heard") as told:
        studio.pipeline.answer(Ask(8, studio.turn), studio.said.append, Cancellation())
    assert "again" in told.value.hint


def test_a_note_is_answered_and_that_the_voice_beside_it_was_not_understood_is_told(tmp_path):
    studio = Studio(tmp_path, Mumbled())
    turn = replace(studio.turn, note=WORDS)
    assert studio.pipeline.answer(Ask(8, turn), studio.said.append, Cancellation()).evidence
    assert any(isinstance(one, Mind) and "voice was heard" in one.text for one in studio.said)
