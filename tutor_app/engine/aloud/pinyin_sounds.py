"""A pinyin syllable → Kokoro's phonemes.

Source: the table of misaki's transcription.py (from pinyin-to-ipa, MIT; after Duanmu 2007 and Lin 2007), with
which Kokoro learnt Chinese.
"""

import re
from functools import lru_cache

_INITIALS = {
    "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ",
    "n": "n", "l": "l", "g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "r": "ɻ", "z": "ʦ",
    "c": "ʦʰ", "s": "s",
}  # fmt: skip
# 0: where the tone stands
_FINALS = {
    "a": "a0", "ai": "ai0", "an": "a0n", "ang": "a0ŋ", "ao": "au0", "e": "ɤ0", "ei": "ei0", "en": "ə0n",
    "eng": "ə0ŋ", "i": "i0", "ia": "ja0", "ian": "jɛ0n", "iang": "ja0ŋ", "iao": "jau0", "ie": "je0",
    "in": "i0n", "iou": "jou0", "iu": "jou0", "ing": "i0ŋ", "iong": "jʊ0ŋ", "ong": "ʊ0ŋ", "ou": "ou0",
    "u": "u0", "uei": "wei0", "ui": "wei0", "ua": "wa0", "uai": "wai0", "uan": "wa0n", "uen": "wə0n",
    "un": "wə0n", "uang": "wa0ŋ", "ueng": "wə0ŋ", "uo": "wo0", "o": "wo0", "v": "y0", "ve": "ɥe0",
    "van": "ɥɛ0n", "vn": "y0n",
}  # fmt: skip
_WHOLE = {
    "er": "ɚ0", "o": "ɔ0", "ê": "ɛ0", "io": "jɔ0", "hm": "hm0", "hng": "hŋ0", "m": "m0", "n": "n0",
    "ng": "ŋ0", "r": "ɚ0",
}  # fmt: skip
_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcs]?)([a-zvê]*)([1-5])")


@lru_cache(maxsize=2000)
def sounds_of(syllable: str) -> str:
    """For example "shi4"; empty for what is no syllable."""
    plain = syllable.replace("ü", "v")
    found = _SYLLABLE.fullmatch(_without_glides(plain))
    if found is None:
        return ""
    initial, final, tone = found.groups()
    whole = _WHOLE.get(plain[:-1])
    if whole is None and final == "i" and initial in ("z", "c", "s", "zh", "ch", "sh", "r"):
        whole = _INITIALS[initial] + "ɨ0"
    elif whole is None:
        whole = _INITIALS.get(initial, "") + _FINALS[final] if final in _FINALS else ""
    return whole.replace("0", _TONES[tone])


def _without_glides(syllable: str) -> str:
    """y and w are no sounds of their own, and u after j, q, x, y is ü."""
    if syllable[0] in "jqxy" and syllable[1] == "u":
        syllable = syllable[0] + "v" + syllable[2:]
    if syllable[0] == "y":
        return syllable[1:] if syllable[1] in "iv" else "i" + syllable[1:]
    if syllable[0] == "w":
        return syllable[1:] if syllable[1] == "u" else "u" + syllable[1:]
    return syllable
