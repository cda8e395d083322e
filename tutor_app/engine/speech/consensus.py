"""What several looks at one window agree on most: the text with the fewest wrong words to be expected.

A doubtful window is heard differently with little and with much silence behind it, and the likeliest text of
either is often alone with its mistakes. Each text that a beam found is weighed by both looks, and compared
with all others as if each of them were right with its chance. Which words are usual counts as well: many
Chinese ones sound alike.

Source: Stolcke, König and Weintraub, Explicit word error minimization in N-best list rescoring, 1997
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.speech.decode import Decoder, Hearing
from tutor_app.engine.speech.script import simplified
from tutor_app.engine.speech.usual import Usual, all_alike

_UNITS = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:'\w+)?")  # Chinese characters and other words


def agreed(
    decoder: Decoder,
    hearings: Sequence[Hearing],
    width: int,
    most: int,
    cancel: Cancellation,
    usual: Usual = all_alike,
) -> Hearing:
    """The last of `hearings`, which are looks at one window in one language, with the text that has most in
    common with what a beam of this width finds in each of them. Itself where no beam comes to an end.

    Raises:
        Cancelled.
    """
    beams = [decoder.beam(hearing, width, most, cancel) for hearing in hearings]
    found = [{text.ids: text.total for text in beam if text.finished} for beam in beams]
    if not (texts := list(dict.fromkeys(chain.from_iterable(found)))):
        return replace(hearings[-1], is_searched=True)
    for hearing, known in zip(hearings, found, strict=True):
        unknown = [ids for ids in texts if ids not in known]
        known |= zip(unknown, decoder.log_chances(hearing, unknown, cancel), strict=True)
    logs = np.array([[known[ids] for ids in texts] for known in found])
    said = [decoder.text(ids) for ids in texts]
    best = least_risk(said, logs.mean(axis=0) + [usual(text, hearings[-1].language) for text in said])
    mean = float(logs[-1, best]) / (len(texts[best]) + 1)
    return replace(
        hearings[-1],
        ids=texts[best],
        text=said[best],
        log_probability=mean,
        finished=True,
        is_searched=True,
        others=tuple(simplified(text) for text in said if text != said[best]),
    )


def least_risk(texts: Sequence[str], logs: NDArray[np.float64]) -> int:
    """The text from which a right one is expected to differ least; `logs` (n,): their log probabilities."""
    chances = np.exp(logs - logs.max())
    units = [_UNITS.findall(simplified(text).lower()) for text in texts]
    risks = [
        sum(chance * _differences(one, other) for other, chance in zip(units, chances, strict=True))
        for one in units
    ]
    return int(np.argmin(risks))


def _differences(one: Sequence[str], other: Sequence[str]) -> int:
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in changes if tag != "equal")
