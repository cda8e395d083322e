"""`tutor transcribe`: lectures and videos to subtitles or text."""

import argparse
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tutor_app.cli.seconds import SecondsPrinter
from tutor_app.cli.stopping import stopped_by_keyboard
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import tr
from tutor_app.engine.speech.script import SCRIPTS
from tutor_app.settings.home import Home
from tutor_app.settings.settings import load
from tutor_app.tutor.transcripts.reference import transcribe_by_reference

if TYPE_CHECKING:
    from tutor_app.tutor.transcripts.transcribe import Models, Task


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "transcribe", help="write down what is said in recordings and videos; resumes"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="audio or video")
    parser.add_argument(
        "--out", choices=("vtt", "srt", "txt", "json"), default="vtt", help="vtt is the default"
    )
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write there, not beside each file")
    parser.add_argument("--language", choices=("en", "zh", "auto"), default="auto", help="of the speakers")
    parser.add_argument(
        "--script", choices=SCRIPTS, default="simplified", help="of Chinese; heard: as Whisper writes it"
    )
    parser.add_argument(
        "--reference",
        action="store_true",
        help="by openai-whisper itself (extra: train), into NAME.reference.*",
    )
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace, home: Home) -> int:
    """Each file on its own: 1 if one failed."""
    if chosen.reference:
        return transcribe_by_reference(home, chosen.files, _options(chosen))
    # with onnxruntime and PyAV: not before they are needed
    from tutor_app.engine.speech.recogniser import speech_model
    from tutor_app.engine.speech.recording.transcriber import Transcriber
    from tutor_app.tutor.transcripts.output import outputs
    from tutor_app.tutor.transcripts.transcribe import Task, Wanted

    language = None if chosen.language == "auto" else chosen.language
    wanted = Wanted(chosen.out, language, chosen.script, speech_model(home))
    models = cache(lambda: Transcriber.open(home, load(home.settings_file).device))
    failed = False
    with stopped_by_keyboard() as cancel:
        for file, output in zip(chosen.files, outputs(chosen.files, chosen.out, chosen.to), strict=True):
            try:
                _transcribe(Task(file, output, wanted), models, cancel)
            except TutorError as error:
                failed = True
                print(error, error.hint, sep="\n" if error.hint else "", file=sys.stderr)
    return int(failed)


def _transcribe(task: "Task", models: "Models", cancel: Cancellation) -> None:
    from tutor_app.tutor.transcripts.transcribe import transcribe

    printer = SecondsPrinter(task.file.name)
    try:
        done = transcribe(task, models, printer, cancel)
    except Cancelled:
        print(tr("Stopped. The same command goes on where it was."), file=sys.stderr)
        raise
    finally:
        printer.end()
    if done.ends_early:
        print(tr("{name} ends early: it may be cut off or damaged.", name=task.file.name), file=sys.stderr)
    if not done.recording.sentences:
        print(tr("No words were heard."), file=sys.stderr)
    print(task.output)


def _options(chosen: argparse.Namespace) -> list[str]:
    """What the reference is told."""
    options = ["--out", chosen.out, "--language", chosen.language]
    options += ["--script", chosen.script]
    return options + (["--to", str(chosen.to)] if chosen.to else [])
