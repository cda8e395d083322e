"""How Chinese characters sound, as far as a recogniser tells them apart."""

from functools import lru_cache

_SAME_SOUND = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


@lru_cache(maxsize=50_000)
def sound_of(text: str) -> tuple[str, ...]:
    """The syllables without tones; accents of the south and north fall together."""
    from pypinyin import lazy_pinyin  # 100 ms to load its tables: not before Chinese is heard

    return tuple(_folded(syllable) for syllable in lazy_pinyin(text))


def _folded(syllable: str) -> str:
    for spoken, same in _SAME_SOUND:
        syllable = syllable.replace(spoken, same)
    return syllable
