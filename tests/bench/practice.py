"""Are generated items usable, are free answers judged as a person judges them, how long does making take?

Without `--data` the verdicts of reading (`practice_items.jsonl`, by `practice_rubric.md`) are summed up, and
the answers of `practice_answers.jsonl` judged with the installed text encoders. `--data` is a folder of
Markdown or a PDF; its items are made and timed as well.
"""

import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.bench.row import Row, at_least, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.encoders.text import TextEncoder, encoder_for
from tutor_app.engine.items.course_text import read_course
from tutor_app.engine.items.generate import generate_items
from tutor_app.engine.items.judging import judge_words
from tutor_app.settings.home import below, find_home

ITEMS = Path(__file__).with_name("practice_items.jsonl")
ANSWERS = Path(__file__).with_name("practice_answers.jsonl")
USABLE, WRONG_KEYS, AGREEMENT, WRONG_AS_RIGHT = 0.85, 0.02, 0.85, 0.05
SECONDS_FOR_30_PAGES = 180.0
PASSAGES_OF_30_PAGES = 150.0  # of about a hundred words, five a page


def run(data: Path | None) -> list[Row]:
    return [*_sum_up_reading(), *_judge_answers(), *(_time_making(data) if data else ())]


def _sum_up_reading() -> list[Row]:
    verdicts = [json.loads(line) for line in ITEMS.read_text(encoding="utf-8").splitlines()]
    rows = []
    for chapter in dict.fromkeys(one["chapter"] for one in verdicts):
        own = Counter(one["verdict"] for one in verdicts if one["chapter"] == chapter)
        share = own["usable"] / own.total()
        rows.append(at_least(f"usable of {own.total()}, {chapter}", share, "share", USABLE))
    every = Counter(one["verdict"] for one in verdicts)
    rows.append(at_least(f"usable of all {every.total()}", every["usable"] / every.total(), "share", USABLE))
    rows.append(at_most("wrong keys", every["wrong key"] / every.total(), "share", WRONG_KEYS))
    return rows


def _judge_answers() -> list[Row]:
    home = find_home()
    encoders = {language: TextEncoder.open(home, encoder_for(language)) for language in ("en", "zh")}
    found: dict[str, Counter[tuple[str, str]]] = {}
    for line in ANSWERS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        judged = judge_words(
            (one["point"],), one["answer"], one["question"], one["language"], encoders[one["language"]],
            Cancellation(),
        )  # fmt: skip
        for name in (one["written"], one["language"], "all"):
            found.setdefault(name, Counter())[one["mark"], judged.verdict] += 1
    return [row for name, counts in found.items() for row in _to_rows(name, counts)]


def _to_rows(name: str, counts: Counter[tuple[str, str]]) -> list[Row]:
    agreed = sum(count for (mark, verdict), count in counts.items() if mark == verdict) / counts.total()
    wrong = sum(count for (mark, _), count in counts.items() if mark == "wrong")
    return [
        at_least(f"answers judged as read, {name} ({counts.total()})", agreed, "share", AGREEMENT),
        at_most(f"wrong taken for right, {name}", counts["wrong", "right"] / wrong, "share", WRONG_AS_RIGHT),
    ]


def _time_making(data: Path) -> list[Row]:
    home = find_home()
    with tempfile.TemporaryDirectory() as folder:
        course = add(below(Path(folder)), data, Preparation(encoder_for), lambda *_: None, Cancellation())
        index = CourseIndex.open(course)
        text = read_course(index)
        index.close()
    encoder = TextEncoder.open(home, encoder_for(text.language))
    start = time.perf_counter()
    items = list(generate_items(text, "bench", encoder, Cancellation()))
    seconds = time.perf_counter() - start
    scaled = seconds * PASSAGES_OF_30_PAGES / max(1, len(text.passages))
    kinds = Counter(item.kind for item in items)
    return [
        Row(f"items of {len(text.passages)} passages", len(items), "items"),
        *(Row(f"  {kind}", count, "items") for kind, count in kinds.most_common()),
        at_most("making them, for 30 pages", scaled, "s", SECONDS_FOR_30_PAGES),
    ]
