"""The application speaks the learner's language, everywhere."""

import ast
import string
from pathlib import Path

import pytest

import tutor_app
from tutor_app.core.language import language_of, speak, spoken, tr, tr_to
from tutor_app.core.phrases import CHINESE

SOURCES = sorted(Path(tutor_app.__file__).parent.rglob("*.py"))


@pytest.fixture(autouse=True)
def _english_again():
    before = spoken()
    yield
    speak(before)


def phrases():
    """Every literal given to tr or tr_to outside the window (whose `self.tr` belongs to Qt)."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("tr", "tr_to")
            ):
                text = node.args[0 if node.func.id == "tr" else 1]
                yield pytest.param(text, id=f"{source.name}:{node.lineno}")


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("text", list(phrases()))
def test_every_phrase_is_a_literal_with_a_chinese_translation_of_the_same_values(text):
    if isinstance(text, ast.Name):
        return  # tr itself, handing on
    assert isinstance(text, ast.Constant), "tr needs a literal"
    assert text.value in CHINESE
    assert fields(CHINESE[text.value]) == fields(text.value)


def test_every_translation_is_of_a_phrase_in_use():
    used = {p.values[0].value for p in phrases() if isinstance(p.values[0], ast.Constant)}
    assert set(CHINESE) - used == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why does ice float?", "en"),
        ("为什么冰会浮起来？", "zh"),
        ("什么是 overfitting？", "zh"),
        ("What does 力 mean in Chinese?", "en"),
        ("", "en"),
        ("3.14", "en"),
    ],
)
def test_the_language_is_that_of_most_of_the_text(text, language):
    assert language_of(text) == language


def test_a_phrase_is_spoken_in_the_chosen_language():
    assert tr("page {page}", page=3) == "page 3"
    speak("zh")
    assert tr("page {page}", page=3) == "第 3 页"
    assert tr_to("en", "page {page}", page=3) == "page 3"


def test_a_phrase_without_values_may_hold_braces():
    assert tr("{not a field}") == "{not a field}"
