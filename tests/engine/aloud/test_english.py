"""English words get the sounds that were checked by hand."""

import pytest

from tutor_app.engine.aloud.dictionary import Dictionary
from tutor_app.engine.aloud.english import English, in_words
from tutor_app.engine.aloud.letters import sounds_of_letters
from tutor_app.engine.aloud.numbers_english import number_in_words

WORDS = {
    "friction": "fɹˈɪkʃən", "over": "ˈOvəɹ", "fitting": "fˈɪɾɪŋ", "hyper": "hˈIpəɹ",
    "parameter": "pəɹˈæməɾəɹ",
    "apple": "ˈæpᵊl",
    "use": {"DEFAULT": "jˈuz", "NOUN": "jˈus"}, "the": "ði", "to": "tu",
    "force": "fˈɔɹs",
    "record": {"DEFAULT": "ɹˈɛkəɹd", "VERB": "ɹəkˈɔɹd"}, "heat": "hˈit", "box": "bˈɑks", "try": "tɹˈI",
    "plan": "plˈæn", "move": "mˈuv", "G": "ʤˈi", "P": "pˈi", "U": "jˈu", "is": "ɪz", "used": "jˈuzd",
    "nine": "nˈIn", "point": "pˈYnt", "eight": "ˈAt", "a": "ˈA", "mass": "mˈæs", "quick": "kwˈɪk",
}  # fmt: skip


@pytest.fixture
def dictionary():
    return Dictionary(WORDS, {})


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("friction", "fɹˈɪkʃən"),
        ("Friction", "fɹˈɪkʃən"),
        ("forces", "fˈɔɹsᵻz"),
        ("tries", "tɹˈIz"),
        ("moved", "mˈuvd"),
        ("planned", "plˈænd"),
        ("heated", "hˈiɾᵻd"),
        ("heating", "hˈiɾɪŋ"),
        ("quickly", "kwˈɪkli"),
        ("apple's", "ˈæpᵊlz"),
        ("overfitting", "ˈOvəɹfˌɪɾɪŋ"),
        ("hyperparameters", "hˈIpəɹpəɹˌæməɾəɹz"),
        ("GPU", "ʤˌipˌijˈu"),
        ("ReLU", "ɹˈɛlu"),
    ],
)
def test_words_endings_parts_and_letters(dictionary, word, sounds):
    assert dictionary.sounds(word) == sounds


def test_the_word_before_tells_a_verb_from_a_noun(dictionary):
    assert English(dictionary).phonemes("to record the record") == "tə ɹəkˈɔɹd ðə ɹˈɛkəɹd"
    assert English(dictionary).phonemes("use the use") == "jˈuz ðə jˈus"
    assert English(dictionary).phonemes("used to move") == "jˈust tə mˈuv"


def test_the_changes_before_a_vowel(dictionary):
    assert English(dictionary).phonemes("the apple, the box") == "ði ˈæpᵊl, ðə bˈɑks"


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("zorblax", "zˈɔɹblæks"),
        ("frobination", "fɹɑbɪnˈAʃən"),
        ("knape", "nˈAp"),
        ("phleem", "flˈim"),
        ("dgx", "dɡks"),
    ],
)
def test_a_word_that_nobody_knows_is_said_by_its_letters(word, sounds):
    assert sounds_of_letters(word) == sounds


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "zero"),
        ("21", "twenty one"),
        ("1,024", "one thousand twenty four"),
        ("1687", "sixteen eighty seven"),
        ("1905", "nineteen oh five"),
        ("1500", "fifteen hundred"),
        ("2024", "two thousand twenty four"),
        ("9.81", "nine point eight one"),
        ("3rd", "third"),
        ("20th", "twentieth"),
        ("007", "zero zero seven"),
        ("3000000", "three million"),
    ],
)
def test_numbers(written, said):
    assert number_in_words(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("9.8 m/s²", "nine point eight meters per second squared"),
        ("50 %", "fifty percent"),
        ("e.g. F = m", "for example F equals m"),
        ("Fig. 3", "figure three"),
        ("H2O", "H two O"),
        ("5–7 kg", "five to seven kilograms"),
        ("-4", "minus four"),
        ("naïve", "naive"),
    ],
)
def test_what_is_written_short(written, said):
    assert " ".join(in_words(written).split()) == said


def test_pauses_are_kept_and_brackets_are_pauses(dictionary):
    assert English(dictionary).phonemes("Force (heat), mass!") == "fˈɔɹs, hˈit, mˈæs!"
