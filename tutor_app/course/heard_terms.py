"""Terms of a course that a part of what was heard sounds like, several words or characters at a time."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from tutor_app.core.anchoring import places
from tutor_app.core.spelling import Spelling
from tutor_app.course.alike import Alike
from tutor_app.course.pinyin import likeness, sound_of
from tutor_app.course.terms import EMPTY_WORDS

MOST_WORDS = 5  # as which a term is heard
LIKELY = 2  # terms for each part of what was heard
CLEARLY = 0.45  # how like they are at least: `Alike.nearest`
SURELY = 0.6  # the same where the course holds every word that was heard
MOST_WRONG = 0.3  # of the syllables of a Chinese term
MOST_OFFERED = 12
_LATIN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
_NO_LETTER = re.compile(r"[^a-z]")

IsKnown = Callable[[str], bool]


class HeardTerms:
    """The terms of one course by how they sound."""

    def __init__(self, terms: Sequence[str]) -> None:
        phrases = {_letters(term): term for term in reversed(terms) if _LATIN.match(term)}
        self._phrases = phrases
        self._alike = Alike(phrases)
        self._chinese = [term for term in terms if _HAN.fullmatch(term)]
        self._sounds = [sound_of(term) for term in self._chinese]
        self._at: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for number, sound in enumerate(self._sounds):
            for place, pair in enumerate(pairwise(sound)):
                self._at[pair].append((number, place))

    def like(self, heard: str, is_known: IsKnown) -> list[Spelling]:
        """The likest first; `is_known`: whether the course holds a word."""
        best: dict[str, tuple[float, Spelling]] = {}  # of the parts that are like a term, the likest
        for like, spelling in [*self._phrases_like(heard, is_known), *self._han(heard)]:
            if like > best.get(spelling.written, (0.0,))[0]:
                best[spelling.written] = like, spelling
        likest = sorted(best.values(), key=lambda one: -one[0])[:MOST_OFFERED]
        return [spelling for _, spelling in likest]

    def said_in(self, heard: str) -> Iterator[range]:
        """Where terms stand word for word, but for capitals, hyphens and spaces."""
        words = [found.span() for found in _LATIN.finditer(heard)]
        for (start, _), (_, end) in ((words[i], words[j]) for i, j in _runs(len(words))):
            if _letters(heard[start:end]) in self._phrases:
                yield range(start, end)
        for term in self._chinese:
            yield from (range(at, at + len(term)) for at in places(heard, term))

    def _phrases_like(self, heard: str, is_known: IsKnown) -> Iterator[tuple[float, Spelling]]:
        words = [found.group() for found in _LATIN.finditer(heard)]
        for first, last in _runs(len(words)):
            some = words[first : last + 1]
            part = " ".join(some)
            if part not in heard or not EMPTY_WORDS.isdisjoint({some[0].lower(), some[-1].lower()}):
                continue
            least = SURELY if all(is_known(word.lower()) for word in some) else CLEARLY
            for like, letters in self._alike.likest(_letters(part), LIKELY, least):
                one, other = _stem(letters), _stem(_letters(part))
                if one not in other and other not in one:
                    yield like, Spelling(part, self._phrases[letters])

    def _han(self, heard: str) -> Iterator[tuple[float, Spelling]]:
        for run in _HAN.findall(heard):
            sounds = sound_of(run)
            if len(sounds) != len(run):
                continue
            starts = {
                (number, at - place)
                for at, pair in enumerate(pairwise(sounds))
                for number, place in self._at.get(pair, ())
            }
            for number, start in starts:
                term, length = self._chinese[number], len(self._chinese[number])
                part = run[start : start + length]
                if start < 0 or len(part) < length or part == term:
                    continue
                like = _shared(self._sounds[number], sounds[start : start + length])
                if like >= 1 - MOST_WRONG:
                    # of two that sound as like, the longer is the surer
                    yield like + length / 100, Spelling(part, term)


def _runs(words: int) -> Iterator[tuple[int, int]]:
    """The first and last of each run of words that may be a term, the shortest first."""
    for length in range(1, MOST_WORDS + 1):
        yield from ((at, at + length - 1) for at in range(words - length + 1))


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    return sum(map(likeness, one, other)) / len(one)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())


def _stem(letters: str) -> str:
    """One and several are the same term."""
    return letters.removesuffix("s").removesuffix("e")
