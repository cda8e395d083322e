"""Reading aloud: how soon it sounds after the click, how fast it is computed, and whether it is understood.

Our own Whisper hears back what our voice says of tests/voices/aloud.toml, or of another such file (`--data`).
"""

import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import soxr

from tests.bench.heard import edits, units
from tests.bench.row import Row, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.aloud.mouth import pieces
from tutor_app.engine.aloud.sound import RATE_HZ
from tutor_app.engine.aloud.voice import Voice
from tutor_app.engine.messages import Failed, Ready, Recited, RecitedPiece
from tutor_app.engine.speech.recogniser import Recogniser
from tutor_app.settings.home import find_home
from tutor_app.tutor.engine import load_in_process

SENTENCES = Path(__file__).parents[1] / "voices" / "aloud.toml"
HEARD_HZ = 16_000
QUIET_S = 0.3
CLICKS = 10


def run(data: Path | None) -> Iterator[Row]:
    """`data`: other sentences, a list of each language."""
    sentences = tomllib.loads((data or SENTENCES).read_text(encoding="utf-8"))
    yield from _understood(sentences)
    yield from _soon(sentences)


def _understood(sentences) -> Iterator[Row]:
    voice, recogniser = Voice.open(find_home()), Recogniser.open(find_home(), "auto")
    seconds = sound_s = 0.0
    for language, bar in (("en", 0.05), ("zh", 0.10)):
        wrong = total = 0
        for said in sentences[language]:
            start = time.perf_counter()
            sound = np.concatenate([piece.sound for piece in pieces(voice, said, 1.0, Cancellation())])
            seconds += time.perf_counter() - start
            sound_s += len(sound) / RATE_HZ
            quiet = np.zeros(round(QUIET_S * HEARD_HZ), dtype=np.float32)
            heard = np.concatenate([quiet, soxr.resample(sound, RATE_HZ, HEARD_HZ), quiet])
            text = recogniser.transcribe(heard, Cancellation(), language).text
            errors = edits(units(said, language), units(text, language))
            if errors:
                print(f"{said}\n  {text}", file=sys.stderr)
            wrong, total = wrong + errors, total + len(units(said, language))
        name = "words" if language == "en" else "characters"
        yield at_most(f"{name} that Whisper hears wrong, {language}", wrong / total, "", bar)
    yield Row("seconds to compute a second of sound", seconds / sound_s, "s")


def _soon(sentences) -> Iterator[Row]:
    """In the process of the window: from the click to the first piece of sound, unprepared and prepared."""
    from PySide6.QtCore import QCoreApplication

    from tutor_app.gui.client import EngineClient

    app = QCoreApplication.instance() or QCoreApplication([])
    client = EngineClient(partial(load_in_process, find_home()))
    heard: list[tuple[float, object]] = []
    client.said.connect(lambda message: heard.append((time.perf_counter(), message)))

    def wait(kind: type) -> float:
        while True:
            app.processEvents()
            if found := [at for at, message in heard if isinstance(message, kind | Failed)]:
                return found[0]
            time.sleep(0.001)

    wait(Ready)
    client.prepare()
    with tempfile.TemporaryDirectory() as folder:
        for name, is_prepared in (("", False), (", pointed at before", True)):
            waits: list[float] = []
            for number in range(-1, CLICKS):
                text = sentences["en" if number % 2 else "zh"][number]
                heard.clear()
                if is_prepared:
                    client.prepare(text)
                    time.sleep(2.0)
                clicked = time.perf_counter()
                client.recite(text, Path(folder))
                first = wait(RecitedPiece) - clicked
                wait(Recited)
                if number >= 0:  # at first the voice is opened
                    waits.append(first)
            yield at_most(f"click to first sound{name}, median", median(waits), "s", 0.7)
            yield Row(f"click to first sound{name}, slowest of {CLICKS}", max(waits), "s")
    client.close()
