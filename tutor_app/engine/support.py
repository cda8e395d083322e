"""How well the material supports an answer: the first half of the gate “is it in the material”."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.core.shelf import Shelf
from tutor_app.core.words import search_words
from tutor_app.engine.retrieval import Query, nearest

TOP = 3  # passages whose words count


@dataclass(frozen=True)
class Scale:
    """A logistic scale: where each sign stands between “of another book” and “of this one”."""

    offset: float
    cosine: float
    coverage: float

    def chance(self, cosine: float, coverage: float) -> float:
        return 1 / (1 + math.exp(-(self.offset + self.cosine * cosine + self.coverage * coverage)))


# Fitted on 1,000 exercises against their own book and 1,000 against another one (sociology, statistics,
# anatomy, microbiology); at 0.5 as many of each kind are misjudged. ROC-AUC: the benchmark `retrieval`.
WORDS_ONLY = Scale(-3.8, 0.0, 7.8)
SCALES = {"minilm-l6": Scale(-9.6, 17.6, 2.3), "e5-small": Scale(-71.6, 81.3, 4.3)}


def support(shelf: Shelf, query: Query, passages: Sequence[int]) -> float:
    """The chance, 0 to 1, that the material speaks of what is asked; `passages` are those found, best first.

    It tells another subject from this one, not a gap in this one: where just the section with the answer is
    missing, its neighbours look as good. Whoever answers must still check that they say it.
    """
    vector = query.meaning if query.meaning is not None else query.screen_meaning
    words = coverage(query.words or query.screen_words, (_text(shelf, id) for id in passages[:TOP]))
    best = nearest(*shelf.text_vectors("passage"), vector, 1) if vector is not None else []
    if not best:
        return WORDS_ONLY.chance(0.0, words)
    return SCALES.get(shelf.encoder, WORDS_ONLY).chance(best[0].score, words)


def coverage(question: str, texts: Iterable[str]) -> float:
    """The share, 0 to 1, of the question's content words that stand in any of the texts."""
    asked = set(content_words(question))
    given = {word for text in texts for word in content_words(text)}
    return len(asked & given) / len(asked) if asked else 0.0


def _text(shelf: Shelf, id: int) -> str:
    passage = shelf.passage(id)
    return " ".join((*passage.path, passage.text))


def content_words(text: str) -> list[str]:
    """Words of four letters and more without their endings, and pairs of Chinese characters, in order."""
    stems = (_stem(word) for word in search_words(text) if len(word) > 3 or is_han(word[0]))
    return [stem for stem in stems if stem not in _EMPTY]


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 3)]


_SAYS_NOTHING = """
also been best choose does each following from have into most much question select should some that their them
then there these they this those using what when where which while with would your explain describe statement
true false correct answer example
"""
_EMPTY = {_stem(word) for word in _SAYS_NOTHING.split()}
