"""Do the first two hints of an exercise give its answer away? Over exercises with known answers.

`--data` is a folder with books under `openstax`, or the books themselves, and `oatutor_problems.jsonl`.
Each book becomes a course without its exercises; the exercises are drawn by the hash of their ids, so nobody
chose them. Hints are made by the product's own search by words, quoting and ladder, without a model. What was
judged by reading stands in `hints_read.jsonl`, with the hash of the hint that was read: a hint that has
changed since counts as not read.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.bench.row import Row, at_least, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.core.shelf import Shelf
from tutor_app.core.teaching import HINT, POINTER, Level
from tutor_app.core.turn import Turn
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.asking import asked_of, question_of
from tutor_app.engine.explain.question import Piece
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.retrieval import Query, search
from tutor_app.engine.teaching.exercise import parse
from tutor_app.engine.teaching.guide import Guide
from tutor_app.engine.teaching.secret import kin, numbers_in, telling
from tutor_app.settings.home import RESOURCES, below
from tutor_app.training.books import read_book, write_markdown

BOOKS = ("microbiology", "anatomy-physiology-2e", "college-physics-2e", "chemistry-2e", "sociology-3e")
CHOICES, OTHERS = 6, 6  # exercises of a book: with options, and with a short answer
PROBLEMS = {  # of OATutor, with the book that is asked
    "OpenStax: College Physics": "college-physics-2e",
    "Mission College: Introductory Statistics": "intro-statistics-2e",
}
PROBLEMS_EACH = 8
SAMPLE = "ml-zh"
SHORT_ANSWER = 60  # characters
READ = Path(__file__).with_name("hints_read.jsonl")
ENOUGH = 0.5  # of the key's words, from which a hint says it
BAR = 0.03


@dataclass(frozen=True)
class Put:
    """An exercise and its key in words."""

    id: str
    book: str
    text: str
    key: str
    language: Language = "en"


@dataclass(frozen=True)
class Said:
    """A hint that was made for an exercise."""

    put: Put
    level: Level
    text: str
    is_weaker: bool

    @property
    def hash(self) -> str:
        return sha256(self.text.encode()).hexdigest()[:12]


def run(data: Path | None) -> list[Row]:
    """Shares of hints that give the answer away, by an automatic check and by reading."""
    if data is None:
        raise SystemExit("the bench hints needs --data FOLDER with books and oatutor_problems.jsonl")
    said = list(hints(data))
    read = _read()
    judged = [read[key] for one in said if (key := (one.put.id, one.level, one.hash)) in read]
    english = [one for one in said if one.put.language == "en"]
    rows = [
        Row("exercises", len({one.put.id for one in said}), ""),
        at_most(
            "give the answer away, by the automatic check",
            _share(gives_away(one) for one in said),
            "share",
            BAR,
        ),
        at_least("hints read", len(judged) / len(said), "share", 1.0),
        at_most("give the answer away, by reading", _share(judged), "share", BAR),
    ]
    for level in (POINTER, HINT):
        weaker = _share(one.is_weaker for one in english if one.level == level)
        rows.append(Row(f"level {level} that had to be weaker", weaker, "share"))
    return rows


def hints(data: Path) -> Iterator[Said]:
    """Levels 1 and 2 of every exercise."""
    exercises = list(drawn(data))
    with tempfile.TemporaryDirectory() as folder:
        for name in dict.fromkeys(put.book for put in exercises):
            shelf = _course(name, data, Path(folder) / name)
            for put in exercises:
                if put.book == name:
                    yield from _hints(shelf, put)
            shelf.close()


def drawn(data: Path) -> Iterator[Put]:
    """The same exercises each time, in an order that says nothing of them."""
    for name in BOOKS:
        yield from _of_book(_books(data) / name, name)
    with (data / "oatutor_problems.jsonl").open(encoding="utf-8") as lines:
        problems = [json.loads(line) for line in lines]
    for course, book in PROBLEMS.items():
        yield from _of_course([p for p in problems if p["courseName"] == course], book)
    yield from _of_sample()


def gives_away(said: Said) -> bool:
    """Whether a hint says half of what only the key says, or one of its numbers."""
    exercise = parse(said.put.text)
    text = "\n".join(line for line in said.text.splitlines() if not line.startswith("- "))
    places = "\n".join(line for line in said.text.splitlines() if line.startswith("- "))
    known = telling(exercise.stem)
    key = {word for word in telling(said.put.key) if not any(kin(word, other) for other in known)}
    words = telling(text) | telling(places)
    told = [word for word in key if any(kin(word, other) for other in words)]
    numbers = numbers_in(said.put.key) - numbers_in(said.put.text)
    says_key = bool(key) and len(told) >= ENOUGH * len(key)
    return says_key or bool(numbers & numbers_in(text))


def _hints(shelf: Shelf, put: Put) -> Iterator[Said]:
    turn = Turn(Path("course"), put.text)
    question = question_of(asked_of(turn, ""), turn, shelf, search(shelf, Query(put.text)))
    pieces: list[Piece] = []
    QuoteExplainer().explain(question, pieces.append, Cancellation())
    answer = "".join(piece.text for piece in pieces)
    guide = Guide(shelf, put.text)
    for level in (POINTER, HINT):
        hinted = guide.hint(level, question, answer)
        yield Said(put, level, hinted.text, hinted.is_weaker)


def _of_book(folder: Path, name: str) -> Iterator[Put]:
    with (folder / "exercises.jsonl").open(encoding="utf-8") as lines:
        exercises = [json.loads(line) for line in lines]
    keyed = [e for e in exercises if e["solution"] and not e["problem_images"] and e["problem"].strip()]
    choices = [e for e in keyed if e["options"] and len(e["solution"].strip()) == 1]
    others = [e for e in keyed if not e["options"] and len(e["solution"]) <= SHORT_ANSWER]
    for exercise in (*_some(choices, CHOICES), *_some(others, OTHERS)):
        key = exercise["solution"].strip()
        if exercise["options"]:
            key = exercise["options"][ord(key.upper()) - ord("A")].removeprefix("- ")
        yield Put(f"{name}/{exercise['exercise']}", name, exercise["problem"], key)


def _of_course(problems: Sequence[dict], book: str) -> Iterator[Put]:
    whole = [
        p for p in problems if len(p["steps"]) == 1 and not p.get("figures") and p["steps"][0]["stepAnswer"]
    ]
    for problem in _some([{**p, "exercise": p["id"]} for p in whole], PROBLEMS_EACH):
        [step] = problem["steps"]
        choices = "\n".join(f"- {choice}" for choice in step.get("choices") or ())
        text = "\n".join(filter(None, (problem["body"], step["stepTitle"], step["stepBody"], choices)))
        yield Put(f"oatutor/{problem['id']}", book, text, str(step["stepAnswer"][0]))


def _of_sample() -> Iterator[Put]:
    """The sample course's own exercises; their key stands in its own section."""
    lines = (RESOURCES / "courses" / SAMPLE / "10-exercises.md").read_text(encoding="utf-8").splitlines()
    numbered = [line for line in lines if line[:1].isdigit()]
    half = len(numbered) // 2
    for number, (asked, key) in enumerate(zip(numbered[:half], numbered[half:], strict=True), start=1):
        yield Put(f"{SAMPLE}/{number}", SAMPLE, asked.split(". ", 1)[1], key.split(". ", 1)[1], "zh")


def _course(name: str, data: Path, folder: Path) -> CourseIndex:
    """A book without its exercises, or the sample course with them, searched by words."""
    source = RESOURCES / "courses" / name
    if name != SAMPLE:
        source = folder / "source" / name
        write_markdown(read_book(_books(data) / name), source)
    words_only = Preparation(lambda _: "none")
    return CourseIndex.open(add(below(folder / "home"), source, words_only, lambda _: None, Cancellation()))


def _some(exercises: Sequence[dict], count: int) -> list[dict]:
    return sorted(exercises, key=lambda e: sha256(e["exercise"].encode()).digest())[:count]


def _books(data: Path) -> Path:
    return data / "openstax" if (data / "openstax").is_dir() else data


def _read() -> dict[tuple[str, int, str], bool]:
    lines = READ.read_text(encoding="utf-8").splitlines() if READ.is_file() else []
    return {(one["id"], one["level"], one["hint"]): one["gives_away"] for one in map(json.loads, lines)}


def _share(claims) -> float:
    told = list(claims)
    return sum(told) / len(told) if told else 0.0
