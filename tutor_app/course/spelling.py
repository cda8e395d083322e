"""Words that were heard and the material doesn't hold, beside words of it that sound like them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tutor_app.core.anchoring import places
from tutor_app.core.language import is_han
from tutor_app.core.spelling import Spelling
from tutor_app.course.heard_terms import HeardTerms
from tutor_app.course.pinyin import is_same_sound, sound_of
from tutor_app.course.terms import EDGE_CHARACTERS, EMPTY_CHARACTERS

LIKELY = 8  # words that sound alike, from which the recogniser chooses
FAINTLY = 0.35  # how like they are at least: `Alike.nearest`
CLEARLY = 0.45  # the same for several words together
TOGETHER = (2, 3)  # a long word is heard as so many
APART = frozenset(
    ("the", "to", "in", "of", "and", "is", "was", "are", "it", "that", "for", "with", "at", "on", "as", "be",
     "he", "she", "you", "i", "this", "how", "what")
)  # fmt: skip
MISPRINTS = 1  # passages: a word in no more isn't the material's
OFTEN = 5  # passages: a rarer pair of characters is mostly the end of one word and the beginning of the next
SELDOM = 20  # passages: a rarer word may be half of a longer one, as it was heard
MOST_WORDS = 60
SURE_CHARACTERS = 3  # of a term: two sound like too many others
PERSONS = frozenset("我你他她您咱")  # who speaks of people may mean “你和他”
SUBJECT_SHARE = 0.5  # of the pairs of characters around it that the course holds: then people are no matter
MOST_TEXTS = 10  # in which a word's form is looked up
_NO_WORD = EMPTY_CHARACTERS | EDGE_CHARACTERS
_LATIN = re.compile(r"[A-Za-z]+")

PairsBySound = Mapping[tuple[str, ...], Sequence[str]]


@dataclass(frozen=True)
class Lexicon:
    """What an index knows of its words."""

    documents: Callable[[str, int], int]  # a word, and how far to count → passages that hold it
    nearest: Callable[[str, int, float], Sequence[str]]  # a word → stems of at most so many, so like it
    texts_with: Callable[[str, int], Iterable[str]]
    pairs: Callable[[], PairsBySound]
    terms: Callable[[], HeardTerms]


def spellings(heard: str, known: Lexicon) -> Iterator[Spelling]:
    """Every way in which a part of what was heard may be meant, whole terms first. What is a term already
    stays, unless a longer one is meant.
    """
    said = list(known.terms().said_in(heard))
    yield from (
        replace(one, is_same_sound=_is_surely_meant(one, heard, known))
        for one in _meant(heard, known)
        if not _breaks(one, heard, said)
    )


def _is_surely_meant(spelling: Spelling, heard: str, known: Lexicon) -> bool:
    """Tell whether a whole term sounds exactly as what was heard, amid words of the course's subject."""
    if len(spelling.written) < SURE_CHARACTERS or not all(map(is_han, spelling.heard + spelling.written)):
        return False
    if not is_same_sound(spelling.heard, spelling.written):
        return False
    rest = heard.replace(spelling.heard, "\n")
    if PERSONS.isdisjoint(rest):
        return True
    pairs = [a + b for a, b in pairwise(rest) if is_han(a) and is_han(b)][:MOST_WORDS]
    own = sum(known.documents(pair, 1) > 0 for pair in pairs)
    return own >= SUBJECT_SHARE * len(pairs)


def _breaks(spelling: Spelling, heard: str, said: Sequence[range]) -> bool:
    """Whether it would change a part of a term, of one that is at least as long."""
    length = len(spelling.heard)
    return any(
        start < term.stop and term.start < start + length <= start + len(term)
        for start in places(heard, spelling.heard)
        for term in said
    )


def _meant(heard: str, known: Lexicon) -> Iterator[Spelling]:
    yield from known.terms().like(heard, lambda word: known.documents(word, MISPRINTS + 1) > MISPRINTS)
    words = _LATIN.findall(heard)[:MOST_WORDS]
    held = {word: known.documents(word.lower(), SELDOM + 1) for word in words}
    for word in words:
        if held[word] <= MISPRINTS:
            yield from _written(word, known.nearest(word.lower(), LIKELY, FAINTLY), known)
    for some in (words[i : i + n] for n in TOGETHER for i in range(len(words) - n + 1)):
        is_one = " ".join(some) in heard and APART.isdisjoint(word.lower() for word in some)
        if is_one and min(held[word] for word in some) <= SELDOM:
            longer = max(map(len, some)) + 1
            near = known.nearest("".join(some).lower(), LIKELY, CLEARLY)
            yield from _written(" ".join(some), [word for word in near if len(word) > longer], known)
    for first, second in pairwise(heard):
        pair = first + second
        if is_han(first) and is_han(second) and not known.documents(pair, 1):
            yield from (Spelling(pair, written) for written in known.pairs().get(sound_of(pair), ()))


def pairs_by_sound(pairs: Iterable[str]) -> PairsBySound:
    """Pairs of Chinese characters that may be words, the most frequent first, of each sound."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for pair in pairs:
        if len(pair) == 2 and all(map(is_han, pair)) and _NO_WORD.isdisjoint(pair):
            found[sound_of(pair)].append(pair)
    return {sound: alike[:LIKELY] for sound, alike in found.items()}


def _written(heard: str, stems: Iterable[str], known: Lexicon) -> Iterator[Spelling]:
    """An index holds stems: here they are as the passages write them."""
    for stem in stems:
        form = re.compile(rf"\b{re.escape(stem[: max(4, len(stem) - 2)])}[a-z]*", re.IGNORECASE)
        forms = Counter(found for text in known.texts_with(stem, MOST_TEXTS) for found in form.findall(text))
        if forms:
            yield Spelling(heard, forms.most_common(1)[0][0])
