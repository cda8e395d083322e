"""How far new material is, as one number that only grows, and how long it will take."""

from tutor_app.course.preparation import Progress

# Of the whole time, measured on the sample courses: text is read quickly, its meaning and pictures slowly.
_SHARES = {"read": (0.0, 0.25), "encode": (0.25, 0.45), "look": (0.7, 0.3)}
MIN_SHARE = 0.08  # of the whole before a time is told: before it, it would jump about


class ReadingProgress:
    """One course from its first page to its last picture."""

    def __init__(self, began_s: float) -> None:
        self._began_s = began_s
        self.share = 0.0  # 0 to 1

    def note(self, progress: Progress) -> None:
        """Go on; a step that was begun again takes nothing back."""
        start, whole = _SHARES[progress.stage]
        self.share = max(self.share, start + whole * min(1.0, progress.done / max(1, progress.total)))

    def seconds_left(self, now_s: float) -> float | None:
        """Tell how long it will take; None while that can't be told."""
        if self.share < MIN_SHARE:
            return None
        return (now_s - self._began_s) * (1 - self.share) / self.share
