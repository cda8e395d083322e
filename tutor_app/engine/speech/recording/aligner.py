"""When the tokens of a window were said, by what the decoder looks at while it reads them once more."""

from collections.abc import Sequence

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.runtime import Session
from tutor_app.engine.speech.cache import at_beginning
from tutor_app.engine.speech.decode import Hearing
from tutor_app.engine.speech.recording.alignment import STATES_A_SECOND, Times, token_times
from tutor_app.engine.speech.tokens import END, LANGUAGES, NO_TIMESTAMPS, START, TRANSCRIBE

Heads = Sequence[
    tuple[int, int]
]  # (layer, head): those whose looks follow the sound; in the model's manifest


def looks_of(heads: Heads) -> list[str]:
    """The tensors that hold where each layer looks: every second softmax, behind the one over the text."""
    return [f"/Softmax_{2 * layer + 1}_output_0" for layer in sorted({layer for layer, _ in heads})]


class Aligner:
    """A decoder that was opened with `looks_of` its alignment heads as inner tensors."""

    def __init__(self, decoder: Session, heads: Heads) -> None:
        self._decoder, self._heads = decoder, heads

    def times(self, hearing: Hearing, seconds: float, cancel: Cancellation) -> Times:
        """(n + 1,) seconds in a window of this length: when its n tokens begin, and when the last one ends.

        Raises:
            Cancelled.
        """
        if hearing.memory is None:
            raise ValueError("the window is not remembered")
        steering = [START, LANGUAGES[hearing.language], TRANSCRIBE, NO_TIMESTAMPS]
        tokens = np.array([[*steering, *hearing.ids, END]], dtype=np.int64)
        feeds = {"tokens": tokens, **at_beginning(self._decoder, hearing.memory)}
        names = looks_of(self._heads)
        looks = dict(zip(names, self._decoder.run(feeds, cancel, names), strict=True))
        attention = np.stack(
            [looks[name][0, head] for layer, head in self._heads for name in looks_of([(layer, head)])]
        )
        return token_times(
            attention, len(steering), max(1, min(hearing.states, int(seconds * STATES_A_SECOND)))
        )
