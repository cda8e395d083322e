"""Items about what terms mean: in one's own words, by name, as a choice, as a match."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor_app.core.checking import GAP
from tutor_app.core.language import Language, is_han, tr_to
from tutor_app.core.practice import ItemKind
from tutor_app.engine.items.definitions import Definition
from tutor_app.engine.items.distractors import find_rivals
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.gaps import is_given_away
from tutor_app.engine.items.term_bank import Term, TermBank, are_akin

MATCH_PAIRS = 4
MAX_PAIR_LIKENESS = 0.6  # cosine of two meanings in one match
MEANING_WORDS = {"en": (4, 40), "zh": (6, 60)}  # words; characters
MIN_OPTION_SHARE = 0.45  # of the longest option's length: a right answer isn't told by its length

_LEANS_EN = re.compile(
    r"\b(?:this|these|those|above|below|following|figure|chapter|section|we|our|you|your|see|example)\b|\$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:(?:an?|the) )?(?:\w+ )?(?:form|type|kind|part|example|aspect|thin|upper|lower|foundation|basis)\b(?: \w+){0,4}$",
    re.IGNORECASE,
)  # says too little to tell one term
_LEANS_ZH = re.compile(
    r"^(?:得到|产生|形成|输出|描述了?与)|我们|你|这[些种样个]|那[些种样个]|上述|以下|如下|下面|前面|该|此|\$|`|上面"
)


def make_term_items(bank: TermBank, language: Language) -> Iterator[ItemDraft]:
    """Give the items about each defined term, in the order of the terms."""
    for at, term in enumerate(bank.terms):
        definition = term.definition
        if definition is None or not is_askable(definition.meaning, language):
            continue
        yield _ask_meaning(term, definition, language)
        if not is_given_away(definition.meaning, term.name):
            yield _ask_term(term, definition, language)
            yield from _offer_terms(bank, at, language)
        yield from _offer_meanings(bank, at, language)


def is_askable(meaning: str, language: Language) -> bool:
    """Whether a meaning stands by itself and is neither too short nor too long."""
    least, most = MEANING_WORDS[language]
    if language == "zh":
        return least <= sum(map(is_han, meaning)) <= most and not _LEANS_ZH.search(meaning)
    return least <= len(meaning.split()) <= most and not (_LEANS_EN.search(meaning) or _VAGUE.match(meaning))


def quote_meaning(meaning: str, language: Language) -> str:
    """Return a meaning as it stands in a question."""
    text = meaning.rstrip(" .。;；")
    return text if language == "zh" else text[:1].upper() + text[1:]


def _ask_meaning(term: Term, definition: Definition, language: Language) -> ItemDraft:
    question = tr_to(language, "Explain in your own words what “{term}” means.", term=term.name)
    return _draft("short_answer", question, definition.meaning, term, definition)


def _ask_term(term: Term, definition: Definition, language: Language) -> ItemDraft:
    meaning = quote_meaning(definition.meaning, language)
    question = tr_to(language, "The term for “{meaning}” is {gap}.", meaning=meaning, gap=GAP)
    return _draft("cloze", question, term.name, term, definition)


def _offer_terms(bank: TermBank, at: int, language: Language) -> Iterator[ItemDraft]:
    term = bank.terms[at]
    definition = term.definition
    rivals = find_rivals(bank, at, bank.vectors @ bank.vectors[at], definition.meaning if definition else "")
    if rivals is None or definition is None:
        return
    meaning = quote_meaning(definition.meaning, language)
    question = tr_to(language, "Which term is described here? “{meaning}”", meaning=meaning)
    options = (term.name, *(bank.terms[one].name for one in rivals))
    yield _draft(
        "multiple_choice", question, term.name, term, definition, options=shuffle(options, definition.quote)
    )


def _offer_meanings(bank: TermBank, at: int, language: Language) -> Iterator[ItemDraft]:
    """The term asked, meanings offered: only where no meaning says a word of the term, and all are alike long."""
    term = bank.terms[at]
    definition = term.definition
    if definition is None or is_given_away(definition.meaning, term.name):
        return
    fits = bank.vectors @ bank.vectors[at]
    rivals = find_rivals(_only_defined(bank, language), at, fits)
    meanings = [bank.terms[one].definition for one in rivals or ()]
    options = [definition.meaning, *(one.meaning for one in meanings if one)]
    is_even = len(options) == 4 and min(map(len, options)) >= MIN_OPTION_SHARE * max(map(len, options))
    if is_even and not any(is_given_away(one, term.name) for one in options):
        question = tr_to(language, "What does “{term}” mean?", term=term.name)
        shown = [quote_meaning(one, language) for one in options]
        yield _draft(
            "multiple_choice", question, shown[0], term, definition, options=shuffle(shown, definition.quote)
        )


def _only_defined(bank: TermBank, language: Language) -> TermBank:
    """The bank with terms that can't be offered put out of reach by their form."""
    terms = tuple(
        term
        if term.definition and is_askable(term.definition.meaning, language)
        else replace(term, form="name")
        for term in bank.terms
    )
    return TermBank(terms, bank.vectors, bank.finder)


def make_matches(bank: TermBank, language: Language) -> Iterator[ItemDraft]:
    """Give matches of four terms of one neighbourhood with their meanings."""
    waiting: list[int] = []
    for at, term in enumerate(bank.terms):
        definition = term.definition
        if definition is None or not is_askable(definition.meaning, language):
            continue
        if is_given_away(definition.meaning, term.name) or not _differs(bank, at, waiting):
            continue
        waiting.append(at)
        if len(waiting) == MATCH_PAIRS:
            yield _match([bank.terms[one] for one in waiting], language)
            waiting = []


def _differs(bank: TermBank, at: int, others: Sequence[int]) -> bool:
    return all(
        float(bank.vectors[at] @ bank.vectors[one]) <= MAX_PAIR_LIKENESS
        and not are_akin(bank.terms[at], bank.terms[one])
        and bank.terms[at].form == bank.terms[one].form
        for one in others
    )


def _match(terms: Sequence[Term], language: Language) -> ItemDraft:
    known = [(term.name, term.definition) for term in terms]
    pairs = tuple((name, quote_meaning(one.meaning, language)) for name, one in known if one)
    first = next(one for _, one in known if one)
    return ItemDraft(
        kind="match_terms", question=tr_to(language, "Match each term with what it means."),
        answer="\n".join(f"{term} – {meaning}" for term, meaning in pairs), pairs=pairs,
        section=first.section, block=first.block, quote=first.quote, concept=pairs[0][0],
    )  # fmt: skip


def _draft(
    kind: ItemKind,
    question: str,
    answer: str,
    term: Term,
    definition: Definition,
    options: tuple[str, ...] = (),
) -> ItemDraft:
    is_name = answer == term.name
    return ItemDraft(
        kind=kind, question=question, answer=answer, options=options,
        section=definition.section, block=definition.block, quote=definition.quote, concept=term.name,
        accepted=term.aliases if is_name else (), reason=definition.quote,
    )  # fmt: skip


def shuffle(options: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return options in an order that is always the same for the same sentence and says nothing of the key."""
    mixed = list(options)
    random.Random(seed).shuffle(mixed)
    return tuple(mixed)
