"""`tutor ask`: a question from the terminal."""

import argparse
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tutor_app.cli.terminal import print_json
from tutor_app.core.counted import WHOLE, Counted
from tutor_app.core.errors import Cancelled
from tutor_app.core.language import tr
from tutor_app.core.material import Box, Passage, Region
from tutor_app.core.teaching import LEVELS, WISHES, is_veiled
from tutor_app.core.turn import Turn
from tutor_app.engine.messages import Heard, Mind, Partial, Progress, Read
from tutor_app.settings.home import Home
from tutor_app.settings.settings import Settings
from tutor_app.tutor.explanations import destination, destination_in_words
from tutor_app.tutor.places import bare_spot, place_in_words
from tutor_app.tutor.session import Cited, Reply, Tutor
from tutor_app.tutor.ways import shares_in_words


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("ask", help="ask a question about a course")
    parser.add_argument("note", nargs="?", default="", help="the question, or a word to go with the picture")
    parser.add_argument("--audio", type=Path, metavar="FILE", help="a recording of the question")
    parser.add_argument("--image", type=Path, metavar="FILE", help="a screenshot")
    parser.add_argument(
        "--region",
        type=_region,
        metavar="PAGE:X0,Y0,X1,Y1",
        help="a rectangle of a page, in points from top left",
    )
    parser.add_argument("--course", default="", metavar="C", help="its name, title or folder")
    parser.add_argument("--aloud", action="store_true", help="read the explanation aloud as well")
    onward = parser.add_mutually_exclusive_group()
    onward.add_argument("--then", action="store_true", help="the question follows the last one of the course")
    onward.add_argument(
        "--again", choices=WISHES[1:], help="the last answer simpler, with an example, in Chinese (zh), …"
    )
    onward.add_argument("--next-hint", action="store_true", help="one level more of the last question")
    onward.add_argument(
        "--hint", type=int, choices=LEVELS, metavar="LEVEL", help="1 where to look … 4 the answer"
    )
    parser.add_argument("--json", action="store_true", help="everything, for programs")
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace, home: Home) -> int:
    """Ask, and print the explanation as it comes, then its sources."""
    with Tutor(home) as tutor:
        _say_where(tutor.settings)
        turn = _turn(tutor, chosen)
        reply = tutor.answer(turn, _ignore if chosen.json else _print_while_read)
        if chosen.json:
            print_json(as_json(reply))
        else:
            _print_sources(reply)
        if chosen.aloud:
            tutor.read_aloud(reply.answer.text)
    return 0


def _say_where(settings: Settings) -> None:
    """Before anything is sent anywhere; beside the answer, so that programs read what they always read."""
    if address := destination(settings):
        print(destination_in_words(address), file=sys.stderr)


def _turn(tutor: Tutor, chosen: argparse.Namespace) -> Turn:
    course = tutor.course(chosen.course)
    if chosen.again:
        return tutor.again(tutor.last(course), chosen.again)
    if chosen.next_hint:
        return tutor.next_hint(tutor.last(course))
    before = tutor.last(course) if chosen.then else None
    turn = tutor.turn(
        chosen.note,
        image=chosen.image,
        audio=chosen.audio,
        region=chosen.region,
        course=chosen.course,
        follows=before,
    )
    return replace(turn, level=chosen.hint)


def as_json(reply: Reply) -> dict[str, Any]:
    """A reply as plain values: what was understood, found and answered, and how long each stage took."""
    answer = reply.answer
    shown = () if is_veiled(answer.level) else reply.cited  # their words could be the answer
    return {
        "course": reply.turn.turn.course.name,
        "note": reply.turn.turn.note,
        "transcript": answer.transcript,
        "screen_words": answer.screen_words,
        "formulas": [
            {"latex": f.latex, "confidence": f.confidence, "certain": f.is_certain} for f in answer.formulas
        ],
        "in_material": answer.in_material,
        "answer": answer.text,
        "explainer": answer.explainer,
        "level": answer.level,
        "next_level": answer.next_level,
        "passages": [_as_json(c) for c in shown if c.evidence.kind == "passage"],
        "figures": [_as_json(c) for c in shown if c.evidence.kind == "figure"],
        "figure": answer.figure and asdict(answer.figure),
        "check": answer.check and {"text": answer.check.text, "options": answer.check.options},
        "counted": answer.counted and _shares(answer.counted),
        "timings_s": {stage.name: stage.seconds for stage in answer.stages},
    }


def _as_json(cited: Cited) -> dict[str, Any]:
    source = cited.source
    locators = source.locators if isinstance(source, Passage) else (source.locator,)
    fields = asdict(source)
    fields.pop("locator", None)
    return {
        "number": cited.evidence.number,
        "score": cited.evidence.score,
        **fields,
        "locators": [asdict(locator) for locator in locators],
    }


def _region(text: str) -> Region:
    page, _, corners = text.partition(":")
    x0, y0, x1, y1 = (float(n) for n in corners.split(","))
    return Region(int(page) - 1, Box(x0, y0, x1, y1))


def _ignore(progress: Progress) -> None:
    """Progress isn't part of the JSON."""


def _print_while_read(progress: Progress) -> None:
    """Raises: Cancelled: nobody reads any more, so the turn is kept as stopped."""
    try:
        _print_progress(progress)
    except BrokenPipeError as error:
        raise Cancelled from error


def _print_progress(progress: Progress) -> None:
    match progress:
        case Heard(text=text):
            print(f"“{text}”\n")
        case Read(formulas=formulas):
            for formula in formulas:
                kind = tr("Formula read:") if formula.is_certain else tr("Perhaps a formula:")
                print(f"{kind} {formula.latex}")
        case Mind(text=text, hint=hint):
            print(f"{text} {hint}".strip(), file=sys.stderr)
        case Partial(text=text, replaces=replaces):
            print(f"{tr('Said plainly:')}\n\n{text}" if replaces else text, end="")
            sys.stdout.flush()


def _print_sources(reply: Reply) -> None:
    print("\n")
    if reply.answer.counted:
        print(_what_counted(reply.answer.counted) + "\n")
    named = {evidence.number for evidence in reply.answer.named}
    for cited in (one for one in reply.cited if one.evidence.number in named):
        spot = bare_spot if is_veiled(reply.answer.level) else place_in_words
        print(f"[{cited.evidence.number}] {spot(cited.source)}")
    if reply.answer.next_level:
        print("\n" + tr("Next hint: tutor ask --next-hint"))
    if reply.answer.check:
        print("\n" + tr("Check yourself with: tutor check"))


def _what_counted(counted: Counted) -> str:
    shares = sorted(counted.percentages.items(), key=lambda share: -share[1])
    return tr("What counted: {shares}", shares=shares_in_words(shares))


def _shares(counted: Counted) -> dict[str, float]:
    """Parts of 1."""
    return {way: share / WHOLE for way, share in counted.shares.items()}
