"""Ours: the whole clip at once, and spoken in real time into a recording that is followed. THREADS."""

import sys
import tempfile
import time
import wave
from pathlib import Path

import numpy as np
from protocol import serve, timed

from tutor_app.core.cancel import Cancellation
from tutor_app.engine import runtime
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.listener import Listener, Told
from tutor_app.engine.speech.recogniser import Recogniser
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
                    file, Lazy(lambda: recogniser),
                    Told(lambda _: seen.append(time.perf_counter() - begun), lambda _said, _cancel: None),
                    language,
                )  # fmt: skip
                for start in range(0, len(samples), BLOCK):
                    block = samples[start : start + BLOCK]
                    time.sleep(max(0.0, begun + (start + len(block)) / RATE - time.perf_counter()))
                    sound.writeframes((block * 32767).astype("<i2").tobytes())
            ended = time.perf_counter()
            said = listener.end(Cancellation())
            taken = time.perf_counter() - ended
        voice = recogniser.voice()
        voice.add(samples)
        speaking = np.flatnonzero(voice.chances > 0.5)
        first = seen[0] - speaking[0] * 512 / RATE if seen and len(speaking) else None
        return said.text if said else "", taken, {"first_words": first}

    return hear


if __name__ == "__main__":
    threads = int(sys.argv[1])
    runtime.cores = lambda: threads
    recogniser = Recogniser.open(find_home(), "cpu")
    whole = timed(lambda samples, language: recogniser.transcribe(samples, Cancellation(), language).text)
    serve({"whole": whole, "spoken": spoken(recogniser)})
