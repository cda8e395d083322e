"""The material's own solution of an exercise, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.language import tr_to
from tutor_app.core.material import Block, Passage
from tutor_app.core.shelf import Shelf
from tutor_app.engine.explain.answering import Explained
from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.question import Cite, Piece, Question, Say
from tutor_app.engine.support import content_words
from tutor_app.engine.teaching.exercise import LEAST_WORDS, SAME

SEARCHED = 12  # passages in which the words of an exercise, or of a solution, are looked for
LOOKED_FOR = 300  # characters of a solution by which its passage is found
SOLUTION = "solution"  # who explains


@dataclass(frozen=True)
class ExerciseSolution:
    """A solution in the passage where it stands."""

    passage: Passage
    start: int  # in the passage's text
    end: int


def find_solution(shelf: Shelf, stem: str, passages: Sequence[Passage]) -> ExerciseSolution | None:
    """Return the solution that the material has for an exercise of its own; None where it has none.

    `stem`: the exercise as it was put, without options. `passages`: those that were found for it.
    """
    found = [hit.id for hit in shelf.by_words("passage", stem, SEARCHED)]
    ids = dict.fromkeys([*(passage.id for passage in passages), *found])
    alike = [
        (share, span.block)
        for id in ids
        for span in shelf.find_blocks(id)
        if span.block.role == "exercise" and (share := _share_words(stem, span.block.text))
    ]
    for _, exercise in sorted(alike, key=lambda one: -one[0]):
        for solution in shelf.find_solutions(exercise.id):
            if place := _locate(shelf, solution):
                return place
    return None


def tell_solution(solution: ExerciseSolution, question: Question, say: Say) -> Explained:
    """Tell a solution in the material's own words."""
    numbers = {numbered.passage.id: numbered.number for numbered in question.passages}
    number = numbers.get(solution.passage.id)
    lines = solution.passage.text[solution.start : solution.end].strip().splitlines()
    quotation = "\n".join(f"> {quoted(line)}  " for line in lines)
    cites = () if number is None else (Cite(number, ((solution.start, solution.end),)),)
    mark = "" if number is None else f" [{number}]"
    opening = tr_to(question.language, "The material's own solution:")
    piece = Piece(f"{opening}\n\n{quotation.rstrip()}{mark}\n\n", cites)
    say(piece)
    return Explained(piece.text, SOLUTION, "yes", piece.cites)


def _share_words(stem: str, exercise: str) -> float:
    """The share of all their content words that both have; 0 where it is another exercise."""
    asked, given = set(content_words(stem)), set(content_words(exercise))
    shared = len(asked & given)
    is_same = len(asked) >= LEAST_WORDS and shared >= SAME * len(asked)
    return shared / len(asked | given) if is_same else 0.0


def _locate(shelf: Shelf, solution: Block) -> ExerciseSolution | None:
    for hit in shelf.by_words("passage", solution.text[:LOOKED_FOR], SEARCHED):
        for span in shelf.find_blocks(hit.id):
            if span.block.id == solution.id:
                return ExerciseSolution(shelf.passage(hit.id), span.start, span.end)
    return None
