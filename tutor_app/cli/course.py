"""`tutor course`: the material on this machine."""

import argparse
import sys
from pathlib import Path

from tutor_app.cli.stopping import stopped_by_keyboard
from tutor_app.cli.terminal import clear_line, print_json, write_progress
from tutor_app.core.language import tr
from tutor_app.course.folder import CourseFolder
from tutor_app.course.report import describe_omissions, read_report
from tutor_app.settings.home import Home
from tutor_app.store.record import Record
from tutor_app.tutor import library
from tutor_app.tutor.adapting import Adapted, adapt_course, undo
from tutor_app.tutor.adapting import Progress as Learning
from tutor_app.tutor.annotations.export import export
from tutor_app.tutor.indexing import Progress, add_supervised


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("course", help="add and list courses")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    add = verbs.add_parser("add", help="read a PDF, a Markdown file or a folder of them; resumes")
    add.add_argument("path", type=Path, nargs="*")
    add.add_argument("--samples", action="store_true", help="the sample courses")
    add.set_defaults(func=run_add)
    listing = verbs.add_parser("list", help="the courses on this machine")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(func=run_list)
    adapting = verbs.add_parser("adapt", help="learn from a course how to search it; kept only if better")
    adapting.add_argument("name")
    adapting.add_argument("--undo", action="store_true", help="search it again as if nothing had been learnt")
    adapting.set_defaults(func=run_adapt)
    marked = verbs.add_parser("annotations", help="write the highlights and notes of a course into a file")
    marked.add_argument("name")
    marked.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="FILE.md, FILE.json (W3C) or FILE.pdf (a copy)",
    )
    marked.set_defaults(func=run_annotations)
    renaming = verbs.add_parser("rename", help="give a course another title; questions and marks stay")
    renaming.add_argument("name")
    renaming.add_argument("title")
    renaming.set_defaults(func=run_rename)
    ordering = verbs.add_parser("order", help="the order of the list: these first, the others by title")
    ordering.add_argument("name", nargs="*")
    ordering.set_defaults(func=run_order)
    remove = verbs.add_parser("remove", help="delete a course's folder; the questions asked about it stay")
    remove.add_argument("name")
    remove.set_defaults(func=run_remove)


def run_add(chosen: argparse.Namespace, home: Home) -> int:
    """Add each path in turn, with progress on one line."""
    with stopped_by_keyboard() as cancel:
        for path in [*chosen.path, *(library.sample_sources() if chosen.samples else ())]:
            course = add_supervised(home, path, _print_progress, cancel)
            clear_line()
            print(f"{tr('{title} is ready.', title=course.title)}   ({course.path.name})")
            if left_out := describe_omissions(read_report(course.path)):
                print(left_out)
    return 0


def run_list(chosen: argparse.Namespace, home: Home) -> int:
    courses = library.courses(home)
    if chosen.json:
        print_json([_as_json(course) for course in courses])
    for course in () if chosen.json else courses:
        print(f"{course.path.name:24} {course.title}")
    return 0


def run_annotations(chosen: argparse.Namespace, home: Home) -> int:
    """Write what was marked in a course; a course without marks gives a file without any."""
    course = library.course(home, chosen.name)
    record = Record(home)
    try:
        annotations = record.margins.of(course.path.name)
    finally:
        record.close()
    export(course, annotations, chosen.out)
    print(
        tr(
            "{count} annotations of {title} are in {file}.",
            count=len(annotations),
            title=course.title,
            file=chosen.out,
        )
    )
    return 0


def run_rename(chosen: argparse.Namespace, home: Home) -> int:
    renamed = library.rename(library.course(home, chosen.name), chosen.title)
    print(f"{renamed.path.name:24} {renamed.title}")
    return 0


def run_order(chosen: argparse.Namespace, home: Home) -> int:
    """Without names the order is that of the titles again."""
    library.put_in_order(home, [library.course(home, name).path.name for name in chosen.name])
    return run_list(argparse.Namespace(json=False), home)


def run_remove(chosen: argparse.Namespace, home: Home) -> int:
    library.remove(library.course(home, chosen.name))
    return 0


def run_adapt(chosen: argparse.Namespace, home: Home) -> int:
    """Say what decided; a course that stays as it was is no failure."""
    course = library.course(home, chosen.name)
    if chosen.undo:
        undone = undo(course)
        print(
            tr("{title} is searched as before.", title=course.title)
            if undone
            else tr("Nothing had been learnt from {title}.", title=course.title)
        )
        return 0
    _print_adapted(course, adapt_course(home, course, _print_progress))
    return 0


def _print_adapted(course: CourseFolder, adapted: Adapted) -> None:
    clear_line()
    print(
        tr(
            "Of {count} of its own questions, held back, {title} found {before} before and {after} after.",
            count=adapted.held_back, title=course.title, before=adapted.found_before,
            after=adapted.found_after,
        )
    )  # fmt: skip
    if adapted.kept:
        print(tr("That is kept. Undo it with: tutor course adapt {name} --undo", name=course.path.name))
    else:
        print(tr("That is not better by more than chance: the course is searched as before."))


def _as_json(course: CourseFolder) -> dict[str, str]:
    return {
        "name": course.path.name,
        "title": course.title,
        "language": course.language,
        "kind": course.kind,
        "path": str(course.path),
    }


def _print_progress(progress: Progress | Learning) -> None:
    if sys.stderr.isatty():
        write_progress(sys.stderr, f"{progress.stage} {progress.done}/{progress.total}    ")
