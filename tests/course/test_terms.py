"""A course's terms are found in its titles and text, and by what they sound like."""

import time

import pytest

from tutor_app.core.spelling import Spelling
from tutor_app.course.heard_terms import HeardTerms
from tutor_app.course.terms import OFTEN, terms

ENGLISH = [f"The medial pterygoid {does} it." for does in ("lifts", "closes", "moves", "grinds")]
CHINESE = ["反向传播计算梯度。", "我们用反向传播。", "没有反向传播就慢。"]


@pytest.mark.parametrize(
    ("titles", "texts", "found"),
    [
        (["Bacterial Keratitis"], [], "Bacterial Keratitis"),
        ([], ENGLISH, "medial pterygoid"),
        ([], CHINESE, "反向传播"),
        (["4.2 链式法则"], [], "链式法则"),
        ([], ["conservation of energy"] * OFTEN, "conservation of energy"),
    ],
)
def test_titles_and_what_is_said_often_are_terms(titles, texts, found):
    assert found in terms(titles, texts)


def test_what_is_said_seldom_or_begins_with_an_empty_word_is_none():
    assert terms([], ENGLISH[: OFTEN - 1]) == []
    assert not [term for term in terms([], ENGLISH) if term.lower().startswith("the")]


def test_a_part_of_one_longer_term_is_none():
    assert "pterygoid lifts" not in terms([], ["medial pterygoid lifts"] * OFTEN)


def test_a_term_is_written_as_it_mostly_is():
    said = [f"a carbon cycle {does}" for does in ("turns", "goes on", "ends", "begins")]
    assert terms(["Carbon Cycle"], said) == ["carbon cycle"]


def test_a_long_book_is_harvested_in_seconds():
    begun = time.perf_counter()
    found = terms([], [text for _ in range(2500) for text in [*ENGLISH, *CHINESE]])
    assert {"medial pterygoid", "反向传播"} <= set(found)
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    ("heard", "part", "term"),
    [
        ("what is bacterial carotitis", "bacterial carotitis", "bacterial keratitis"),
        ("explain chicken gun you fever", "chicken gun you fever", "chikungunya fever"),
        ("什么是语意分割", "语意分割", "语义分割"),
        ("为什么要用恋式法则", "恋式法则", "链式法则"),
        ("什么时候选机议员", "候选机议员", "候选记忆元"),
    ],
)
def test_a_term_is_offered_for_what_sounds_like_it(heard, part, term):
    known = HeardTerms([term, "conservation of energy", "神经网络"])
    assert known.like(heard, lambda _: False)[0] == Spelling(part, term)


@pytest.mark.parametrize(
    "heard", ["bacterial keratitis", "two carbon cycles", "语义分割", "a cell wall here"]
)
def test_nothing_is_offered_for_a_term_that_was_heard(heard):
    known = HeardTerms(["bacterial keratitis", "carbon cycle", "语义分割", "cell wall"])
    assert known.like(heard, lambda _: True) == []


def test_words_of_the_course_must_sound_more_like_a_term_than_strange_ones():
    known = HeardTerms(["viral adhesins"])
    assert known.like("viral adhesions", lambda _: True)
    assert not known.like("viral attestants", lambda _: True)
