"""The words on a picture as the fusion model takes them: an encoder's states, and where each one stands."""

from collections.abc import Sequence

import numpy as np

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.fusion.inputs import MOST, PLACED, States
from tutor_app.engine.ocr import ScreenWord


def screen_states(
    encoder: TextEncoder, words: Sequence[ScreenWord], picture: Pixels, cancel: Cancellation
) -> States:
    """(n, 388): states, then left, top, right, bottom as shares of the picture; n is 0 for no words.

    Raises:
        Cancelled.
    """
    lines = [" ".join(word.text.split()) for word in words]
    text = " ".join(lines)
    if not text.strip():
        return np.zeros((0, PLACED), np.float32)
    token_states = encoder.token_states([text], "query", cancel)[0]
    ends = np.cumsum([len(line) + 1 for line in lines])
    line_of = np.searchsorted(ends, token_states.spans[:, 0], side="right").clip(0, len(lines) - 1)
    height, width = picture.shape[:2]
    size = np.array([width, height, width, height], dtype=np.float32)
    boxes = np.array(
        [[w.box_px.x0, w.box_px.y0, w.box_px.x1, w.box_px.y1] for w in words], dtype=np.float32
    ) / np.maximum(size, 1)
    states: States = np.concatenate([token_states.states, boxes[line_of]], axis=1)[: MOST["words"]]
    return states
