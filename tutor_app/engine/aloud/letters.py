"""How an English word that nobody knows is probably said, by its letters."""

import re

_VOWELS = "aeiouy"
_GROUPS = {  # the longest that fits is taken
    "ation": "Aʃən",
    "tion": "ʃən", "sion": "ʒən", "cian": "ʃən", "cious": "ʃəs", "tious": "ʃəs", "tial": "ʃəl", "cial": "ʃəl",
    "ture": "ʧəɹ", "ough": "O", "augh": "ɔ", "eigh": "A", "igh": "I", "tch": "ʧ", "dge": "ʤ", "sch": "sk",
    "eau": "O", "eer": "ɪɹ", "ear": "ɪɹ", "air": "ɛɹ", "oar": "ɔɹ", "our": "ɔɹ", "ous": "əs",
    "ch": "ʧ", "sh": "ʃ", "ph": "f", "th": "θ", "wh": "w", "ck": "k", "ng": "ŋ", "qu": "kw", "gh": "",
    "ee": "i", "ea": "i", "oo": "u", "ou": "W", "ow": "O", "oi": "Y", "oy": "Y", "ai": "A", "ay": "A",
    "au": "ɔ", "aw": "ɔ", "ei": "I", "ey": "i", "ie": "i", "eu": "u", "ew": "u", "ue": "u", "ui": "u",
    "oa": "O", "oe": "O", "ae": "i", "ar": "ɑɹ", "er": "əɹ", "ir": "ɜɹ", "or": "ɔɹ", "ur": "ɜɹ", "yr": "ɪɹ",
    "a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɑ", "u": "ʌ", "y": "ɪ", "b": "b", "c": "k", "d": "d", "f": "f",
    "g": "ɡ", "h": "h", "j": "ʤ", "k": "k", "l": "l", "m": "m", "n": "n", "p": "p", "q": "k", "r": "ɹ",
    "s": "s", "t": "t", "v": "v", "w": "w", "x": "ks", "z": "z",
}  # fmt: skip
_AT_START = {"kn": "n", "wr": "ɹ", "ps": "s", "pn": "n", "gn": "n", "rh": "ɹ", "mn": "n", "x": "z", "y": "j"}
_AT_END = {"a": "ə", "o": "O", "i": "i", "y": "i", "e": "", "es": "z", "mb": "m", "le": "əl", "que": "k"}
_LONG = {"a": "A", "e": "i", "i": "I", "o": "O", "u": "u", "y": "I"}  # before a consonant and a silent e
_SOFT = {"c": "s", "g": "ʤ"}  # before e, i, y
_SOUNDED = re.compile("[AIOWYaiuæɑɔəɛɜɪʊʌ]")
_LONGEST = max(map(len, _GROUPS))


def sounds_of_letters(word: str) -> str:
    """The phonemes of a lower-case word; what is no letter is silent."""
    letters = re.sub("[^a-z]", "", word.lower())
    letters = re.sub(r"([bcdfghjklmnpqrstvwxz])\1", r"\1", letters)
    at, sounds = 0, []
    while at < len(letters):
        length, sound = _next(letters, at)
        sounds.append(sound)
        at += length
    return _stressed("".join(sounds))


def _next(letters: str, at: int) -> tuple[int, str]:
    """How many letters are one sound, and which."""
    rest = letters[at:]
    if at and rest in _AT_END and (rest != "e" or _SOUNDED.search("".join(_GROUPS[c] for c in letters[:at]))):
        return len(rest), _AT_END[rest]
    if at == 0:
        for start, sound in _AT_START.items():
            if rest.startswith(start) and len(rest) > len(start):
                return len(start), sound
    if re.match(r"[aeiouy][bcdfgklmnpstvz]e$", rest):
        return 1, _LONG[rest[0]]
    if rest[0] in _SOFT and rest[1:2] and rest[1] in "eiy":
        return 1, _SOFT[rest[0]]
    for length in range(min(_LONGEST, len(rest)), 0, -1):
        group = rest[:length]
        # r belongs to the vowel after it: "moral" has no "or"
        is_split = length == 2 and group[1] == "r" and rest[2:3] and rest[2] in _VOWELS and group[0] != "e"
        if group in _GROUPS and not is_split:
            return length, _GROUPS[group]
    return 1, ""


def _stressed(sounds: str) -> str:
    """On the first of two vowels, on the third from the end of more; before -tion and its kind."""
    vowels = [found.start() for found in _SOUNDED.finditer(sounds)]
    if not vowels:
        return sounds
    back = 2 if re.search("[ʃʒ]ən$|ɪk$|[ʃ]əs$|[ʃ]əl$", sounds) or len(vowels) < 3 else 3
    place = vowels[max(0, len(vowels) - back)]
    return f"{sounds[:place]}ˈ{sounds[place:]}"
