"""`tutor hints`: how much a course tells at once, and a teacher's lock on it."""

import argparse
from getpass import getpass

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.teaching import LEVELS, Guidance
from tutor_app.settings.guidance import Key
from tutor_app.settings.home import Home
from tutor_app.tutor.session import Tutor


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "hints", help="levels of help in a course: 1 where to look, 2 a hint, 3 an example, 4 the answer"
    )
    parser.add_argument("course", nargs="?", default="", metavar="C", help="its name, title or folder")
    parser.add_argument("--first", type=int, choices=LEVELS, help="the level that an exercise gets first")
    parser.add_argument("--most", type=int, choices=LEVELS, help="the highest level that is told")
    lock = parser.add_mutually_exclusive_group()
    lock.add_argument("--lock", action="store_true", help="only a PIN, which is asked for, changes them")
    lock.add_argument("--unlock", action="store_true", help="take the lock off")
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace, home: Home) -> int:
    """Show the levels, or choose them. The PIN is asked for, never an argument: others could read it."""
    with Tutor(home) as tutor:
        course = tutor.course(chosen.course)
        guidance = tutor.guidance(course)
        if chosen.first or chosen.most or chosen.lock or chosen.unlock:
            first, most = chosen.first or guidance.first, chosen.most or guidance.most
            if first > most:
                raise TutorError(tr("The first level is above the last."), tr("Choose both."))
            guidance = tutor.guide(course, (first, most), _key(chosen, guidance))
    print(in_words(guidance))
    return 0


def in_words(guidance: Guidance) -> str:
    levels = tr(
        "Hints begin at level {first} and go to level {most}.", first=guidance.first, most=guidance.most
    )
    if guidance.is_locked:
        return f"{levels} {tr('They are locked by a PIN.')}"
    return f"{levels} {tr('They begin with exercises; other questions are answered at once.')}"


def _key(chosen: argparse.Namespace, guidance: Guidance) -> Key:
    pin = getpass(tr("The PIN to change them: ")) if guidance.is_locked else ""
    if chosen.lock:
        return Key(pin, "lock", getpass(tr("The new PIN: ")))
    return Key(pin, "unlock" if chosen.unlock else "keep")
