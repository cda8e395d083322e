"""Which passages belong together, and how small their words are kept."""

import numpy as np

from tutor_app.course.neighbourhood import ENOUGH, neighbourhoods
from tutor_app.course.word_bytes import from_bytes, to_bytes


def passages(*sections):
    """(id, section, path) of passages, as many under each path as is said."""
    found = []
    for section, (path, count) in enumerate(sections):
        found += [(len(found) + i, section, path) for i in range(count)]
    return found


def test_a_large_section_is_a_neighbourhood_of_its_own():
    known = neighbourhoods(passages((("A", "A1"), ENOUGH), (("A", "A2"), ENOUGH)))
    assert len(set(known.groups.tolist())) == 2


def test_small_sections_join_under_their_heading():
    known = neighbourhoods(passages((("A", "A1"), 3), (("A", "A2"), 4), (("B", "B1"), 5)))
    assert known.groups.tolist() == [0] * 7 + [1] * 5


def test_a_figure_of_a_section_without_passages_stands_with_what_comes_before():
    known = neighbourhoods(passages((("A",), ENOUGH), (("B",), ENOUGH)))
    assert known.of_section(0) == 0
    assert known.of_section(7) == 1


def test_words_survive_a_byte_for_each_number():
    words = np.random.default_rng(0).normal(size=(9, 64)).astype(np.float32)
    words /= np.linalg.norm(words, axis=1, keepdims=True)
    back = from_bytes(to_bytes(words))
    assert back.shape == words.shape
    assert np.abs(back - words).max() <= 1 / 254 + 1e-6
