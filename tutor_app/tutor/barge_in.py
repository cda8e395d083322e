"""Tells a learner who begins to speak from the echo of the voice that reads aloud.

Source: Geigel's double-talk detector (D. L. Duttweiler, A twelve-channel digital echo canceler, IEEE
Transactions on Communications 26, 1978): somebody speaks when the microphone hears more than any echo of
what was played lately.
"""

from collections import deque

LOOK_S = 0.03  # between two looks
_LONGEST_ECHO_S = 0.4  # of a room, a wireless speaker and the system's buffers
_LEARNING_S = 0.9  # of sound: how loud its echo is; meanwhile nobody is heard
_MARGIN = 2.0  # 6 dB
_LEAST = 0.01  # of full scale: softer is no speech into a microphone
_HELD_S = 0.12  # a click of a key is shorter


class BargeIn:
    """Looks at two loudnesses, as parts of full scale (root mean square), every 0.03 s."""

    def __init__(self) -> None:
        self._played: deque[float] = deque(maxlen=round(_LONGEST_ECHO_S / LOOK_S))
        self._echo = 0.0  # as a part of what was played
        self._learnt_s = self._held_s = 0.0

    def hears(self, heard: float, played: float) -> bool:
        """Whether somebody speaks now."""
        self._played.append(played)
        loudest = max(self._played)
        if self._learnt_s < _LEARNING_S:
            if played > _LEAST:
                self._learnt_s += LOOK_S
                self._echo = max(self._echo, heard / loudest)
            return False
        is_more = heard > max(_LEAST, _MARGIN * self._echo * loudest)
        self._held_s = self._held_s + LOOK_S if is_more else 0.0
        return self._held_s >= _HELD_S
