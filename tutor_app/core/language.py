"""Which language a text is in, and what the application says outside the window in the learner's.

The window's own texts go through Qt Linguist. Everything else that a person reads (errors, the terminal,
the words around quoted passages) is English in the source and looked up in `core.phrases`.
"""

import re
from typing import Literal

from tutor_app.core import phrases

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_current: Language = "en"
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def speak(language: Language) -> None:
    """Choose the language of `tr` for this process."""
    global _current  # one process has one reader, as with gettext
    _current = language


def spoken() -> Language:
    """The language that `tr` gives."""
    return _current


def tr(text: str, **values: object) -> str:
    """`text` in the learner's language, with `{name}` replaced from `values`.

    `text` is a literal, so that a test can find the ones without a translation.
    """
    return tr_to(_current, text, **values)


def tr_to(language: Language, text: str, **values: object) -> str:
    """`tr` into a given language, for example that of a question rather than of the window."""
    chosen = phrases.CHINESE.get(text, text) if language == "zh" else text
    return chosen.format(**values) if values else chosen


def is_han(char: str) -> bool:
    """Whether a character is a Chinese ideograph."""
    return (
        "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U000323af"
    )


def language_of(text: str) -> Language:
    """The language most of `text` is in; a Chinese character counts as much as a Latin word."""
    return "zh" if sum(map(is_han, text)) > len(_LATIN_WORD.findall(text)) else "en"
