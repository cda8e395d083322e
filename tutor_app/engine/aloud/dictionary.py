"""How English words sound: the dictionary, endings, parts of words, and letters for what is in none of them.

The dictionary and its rules for endings are those of misaki (Apache-2.0), without its part-of-speech tagger:
the word before tells a verb from a noun.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from tutor_app.engine.aloud.letters import sounds_of_letters
from tutor_app.engine.registry.installed import weight
from tutor_app.settings.home import Home

MODEL = "kokoro-82m"
Entry = str | Mapping[str, str | None]
VOWELS = frozenset("AIOWYaiuæɑɔəɛɜɪʊʌᵻᵊ")
_FLAPPED_AFTER = frozenset("AIOWYiuæɑəɛɪɹʊʌ")
_BEFORE_VERBS = frozenset(
    "to will would can could may might must shall should not don't doesn't didn't we they you i let's who"
    " cannot can't won't".split()
)
_BEFORE_NOUNS = frozenset(
    "the a an this that these those its their our your my his her of in by for with each every some no"
    " any".split()
)
_OURS = {
    "ReLU": "ɹˈɛlu",
    "MNIST": "ˈɛmnˌɪst",
    "LaTeX": "lˈAtɛk",
    "softmax": "sˈɔftmˌæks",
    "logits": "lˈOʤɪts",
}
_SHORTEST_PART = 3  # letters of a word that another one is made of
_PREFIXES = (
    "anti auto bi co counter cross de dis electro geo hydro hyper inter intra kilo macro mega meta micro mid"
    " mini mis mono multi nano non omni out over photo poly post pre pseudo quasi re self semi sub super tele"
    " thermo trans tri ultra un under uni"
).split()


class Dictionary:
    """Words of American English in Kokoro's phonemes."""

    def __init__(self, sure: Mapping[str, Entry], likely: Mapping[str, Entry]) -> None:
        """`sure` was checked by people, `likely` was not."""
        self._sure, self._likely = sure, likely

    @classmethod
    def open(cls, home: Home) -> "Dictionary":
        """Raises: TutorError: its files are missing."""
        return cls(*(_read(weight(home, MODEL, name)) for name in ("us_gold.json", "us_silver.json")))

    def sounds(self, word: str, before: str = "") -> str:
        """The phonemes of a word; `before`: the word before it, which tells verb from noun."""
        if entry := _OURS.get(word) or self._entry(word):
            return _chosen(entry, before)
        if word.isupper() and (len(word) <= 5 or not any(c in "AEIOUY" for c in word)):
            return self.spelled(word)
        lower = word.lower()
        return (
            self._with_ending(lower, before)
            or self._possessive(lower, before)
            or self._of_parts(lower)
            or (self.spelled(word) if not any(c in "aeiouy" for c in lower) else "")
            or sounds_of_letters(lower)
        )

    def spelled(self, word: str) -> str:
        """Letter by letter, the last one stressed."""
        names = [_plain(self._sure.get(letter, "")) for letter in word.upper() if letter.isalpha()]
        weak = [name.replace("ˈ", "ˌ") for name in names[:-1]]
        return "".join([*weak, *names[-1:]])

    def _entry(self, word: str) -> Entry | None:
        for form in dict.fromkeys((word, word.lower(), word.capitalize())):
            if len(word) == 1 and form != word:
                continue
            if entry := self._sure.get(form) or self._likely.get(form):
                return entry
        return None

    def _stem(self, word: str, before: str = "") -> str:
        entry = self._entry(word) if len(word) > 1 else None
        return _chosen(entry, before) if entry else ""

    def _with_ending(self, word: str, before: str = "") -> str:
        return self._s(word) or self._ed(word) or self._ing(word) or self._ly(word)

    def _possessive(self, word: str, before: str) -> str:
        for ending, length in (("'s", 2), ("s'", 1)):
            if word.endswith(ending):
                stem = word[:-length] if ending == "'s" else word[:-2]
                return with_s(self._stem(stem) or self._of_parts(stem) or sounds_of_letters(stem))
        return ""

    def _s(self, word: str) -> str:
        if not word.endswith("s") or word.endswith("ss") or len(word) < 3:
            return ""
        stems = [word[:-1]]
        if len(word) > 4 and word.endswith("es"):
            stems.append(word[:-3] + "y" if word.endswith("ies") else word[:-2])
        return next((with_s(found) for stem in stems if (found := self._stem(stem))), "")

    def _ed(self, word: str) -> str:
        if not word.endswith("ed") or len(word) < 4:
            return ""
        stems = [word[:-1], word[:-2], _undoubled(word[:-2])]
        return next((with_ed(found) for stem in stems if (found := self._stem(stem, "to"))), "")

    def _ing(self, word: str) -> str:
        if not word.endswith("ing") or len(word) < 5:
            return ""
        stems = [word[:-3], word[:-3] + "e", _undoubled(word[:-3])]
        return next((with_ing(found) for stem in stems if (found := self._stem(stem, "to"))), "")

    def _ly(self, word: str) -> str:
        found = self._stem(word[:-2]) if word.endswith("ly") and len(word) > 5 else ""
        return found.removesuffix("l") + "li" if found else ""

    def _of_parts(self, word: str) -> str:
        """Two words in one (overfitting, backpropagation): where the shorter part is longest."""
        cuts = sorted(
            range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1), key=lambda at: abs(2 * at - len(word))
        )
        for at in cuts:
            first, second = self._stem(word[:at]), self._part(word[at:])
            if first and second:
                return first + _second_stress(second)
        for prefix in _PREFIXES:
            rest = self._part(word.removeprefix(prefix))
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_PART and rest:
                return _second_stress(self._stem(prefix) or sounds_of_letters(prefix)) + rest
        return ""

    def _part(self, word: str) -> str:
        return self._stem(word) or self._with_ending(word)


def with_s(stem: str) -> str:
    """The sound of a plural. Source: en.wiktionary.org/wiki/-s"""
    if not stem:
        return ""
    if stem[-1] in "ptkfθ":
        return stem + "s"
    return stem + ("ᵻz" if stem[-1] in "szʃʒʧʤ" else "z")


def with_ed(stem: str) -> str:
    """The sound of a past tense. Source: en.wiktionary.org/wiki/-ed"""
    if stem[-1] in "pkfθʃsʧ":
        return stem + "t"
    if stem[-1] == "d":
        return stem + "ᵻd"
    if stem[-1] != "t":
        return stem + "d"
    return _flapped(stem) + "ᵻd"


def with_ing(stem: str) -> str:
    """The sound of a participle. Source: en.wiktionary.org/wiki/-ing"""
    return _flapped(stem) + "ɪŋ"


def _flapped(stem: str) -> str:
    """An American t between vowels."""
    is_between = len(stem) > 1 and stem[-1] == "t" and stem[-2] in _FLAPPED_AFTER
    return stem[:-1] + "ɾ" if is_between else stem


def _undoubled(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def _second_stress(sounds: str) -> str:
    return sounds.replace("ˌ", "").replace("ˈ", "ˌ")


def _plain(entry: Entry) -> str:
    return entry if isinstance(entry, str) else entry.get("DEFAULT") or ""


def _chosen(entry: Entry, before: str) -> str:
    if isinstance(entry, str):
        return entry
    kinds = ("VERB", "VBP") if before in _BEFORE_VERBS else ("NOUN",) if before in _BEFORE_NOUNS else ()
    return next((sounds for kind in kinds if (sounds := entry.get(kind))), _plain(entry))


def _read(file: Path) -> dict[str, Entry]:
    found: dict[str, Entry] = json.loads(file.read_text(encoding="utf-8"))
    return found
