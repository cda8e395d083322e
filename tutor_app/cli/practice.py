"""`tutor practice`: what is due, a review, what is known, the path, items made and written, exchange."""

import argparse
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tutor_app.cli.terminal import print_json
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.practice import ITEM_KINDS, Grade, Item, Verdict
from tutor_app.practice.paper import draw_test
from tutor_app.settings.home import Home
from tutor_app.tutor.practice.exchange.files import read_practice, write_practice, write_test
from tutor_app.tutor.practice.judging import AnswerJudge, find_section
from tutor_app.tutor.practice.making import make_practice
from tutor_app.tutor.practice.practice import GivenAnswer, Practice
from tutor_app.tutor.practice.wording import (
    answer_in_words,
    gap_in_words,
    point_in_words,
    state_in_words,
    verdict_in_words,
)
from tutor_app.tutor.session import Tutor

MAX_LISTED = 72  # characters of a prompt


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("practice", help="review what is due; see what is known")
    parser.add_argument("--course", metavar="C", help="its name, title or folder; else all courses")
    parser.set_defaults(func=run_today)
    verbs = parser.add_subparsers(metavar="VERB")
    today = verbs.add_parser("today", help="what is due, and the next best step")
    today.add_argument("--json", action="store_true", help="for programs")
    today.set_defaults(func=run_today)
    verbs.add_parser("review", help="answer what is due, one after the other").set_defaults(func=run_review)
    listing = verbs.add_parser("list", help="the items, with their ids")
    listing.set_defaults(func=run_list)
    progress = verbs.add_parser("progress", help="what is known, fading, unseen")
    progress.add_argument("--json", action="store_true", help="for programs")
    progress.set_defaults(func=run_progress)
    plan = verbs.add_parser("plan", help="what to learn each day up to a date")
    plan.add_argument("until", type=datetime.fromisoformat, metavar="YYYY-MM-DD")
    plan.add_argument("--minutes", type=int, default=30, help="a day")
    plan.set_defaults(func=run_plan)
    verbs.add_parser("make", help="make items of a course").set_defaults(func=run_make)
    verbs.add_parser("fit", help="fit the schedule to your own log").set_defaults(func=run_fit)
    _add_changes(verbs)
    _add_files(verbs)


