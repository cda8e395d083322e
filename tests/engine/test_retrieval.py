"""What is asked, seen and pointed at finds its passages and figures."""

import numpy as np
import pytest

from tutor_app.core.material import Box, Figure, LineLocator, Passage, Region
from tutor_app.core.shelf import Hit
from tutor_app.engine.retrieval import Limits, Query, nearest, points, search
from tutor_app.engine.support import coverage, support

HERE = LineLocator("a.md", 0, 1)
REGION = Region(0, Box(0, 0, 9, 9))
FRICTION, RAMP, ENERGY, LEAVES = range(4)
TEXTS = [
    "Friction slows a sliding block because surfaces catch each other.",
    "On a ramp the normal force is smaller than the weight.",
    "Kinetic energy grows with the square of speed.",
    "Chlorophyll makes leaves green.",
]


def axis(*numbers, width=8):
    vector = np.zeros(width, np.float32)
    vector[list(numbers)] = 1
    return vector / np.linalg.norm(vector)


class Shelf:
    """Four passages and two figures; each passage's meaning is an axis of its own."""

    language = "en"
    encoder = "minilm-l6"
    adaptation = ""
    region_passages: list[int] = []
    region_figures: list[int] = []

    def by_words(self, kind, query, limit):
        texts = TEXTS if kind == "passage" else ["ramp with forces", "a green leaf"]
        shared = [len(set(query.lower().split()) & set(text.lower().split())) for text in texts]
        hits = [Hit(i, n) for i, n in enumerate(shared) if n]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def text_vectors(self, kind):
        if kind == "figure":
            return np.array([0, 1]), np.stack([axis(RAMP), axis(LEAVES)])
        return np.arange(4), np.stack([axis(i) for i in range(4)])

    def looks(self):
        return np.array([0, 1]), np.stack([axis(0), axis(1)])

    def passage(self, id):
        return Passage(id, 0, ("Chapter",), TEXTS[id], (HERE,))

    def figure(self, id):
        return Figure(id, 0, "", "", "", "f.png", HERE, mentions=((RAMP,), (LEAVES,))[id])

    def figures_of(self, passage):
        return {RAMP: [0], LEAVES: [1]}.get(passage, [])

    def words_in(self, region):
        return ""

    def passages_in(self, region):
        return self.region_passages

    def figures_in(self, region):
        return self.region_figures


def found(kind, *args):
    return [evidence.id for evidence in search(*args) if evidence.kind == kind]


def test_a_passage_that_words_and_meaning_agree_on_comes_first():
    query = Query("why does friction slow", meaning=axis(FRICTION, RAMP))
    assert found("passage", Shelf(), query)[0] == FRICTION


def test_words_find_without_an_encoder_and_meaning_without_shared_words():
    assert found("passage", Shelf(), Query("chlorophyll"))[0] == LEAVES
    assert found("passage", Shelf(), Query("Reibung", meaning=axis(FRICTION)))[0] == FRICTION


def test_evidence_is_numbered_through_passages_before_figures():
    evidence = search(Shelf(), Query("ramp force", meaning=axis(RAMP)), Limits(passages=2))
    assert [e.number for e in evidence] == list(range(1, len(evidence) + 1))
    assert [e.kind for e in evidence] == ["passage", "passage", "figure"]


def test_a_figure_that_words_and_meaning_agree_on_is_shown():
    assert found("figure", Shelf(), Query("green", meaning=axis(LEAVES))) == [1]


def test_a_figure_that_few_signals_name_is_not_shown():
    class Wordless(Shelf):
        def figures_of(self, passage):
            return []

    assert found("figure", Wordless(), Query("kinetic", meaning=axis(LEAVES))) == []


def test_the_figure_in_the_region_is_shown_whatever_the_words_say():
    shelf = Shelf()
    shelf.region_figures = [1]
    assert found("figure", shelf, Query("ramp force", meaning=axis(RAMP), region=REGION))[0] == 1


