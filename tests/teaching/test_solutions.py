"""An exercise that the material solves is answered by that solution, with its lines."""

from tests.teaching.shelf import Course, passage
from tutor_app.core.material import Block, BlockSpan, LineLocator
from tutor_app.engine.teaching.solutions import find_solution, tell_solution

PLACE = LineLocator("a.md", 0, 1)
ASKED = "A sledge of 20 kg is pulled over snow at a steady 2 m/s. Calculate the force of friction on it."
EXERCISES = f"1. {ASKED}\n2. Calculate the weight of a stone of 3 kg on the Moon, where g is 1.6 m/s2."
ANSWERS = "1. The pull equals the friction: F = 0.1 · 196 N = 19.6 N.\n2. The weight is 4.8 N."


class Solved(Course):
    """Two exercises, and their answers in a section of their own."""

    def __init__(self):
        super().__init__(passage(1, ("Forces", "Exercises"), EXERCISES), passage(2, ("Answers",), ANSWERS))
        self._blocks = {
            1: _blocks(EXERCISES, "exercise", (10, 11), (None, None)),
            2: _blocks(ANSWERS, "solution", (20, 21), (10, 11)),
        }

    def find_blocks(self, passage):
        return self._blocks[passage]

    def find_solutions(self, exercise):
        return [span.block for span in self._blocks[2] if span.block.solves == exercise]


def _blocks(text, role, ids, solved):
    spans, start = [], 0
    for line, id, solves in zip(text.split("\n"), ids, solved, strict=True):
        block = Block(id, 1, "list", line, PLACE, role, None, solves)
        spans.append(BlockSpan(block, start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def found(asked):
    shelf = Solved()
    return find_solution(shelf, asked, [shelf.passage(1)])


def test_the_solution_of_the_very_exercise_is_found():
    solution = found(ASKED)
    assert ANSWERS[solution.start : solution.end].startswith("1. The pull equals the friction")
    solution = found("Calculate the weight of a stone of 3 kg on the Moon, where g is 1.6 m/s2.")
    assert ANSWERS[solution.start : solution.end] == "2. The weight is 4.8 N."


def test_an_exercise_that_the_material_does_not_have_has_none():
    assert found("Calculate the speed of a train that needs two hours for 240 km.") is None


def test_it_is_told_with_its_lines():
    said = []
    question = Solved().question(ASKED, 1, 2)
    explained = tell_solution(found(ASKED), question, said.append)
    assert explained.holds == "yes"
    [piece] = said
    assert piece.text.startswith("The material's own solution:\n\n> 1. The pull equals")
    assert piece.text.rstrip().endswith("[2]")
    [cite] = piece.cites
    assert [ANSWERS[start:end] for start, end in cite.spans] == [ANSWERS.split("\n")[0]]


def test_behind_a_hint_it_is_told_to_nobody_with_no_number():
    explained = tell_solution(found(ASKED), Solved().question(ASKED, 1), lambda _: None)
    assert explained.cites == ()
    assert "19.6 N" in explained.text
