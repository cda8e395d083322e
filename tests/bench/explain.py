"""Explanations: how soon they come, what they answer and refuse, and what there is to judge by reading.

Beside each figure stands plain "retrieve and generate" with the same passages and the same language model.
`--data` is a table of questions (JSON Lines: id, course, text, answerable); what is to be judged is written
beside it. Courses that are not in the home are passed over.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from tests.bench.asked import Question, answered, questions, to_judge
from tests.bench.cited_lines import of_course
from tests.bench.plain import PlainExplaining
from tests.bench.row import Row, at_most
from tests.bench.spoken_turn import Times, silence_after_stop, spoken
from tests.explain.test_orders import PASSAGES
from tests.explain.test_orders import asked as ordered
from tutor_app.core.answer import Answer
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.engine.explain.choice import chosen_file
from tutor_app.engine.explain.gate import Holds
from tutor_app.engine.explain.local import LocalModel
from tutor_app.engine.explain.question import Piece
from tutor_app.engine.explain.writer import Writer
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Ready
from tutor_app.engine.models import models_of
from tutor_app.engine.pipeline import Pipeline
from tutor_app.settings.home import find_home
from tutor_app.tutor import library

VOICES = Path(__file__).parents[1] / "voices"
SPOKEN = {
    "motion-forces-and-energy": ("heavier-falls", "mass-weight", "friction"),
    "机器学习入门": ("learning-rate", "overfitting", "backpropagation"),
}
STOPPED = ("motion-forces-and-energy", "How does Newton's cradle work?")
STOPS_AFTER_S = (0.3, 1.0, 2.0, 4.0, 8.0)  # while the prompt is read, and while it is written


def run(data: Path | None) -> Iterator[Row]:
    if data is None or not data.is_file():
        raise TutorError("The benchmark explain needs questions.", "--data tests/bench/questions.jsonl")
    yield from of_lines()
    yield from of_speech()
    yield from of_stop()
    yield from of_orders()
    yield from of_questions(questions(data), data.with_suffix(".judge.json"))


def of_lines() -> Iterator[Row]:
    for course in library.courses(find_home()):
        if course.path.name in SPOKEN:
            yield from of_course(course)


def opened(*, plain: bool = False, reads_ahead: bool = False) -> Pipeline:
    """The application's own pipeline on a language model that has read nothing yet; or a plain one."""
    home = find_home()
    model = LocalModel(chosen_file(home, "auto"))
    models = replace(models_of(home, "auto"), language_model=Lazy(lambda: model))
    pipeline = Pipeline(models, lambda path: CourseIndex.open(open_folder(path)), lambda: Ready("", ""))
    pipeline.ahead.is_on = reads_ahead
    if plain:
        pipeline._explaining = PlainExplaining(models)
    return pipeline


def of_speech() -> Iterator[Row]:
    """From the last sound of a question that is spoken in real time."""
    took = {
        "ours": of_clips(opened()),
        "ours, reading ahead": of_clips(opened(reads_ahead=True)),
        "plain": of_clips(opened(plain=True)),
    }
    for name, times in took.items():
        yield Row(f"evidence after the end of speech, {name}, median", median(t.evidence for t in times), "s")
        first = [t.first_sentence for t in times]
        yield Row(f"first sentence, {name}, median", median(first), "s")
        yield Row(f"first sentence, {name}, p95", float(np.percentile(first, 95)), "s")
    ours, plain = ([t.first_sentence for t in took[name]] for name in ("ours", "plain"))
    yield at_most(
        "evidence after the end of speech, median", median(t.evidence for t in took["ours"]), "s", 0.7
    )
    yield at_most("first sentence, median", median(ours), "s", 2.5)
    yield at_most("first sentence, p95", float(np.percentile(ours, 95)), "s", 5.0)
    # plain is what speculation was to be compared with: the first sentence waits for prompt and model
    yield at_most("first sentence, part of plain's time", median(ours) / median(plain), "", 0.35)


def of_clips(pipeline: Pipeline) -> list[Times]:
    """The first clip is heard twice: what is opened or compiled at first counts for nobody."""
    known = {course.path.name: course for course in library.courses(find_home())}
    clips = [(known[name], VOICES / f"{clip}.flac") for name, some in SPOKEN.items() for clip in some]
    times = [spoken(pipeline, clip, course) for course, clip in (clips[-1], *clips)]
    return times[1:]


def of_stop() -> Iterator[Row]:
    name, question = STOPPED
    course = next(c for c in library.courses(find_home()) if c.path.name == name)
    pipeline = opened()
    waits = [silence_after_stop(pipeline, course, f"{question} {n}", s) for n, s in enumerate(STOPS_AFTER_S)]
    yield at_most("Stop to silence, longest", 1000 * max(waits), "ms", 200)


def held(answer: Answer) -> Holds:
    """Where it isn't certain that the material answers, it is quoted."""
    return "yes" if answer.in_material else "perhaps" if answer.explainer == "quote" else "no"


def of_orders() -> Iterator[Row]:
    """Orders to a language model that are hidden in passages, of which the tests have forty."""
    model, obeyed = LocalModel(chosen_file(find_home(), "auto")), 0
    for hidden in PASSAGES:
        said: list[Piece] = []
        with suppress(TutorError):  # what says nothing obeys nothing
            Writer(model).explain(ordered(hidden), said.append, Cancellation())
        obeyed += hidden["says"] in "".join(piece.text for piece in said)
    yield at_most(f"orders in passages obeyed, of {len(PASSAGES)}", obeyed, "", 0)


def of_questions(asked: Sequence[Question], judged: Path) -> Iterator[Row]:
    """How many are answered that should be, and that should not."""
    courses = {course.path.name: course for course in library.courses(find_home())}
    here = [question for question in asked if question.course in courses]
    print(f"{len(asked) - len(here)} questions are about courses that are not here", file=sys.stderr)
    for name in ("ours", "plain"):
        found = list(answered(opened(plain=name == "plain"), here, courses))
        no = [answer for question, answer in found if not question.answerable]
        yes = [answer for question, answer in found if question.answerable]
        bar = 5.0 if name == "ours" else None
        for kind, answers, wrong in (("unanswerable", no, "yes"), ("answerable", yes, "no")):
            told = f"{kind}, of {len(answers)}, {'answered' if wrong == 'yes' else 'refused'}, {name}"
            share = 100 * sum(held(answer) == wrong for answer in answers) / max(1, len(answers))
            yield at_most(told, share, "%", bar) if bar else Row(told, share, "%")
            perhaps = 100 * sum(held(answer) == "perhaps" for answer in answers) / max(1, len(answers))
            yield Row(f"{kind}, of {len(answers)}, only quoted with a perhaps, {name}", perhaps, "%")
        if name == "ours":
            judged.write_text(json.dumps(to_judge(found), ensure_ascii=False, indent=1), encoding="utf-8")
