"""The course on machine learning: its program, its numbers, its formulas, its pictures."""

import io
import math
import re
import tomllib
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

with warnings.catch_warnings():  # ziamath 0.13 imports by importlib.resources.path, deprecated in 3.11
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath

COURSE = Path(__file__).parents[2] / "resources" / "courses" / "ml-zh"
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
FILES = sorted(COURSE.glob("*.md"))
TEXT = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
PROSE = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
FORMULAS = sorted({a or b for a, b in re.findall(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", PROSE, re.DOTALL)})
X, Y = np.array([1.0, 2, 3, 4]), np.array([15.0, 25, 30, 40])


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_the_program_prints_what_the_text_says():
    (program,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(program, {})
    assert f"`{printed.getvalue().strip()}`" in TEXT


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.25", np.mean((Y - 8 * X - 7.5) ** 2)),
        ("12.5", np.mean((Y - 5 * X - 15) ** 2)),
        ("102.5", np.mean((Y - 2 * X - 30) ** 2)),
        ("837.5", np.mean(Y**2)),
        ("582.4", np.mean((Y - 1.575 * X - 0.55) ** 2)),
        ("-157.5", -2 * np.mean(X * Y)),
        ("-55", -2 * np.mean(Y)),
        ("0.32", 3 * 0.8**10),
        ("0.12", 2 / np.linalg.eigvalsh(2 * np.array([[np.mean(X * X), 2.5], [2.5, 1]])).max()),
        ("1.118", np.std(X)),
        ("1.342", 1.5 / np.std(X)),
        ("0.182", sigmoid(-1.5)),
        ("0.818", sigmoid(1.5)),
        ("0.201", -math.log(0.818)),
        ("1.704", -math.log(0.182)),
        ("0.665", math.exp(2) / (math.exp(2) + math.e + 1)),
        ("0.245", math.e / (math.exp(2) + math.e + 1)),
        ("0.090", 1 / (math.exp(2) + math.e + 1)),
        ("0.269", sigmoid(-1)),
        ("101770", (784 + 1) * 128 + (128 + 1) * 10),
        ("2.56", (1.88 * 3 + 0.96 - 5) ** 2),
        ("72.7", 100 * 80 / 110),
        ("76.2", 100 * 160 / (160 + 20 + 30)),
        ("0.119", sigmoid(-2)),
        ("61", 10 * 5 + 5 + 5 + 1),
        ("32.1", 100 * 45 / 140),
    ],
)
def test_a_printed_number_is_what_the_formula_gives(printed, value):
    assert re.search(rf"(?<![\d.]){re.escape(printed)}(?!\d)", TEXT)
    assert f"{value:.{len(printed.partition('.')[2])}f}" == printed


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_can_be_typeset(formula):
    assert ziamath.Latex(formula).getsize()[0] > 0


def test_every_picture_is_there_described_numbered_and_mentioned():
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)\n\n\*图 (\d-\d) ", TEXT)
    assert len(pictures) >= 12
    for described, name, number in pictures:
        with Image.open(COURSE / name) as picture:
            assert picture.width >= 700
        assert len(described) > 8
        assert TEXT.count(f"图 {number}") >= 2
    assert len(pictures) == len(list((COURSE / "pictures").glob("*.png")))


def test_every_section_that_answers_a_question_exists():
    for question in QUESTIONS["question"]:
        if question["course"] == "ml-zh":
            headings = (COURSE / question["file"]).read_text(encoding="utf-8").splitlines()
            assert f"## {question['section']}" in headings


def test_three_questions_are_offered():
    offered = tomllib.loads((COURSE / "questions.toml").read_text(encoding="utf-8"))["question"]
    assert [question["language"] for question in offered] == ["zh"] * 3
