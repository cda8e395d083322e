"""Whether sentences of the material say what a sentence says: by words, numbers, formulas and negation.

Strict on purpose. A true sentence that is held back costs little; a false one with a citation costs trust.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.engine.explain.sentences import sentences
from tutor_app.engine.support import content_words

LEAST_IN_ORDER = 0.5  # of the shared words
LEAST_IN_ORDER_DIRECTED = 1.0  # where a Chinese sentence has a direction, which any of its things may own
LEAST_WORDS = 2

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FORMULA = re.compile(r"\$[^$]+\$|\S*\s*[=≈≤≥<>]\s*[^\s,.;，。；]+")
_NOT = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|none|nothing|los(?:es?|t|ing)|lack(?:s|ed|ing)?|fail(?:s|ed)?"
    r"|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?)\b|n[’']t\b|[不没無无未非]|失去|丧失|缺[乏少]|避免|防止"
)
_CLAUSE = re.compile(r"[,;:，；：]|\b(?:but|while|whereas|although|because|since|so)\b|但|而|因为|所以")
# "A is larger than B" is not "B is larger than A"
_DIRECTIONS = re.compile(
    r"\b(?:more|less|fewer|greater|smaller|larger|bigger|higher|lower|faster|slower|stronger|weaker|longer"
    r"|shorter|increas\w*|decreas\w*|rais\w*|reduc\w*|grow\w*|shrink\w*|always|only|all|every|before|after"
    r"|above|below|opposite|same|equal|maximum|minimum|most|least|half|twice|double\w*)\b"
    r"|[大小高低增减升降快慢多少长短强弱前后上下正负]"
)


_COMPARES = re.compile(r"\b(?:than|compared)\b|比|[大小高低多少快慢强弱]于", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """What has to agree exactly, and the words that mostly have to."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    formulas: frozenset[str]
    directions: frozenset[str]


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
        and _keeps_order(sentence, said, given)
    )
    return len(shared) / len(own) if agrees else 0.0


def _keeps_order(sentence: str, said: _Said, given: _Said) -> bool:
    """Whether shared words stand in the text's order: mostly, and all of a comparison."""
    known = set(given.words)
    for clause in _CLAUSE.split(sentence):
        words = [word for word in content_words(clause or "") if word in known]
        if clause and _COMPARES.search(clause) and words and _in_order(words, given.words) < 1.0:
            return False
    shared = [word for word in said.words if word in known]
    is_directed = bool(said.directions) and any(map(is_han, sentence))
    return _in_order(shared, given.words) >= (LEAST_IN_ORDER_DIRECTED if is_directed else LEAST_IN_ORDER)


def _closest(sentence: str, text: str) -> str:
    """The sentence of a text that shares most words with another one."""
    words = set(content_words(sentence))
    parts = sentences(text) or [text]
    return max(parts, key=lambda part: len(words & set(content_words(part))))


def denies(sentence: str, text: str) -> bool:
    """Tell whether a text denies what a sentence says, or it that, of the words that both have."""
    shared = set(content_words(sentence)) & set(content_words(text))
    return _is_negated(sentence) != _is_negated(_clauses(text, shared))


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
