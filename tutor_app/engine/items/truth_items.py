"""True or false with a reason: a sentence of the material as it is, or with one thing in it turned round."""

import hashlib
import re
from collections.abc import Iterator, Sequence

import numpy as np

from tutor_app.core.language import Language, tr_to
from tutor_app.core.opposites import OPPOSITES_EN, OPPOSITES_ZH
from tutor_app.core.practice import FALSE, TRUE
from tutor_app.engine.items.definitions import Definition
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.gaps import TermFinder, is_given_away
from tutor_app.engine.items.standing import can_be_asked
from tutor_app.engine.items.statements import Statement
from tutor_app.engine.items.term_bank import Term, TermBank, are_akin
from tutor_app.engine.items.term_items import is_askable, quote_meaning

LIKENESS = (0.15, 0.7)  # cosine of two meanings that may be exchanged: near, and surely not the same
HEAD_WORDS, HEAD_HAN = 5, 12  # of a sentence, within which its subject begins

_FURTHER_EN = (
    ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"), ("increase", "decrease"),
    ("faster", "slower"), ("stronger", "weaker"), ("rises", "falls"), ("gains", "loses"), ("gain", "lose"),
    ("toward", "away from"), ("rapidly", "slowly"), ("thick", "thin"), ("inhibits", "stimulates"),
    ("outer", "inner"), ("outside", "inside"),
    ("inhibit", "stimulate"), ("enhances", "reduces"), ("anaerobic", "aerobic"), ("extracellular", "intracellular"),
)  # fmt: skip
# Turned round, these often leave a sentence true, or make no sentence
_UNSURE = frozenset(
    "first last most few all same only left right up down into with early late high long primary always begins rich"
    " active open before positive above directly accept requires everywhere large strong more hot warm"
    " 可以 能够 第一 所有 输入 训练 线性 简单 容易 成功 很多 之前 必须 较大 较高 过拟合 总是".split()
)
_NEGATIONS: dict[Language, Sequence[tuple[str, str]]] = {
    "en": ((r"\b(?<=is) not\b", ""), (r"\b(?<=are) not\b", ""), (r"\bdo not ", ""), (r"\bcannot\b", "can")),
    "zh": (
        ("不会", "会"), ("(?<!功)不能(?!量)", "能"), ("无法", "能够"), ("不需要", "需要"), ("不依赖", "依赖"), ("不受", "受"),
        ("并不是", "是"), ("没有", "有"),
    ),
}  # fmt: skip
_NOT_PLAIN = re.compile(
    r"\b(?:not|no|never|without|only|unless|neither|nor|cannot|but|whereas|while|although|than|either|or|both|most|some"
    r"|may|might|usually|often|sometimes|can)\b|[但而却虽或不没无非仅只]|通常|往往|可能|有时|既",
    re.IGNORECASE,
)


def make_truths(bank: TermBank, statements: Sequence[Statement], language: Language) -> Iterator[ItemDraft]:
    """Give statements to judge: about every term's meaning, and about what is said of terms."""
    for at, term in enumerate(bank.terms):
        if term.definition and is_askable(term.definition.meaning, language):
            yield from _judge_meaning(bank, at, term.definition, language)
    for statement in statements:
        subject = _find_subject(bank, statement, language) if can_be_asked(statement, language) else None
        if subject:
            yield from _judge_fact(statement, subject, bank.finder, language)


def _judge_meaning(
    bank: TermBank, at: int, definition: Definition, language: Language
) -> Iterator[ItemDraft]:
    """The term with its own meaning, or with that of one like it."""
    term = bank.terms[at]
    is_true = _flip_coin(definition.quote)
    said = definition.meaning if is_true else _borrow_meaning(bank, at, language)
    if not said or is_given_away(said, term.name):
        return
    claim = tr_to(
        language, "“{term}” means: {meaning}", term=term.name, meaning=quote_meaning(said, language)
    )
    yield ItemDraft(
        kind="true_false", question=_ask(claim, language), answer=TRUE if is_true else FALSE,
        section=definition.section, block=definition.block, quote=definition.quote, concept=term.name,
        reason=definition.quote,
    )  # fmt: skip


def _borrow_meaning(bank: TermBank, at: int, language: Language) -> str:
    term = bank.terms[at]
    likeness = bank.vectors @ bank.vectors[at]
    for other in np.argsort(-likeness).tolist():
        rival = bank.terms[other]
        if other == at or rival.definition is None or not LIKENESS[0] <= likeness[other] <= LIKENESS[1]:
            continue
        if (
            rival.form == term.form
            and not are_akin(term, rival)
            and not is_given_away(rival.name, term.name)
            and is_askable(rival.definition.meaning, language)
        ):
            return str(rival.definition.meaning)
    return ""


def _judge_fact(
    statement: Statement, term: Term, finder: TermFinder, language: Language
) -> Iterator[ItemDraft]:
    """The sentence itself, or turned round; only where it can be turned, so that both kinds are alike."""
    turned = turn_round(statement.text, language, finder)
    if turned is None:
        return
    is_true = _flip_coin(statement.text)
    yield ItemDraft(
        kind="true_false", question=_ask(statement.text if is_true else turned, language),
        answer=TRUE if is_true else FALSE, section=statement.section, block=statement.block,
        quote=statement.quote, concept=term.name, reason=statement.text,
    )  # fmt: skip


def _ask(claim: str, language: Language) -> str:
    return tr_to(language, "True or false? Give the reason. {claim}", claim=claim)


def turn_round(text: str, language: Language, finder: TermFinder | None = None) -> str | None:
    """Return a sentence with its one word of direction changed to the opposite; None where that isn't sure."""
    found: dict[tuple[int, int], str] = {}
    negations = _NEGATIONS[language]
    plain = text
    for pattern, instead in negations:
        if len(matches := list(re.finditer(pattern, text))) == 1:
            found[matches[0].span()] = instead
            plain = text[: matches[0].start()] + text[matches[0].end() :]
            break
    if _NOT_PLAIN.search(plain):
        return None
    if found:
        (start, end), instead = next(iter(found.items()))
        return text[:start] + instead + text[end:]
    pairs = OPPOSITES_ZH if language == "zh" else (*_FURTHER_EN, *OPPOSITES_EN)
    for one, other in pairs:
        if one in _UNSURE or " " in one:
            continue
        for word, instead in ((one, other), (other, one)):
            pattern = re.escape(word) if language == "zh" else rf"\b{re.escape(word)}\b"
            for match in re.finditer(pattern, text):
                found.setdefault(match.span(), instead)
    places = finder.find_all(text) if finder else []
    found = {span: instead for span, instead in found.items() if not _is_in_term(span, places)}
    if len(found) != 1:
        return None
    (start, end), instead = next(iter(found.items()))
    return text[:start] + instead + text[end:]


def _is_in_term(span: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is part of a term: another word would make no term of it."""
    return any(
        start <= span[0] and span[1] <= end and end - start > span[1] - span[0] for start, end in places
    )


def _find_subject(bank: TermBank, statement: Statement, language: Language) -> Term | None:
    """The term that a sentence begins with."""
    for place in bank.finder.find(statement.text):
        head = statement.text[: place.start]
        is_first = len(head) <= HEAD_HAN if language == "zh" else len(head.split()) <= HEAD_WORDS
        at = bank.find_term(place.term)
        if is_first and at is not None:
            return bank.terms[at]
    return None


def _flip_coin(seed: str) -> bool:
    """Always the same for the same sentence."""
    return hashlib.sha256(seed.encode()).digest()[0] % 2 == 0
