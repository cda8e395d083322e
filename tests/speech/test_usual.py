"""Of Chinese texts that sound alike, the one in usual words is held for likelier."""

import tracemalloc

import pytest

from tutor_app.engine.chinese_words import ChineseWords
from tutor_app.engine.speech.usual import FEWEST, how_usual, usual_words
from tutor_app.settings.home import below

WORDS = ChineseWords(
    {"生产线": 300, "生产": 4000, "现": 900, "将": 5000, "新": 6000, "项目": 2000, "的": 90_000}
)


@pytest.mark.parametrize(("usual", "heard"), [("新生产线将", "新生产现将"), ("新的项目", "新的向母")])
def test_usual_words_are_likelier_than_others_of_their_sound(usual, heard):
    assert how_usual(WORDS, usual) > how_usual(WORDS, heard)


def test_one_script_is_as_usual_as_the_other():
    assert how_usual(WORDS, "新生產線將") == how_usual(WORDS, "新生产线将")


def test_what_is_no_chinese_counts_for_nothing():
    assert how_usual(WORDS, "Because of you, 20") == 0
    assert how_usual(WORDS, "新的 Samsung 项目") == how_usual(WORDS, "新的") + how_usual(WORDS, "项目")


def test_without_the_dictionary_all_texts_are_as_usual(tmp_path):
    usual = usual_words(below(tmp_path))
    assert usual("新生产线将", "zh") == usual("新生产现将", "zh") == 0


def test_english_is_not_weighed(models_home):
    assert usual_words(models_home)("新的项目", "en") == 0
    assert usual_words(models_home)("新的项目", "zh") > usual_words(models_home)("新的向母", "zh")


def test_words_that_are_passed_over_take_no_memory(models_home):
    tracemalloc.start()
    try:
        words = ChineseWords.open(models_home, FEWEST)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert words.log_chance("生产") > words.log_chance("向母")
    assert most < 1.2 * kept
