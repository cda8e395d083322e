"""One recording or video → its transcript in a file; what was stopped goes on."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.core.recording.formats import Format
from tutor_app.core.recording.said import Recording, sentences
from tutor_app.engine.speech.recording.media import Media
from tutor_app.engine.speech.recording.transcriber import Transcriber
from tutor_app.engine.speech.script import Script
from tutor_app.tutor.transcripts.output import in_script, write
from tutor_app.tutor.transcripts.part_file import PartFile, part_path, unwritable


@dataclass(frozen=True)
class Wanted:
    """What a transcript is to be."""

    form: Format = "vtt"
    language: Language | None = None  # None: told from each window
    script: Script = "simplified"  # of Chinese
    model: str = "whisper-base"  # who hears it: what another one has heard is not gone on with


@dataclass(frozen=True)
class Task:
    """A file, and where its transcript goes."""

    file: Path
    output: Path
    wanted: Wanted = Wanted()


@dataclass(frozen=True)
class Progress:
    """How far it is."""

    done_s: float
    total_s: float | None  # None where the file doesn't say
    times_real_time: float  # since this run began


@dataclass(frozen=True)
class Transcribed:
    """What was written."""

    recording: Recording
    ends_early: bool  # less sound could be read than the file says that it holds


Models: TypeAlias = Callable[[], Transcriber]  # opened when the first file needs them


def transcribe(
    task: Task, models: Models, report: Callable[[Progress], None], cancel: Cancellation
) -> Transcribed:
    """Write the transcript. What was heard stays beside it until it is whole, and is not heard again.

    Raises:
        TutorError: there is no sound in the file, the folder can't be written, or the models are missing.
        Cancelled.
    """
    file, output, wanted = task.file, task.output, task.wanted
    media = Media(file)
    made = _make(output.parent)
    kept = PartFile(part_path(output.parent, file.name), file, wanted.model, wanted.language)
    try:
        _hear(kept, media, wanted, models, report, cancel)
        gaps = media.gaps
        words = [gaps.to_file(word) for word in kept.words]
        seconds = gaps.to_file_s(kept.until / SAMPLE_RATE_HZ)
        recording = Recording(file.name, seconds, wanted.model, sentences(words))
        write(in_script(recording, wanted.script), wanted.form, output)
    except BaseException:
        if not kept.pieces:
            _clear(kept, made)
        raise
    kept.remove()
    return Transcribed(recording, media.ends_early)


def _hear(
    kept: PartFile,
    media: Media,
    wanted: Wanted,
    models: Models,
    report: Callable[[Progress], None],
    cancel: Cancellation,
) -> None:
    """Add to `kept` what it hasn't yet."""
    began, from_s = time.monotonic(), kept.until / SAMPLE_RATE_HZ
    before = kept.words[-1].language if kept.words else None
    transcriber = models()
    sound = media.blocks(transcriber.score_speech)
    for piece in transcriber.pieces(sound, wanted.language, cancel, kept.until, before):
        kept.add(piece)
        done_s = piece.until / SAMPLE_RATE_HZ
        speed = (done_s - from_s) / max(time.monotonic() - began, 1e-3)
        report(Progress(media.gaps.to_file_s(done_s), media.seconds, speed))


def _make(folder: Path) -> list[Path]:
    """Give the folders that had to be made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder) from error
    return missing


def _clear(kept: PartFile, made: Sequence[Path]) -> None:
    """Leave nothing of a failure before the first word."""
    kept.remove()
    with suppress(OSError):  # something else was put there meanwhile
        for folder in made:
            folder.rmdir()
