"""The system's own voice: which program speaks, and how it is silenced."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.tutor.aloud import SystemReading
from tutor_app.tutor.system_voice import Saying, SystemVoice


def here(program):
    return f"/usr/bin/{program}"


@pytest.mark.parametrize(
    ("platform", "language", "command"),
    [
        ("linux", "zh", ("spd-say", "--wait", "--language", "zh", "--rate", "25", "--", "-好")),
        ("darwin", "zh", ("say", "-v", "Tingting", "-r", "219", "-f", "-")),
        ("darwin", "en", ("say", "-r", "219", "-f", "-")),
    ],
)
def test_the_program_of_each_system(platform, language, command):
    saying = SystemVoice.find(platform, here).saying("-好", language, 1.25)
    assert saying.command == command
    assert saying.text == ("" if platform == "linux" else "-好")


def test_windows_speaks_what_it_reads_and_nothing_of_it_is_run():
    saying = SystemVoice.find("win32", here).saying("'; Remove-Item x", "en", 0.7)
    assert "$voice.Rate = -3" in saying.command[-1]
    assert "Remove-Item" not in saying.command[-1]
    assert saying.text == "'; Remove-Item x"


def test_a_machine_without_a_voice_says_how_to_get_one():
    with pytest.raises(TutorError, match="no voice") as missing:
        SystemVoice.find("linux", lambda program: None)
    assert "tutor models fetch kokoro-82m" in missing.value.hint


class Process:
    """A sentence that is spoken until the test ends it."""

    def __init__(self):
        self.code = None

    def poll(self):
        return self.code


class Voice(SystemVoice):
    """Keeps what it is to say."""

    def __init__(self):
        super().__init__(lambda *_: Saying((), ""))
        self.begun, self.silenced = [], []

    def begin(self, text, language, speed):
        self.begun.append((text, language, speed))
        self.process = Process()
        return self.process

    def silence(self, process):
        self.silenced.append(process)


def test_one_sentence_is_spoken_after_the_other():
    voice = Voice()
    reading = SystemReading("So. **It** is [1].", 1.5, voice)
    assert reading.advance() == reading.advance() == ("So.",)
    voice.process.code = 0
    assert reading.advance() == ("It is.",)
    assert not reading.is_over
    voice.process.code = 0
    reading.advance()
    assert reading.is_over
    assert voice.begun == [("So.", "en", 1.5), ("It is.", "en", 1.5)]


def test_a_stop_silences_the_sentence_and_says_no_other():
    voice = Voice()
    reading = SystemReading("So. It is.", 1.0, voice)
    reading.advance()
    reading.stop()
    assert voice.silenced == [voice.process]
    assert reading.is_over


def test_a_voice_that_fails_is_said():
    voice = Voice()
    reading = SystemReading("So. It is.", 1.0, voice)
    reading.advance()
    voice.process.code = 1
    with pytest.raises(TutorError, match="voice failed"):
        reading.advance()
