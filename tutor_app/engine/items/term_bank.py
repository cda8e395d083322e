"""The terms of a course with what is known of each: its meaning, its kind, and a vector of how it's spoken of."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np

from tutor_app.core.arrays import Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language, is_han
from tutor_app.core.words import search_words
from tutor_app.engine.items.definitions import Definition
from tutor_app.engine.items.gaps import TermFinder
from tutor_app.engine.items.statements import Statement
from tutor_app.engine.items.term_names import TermName, normalise_term
from tutor_app.engine.teaching.secret import kin

TermForm = Literal["noun", "plural", "adjective", "verb", "name", "abbreviation"]

MAX_CONTEXTS = 6  # sentences that a term without a definition is known by
MIN_CENTERED = 8  # terms, below which their mean says nothing of the course
MAX_SHARE = 0.03  # of the sentences: a term in more of them is too general to be the one that is missing
FEW = 20  # sentences in which a term of a small course may stand
_ADJECTIVE = re.compile(
    r"^(?:describes?|describing|able to|relating to|pertaining to|having|characterized by|of or)\b"
)
_ADJECTIVE_END = re.compile(r"(?:ic|al|ous|ive|able|ible|ile|ar|ary|phobic|philic|ent|ant|less|ful)$")
_NOUN_END_AL = re.compile(
    r"(?:signal|animal|chemical|mineral|potential|material|metal|crystal|hospital|interval|ritual)$"
)


class SentenceEncoder(Protocol):
    """What makes vectors of texts; `engine.encoders.text.TextEncoder` is the one in use."""

    def encode(
        self, texts: Sequence[str], kind: Literal["query", "passage"], cancel: Cancellation
    ) -> Vectors:
        """(n, 384) vectors of norm 1. Raises: Cancelled."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of a course."""

    name: str
    form: TermForm
    section: int
    definition: Definition | None = None
    aliases: tuple[str, ...] = ()
    contexts: tuple[Statement, ...] = field(default=(), repr=False)
    mentions: int = 0  # sentences that name it
    is_marked: bool = False  # as a term, by a glossary or by emphasis


@dataclass(frozen=True)
class TermBank:
    """All terms, each with its vector, so that they can be compared."""

    terms: tuple[Term, ...]
    vectors: Vectors  # (n, 384), one row a term; zeros where nothing is said of it
    finder: TermFinder
    sentences: int = 0  # of the course
    center: Vectors = field(default_factory=lambda: np.zeros(1, dtype=np.float32), repr=False)

    def rank(self, texts: Vectors) -> Vectors:
        """Return how near texts (m, d) are to terms, (m, n), from -1 to 1.

        What all texts of the course share is taken away first: some encoders put everything within a narrow
        cone, in which nothing can be told apart by one bound.
        """
        return _normalise(texts - self.center) @ self.vectors.T

    def is_general(self, at: int) -> bool:
        """Whether a term stands in so many sentences that it could be missing from any of them."""
        return self.terms[at].mentions > max(MAX_SHARE * self.sentences, FEW)

    def find_term(self, name: str) -> int | None:
        """Return a term's place; None where it is unknown."""
        wanted = normalise_term(name)
        return next((at for at, term in enumerate(self.terms) if normalise_term(term.name) == wanted), None)


