"""Ours: the whole clip at once, spoken in real time into a recording that is followed, and as a long
recording with the times of its words. THREADS.
"""

import re
import sys
import tempfile
import time
import wave
from functools import cache
from pathlib import Path

import numpy as np
from protocol import serve, timed

from tutor_app.core.cancel import Cancellation
from tutor_app.engine import runtime
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.listener import Listener, Told
from tutor_app.engine.speech.recogniser import Recogniser
from tutor_app.engine.speech.recording.transcriber import Transcriber
from tutor_app.settings.home import find_home

RATE = 16_000
BLOCK = RATE // 33


def spoken(recogniser):
    """From the last sound to the words, as the application has it: the recording grows as somebody speaks."""

    def hear(samples, language):
        with tempfile.TemporaryDirectory() as folder:
            file, seen = Path(folder) / "spoken.wav", []
            begun = time.perf_counter()
            with wave.open(str(file), "wb") as sound:
                sound.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
                listener = Listener(
                    file, recogniser,
                    Told(lambda caption: seen.append((time.perf_counter() - begun, counted(caption.sure))),
                         lambda _said, _cancel: None),
                    language,
                )  # fmt: skip
                for start in range(0, len(samples), BLOCK):
                    block = samples[start : start + BLOCK]
                    time.sleep(max(0.0, begun + (start + len(block)) / RATE - time.perf_counter()))
                    sound.writeframes((block * 32767).astype("<i2").tobytes())
            ended = time.perf_counter()
            said = listener.end(Cancellation())
            taken = time.perf_counter() - ended
        voice = recogniser.get().voice()
        voice.add(samples)
        speaking = np.flatnonzero(voice.chances > 0.5)
        first = seen[0][0] - speaking[0] * 512 / RATE if seen and len(speaking) else None
        return said.text if said else "", taken, {"first_words": first, "sure": seen}

    return hear


def counted(text):
    """English words and Chinese characters."""
    return len(re.findall(r"[\u4e00-\u9fff]|[a-z0-9']+", text.lower()))


def long(transcriber):
    """As `tutor transcribe` hears it, a minute at a time."""

    def hear(samples, language):
        model, begun = transcriber(), time.perf_counter()
        minutes = (samples[at : at + 60 * RATE] for at in range(0, len(samples), 60 * RATE))
        words = [w for piece in model.pieces(minutes, language, Cancellation()) for w in piece.words]
        ends = [word.end_s for word in words for _ in range(counted(word.text))]
        return "".join(word.text for word in words), time.perf_counter() - begun, {"ends": ends}

    return hear


if __name__ == "__main__":
    threads = int(sys.argv[1])
    runtime.cores = lambda: threads
    recogniser = Lazy(lambda: Recogniser.open(find_home(), "cpu"))
    transcriber = cache(lambda: Transcriber.open(find_home(), "cpu"))
    whole = timed(
        lambda samples, language: recogniser.get().transcribe(samples, Cancellation(), language).text
    )
    serve(
        {"whole": whole, "spoken": spoken(recogniser), "long": long(transcriber), "times": long(transcriber)}
    )
