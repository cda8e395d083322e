"""Whisper's decoder with what it has said so far."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.runtime import Array, Session

# what the encoder made of a window: cross keys (1, H, W, S) of each decoder layer, then cross values
Memory: TypeAlias = tuple[Array, ...]


def at_beginning(decoder: Session, memory: Memory) -> dict[str, Array]:
    """What a decoder is fed before it says anything, but for tokens. Its past: (L, 1, 0, H · W)."""
    _, heads, width, _ = memory[0].shape
    nothing = np.zeros((len(memory) // 2, 1, 0, heads * width), dtype=np.float32)
    cross = [name for name in decoder.inputs if name.startswith("cross")]
    return {"past_keys": nothing, "past_values": nothing, **dict(zip(cross, memory, strict=True))}


class Cache:
    """One text of a window, or several side by side."""

    def __init__(self, decoder: Session, memory: Memory, cancel: Cancellation) -> None:
        self._decoder, self._cancel = decoder, cancel
        self._feeds = at_beginning(decoder, memory)

    def forget(self, count: int) -> None:
        """As if the last tokens had not been said."""
        if count:
            self._past(lambda known: known[:, :, :-count])

    def keep(self, texts: Sequence[int]) -> None:
        """Go on with these texts, in this order; one may be there more than once."""
        self._past(lambda known: known[:, texts])

    def step(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Logits (n, V) after each of these tokens of the one text. Raises: Cancelled."""
        logits: NDArray[np.float32] = self._run(np.array([ids], dtype=np.int64))[0]
        return logits

    def step_each(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Logits (texts, V) after one more token of each text. Raises: Cancelled."""
        return self._run(np.array(ids, dtype=np.int64)[:, None])[:, -1]

    def step_texts(self, ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Logits (texts, n, V) of several texts of n tokens side by side, from the beginning.

        Raises:
            Cancelled.
        """
        self.keep([0] * len(ids))
        return self._run(np.array(ids, dtype=np.int64))

    def _past(self, change: Callable[[Array], Array]) -> None:
        self._feeds |= {name: change(self._feeds[name]) for name in ("past_keys", "past_values")}

    def _run(self, tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        logits, keys, values = self._decoder.run({"tokens": tokens, **self._feeds}, self._cancel)
        self._feeds |= {"past_keys": keys, "past_values": values}
        after: NDArray[np.float32] = np.require(logits, np.float32, "W")  # a copy could be 25 MB
        return after
