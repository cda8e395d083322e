"""`tutor capture`: show the open window a part of the screen, to ask about it."""

import argparse
from pathlib import Path
from typing import get_args

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.tutor.open_window import Capture, Errand, Part, Take, tell, tell_or_open


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "capture", help="show the window a part of the screen, to ask about it; for a key of the desktop's"
    )
    parser.add_argument(
        "part",
        nargs="?",
        choices=get_args(Part),
        default="region",
        help="a frame that is drawn, or all of it",
    )
    parser.add_argument(
        "--file", type=Path, metavar="PICTURE", help="a picture that is there already, instead of the screen"
    )
    parser.add_argument("--open", action="store_true", help="open the window where there is none")
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace, home: Home) -> int:
    """The window takes it from here: what goes wrong with the picture is said there."""
    errand: Errand = Take(_picture(chosen.file)) if chosen.file else Capture(chosen.part)
    (tell_or_open if chosen.open else tell)(home, errand)
    return 0


def _picture(file: Path) -> Path:
    file = file.expanduser().absolute()
    if not file.is_file():
        raise TutorError(tr("There is no picture {file}.", file=file), tr("Check its name."))
    return file
