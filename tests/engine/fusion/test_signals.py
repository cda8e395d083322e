"""The older ways of searching, as numbers for the matching head."""

import numpy as np
import pytest

from tutor_app.core.shelf import Hit
from tutor_app.core.words import search_words
from tutor_app.engine.fusion.signals import NAMES, OF_A_GROUP, candidates

TEXTS = [
    "a catalyst lowers the activation energy", "the catalyst is not used up", "enzymes are catalysts of life",
    "friction slows a sliding block", "the block rests on the table", "static friction holds it",
    "light bends in glass", "a lens gathers light", "the eye has a lens",
]  # fmt: skip
GROUPS = np.repeat([0, 1, 2], 3)
COVERAGE, LIKELIHOOD = NAMES.index("coverage around"), NAMES.index("likelihood beside others")


class Course:
    def by_words(self, kind, query, limit):
        wanted = set(search_words(query))
        scored = [(len(wanted & set(search_words(text))), i) for i, text in enumerate(TEXTS)]
        return [Hit(i, float(score)) for score, i in sorted(scored, reverse=True) if score][:limit]

    def text_vectors(self, kind):
        return np.arange(len(TEXTS)), np.eye(len(TEXTS), dtype=np.float32)

    def alike(self, words):
        return ["lens"] if "lence" in words else []

    def passages_with(self, phrase, most):
        found = [i for i, text in enumerate(TEXTS) if f" {phrase} " in f" {text} "]
        return np.array(found[:most], np.int64)

    def neighbourhoods(self):
        return np.arange(len(TEXTS)), GROUPS


class Empty(Course):
    def neighbourhoods(self):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)


def test_the_neighbourhood_that_speaks_of_it_comes_first():
    listed = candidates(Course(), "what slows a sliding block", None)
    assert listed.groups[0] == 1
    assert listed.signals.shape == (len(TEXTS), len(NAMES))


def test_a_meaning_alone_finds_its_neighbourhood():
    listed = candidates(Course(), "", np.eye(len(TEXTS), dtype=np.float32)[7])
    assert listed.ids[0] == 7


def test_a_misheard_word_finds_what_it_sounds_like_but_counts_as_unknown():
    listed = candidates(Course(), "lence", None)
    assert listed.groups[0] == 2
    assert not listed.signals[:, COVERAGE].any()


def test_a_section_is_not_far_from_a_question_because_it_is_short():
    class AllAlike(Course):
        """As e5 has it: whatever is asked, every cosine is about 0.8."""

        def text_vectors(self, kind):
            return np.arange(len(TEXTS)), np.full((len(TEXTS), 1), 0.8, np.float32)

        def neighbourhoods(self):
            return np.arange(len(TEXTS)), np.array([0, 0, 0, 0, 1, 1, 1, 2, 3])

    listed = candidates(AllAlike(), "", np.ones(1, np.float32))
    around = listed.signals[:, NAMES.index("meaning around")]
    assert around == pytest.approx(0.8, abs=1e-6)


def test_a_word_that_the_course_does_not_know_lowers_the_coverage():
    known = candidates(Course(), "sliding block", None).signals[0, COVERAGE]
    strange = candidates(Course(), "sliding block photosynthesis", None).signals[0, COVERAGE]
    assert strange < 0.7 * known


def test_the_best_passage_of_a_neighbourhood_comes_first_in_it():
    listed = candidates(Course(), "static friction holds it", None)
    assert listed.ids[0] == 5
    assert all(np.bincount(listed.groups) <= OF_A_GROUP)


def test_a_course_without_passages_has_no_candidates():
    assert not len(candidates(Empty(), "anything", None).ids)


def test_the_language_of_a_neighbourhood_tells_it_from_others():
    listed = candidates(Course(), "catalyst energy", None)
    mine = listed.signals[listed.groups == 0, LIKELIHOOD]
    others = listed.signals[listed.groups != 0, LIKELIHOOD]
    assert mine.min() > others.max()
