"""Errors that a learner may see. Anything else that escapes is a bug."""


class TutorError(Exception):
    """Something the learner can understand and, with `hint`, act on.

    Both texts are in the learner's language already: make them with `core.language.tr`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Cancelled(Exception):
    """The learner asked to stop. Not an error, and never shown as one."""
