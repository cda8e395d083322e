"""The reader on books: which section answers an exercise, whether any does, which option is supported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.retrieval import Asked, modules, weighed_sum
from tests.bench.row import Row, at_least
from tutor_app.core.cancel import Cancellation
from tutor_app.course.index import CourseIndex
from tutor_app.engine.reader.model import PassageReading, Reader
from tutor_app.engine.reader.reranking import rerank
from tutor_app.engine.retrieval import Query, rank_passages
from tutor_app.training.books import Book, Exercise

CANDIDATES = 20
CLAIM_PASSAGES = 5  # in which a multiple choice's statements are looked for
BARS = {"rank": 0.87, "answerable": 0.90, "choice": 0.65}


@dataclass(frozen=True)
class Candidates:
    """What the search found for an exercise, and what the reader makes of it."""

    exercise: Exercise
    sections: tuple[str, ...]  # of each passage
    texts: tuple[str, ...]
    scores: tuple[float, ...]  # of the search
    readings: tuple[PassageReading, ...]

    def without_chapter(self, chapters: dict[str, object]) -> "list[int]":
        """Places of the passages outside the exercise's own chapter."""
        own = chapters[self.exercise.module]
        return [place for place, section in enumerate(self.sections) if chapters[section] != own]


def find_candidates(
    book: Book, shelf: CourseIndex, asked: Sequence[Asked], reader: Reader, limit: int
) -> list[Candidates]:
    """Search the exercises, spread over the book, and read what was found."""
    places = modules(shelf)
    step = max(1, len(asked) // limit)
    found = []
    for exercise, one in list(zip(book.exercises, asked, strict=True))[::step][:limit]:
        hits = rank_passages(shelf, Query(one.problem, meaning=one.meaning))[: 2 * CANDIDATES]
        passages = [shelf.passage(hit.id) for hit in hits]
        texts = tuple(f"{''.join(passage.path[-1:])}\n{passage.text}" for passage in passages)
        readings = reader.read_passages(one.problem, texts, Cancellation())
        sections, scores = tuple(places[hit.id] for hit in hits), tuple(hit.score for hit in hits)
        found.append(Candidates(exercise, sections, texts, scores, tuple(readings)))
    return found


def rank_rows(name: str, found: Sequence[Candidates]) -> list[Row]:
    """R@1 of sections: by the search, by the reader alone, and by both as the application does."""
    ways = {
        "reciprocal rank": lambda one: one.scores[:CANDIDATES],
        "reader alone": lambda one: [reading.rank for reading in one.readings[:CANDIDATES]],
        "reader and search": lambda one: rerank(
            one.scores[:CANDIDATES], [reading.rank for reading in one.readings[:CANDIDATES]]
        ),
    }
    rows = []
    for way, score in ways.items():
        first = [_first_section(one.sections, score(one)) == one.exercise.module for one in found]
        title = f"{name}: exercise to section, R@1, {way} ({len(found)})"
        value = float(np.mean(first))
        is_ours = way == "reader and search"
        rows.append(at_least(title, value, "share", BARS["rank"]) if is_ours else Row(title, value, "share"))
    return rows


def answerable_row(name: str, book: Book, found: Sequence[Candidates]) -> Row:
    """ROC-AUC of the best passage's chance to answer, with the exercise's chapter and without it."""
    chapters = {module["module"]: module.get("chapter") for module in book.modules}
    yes = np.array([max(r.answerable for r in one.readings[:CANDIDATES]) for one in found])
    no = np.array(
        [
            max(
                (one.readings[place].answerable for place in one.without_chapter(chapters)[:CANDIDATES]),
                default=0.0,
            )
            for one in found
        ]
    )
    auc = float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())
    return at_least(f"{name}: answerable or its chapter missing, ROC-AUC", auc, "", BARS["answerable"])


def choice_row(name: str, found: Sequence[Candidates], reader: Reader, limit: int) -> Row:
    """Share of multiple-choice exercises whose right option is what the best passages support most."""
    chosen = [one for one in found if one.exercise.key is not None][:limit]
    right = [_choose_option(one, reader) == one.exercise.key for one in chosen]
    title = f"{name}: multiple choice over passages ({len(right)})"
    return at_least(title, float(np.mean(right)) if right else 0.0, "share", BARS["choice"])


def _choose_option(one: Candidates, reader: Reader) -> int:
    order = np.argsort([-reading.rank for reading in one.readings[:CANDIDATES]])[:CLAIM_PASSAGES]
    stem = one.exercise.problem.split("\n- ")[0].strip()
    claims = [state_option(stem, option) for option in one.exercise.options]
    pairs = [(claim, one.texts[place]) for claim in claims for place in order]
    verdicts = reader.judge_claims(pairs, Cancellation())
    scores = np.array([verdict.supported - verdict.refuted for verdict in verdicts]).reshape(len(claims), -1)
    return int(scores.max(axis=1).argmax())


def state_option(stem: str, option: str) -> str:
    """Make one statement of a question and an option: into its gap, or behind it."""
    bare = option.lstrip("- ").strip()
    gap = stem.find("___")
    if gap < 0:
        return f"{stem} {bare}"
    return stem[:gap] + bare + stem[gap:].lstrip("_")


def _first_section(sections: Sequence[str], scores: Sequence[float]) -> str:
    lowest = min(scores)
    of: dict[str, list[float]] = defaultdict(list)
    for section, score in zip(sections, scores, strict=True):
        of[section].append(score - lowest)
    return max(of, key=lambda section: weighed_sum(of[section]))
