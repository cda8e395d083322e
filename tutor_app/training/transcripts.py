"""`python -m tutor_app.training transcribe FILE …`: what `tutor transcribe --reference` starts."""

import argparse
import sys
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.engine.speech.script import SCRIPTS
from tutor_app.settings.home import below, find_home
from tutor_app.training.reference import recording_by_whisper
from tutor_app.tutor.transcripts.output import in_script, outputs, write

MARK = ".reference"  # in the name of what is written: our own transcript may stand beside it


def main(arguments: list[str]) -> int:
    """Each file on its own: 1 if one failed."""
    parser = argparse.ArgumentParser(prog="python -m tutor_app.training transcribe")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", choices=("vtt", "srt", "txt", "json"), default="vtt")
    parser.add_argument("--to", type=Path, metavar="FOLDER")
    parser.add_argument("--language", choices=("en", "zh", "auto"), default="auto")
    parser.add_argument("--script", choices=SCRIPTS, default="simplified")
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args(arguments)
    home = below(chosen.home) if chosen.home else find_home()
    failed = False
    for file, output in zip(chosen.files, outputs(chosen.files, chosen.out, chosen.to, MARK), strict=True):
        try:
            found = recording_by_whisper(home, file, None if chosen.language == "auto" else chosen.language)
            write(in_script(found, chosen.script), chosen.out, output)
            print(output)
        except TutorError as error:
            failed = True
            print(error, error.hint, sep="\n", file=sys.stderr)
    return int(failed)