def _add_changes(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What writes the record."""
    add = verbs.add_parser("add", help="write a card")
    add.add_argument("prompt")
    add.add_argument("answer")
    add.set_defaults(func=run_add)
    delete = verbs.add_parser("delete", help="take items away; undo brings them back")
    delete.add_argument("ids", nargs="+", metavar="ID")
    delete.set_defaults(func=run_delete)
    verbs.add_parser("undo", help="take the last change back").set_defaults(func=run_undo)
    teach = verbs.add_parser("teach", help="explain a section; see what was said, missing, contradicted")
    teach.add_argument("section", help="its title, or a part of it")
    teach.add_argument("words", nargs="?", default="", help="the explanation; else it is asked for")
    teach.add_argument("--json", action="store_true", help="for programs")
    teach.set_defaults(func=run_teach)


def _add_files(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What writes and reads files."""
    export = verbs.add_parser("export", help="write items and reviews: .apkg, .csv, .json, .xapi.json")
    export.add_argument("file", type=Path)
    export.set_defaults(func=run_export)
    taking = verbs.add_parser("import", help="take in what Tutor or Anki wrote: .apkg, .csv, .json")
    taking.add_argument("file", type=Path)
    taking.set_defaults(func=run_import)
    test = verbs.add_parser("test", help="write a test: .md, .xml (Moodle), .zip (QTI 3.0)")
    test.add_argument("file", type=Path)
    test.add_argument("--number", type=int, default=20, help="of questions")
    test.add_argument("--kinds", nargs="+", default=(), choices=ITEM_KINDS, metavar="KIND")
    test.add_argument("--chapters", nargs="+", default=(), metavar="TITLE")
    test.add_argument("--key", action="store_true", help="with its key, in Markdown")
    test.add_argument("--seed", type=int, default=0, help="another one gives other questions")
    test.set_defaults(func=run_test)


def run_today(chosen: argparse.Namespace, home: Home) -> int:
    """Print what is due and what comes next."""
    with Tutor(home) as tutor:
        today = tutor.practice(chosen.course).today()
    queue = today.queue
    if getattr(chosen, "json", False):
        print_json(
            {
                "due": len(queue.reviews), "learning": len(queue.learning), "new": len(queue.new),
                "held_back": queue.held_back, "done": today.done, "next": queue.next,
                "activity": today.step.activity, "minutes": today.step.minutes, "reason": today.reason,
                "forecast": list(today.forecast),
            }
        )  # fmt: skip
        return 0
    counts = {"due": len(queue.reviews), "learning": len(queue.learning), "new": len(queue.new)}
    print(tr("{due} due, {learning} in learning, {new} new", **counts))
    if queue.held_back:
        print(tr("{count} more wait for tomorrow.", count=queue.held_back))
    print(today.reason)
    return 0


def run_review(chosen: argparse.Namespace, home: Home) -> int:
    """Ask one item after the other, until nothing is due or the learner ends it."""
    with Tutor(home) as tutor:
        practice = tutor.practice(chosen.course)
        if not practice.items:
            raise TutorError(
                tr("There is nothing to practise in this course yet."),
                tr("Make items of it with: tutor practice make"),
            )
        print(tr("Enter shows the answer; h hint, s suspend, b bury, u undo, q end"))
        judge = AnswerJudge(home)
        while (item := practice.next_item()) is not None:
            if not _ask(practice, item, judge):
                return 0
        print(tr("Nothing is due now."))
    return 0


def run_list(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        for item in tutor.practice(chosen.course).items:
            prompt = " ".join(item.prompt.split())
            print(f"{item.id}  {item.kind:15}  {prompt[:MAX_LISTED]}")
    return 0


def run_progress(chosen: argparse.Namespace, home: Home) -> int:
    """Print each concept with its mastery and interval, worst known first within its state."""
    with Tutor(home) as tutor:
        rows = tutor.practice(chosen.course).progress()
    if chosen.json:
        print_json(
            [
                {
                    "concept": row.concept.name, "mastery": round(row.mastery.mean, 3),
                    "low": round(row.mastery.low, 3), "high": round(row.mastery.high, 3),
                    "observations": row.mastery.count, "items": row.items, "state": row.state,
                }
                for row in rows
            ]
        )  # fmt: skip
        return 0
    for row in rows:
        mastery = row.mastery
        number = f"{mastery.mean:5.0%}  {mastery.low:4.0%}–{mastery.high:4.0%}" if mastery.count else " " * 17
        print(f"{number}  {state_in_words(row.state):12}  {row.concept.name}")
    return 0


def run_plan(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        for day in tutor.practice(chosen.course).plan(chosen.until, chosen.minutes):
            names = ", ".join(step.concept.name for step in day.steps if step.concept)
            if names:
                print(f"{day.day:%Y-%m-%d}  {tr('{count} min', count=day.minutes):>8}  {names}")
    return 0


def run_add(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        course = tutor.course(chosen.course or "").path.name
        print(tutor.practice(chosen.course).add_card(chosen.prompt, chosen.answer, course).id)
    return 0


def run_delete(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        practice = tutor.practice(chosen.course)
        practice.delete([practice.item(id) for id in chosen.ids])
    return 0


def run_undo(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        undone = tutor.practice(chosen.course).undo()
    if undone is None:
        raise TutorError(tr("Nothing can be undone."))
    print(tr("Undone: {deed}", deed=undone.deed))
    return 0


def run_make(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        course = tutor.course(chosen.course or "")
        items, concepts = make_practice(home, course)
        added = tutor.practice(course.path.name).refresh(items, concepts)
    print(tr("{count} new items", count=added))
    return 0


def run_teach(chosen: argparse.Namespace, home: Home) -> int:
    """Compare an explanation with the points of a section; what was missing becomes items."""
    words = chosen.words or input(tr("Your explanation: "))
    with Tutor(home) as tutor:
        course = tutor.course(chosen.course or "")
        section = find_section(course, chosen.section)
        points, items = AnswerJudge(home).compare(course, section.id, words)
        tutor.practice(course.path.name).add_items(items)
    if chosen.json:
        print_json(
            [
                {
                    "point": one.point.text, "state": one.judgement.state, "said": one.judgement.said,
                    "reason": one.judgement.reason, "places": [str(at) for at in one.point.source.locators],
                }
                for one in points
            ]
        )  # fmt: skip
        return 0
    for one in points:
        print(f"{point_in_words(one.judgement.state):14}  {one.point.text}")
        if one.judgement.reason:
            print(f"{'':14}  {one.judgement.said}: {one.judgement.reason}")
    print(tr("{count} new items", count=len(items)))
    return 0


def run_export(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        bundle = tutor.practice(chosen.course).bundle()
        courses = {course.path.name: course.path for course in tutor.courses()}
        title = tutor.course(chosen.course).title if chosen.course else "Tutor"
        write_practice(bundle, chosen.file, title, courses)
    print(tr("{count} items: {file}", count=len(bundle.items), file=chosen.file))
    return 0


def run_import(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        course = tutor.course(chosen.course or "").path.name
        count = tutor.practice(chosen.course).take_in(read_practice(chosen.file, course))
    print(tr("{count} items: {file}", count=count, file=chosen.file))
    return 0


def run_test(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        course = tutor.course(chosen.course or "")
        practice = tutor.practice(course.path.name)
        concepts = {concept.id: concept for concept in practice.concepts.concepts}
        items = draw_test(
            practice.items, concepts, chosen.number,
            kinds=chosen.kinds, chapters=chosen.chapters, seed=chosen.seed,
        )  # fmt: skip
        write_test(tr("Test: {title}", title=course.title), items, chosen.file, with_key=chosen.key)
    print(tr("{count} items: {file}", count=len(items), file=chosen.file))
    return 0


def run_fit(chosen: argparse.Namespace, home: Home) -> int:
    with Tutor(home) as tutor:
        report = tutor.practice(chosen.course).fit()
    losses = {"loss": f"{report.loss:.3f}", "usual": f"{report.default_loss:.3f}"}
    if report.is_better:
        print(
            tr(
                "Parameters fitted to your log predict it better: log loss {loss} instead of {usual}.",
                **losses,
            )
        )
    else:
        print(tr("The usual parameters predict your log as well: log loss {usual}, fitted {loss}.", **losses))
    return 0


def _ask(practice: Practice, item: Item, judge: AnswerJudge) -> bool:
    """Ask one item; say whether to go on."""
    print(f"\n{item.prompt}")
    for number, option in enumerate(item.options, start=1):
        print(f"  {number}  {option}")
    begun, hints = time.monotonic(), 0
    while True:
        words = input(tr("Your answer: ")).strip()
        match words:
            case "q":
                return False
            case "u":
                practice.undo()
                return True
            case "s":
                practice.suspend(item)
                return True
            case "b":
                practice.bury(item)
                return True
            case "h" if hints < len(item.hints):
                print(item.hints[hints])
                hints += 1
            case _:
                break
    duration_ms = int((time.monotonic() - begun) * 1000)
    words = _to_option(item, words)
    verdict = _judge(judge, item, words)
    print(tr("Answer: {answer}", answer=answer_in_words(item)))
    if item.explanation:
        print(item.explanation)
    given = GivenAnswer(grade=Grade.GOOD, words=words, verdict=verdict, duration_ms=duration_ms, hints=hints)
    return _grade(practice, item, given)


def _judge(judge: AnswerJudge, item: Item, words: str) -> Verdict | None:
    """Say what a judge makes of an answer, where there is one to judge it by."""
    judgement = judge.judge(item, words) if words and item.key else None
    if judgement is None:
        return None
    print(verdict_in_words(judgement.verdict))
    if judgement.reason:
        print(judgement.reason)
    return judgement.verdict


def _grade(practice: Practice, item: Item, given: GivenAnswer) -> bool:
    """Let the learner grade an answer, whatever the judge said; say whether to go on."""
    gaps = {grade.name.lower(): gap_in_words(days) for grade, days in practice.preview(item).items()}
    asked = tr(
        "How well did you know it? 1 again ({again}), 2 hard ({hard}), 3 good ({good}), 4 easy ({easy}): ",
        **gaps,
    )
    while (typed := input(asked).strip()) not in ("1", "2", "3", "4"):
        if typed == "q":
            return False
    outcome = practice.answer(item, replace(given, grade=Grade(int(typed))))
    if outcome.is_leech:
        print(
            tr(
                "It was forgotten {count} times and is set aside: reword it, or look it up in the book.",
                count=outcome.card.lapses,
            )
        )
    return True


def _to_option(item: Item, words: str) -> str:
    """An option by its number."""
    is_number = words.isdecimal() and 1 <= int(words) <= len(item.options)
    return item.options[int(words) - 1] if is_number and item.kind == "multiple_choice" else words
