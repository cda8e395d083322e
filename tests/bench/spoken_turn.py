"""A spoken question in real time: the recording grows as somebody speaks, and the engine follows it."""

import queue
import tempfile
import threading
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.core.turn import Turn
from tutor_app.course.folder import CourseFolder
from tutor_app.engine.messages import Ask, Found, Listen, Partial
from tutor_app.engine.pipeline import Pipeline
from tutor_app.engine.speech.sound import read_sound

RATE = 16_000
BLOCK = RATE // 33
ENDS = tuple(".!?。！？]")


@dataclass(frozen=True)
class Times:
    """Seconds after the last sound."""

    evidence: float
    first_sentence: float


def spoken(pipeline: Pipeline, clip: Path, course: CourseFolder) -> Times:
    """Ask with a clip, which is heard as it is spoken."""
    with tempfile.TemporaryDirectory() as folder:
        turn = Turn(course.path, "", Path(folder) / "question.wav")
        jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        pipeline.listen(Listen(1, turn), lambda _: None, jobs.put)
        speaker = threading.Thread(target=_speak, args=(clip, turn.audio, jobs))
        speaker.start()
        while job := jobs.get():  # what the worker does between two turns
            job()
        speaker.join()
        return _asked(pipeline, turn)


def silence_after_stop(pipeline: Pipeline, course: CourseFolder, question: str, after_s: float) -> float:
    """Seconds from Stop to the end of a typed turn that was stopped `after_s` into it."""
    cancel, stopped = Cancellation(), [0.0]

    def stop() -> None:
        stopped[0] = time.perf_counter()
        cancel.request()

    timer = threading.Timer(after_s, stop)
    timer.start()
    try:
        pipeline.answer(Ask(1, Turn(course.path, question)), lambda _: None, cancel)
    except Cancelled:
        return time.perf_counter() - stopped[0]
    finally:
        timer.cancel()
    return 0.0  # it was answered before


def _speak(clip: Path, file: Path, jobs: "queue.SimpleQueue[Callable[[], None] | None]") -> None:
    samples, begun = read_sound(clip), time.perf_counter()
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        for start in range(0, len(samples), BLOCK):
            block = samples[start : start + BLOCK]
            time.sleep(max(0.0, begun + (start + len(block)) / RATE - time.perf_counter()))
            sound.writeframes((block * 32767).astype("<i2").tobytes())
    jobs.put(None)


def _asked(pipeline: Pipeline, turn: Turn) -> Times:
    ended, seen, text = time.perf_counter(), {}, [""]

    def say(message: object) -> None:
        match message:
            case Found():
                seen.setdefault("evidence", time.perf_counter() - ended)
            case Partial(text=piece):
                text[0] += piece
                if text[0].rstrip().endswith(ENDS):
                    seen.setdefault("sentence", time.perf_counter() - ended)

    pipeline.answer(Ask(2, turn), say, Cancellation())
    return Times(seen["evidence"], seen.get("sentence", time.perf_counter() - ended))
