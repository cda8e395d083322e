"""How much of a text another one says, in other words too: by sentences' and by words' vectors."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import is_han
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.items.polarity import are_opposites
from tutor_app.engine.teaching.empty_words import SMALL
from tutor_app.engine.teaching.secret import kin

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d+(?:[.,]\d+)*|[\u3400-\u9fff]")
_EMPTY_HAN = frozenset(
    "的了是在和与就也都把被而则会能要让使得对从到于以及其它这那个种时中里着过地很更最所有些为并且但因由之一我你他们吗呢吧啊"
)
_EMPTY = SMALL | frozenset(
    "thing things something someone get gets got make makes made way kind really just like very much".split()
)


class WordEncoder(Protocol):
    """What makes vectors of texts and of their words; `engine.encoders.text.TextEncoder` is the one in use."""

    def encode(
        self, texts: Sequence[str], kind: Literal["query", "passage"], cancel: Cancellation
    ) -> Vectors:
        """(n, 384) vectors of norm 1. Raises: Cancelled."""

    def token_states(
        self, texts: Sequence[str], kind: Literal["query", "passage"], cancel: Cancellation
    ) -> list[TokenStates]:
        """States of the word pieces of each text. Raises: Cancelled."""


@dataclass(frozen=True)
class WordVectors:
    """The content words of a text, each with its vector in that text."""

    words: tuple[str, ...]
    vectors: NDArray[np.float32]  # (n, 384), norm 1


def encode_words(encoder: WordEncoder, texts: Sequence[str], cancel: Cancellation) -> list[WordVectors]:
    """Encode the content words of each text; what all words share is taken away.

    Raises: Cancelled.
    """
    lines = [" ".join(text.split()) for text in texts]
    states = encoder.token_states(lines, "passage", cancel)
    if not states:
        return []
    center: NDArray[np.float32] = np.concatenate([one.states for one in states]).mean(axis=0)
    return [_average(line, one, center) for line, one in zip(lines, states, strict=True)]


def _average(line: str, states: TokenStates, center: NDArray[np.float32]) -> WordVectors:
    words, rows = [], []
    for found in _WORD.finditer(line):
        word = found[0].lower()
        if word in _EMPTY or word in _EMPTY_HAN:
            continue
        inside = (states.spans[:, 0] < found.end()) & (states.spans[:, 1] > found.start())
        inside &= states.spans[:, 1] > states.spans[:, 0]
        if inside.any():
            words.append(word)
            rows.append((states.states[inside] - center).mean(axis=0))
    if not rows:
        return WordVectors((), np.zeros((0, 384), dtype=np.float32))
    stacked = np.stack(rows)
    return WordVectors(
        tuple(words), stacked / np.maximum(np.linalg.norm(stacked, axis=1, keepdims=True), 1e-9)
    )


def measure_coverage(
    text: WordVectors,
    answer: WordVectors,
    known: Set[str] = frozenset(),
    *,
    counts: Mapping[str, int] | None = None,
    opposite: float = 0.0,
) -> float:
    """Return the share of a text's words that an answer says, 0 to 1; words of the question don't count.

    `counts`: how often each word is said in the whole of which `text` is a part. `opposite`: how far a word
    is said by its opposite. A word is said by itself, by a form of itself, or as far as a word of the answer stands for the same.
    Source: the recall of BERTScore (arXiv 1904.09675).
    """
    wanted = [at for at, word in enumerate(text.words) if not _is_known(word, known)]
    if not wanted:
        wanted = list(range(len(text.words)))
    if not wanted or not answer.words:
        return 0.0
    likeness = text.vectors[wanted] @ answer.vectors.T
    counts = counts or Counter(text.words)
    scores, weights = [], []
    for row, at in enumerate(wanted):
        word = text.words[at]
        for column, other in enumerate(answer.words):
            if are_opposites(word, other):
                likeness[row, column] = opposite
        is_said = any(word == other or (not is_han(word[0]) and kin(word, other)) for other in answer.words)
        scores.append(max(0.9 if is_said else 0.0, float(likeness[row].max())))
        weights.append(1 / max(1, counts.get(word, 1)))  # what is said again and again is easily met
    return float(np.average(scores, weights=weights))


def _is_known(word: str, known: Set[str]) -> bool:
    return any(word == one or (not is_han(word[0]) and kin(word, one)) for one in known)
