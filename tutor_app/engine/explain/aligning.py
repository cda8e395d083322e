"""Whether sentences of the material say what a sentence says: by words, numbers, formulas and negation.

Strict on purpose. A true sentence that is held back costs little; a false one with a citation costs trust.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.language import Language, language_of
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.sentences import sentences
from tutor_app.engine.support import content_words

LEAST_COVERED = 0.8  # of the sentence's content words, by one sentence of the material
LEAST_IN_ORDER = 0.75  # of the shared words; all of them where one tells a direction: see `_DIRECTIONS`
LEAST_WORDS = 2
LEAST_IN_PLACE = 0.5  # of the shared words in the text's order, where a sentence was written anew
# Of the content words, to speak of the same. Chinese pairs that lie across two words are shared with nobody.
LEAST_SHARED: dict[Language, float] = {"en": 0.5, "zh": 0.35}

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FORMULA = re.compile(r"\$[^$]+\$|\S*\s*[=≈≤≥<>]\s*[^\s,.;，。；]+")
_NOT = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|none|nothing|los(?:es?|t|ing)|lack(?:s|ed|ing)?|fail(?:s|ed)?"
    r"|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?)\b|n[’']t\b|[不没無无未非]|失去|丧失|缺[乏少]|避免|防止"
)
_CLAUSE = re.compile(r"[,;:，；：]|\b(?:but|while|whereas|although|because|since|so)\b|但|而|因为|所以")
_JOINT = re.compile(r"\s*[;；]\s*|,\s+(?:and|but|while|whereas)\s+|，(?=并且|而且|但|而)")
# "A is larger than B" is not "B is larger than A"
_DIRECTIONS = re.compile(
    r"\b(?:more|less|fewer|greater|smaller|larger|bigger|higher|lower|faster|slower|stronger|weaker|longer"
    r"|shorter|increas\w*|decreas\w*|rais\w*|reduc\w*|grow\w*|shrink\w*|always|only|all|every|before|after"
    r"|above|below|opposite|same|equal|maximum|minimum|most|least|half|twice|double\w*)\b"
    r"|[大小高低增减升降快慢多少长短强弱前后上下正负]"
)


@dataclass(frozen=True)
class _Said:
    """What has to agree exactly, and the words that mostly have to."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    formulas: frozenset[str]
    directions: frozenset[str]


def supporting(sentence: str, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sentence of the material that says it, or the two that say its halves; none if it isn't said."""
    if one := _supporting(sentence, sources):
        return (one,)
    halves = [_supporting(half, sources) for half in _JOINT.split(sentence)]
    found = [half for half in halves if half is not None]
    return tuple(dict.fromkeys(found)) if len(found) == len(halves) == 2 else ()


def covers(sentence: str, text: str, asked: str) -> float:
    """Measure how much of a sentence's words a text says, words of the question left aside; 0 where it can't.

    Every number, formula and direction must stand in the text, and it must deny as much as the text does.
    """
    said, given = _said(sentence), _said(text)
    known, free = set(given.words), set(content_words(asked))
    own = [word for word in said.words if word in known or word not in free]
    shared = [word for word in own if word in known]
    if len(set(shared)) < LEAST_WORDS or not own:
        return 0.0
    agrees = (
        said.numbers <= given.numbers
        and all(formula in _squeezed(text) for formula in said.formulas)
        and said.directions <= given.directions
        and not denies(_clauses(sentence, set(own) - free) or sentence, _closest(sentence, text))
        and _in_order(shared, given.words) >= LEAST_IN_PLACE
    )
    return len(shared) / len(own) if agrees else 0.0


def _closest(sentence: str, text: str) -> str:
    """The sentence of a text that shares most words with another one."""
    words = set(content_words(sentence))
    parts = sentences(text) or [text]
    return max(parts, key=lambda part: len(words & set(content_words(part))))


def denies(sentence: str, text: str) -> bool:
    """Tell whether a text denies what a sentence says, or it that, of the words that both have."""
    shared = set(content_words(sentence)) & set(content_words(text))
    return _is_negated(sentence) != _is_negated(_clauses(text, shared))


def nearest(sentence: str, sources: Sequence[Source], least_words: int = LEAST_WORDS) -> Source | None:
    """The sentence of the material that speaks of the same, whatever it says of it; none if none does."""
    words = set(content_words(sentence))
    shared = [(len(words & set(content_words(source.text))), source) for source in sources]
    most, source = max(shared, key=lambda one: one[0], default=(0, None))
    least = LEAST_SHARED[language_of(sentence)]
    return source if most >= max(least_words, least * len(words)) else None


def _supporting(sentence: str, sources: Sequence[Source]) -> Source | None:
    said = _said(sentence)
    if len(set(said.words)) < LEAST_WORDS:
        return None
    covered = [(_covered(sentence, said, source.text), source) for source in sources]
    best, source = max(covered, key=lambda one: one[0], default=(0.0, None))
    return source if best else None


def _covered(sentence: str, said: _Said, text: str) -> float:
    """The share of the sentence's words that a sentence of the material has; 0 where it doesn't say it."""
    given = _said(text)
    known = set(given.words)
    shared = [word for word in said.words if word in known]
    share = len(shared) / len(said.words)
    agrees = (
        share >= LEAST_COVERED
        and said.numbers <= given.numbers
        and all(formula in _squeezed(text) for formula in said.formulas)
        and said.directions <= given.directions
        and _in_order(shared, given.words) >= (1.0 if said.directions else LEAST_IN_ORDER)
        and _is_negated(sentence) == _is_negated(_clauses(text, set(shared)))
    )
    return share if agrees else 0.0


def _said(text: str) -> _Said:
    lowered = text.lower()
    return _Said(
        tuple(content_words(text)),
        frozenset(number.rstrip(".,") for number in _NUMBER.findall(text)),
        frozenset(_squeezed(formula) for formula in _FORMULA.findall(text)),
        frozenset(_DIRECTIONS.findall(lowered)),
    )


def _in_order(shared: Sequence[str], given: Sequence[str]) -> float:
    """The part of the shared words that stand in the same order: their longest common subsequence."""
    rows = [0] * (len(given) + 1)
    for word in shared:
        before = list(rows)
        for place, other in enumerate(given):
            rows[place + 1] = before[place] + 1 if word == other else max(before[place + 1], rows[place])
    return rows[-1] / len(shared) if shared else 0.0


def _clauses(text: str, shared: set[str]) -> str:
    """The clauses that speak of the shared words: a negation in another one is not theirs."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause and set(content_words(clause)) & shared]
    return " ".join(clauses)


def _is_negated(text: str) -> bool:
    """An odd number of negations."""
    return len(_NOT.findall(text.lower())) % 2 == 1


def _squeezed(text: str) -> str:
    return re.sub(r"[\s$]", "", text).rstrip(".,;。，；")
