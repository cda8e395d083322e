"""A tutor that answers from the learner's own course material, offline."""

__version__ = "0.1.0"
