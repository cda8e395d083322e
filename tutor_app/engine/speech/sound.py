"""A sound file → samples, whatever its rate and form: the same reader for a question and for a lecture."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.engine.speech.recording.media import Media
from tutor_app.engine.speech.recording.tracks import Score, measure_loudness

BLOCK_S = 60


def read_sound(path: Path, score: Score = measure_loudness) -> Samples:
    """The whole recording, for short ones. Raises: TutorError: it is no sound, or empty."""
    blocks = list(sound_blocks(path, score=score))
    return np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.float32)


def sound_blocks(path: Path, block_s: int = BLOCK_S, score: Score = measure_loudness) -> Iterator[Samples]:
    """The recording in blocks of a minute, so that two hours need little memory; the last is shorter.

    Channels are averaged; samples that are not numbers are silence; beyond full scale is clipped. `score`
    tells which of several tracks is heard.

    Raises:
        TutorError: it is no sound, or empty.
    """
    block, held, count = block_s * SAMPLE_RATE_HZ, list[Samples](), 0
    for samples in Media(path).blocks(score):
        held.append(samples)
        count += len(samples)
        if count >= block:
            whole = np.concatenate(held)
            yield whole[:block]
            held, count = [whole[block:]], count - block
    yield np.concatenate(held)
