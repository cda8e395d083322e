"""Text → search words, the same for what is indexed and what is asked.

Chinese is written without spaces and SQLite's tokenizer finds nothing in it, so each run of Chinese
characters becomes its overlapping pairs.
"""

import itertools
import re
import unicodedata

from tutor_app.core.language import is_han

_WORD = re.compile(r"[^\W_]+")


def search_words(text: str) -> list[str]:
    """Lower-case words, numbers and pairs of Chinese characters, in order."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return [word for run in _WORD.findall(folded) for part in _by_script(run) for word in _pairs(part)]


def _by_script(run: str) -> list[str]:
    """A run of letters cut where Chinese and other characters meet."""
    parts = [run[0]]
    for before, char in itertools.pairwise(run):
        if is_han(before) == is_han(char):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _pairs(part: str) -> list[str]:
    if not is_han(part[0]) or len(part) == 1:
        return [part]
    return [part[i : i + 2] for i in range(len(part) - 1)]
