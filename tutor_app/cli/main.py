"""`tutor COMMAND`: reads the command line and calls the part that does it."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tutor_app import __version__
from tutor_app.cli import ask, capture, check, course, doctor, hints, models, practice, record, transcribe
from tutor_app.cli.terminal import leave_broken_pipe, prepare_terminal
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import speak
from tutor_app.settings.home import VARIABLE, Home, below, find_home
from tutor_app.settings.permissions import protect
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import load

COMMANDS = (ask, capture, check, hints, practice, course, transcribe, models, record, doctor)
Command = Callable[[argparse.Namespace, Home], int]

USAGE_ERROR = 2
STOPPED = 130


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(prog="tutor", description="A tutor that answers from your own material.")
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument(
        "--home", type=Path, help=f"keep everything below this folder (also: the variable {VARIABLE})"
    )
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(subparsers)
    return top


def main(arguments: Sequence[str]) -> int:
    """Run one command; its result is the exit code."""
    prepare_terminal()
    try:
        try:
            return _run(parser().parse_args(arguments))
        finally:
            sys.stdout.flush()  # what nobody reads any more is noticed here, not when Python ends
    except BrokenPipeError:
        return leave_broken_pipe()


def _run(chosen: argparse.Namespace) -> int:
    home = below(chosen.home) if chosen.home else find_home()
    protect(home)
    try:
        speak(language_of_reader(load(home.settings_file)))
        run: Command = chosen.func
        return run(chosen, home)
    except TutorError as error:
        print(error, error.hint, sep="\n" if error.hint else "", file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        return STOPPED
