"""A small course to hint from."""

import numpy as np

from tutor_app.core.material import LineLocator, PageLocator, Passage
from tutor_app.core.shelf import Hit
from tutor_app.core.words import search_words
from tutor_app.engine.explain.question import Numbered, Question


def passage(id, path, text, page=None):
    place = LineLocator("a.md", 0, 1) if page is None else PageLocator(page, ())
    return Passage(id, 1, tuple(path), text, (place,))


class Course:
    """Passages that are found by the words they share with a question."""

    encoder = "none"
    adaptation = ""

    def __init__(self, *passages, language="en"):
        self._passages, self.language = {p.id: p for p in passages}, language

    def passage(self, id):
        return self._passages[id]

    def neighbourhoods(self):
        ids = np.array(sorted(self._passages))
        return ids, ids

    def find_blocks(self, passage):
        return ()

    def passages_with(self, phrase, most):
        words = phrase.split()
        found = [id for id, p in self._passages.items() if set(words) <= set(search_words(p.text))]
        return np.array(found[:most], np.int64)

    def by_words(self, kind, query, limit):
        words = set(search_words(query))
        hits = [Hit(id, len(words & set(search_words(p.text)))) for id, p in self._passages.items()]
        return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)[:limit]

    def question(self, text, *ids, wish="explain", said=""):
        numbered = tuple(Numbered(n, self._passages[id]) for n, id in enumerate(ids, 1))
        return Question(text, self.language, numbered, (), wish, said)


FORCES = Course(
    passage(
        1,
        ("Forces", "Friction"),
        "Friction acts along a surface and against sliding. A rough surface presses the block from below. "
        "The block rests on a surface until somebody pushes the block.",
        page=11,
    ),
    passage(
        2,
        ("Forces", "Example: a sledge"),
        "Example 3: A sledge of 20 kg slides on snow. With a coefficient of 0.1 the force on it is 19.6 N.",
        page=12,
    ),
    passage(
        3, ("Forces", "Weight"), "Weight pulls a block down. The scale shows the weight of a block.", page=9
    ),
)  # fmt: skip
CHOICE = "Which force acts along the surface against a sliding block?\n- friction\n- weight\n- tension"