def test_a_question_that_points_is_answered_from_the_region():
    shelf = Shelf()
    shelf.region_passages = [ENERGY]
    query = Query("why does this go down?", meaning=axis(LEAVES), region=REGION)
    assert found("passage", shelf, query)[0] == ENERGY


def test_a_question_that_points_leans_on_the_words_of_the_screen():
    said, shown = axis(LEAVES), axis(FRICTION)
    pointing = Query("what is this", "friction block", meaning=said, screen_meaning=shown)
    naming = Query("chlorophyll in leaves", "friction block", meaning=said, screen_meaning=shown)
    assert found("passage", Shelf(), pointing)[0] == FRICTION
    assert found("passage", Shelf(), naming)[0] == LEAVES


def test_a_screenshot_of_a_figure_brings_the_figure_and_its_passage():
    evidence = search(Shelf(), Query("explain this", look=axis(1)))
    assert ("figure", 1) in {(e.kind, e.id) for e in evidence}
    assert evidence[0].id == LEAVES


def test_a_screenshot_that_looks_like_nothing_brings_no_figure():
    assert found("figure", Shelf(), Query("explain this", look=axis(5))) == []


def test_looks_of_another_encoder_count_as_none():
    """A course that was read with another picture encoder, until it is read again."""
    pointing = Query("explain this", look=axis(1, width=32))
    assert search(Shelf(), pointing) == search(Shelf(), Query("explain this", look=axis(5)))


def test_a_screenshot_that_resembles_a_figure_needs_words_too():
    blurred = axis(1) * 0.8 + axis(6) * 0.6
    assert found("figure", Shelf(), Query("ramp", look=blurred)) == []
    assert found("figure", Shelf(), Query("green", look=blurred)) == [1]


def test_an_empty_course_has_no_evidence():
    class Empty(Shelf):
        def by_words(self, kind, query, limit):
            return []

        def text_vectors(self, kind):
            return np.zeros(0, np.int64), np.zeros((0, 8), np.float32)

        looks = lambda self: self.text_vectors("figure")  # noqa: E731

    assert search(Empty(), Query("friction", meaning=axis(0), look=axis(0))) == ()


@pytest.mark.parametrize("words", ["why does this go down?", "这条线为什么下降", "what is it", "why?", ""])
def test_pointing_is_noticed(words):
    assert points(words)


@pytest.mark.parametrize("words", ["how does friction slow a sliding block", "什么是梯度下降法"])
def test_naming_is_not_taken_for_pointing(words):
    assert not points(words)


@pytest.mark.parametrize("limit", [1, 7, 200, 500])
def test_nearest_agrees_with_sorting_everything(limit):
    rng = np.random.default_rng(limit)
    vectors, vector = rng.normal(size=(200, 16)).astype(np.float32), rng.normal(size=16).astype(np.float32)
    expected = np.argsort(-(vectors @ vector))[:limit] + 1000
    assert [hit.id for hit in nearest(np.arange(1000, 1200), vectors, vector, limit)] == list(expected)


def test_support_is_high_for_what_the_material_says_and_low_for_what_it_doesn_t():
    good = Query("why does friction slow a block", meaning=axis(FRICTION))
    bad = Query("who won the battle of Hastings", meaning=axis(7))
    assert support(Shelf(), good, [FRICTION]) > 0.9
    assert support(Shelf(), bad, [FRICTION]) < 0.1


def test_support_without_an_encoder_goes_by_words():
    assert support(Shelf(), Query("kinetic energy speed"), [ENERGY]) > 0.9
    assert support(Shelf(), Query("battle hastings normans"), [ENERGY]) < 0.1


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("Which forces slow blocks?", "friction forced the blocked slowly", 1.0),
        ("梯度下降", "我们用梯度表示", 1 / 3),
        ("what is the", "anything", 0.0),
        ("energy of friction", "energy", 0.5),
    ],
)
def test_coverage_is_the_share_of_content_words(question, text, share):
    assert coverage(question, [text]) == pytest.approx(share)
