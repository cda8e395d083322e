"""Wrong options that are of the same kind as the right one, near it, and certainly wrong."""

from collections.abc import Sequence

import numpy as np

from tutor_app.core.arrays import Vectors
from tutor_app.engine.items.term_bank import Term, TermBank, are_akin, share_language

WANTED = 3
MAX_LIKENESS = 0.80  # cosine of meanings: beyond, two terms may mean the same
MAX_FIT_SHARE = 0.92  # of the key's own fit to the stem, which a wrong option must stay below
LENGTHS = (0.4, 2.5)  # of an option, as a part of the key's


def find_rivals(
    bank: TermBank, key: int, fit: Sequence[float] | Vectors, spare: str = ""
) -> list[int] | None:
    """Return three terms for the options beside a key; None where there aren't three that are surely wrong.

    `fit` says how well each term fits the stem. The key must fit best of all terms of its kind that aren't
    the same thing, else more than one answer may be right. `spare` is the stem: what it names is no option.
    """
    mine, fits = bank.terms[key], np.asarray(fit)
    chosen: list[int] = []
    for at in np.argsort(-fits).tolist():
        other = bank.terms[at]
        if at == key or not _can_stand_beside(mine, other) or _is_named(other, spare):
            continue
        if fits[at] > MAX_FIT_SHARE * fits[key]:
            if are_akin(mine, other):
                continue
            return None
        if are_akin(mine, other) or float(bank.vectors[at] @ bank.vectors[key]) > MAX_LIKENESS:
            continue
        if any(are_akin(other, bank.terms[one]) for one in chosen):
            continue
        chosen.append(at)
        if len(chosen) == WANTED:
            return chosen
    return None


def _can_stand_beside(one: Term, other: Term) -> bool:
    least, most = LENGTHS
    is_like = one.form == other.form and share_language(one.name, other.name)
    return is_like and least <= len(other.name) / len(one.name) <= most


def _is_named(term: Term, text: str) -> bool:
    lowered = text.lower()
    return any(name.lower() in lowered for name in (term.name, *term.aliases) if len(name) > 1)
