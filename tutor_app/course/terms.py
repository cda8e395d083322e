"""What a course speaks of, in a few words each: its titles, and what it says again and again.

Words that stand together so often are counted from short to long: a longer one can only be frequent where
both its halves are (Agrawal and Srikant, Fast algorithms for mining association rules, 1994).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from tutor_app.core.language import is_han

OFTEN = 3  # times
ALWAYS = 0.9  # of its times: then it's a part of a longer one
MOST_WORDS, MOST_CHARACTERS = 4, 8
MOST_TERMS = 30_000
_CLAUSE = re.compile(r"[^\w\s'’-]+|\d+|_+|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_EMPTY = """
a an the this that these those and or but nor so if then than as of in on at by for to from with without
into onto over under between through during about is are was were be been being has have had do does did
can could may might must shall should will would not no it its they them their he she his her we our us
you your i my me which who whom whose what when where why how there here all any each both some such
more most many much very also only other another same one two first next new used using use called known
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
EMPTY_CHARACTERS = frozenset("的了是我们你他她它这那哪些什么怎么吗呢吧啊就都也还又很把被让给所之其")
EDGE_CHARACTERS = frozenset("在和与或及而但以为于从对到等有不可能会将要中上下个种一")

Grams = dict[tuple[str, ...], int]


def terms(titles: Iterable[str], texts: Iterable[str]) -> list[str]:
    """At most 30,000, the most frequent first, each as it's mostly written; titles count whole."""
    written: Counter[str] = Counter()
    titles, texts = list(titles), list(texts)
    for title in titles:
        for part in _CLAUSE.split(title):
            written.update({term: OFTEN for term in _of_title(part)})
    clauses = [clause for text in [*titles, *texts] for clause in _CLAUSE.split(text)]
    words = [_WORD.findall(clause) for clause in clauses]
    characters = [run for clause in clauses for run in _HAN.findall(clause)]
    written.update(_frequent(words, 2, MOST_WORDS, _is_phrase, " ".join))
    written.update(_frequent(characters, 2, MOST_CHARACTERS, _is_chinese_term, "".join))
    by_sound: dict[str, str] = {}
    for term, _ in written.most_common():
        by_sound.setdefault(term.lower(), term)  # the commonest way to write it
    return list(by_sound.values())[:MOST_TERMS]


def _of_title(part: str) -> Iterator[str]:
    """A part of a title that may be a term."""
    words = _WORD.findall(part)
    if 2 <= len(words) <= MOST_WORDS and _is_phrase(words):
        yield " ".join(words)
    yield from (run for run in _HAN.findall(part) if 2 < len(run) <= MOST_CHARACTERS)


def _frequent(
    runs: Sequence[Sequence[str]],
    least: int,
    most: int,
    is_term: Callable[[Sequence[str]], bool],
    join: Callable[[Sequence[str]], str],
) -> Counter[str]:
    """What stands together often and is not just a part of one longer term."""
    found: Counter[str] = Counter()
    known: Grams = {(one,): count for one, count in Counter(one for run in runs for one in run).items()}
    for length in range(2, most + 2):
        longer = _grams(runs, known, length)
        inside: Grams = {}
        for gram, count in filter(lambda one: is_term(one[0]), longer.items()):
            for part in (gram[1:], gram[:-1]):
                inside[part] = max(count, inside.get(part, 0))
        for gram, count in known.items():
            if len(gram) >= least and inside.get(gram, 0) < ALWAYS * count and is_term(gram):
                found[join(gram)] = count
        known = longer
    return found


def _grams(runs: Sequence[Sequence[str]], shorter: Grams, length: int) -> Grams:
    """Those of a length that come often; both their shorter parts do."""
    often = {gram for gram, count in shorter.items() if count >= OFTEN}
    counts: Counter[tuple[str, ...]] = Counter()
    for run in runs:
        grams = [tuple(run[at : at + length]) for at in range(len(run) - length + 1)]
        counts.update(gram for gram in grams if gram[1:] in often and gram[:-1] in often)
    return {gram: count for gram, count in counts.items() if count >= OFTEN}


def _is_phrase(words: Sequence[str]) -> bool:
    """Words that say something at both ends."""
    ends = (words[0].lower(), words[-1].lower())
    return all(len(word) > 2 and word not in EMPTY_WORDS for word in ends)


def _is_chinese_term(characters: Sequence[str]) -> bool:
    """Three characters or more: of pairs all that the course holds are known."""
    ends = {characters[0], characters[-1]}
    return (
        len(characters) > 2
        and all(map(is_han, characters))
        and EMPTY_CHARACTERS.isdisjoint(characters)
        and EDGE_CHARACTERS.isdisjoint(ends)
    )
