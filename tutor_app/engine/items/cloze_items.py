"""Gaps in sentences of the material: a term that the rest of the course says must stand there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor_app.core.cancel import Cancellation
from tutor_app.core.checking import GAP
from tutor_app.core.language import Language
from tutor_app.engine.items.distractors import find_rivals
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.gaps import TermPlace, cover, is_given_away
from tutor_app.engine.items.standing import can_be_asked
from tutor_app.engine.items.statements import Statement
from tutor_app.engine.items.term_bank import SentenceEncoder, TermBank, fits_language
from tutor_app.engine.items.term_items import shuffle

MIN_FIT = 0.35  # cosine of the covered sentence and what is said of the term elsewhere
_SHORT_FORM = re.compile(
    rf"{GAP} ?[(（][^()（）]{{1,60}}[)）]"
)  # says the gap's own initials, or its other name
_INSIDE = re.compile(rf"[(（-]{GAP}|{GAP}[)）-]")
_AFTER = re.compile(
    r"^[,.;:)”—–]|^ ?(?:is|are|was|were|be|can|cannot|may|might|must|will|would|should|could|has|have|had|do|does|did"
    r"|of|in|on|at|to|for|from|by|with|within|without|into|onto|over|under|through|between|among|as|than|and|or|but"
    r"|that|which|who|whose|when|where|while|because|if|so|such|include|includes|including|also|often|usually|called|known"
    r"|occurs?|involves?|used|\w{2,}ed|\w{3,}[a-z]s (?:the|an?|its|their|all|both|to|in|into|from|that|when|by|for|as|only|on"
    r"|with|at|through|of|one|two|more|less))\b"
)
MIN_TERMS = 2  # of a sentence: one that relates a term to another is worth asking about
MIN_REST = {"en": 6, "zh": 9}  # words, or characters, that are left of the sentence


def make_clozes(
    bank: TermBank,
    statements: Sequence[Statement],
    language: Language,
    encoder: SentenceEncoder,
    cancel: Cancellation,
) -> Iterator[ItemDraft]:
    """Give a gap for each sentence whose term is told by the rest of it, typed and as a choice.

    Raises: Cancelled.
    """
    gaps = [
        gap for one in statements if can_be_asked(one, language) for gap in _find_gaps(bank, one, language)
    ]
    if not gaps:
        return
    stems = encoder.encode([stem.replace(GAP, " ") for _, _, stem, _ in gaps], "passage", cancel)
    for (statement, place, stem, key), fits in zip(gaps, bank.rank(stems), strict=True):
        term = bank.terms[key]
        if fits[key] < MIN_FIT:
            continue
        rivals = find_rivals(bank, key, fits, statement.text)
        if rivals is None:
            continue
        answer = statement.text[place.start : place.end]
        base = ItemDraft(
            kind="cloze", question=stem, answer=answer,
            accepted=(term.name, *term.aliases), section=statement.section, block=statement.block,
            quote=statement.quote, concept=term.name, reason=statement.text, worth=float(fits[key]),
        )  # fmt: skip
        yield base
        options = (term.name, *(bank.terms[one].name for one in rivals))
        yield _as_choice(base, term.name, options)


def _as_choice(base: ItemDraft, name: str, options: Sequence[str]) -> ItemDraft:
    return replace(
        base, kind="multiple_choice", answer=name, options=shuffle(options, base.quote), accepted=()
    )


def _find_gaps(
    bank: TermBank, statement: Statement, language: Language
) -> Iterator[tuple[Statement, TermPlace, str, int]]:
    """The places of a sentence that can be covered, with what is left and the term."""
    places = bank.finder.find(statement.text)
    if len({place.term for place in places}) < MIN_TERMS:
        return
    for place in places:
        key = bank.find_term(place.term)
        if key is None or not fits_language(place.term, language) or bank.is_general(key):
            continue
        if sum(one.term == place.term for one in places) > 1 or not _is_telling(bank, key, language):
            continue
        stem = _SHORT_FORM.sub(GAP, cover(statement.text, place))
        rest = stem.replace(GAP, " ")
        length = len(rest) if language == "zh" else len(rest.split())
        if length >= MIN_REST[language] and is_head(stem, language) and not is_given_away(rest, place.term):
            yield statement, place, stem, key


def _is_telling(bank: TermBank, key: int, language: Language) -> bool:
    """Whether a term is surely one: the material defines or marks it, or it has more than one word."""
    term = bank.terms[key]
    return language == "zh" or term.definition is not None or term.is_marked or " " in term.name


def is_head(stem: str, language: Language) -> bool:
    """Whether a gap stands for a whole noun, not for a part of a longer name or for a short form."""
    if _INSIDE.search(stem):
        return False
    return language == "zh" or bool(_AFTER.match(stem[stem.index(GAP) + len(GAP) :]))
