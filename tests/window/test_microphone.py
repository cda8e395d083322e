"""Speaking into a virtual microphone in real time: cut off, unplugged, without hands, for a long time.

`MONOLOGUE_MINUTES=10` lengthens the monologue, which takes its own time.
"""

import os
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.window.desktop import until
from tests.window.shown import ASK, CAPTION, HOW, VOICES, window

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the virtual desktop is made of Linux programs"
)

MINUTES = float(os.environ.get("MONOLOGUE_MINUTES", "1.5"))
RATE = 16_000


def words(text):
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def test_letting_go_in_mid_word_keeps_all_that_was_said_until_then(prepared, tmp_path):
    with window(prepared, tmp_path, course="motion-forces-and-energy") as shown:
        shown.hold_to_talk()
        voice = shown.desktop.speaking(VOICES / "mass-weight.flac")
        time.sleep(2.6)
        shown.desktop.xdotool("mouseup", 1)
        _, answer = shown.answered()
        voice.kill()
        voice.wait()
        heard = words(answer["transcript"])
        assert heard[:6] == ["what", "is", "the", "difference", "between", "mass"]
        assert "related" not in heard
        [kept] = shown.home.media.glob("*.wav")
        with wave.open(str(kept)) as sound:
            assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
            assert sound.getnframes() / sound.getframerate() == pytest.approx(2.9, abs=0.5)


def test_what_was_said_before_the_microphone_was_unplugged_can_be_asked(prepared, tmp_path):
    said_by_libraries = ("ALSA lib", "pa_linux_alsa.c", "Connection failure", "Stream error")
    with window(prepared, tmp_path, said_by_libraries, course="motion-forces-and-energy") as shown:
        shown.hold_to_talk()
        voice = shown.desktop.speaking(VOICES / "mass-weight.flac")
        time.sleep(3)
        shown.desktop.take_sound_away()
        shown.find("The microphone is gone.", 10)
        voice.wait()
        shown.desktop.xdotool("mouseup", 1)
        shown.keep("microphone-gone-en")
        shown.click(ASK)
        _, answer = shown.answered()
        assert words(answer["transcript"])[:6] == ["what", "is", "the", "difference", "between", "mass"]


def test_two_chinese_questions_in_a_row_are_asked_without_a_key(prepared, tmp_path):
    with window(prepared, tmp_path, language="zh", theme="dark", course="机器学习入门") as shown:
        shown.click(HOW)
        shown.keep("voice-menu-zh-dark")
        shown.desktop.xdotool("key", "Down", "Return")
        until(shown.level_is_shown, 10, "it listens")
        shown.desktop.speak(VOICES / "overfitting.flac")
        _, answer = shown.answered()
        assert "过拟合" in answer["transcript"]
        until(shown.level_is_shown, 10, "it listens again")
        shown.keep("hands-free-zh-dark")
        shown.desktop.speak(VOICES / "learning-rate.flac")
        _, answer = shown.answered(2)
        assert "学习率" in answer["transcript"]


def test_a_monologue_is_heard_to_its_end_and_memory_stays(prepared, tmp_path):
    clips = [soundfile.read(VOICES / name)[0] for name in ("mass-weight.flac", "heavier-falls.flac")]
    rounds = round(MINUTES * 60 / (sum(map(len, clips)) / RATE))
    soundfile.write(tmp_path / "monologue.wav", np.concatenate(clips * rounds), RATE)
    with window(prepared, tmp_path / "home", course="motion-forces-and-energy") as shown:
        shown.say("mass-weight.flac")  # opens what is opened at first: that is no growth
        shown.answered()
        shown.hold_to_talk()
        voice = shown.desktop.speaking(tmp_path / "monologue.wav")
        memory = []
        while voice.poll() is None:
            memory.append(memory_of(shown.process))
            time.sleep(1)
        assert shown.desktop.at_spi("find", shown.words.get(CAPTION, CAPTION))
        shown.keep("monologue-en")
        shown.desktop.xdotool("mouseup", 1)
        _, answer = shown.answered(2)
        heard = words(answer["transcript"])
        assert heard.count("mass") == heard.count("heavier") == rounds
        third = len(memory) // 3
        print(f"memory: {max(memory[:third]) >> 20} MB in the first third, {max(memory) >> 20} MB at most")
        assert max(memory[2 * third :]) < 1.1 * max(memory[:third])


def memory_of(process: int) -> int:
    """Bytes of it and all its children that are held in memory."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(memory_of(int(child)) for child in children)
