"""What the speaker gives: the explanation, and silence when the learner presses Stop or begins to talk."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import numpy as np
import pytest

from tests.bench.heard import units
from tests.window.desktop import until
from tests.window.shown import ASK, QUESTION, TALK, window
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.speech.recogniser import Recogniser

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the virtual desktop is made of Linux programs"
)

RATE = 16_000
ALOUD = "Read aloud"
LOUD = 300  # of 32,767: what is softer is silence
STOP_S = 0.2
UNDERRUN = "ALSA lib"  # where the machine is too busy to fill the speaker in time, its library says so
ON_THE_WAY_S = 0.15  # from the mouse through the screen's server, and out of the speaker's monitor


class Speaker:
    """What is heard from the speaker, as it comes."""

    def __init__(self, desktop):
        command = ["parecord", "-d", "vspk.monitor", "--raw", f"--rate={RATE}", "--channels=1"]
        command += ["--format=s16le", "--latency-msec=10"]
        self._process = subprocess.Popen(command, env=desktop.env, stdout=subprocess.PIPE)
        self._bytes, self._blocks = b"", []  # (when it came, samples)
        os.set_blocking(self._process.stdout.fileno(), False)

    def listen(self):
        """Take what has come; all of it until now."""
        while chunk := self._process.stdout.read():
            self._bytes += chunk
            whole = len(self._bytes) // 2 * 2
            self._blocks.append((time.monotonic(), np.frombuffer(self._bytes[:whole], dtype="<i2")))
            self._bytes = self._bytes[whole:]
        return np.concatenate([samples for _, samples in self._blocks] or [np.zeros(0, np.int16)])

    def is_loud(self):
        return bool((np.abs(self.listen().astype(int)) > LOUD).any())

    def last_loud(self):
        """When something was heard last, by the clock."""
        self.listen()
        loud = [at for at, samples in self._blocks if (np.abs(samples.astype(int)) > LOUD).any()]
        return loud[-1]

    def end(self):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()


@contextmanager
def heard(desktop):
    speaker = Speaker(desktop)
    try:
        yield speaker
    finally:
        speaker.end()


def until_silent(speaker, since):
    """Seconds from `since` to the last sound, once half a second was silent."""
    until(
        lambda: speaker.listen() is not None and time.monotonic() - speaker.last_loud() > 0.5, 10, "silence"
    )
    return max(0.0, speaker.last_loud() - since)


def test_an_explanation_is_read_and_silenced_by_stop_and_by_the_learner(prepared, tmp_path):
    with window(prepared, tmp_path, [UNDERRUN], course="motion-forces-and-energy") as shown:
        shown.desktop.at_spi("write", QUESTION, "What is friction?")
        shown.click(ASK)
        shown.answered()
        place = shown.centre(ALOUD)
        with heard(shown.desktop) as speaker:
            shown.desktop.xdotool("mousemove", *place, "click", 1)
            clicked = time.monotonic()
            until(speaker.is_loud, 20, "it sounds")
            print(f"click to sound: {time.monotonic() - clicked:.2f} s")
            time.sleep(3)
            shown.keep("aloud-en")
            stopped = time.monotonic()
            shown.desktop.xdotool("mousemove", *place, "click", 1)
            silent_s = until_silent(speaker, stopped)
            words = Recogniser.open(prepared, "cpu").transcribe(
                speaker.listen().astype(np.float32) / 32768, Cancellation(), "en"
            )
        assert units(words.text, "en")[0] == "friction"  # the quotation, from its first word
        print(f"Stop to silence: {silent_s:.2f} s")
        assert silent_s < STOP_S + ON_THE_WAY_S
        talk = shown.centre(TALK)
        with heard(shown.desktop) as speaker:
            shown.desktop.xdotool("mousemove", *place, "click", 1)
            until(speaker.is_loud, 20, "it sounds again")
            time.sleep(0.5)
            shown.desktop.xdotool("mousemove", *talk)
            talked = time.monotonic()
            shown.desktop.xdotool("mousedown", 1)
            silent_s = until_silent(speaker, talked)
            shown.desktop.xdotool("mouseup", 1)
        print(f"talk to silence: {silent_s:.2f} s")
        assert silent_s < STOP_S + ON_THE_WAY_S
        assert not any((shown.home.cache / "aloud").glob("*.wav"))
