"""`tutor check`: a question about what was explained last."""

import argparse

from tutor_app.core.checking import CheckQuestion
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.tutor.session import Tutor


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("check", help="a question about the last answer; the result is kept")
    parser.add_argument("option", nargs="?", type=int, help="the number of what you choose")
    parser.add_argument("--course", default="", metavar="C", help="its name, title or folder")
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace, home: Home) -> int:
    """Ask, or say whether the option is right, with the sentence of the material."""
    with Tutor(home) as tutor:
        last = tutor.last(tutor.course(chosen.course))
        asked = last.answer.check if last.answer else None
        if chosen.option is None and asked:
            _print_question(asked)
        else:
            _answer(tutor, last, chosen.option or 0)
    return 0


def _print_question(asked: CheckQuestion) -> None:
    print(asked.text)
    for number, option in enumerate(asked.options, start=1):
        print(f"  {number}  {option}")
    print("\n" + tr("Answer with: tutor check NUMBER"))


def _answer(tutor: Tutor, last: KeptTurn, option: int) -> None:
    checked = tutor.check(last, option - 1)
    asked = last.answer.check if last.answer else None
    right = asked.options[asked.right] if asked else ""
    print(tr("Right.") if checked.is_right else tr("Not right. It is: {right}", right=right))
    print(tr("Your material says: {sentence}", sentence=checked.sentence))