def collect_terms(
    names: Sequence[TermName], definitions: Sequence[Definition], statements: Sequence[Statement]
) -> tuple[list[Term], TermFinder]:
    """Return the terms of a course that are defined or spoken of, and what finds them in sentences."""
    defined = {normalise_term(one.term): one for one in definitions}
    written = {normalise_term(name.name): name for name in names}
    finder = TermFinder([*(one.term for one in definitions), *(name.name for name in names)])
    contexts: dict[str, list[Statement]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for statement in statements:
        for term in dict.fromkeys(normalise_term(place.term) for place in finder.find(statement.text)):
            counts[term] += 1
            if len(contexts[term]) < MAX_CONTEXTS:
                contexts[term].append(statement)
    terms: list[Term] = []
    for key in dict.fromkeys((*defined, *written)):
        definition, name = defined.get(key), written.get(key)
        if definition is None and not contexts[key]:
            continue
        label = definition.term if definition else name.name if name else key
        section = definition.section if definition else name.section if name else 0
        terms.append(
            Term(
                name=label, form=find_form(label, definition), section=section, definition=definition,
                aliases=definition.aliases if definition else (), contexts=tuple(contexts[key]), mentions=counts[key],
                is_marked=name is not None and name.source in ("glossary", "emphasis"),
            )
        )  # fmt: skip
    return terms, finder


def build_bank(
    terms: Sequence[Term],
    finder: TermFinder,
    encoder: SentenceEncoder,
    cancel: Cancellation,
    sentences: int = 0,
) -> TermBank:
    """Encode what is said of each term: its meaning, or else the sentences that name it.

    Raises: Cancelled.
    """
    texts, owners = [], []
    for at, term in enumerate(terms):
        said = [term.definition.meaning] if term.definition else [one.text for one in term.contexts]
        texts += said
        owners += [at] * len(said)
    vectors = encoder.encode(texts, "passage", cancel)
    sums = np.zeros((len(terms), vectors.shape[1] if len(texts) else 1), dtype=np.float32)
    if texts:
        np.add.at(sums, owners, vectors)
    center = (
        _normalise(sums).mean(axis=0) if len(terms) >= MIN_CENTERED else np.zeros(sums.shape[1], np.float32)
    )
    return TermBank(tuple(terms), _normalise(_normalise(sums) - center), finder, sentences, center)


def _normalise(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    normed: Vectors = vectors / np.maximum(lengths, 1e-9)
    return normed


def find_form(name: str, definition: Definition | None) -> TermForm:
    """Return what kind of word a term is, as its meaning and its ending say."""
    meaning = definition.meaning if definition else ""
    if any(map(is_han, name)):
        return "noun"
    if name.isupper():
        return "abbreviation"
    if re.match(r"to [a-z]", meaning):
        return "verb"
    if _ADJECTIVE.match(meaning) or (
        " " not in name and not re.match(r"(?:an?|the)\b", meaning) and _ADJECTIVE_END.search(name)
        and not _NOUN_END_AL.search(name) and not meaning
    ):  # fmt: skip
        return "adjective"
    if name.split()[0][:1].isupper() and name.split()[-1][:1].isupper() and name.upper() != name:
        return "name"
    return "plural" if is_plural(name) else "noun"


def is_plural(name: str) -> bool:
    """Whether an English term is written as a plural."""
    return name.endswith("s") and not name.endswith(("ss", "us", "is", "sis", "ics", "eus"))


def are_akin(one: Term, other: Term) -> bool:
    """Whether two terms are names of nearly the same: one is part of the other, or an alias, or in its meaning."""
    names = {normalise_term(name) for name in (one.name, *one.aliases)}
    others = {normalise_term(name) for name in (other.name, *other.aliases)}
    if names & others or any(a in b or b in a for a in names for b in others):
        return True
    return mentions(one, other) or mentions(other, one)


def mentions(one: Term, other: Term) -> bool:
    """Whether the meaning of a term speaks of another one."""
    meaning = one.definition.meaning.lower() if one.definition else ""
    return bool(meaning) and any(_holds(meaning, name) for name in (other.name, *other.aliases))


def _holds(text: str, name: str) -> bool:
    if any(map(is_han, name)):
        return name in text
    words, wanted = search_words(text), search_words(name)
    runs = (words[at : at + len(wanted)] for at in range(len(words) - len(wanted) + 1))
    return any(all(kin(a, b) for a, b in zip(run, wanted, strict=True)) for run in runs)


def share_language(one: str, other: str) -> bool:
    """Whether two names are written in the same script."""
    return any(map(is_han, one)) == any(map(is_han, other))


def fits_language(name: str, language: Language) -> bool:
    """Whether a term is written in the language of its course, or is a name that has no other."""
    return language == "en" or any(map(is_han, name)) or name[:1].isupper()
