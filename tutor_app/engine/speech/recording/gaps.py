"""Silence that a file's times say there is, and that is not decoded: where, and how long."""

from tutor_app.core.recording.said import Word


class Gaps:
    """Times of the sound that came → times of the file."""

    def __init__(self) -> None:
        self._left_out: list[
            tuple[float, float]
        ] = []  # second of the sound that came, seconds left out there

    @property
    def total_s(self) -> float:
        """All that was left out until now."""
        return sum(seconds for _, seconds in self._left_out)

    def add(self, at_s: float, seconds: float) -> None:
        """Leave out so many seconds at this second of the sound that came."""
        if seconds > 0:
            self._left_out.append((at_s, seconds))

    def to_file_s(self, at_s: float) -> float:
        """Give the time in the file of a second of the sound that came."""
        return at_s + sum(seconds for where, seconds in self._left_out if where <= at_s)

    def to_file(self, word: Word) -> Word:
        """Give a word its times in the file; it never spans a gap."""
        shift_s = self.to_file_s(word.start_s) - word.start_s
        if not shift_s:
            return word
        return Word(
            word.text, round(word.start_s + shift_s, 3), round(word.end_s + shift_s, 3), word.language
        )
