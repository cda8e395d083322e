"""Beam search: the likeliest of several texts that are followed side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.engine.speech.cache import Cache
from tutor_app.engine.speech.tokens import END

COLUMNS = 4096
Allow = Callable[[NDArray[np.float32], bool], NDArray[np.float32]]  # logits (V,), is it the first → log probs


@dataclass(frozen=True)
class Text:
    """Tokens, their log probability with that of the end, and whether it came to its end by itself."""

    ids: tuple[int, ...] = ()
    total: float = 0.0
    finished: bool = False

    @property
    def mean(self) -> float:
        return self.total / (len(self.ids) + 1)


def beam_search(cache: Cache, steering: Sequence[int], width: int, most: int, allow: Allow) -> list[Text]:
    """The texts, best mean first, once as many came to their end as are followed, or after `most` tokens.

    `cache` has read what stands before `steering`. Source: whisper/decoding.py (BeamSearchDecoder,
    MaximumLikelihoodRanker; patience 1).

    Raises:
        Cancelled.
    """
    open_texts, ended = [Text()], list[Text]()
    logs = allow(cache.step(steering)[-1], True)[None]
    while True:
        open_texts, parents = _longer(open_texts, logs, width, ended)
        if len(ended) >= width or not open_texts or len(open_texts[0].ids) >= most:
            return sorted(ended or open_texts, key=lambda text: -text.mean)
        cache.keep(parents)
        logs = np.stack([allow(row, False) for row in cache.step_each([text.ids[-1] for text in open_texts])])


def largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Where the `count` largest of many values (n,) are, the largest first.

    They stand in the `count` columns of a grid of them that have the largest tops, or in what is left of it:
    to look through all of them takes five times as long, and an eighth of a beam's time.
    """
    in_grid = len(values) // COLUMNS * COLUMNS
    places = np.arange(in_grid, len(values))
    if in_grid:
        tops = values[:in_grid].reshape(-1, COLUMNS).max(axis=0)
        columns = np.argpartition(-tops, count)[:count]
        places = np.concatenate([places, (columns + np.arange(0, in_grid, COLUMNS)[:, None]).ravel()])
    order = np.argsort(-values[places], kind="stable")[:count]
    found: NDArray[np.intp] = places[order]
    return found


def _longer(
    texts: Sequence[Text], logs: NDArray[np.float32], width: int, ended: list[Text]
) -> tuple[list[Text], list[int]]:
    """The best `width` texts that are one token longer, and of which each is a continuation."""
    totals = (np.array([text.total for text in texts])[:, None] + logs).ravel()
    longer, parents = list[Text](), list[int]()
    for at in largest(totals, 2 * width):
        parent, id = divmod(int(at), logs.shape[1])
        if id == END:
            ended.append(Text(texts[parent].ids, float(totals[at]), finished=True))
        else:
            longer.append(Text((*texts[parent].ids, id), float(totals[at])))
            parents.append(parent)
        if len(longer) == width:
            break
    return longer, parents
