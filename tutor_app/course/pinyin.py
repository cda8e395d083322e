"""How Chinese characters sound, as far as a recogniser tells them apart."""

import re
from functools import lru_cache

_INITIAL = re.compile(r"[bpmfdtnlgkhjqxrzcsyw]?")
_SAME_SOUND = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


@lru_cache(maxsize=50_000)
def sound_of(text: str) -> tuple[str, ...]:
    """The syllables without tones; accents of the south and north fall together."""
    from pypinyin import lazy_pinyin  # 100 ms to load its tables: not before Chinese is heard

    return tuple(_folded(syllable) for syllable in lazy_pinyin(text))


@lru_cache(maxsize=50_000)
def is_same_sound(one: str, other: str) -> bool:
    """Tell whether two texts sound exactly alike, tones and all."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(one, style=Style.TONE3) == lazy_pinyin(other, style=Style.TONE3)


def likeness(one: str, other: str) -> float:
    """Of two syllables: 1 if they are the same, a half if they begin or end alike, else 0."""
    if one == other:
        return 1.0
    begin, other_begin = (found.group() for found in map(_INITIAL.match, (one, other)) if found)
    return 0.5 if begin == other_begin or one[len(begin) :] == other[len(other_begin) :] else 0.0


def _folded(syllable: str) -> str:
    for spoken, same in _SAME_SOUND:
        syllable = syllable.replace(spoken, same)
    return syllable
