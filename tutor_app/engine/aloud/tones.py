"""Tones as they are spoken: 不, 一, and two third tones after one another.

Source: the rules in misaki's tone_sandhi.py (from PaddleSpeech, Apache-2.0) and Duanmu, The Phonology of
Standard Chinese, 2007.
"""

from collections.abc import Sequence
from itertools import pairwise

_FIGURES = "零一二三四五六七八九十点"
_NUMERALS = _FIGURES + "百千万亿"


def spoken_tones(words: Sequence[str], pinyin: Sequence[Sequence[str]]) -> list[list[str]]:
    """`pinyin`: syllables of each word with the tone as a figure (ma3) → the same with changed tones."""
    spoken = [list(syllables) for syllables in pinyin]
    for place, (word, syllables) in enumerate(zip(words, spoken, strict=True)):
        following = spoken[place + 1][0] if place + 1 < len(spoken) else ""
        _soften(word, syllables, following, "".join(words[:place])[-1:], "".join(words[place + 1 :])[:1])
        _rise(syllables)
    _rise_across(spoken)
    return spoken


def _soften(word: str, syllables: list[str], following: str, before: str, after: str) -> None:
    """不 before a fourth tone is bú; 一 is yí before a fourth tone, yì before the others, yī in numbers."""
    if len(syllables) != len(word):
        return
    letters = before + word + after
    for place, char in enumerate(word):
        next_ = syllables[place + 1] if place + 1 < len(syllables) else following
        at = place + len(before)
        previous, coming = letters[at - 1] if at else "", letters[at + 1 : at + 2]
        if char == "不" and next_.endswith("4"):
            syllables[place] = "bu2"
        elif char == "一" and next_:
            if previous and previous == coming:
                syllables[place] = "yi5"  # 看一看
            elif previous not in (*_NUMERALS, "第", "周", "期") and coming not in _FIGURES:
                syllables[place] = "yi2" if next_[-1] in "45" else "yi4"


def _rise(syllables: list[str]) -> None:
    """Of third tones in a row in a word all but the last rise."""
    for place in range(len(syllables) - 1):
        if syllables[place].endswith("3") and syllables[place + 1].endswith("3"):
            syllables[place] = syllables[place][:-1] + "2"


def _rise_across(words: list[list[str]]) -> None:
    """A single third tone before another one: 很 好."""
    for word, after in pairwise(words):
        if len(word) == 1 and word[0].endswith("3") and after and after[0].endswith("3"):
            word[0] = word[0][:-1] + "2"
