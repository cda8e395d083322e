"""Sentences that give orders to a language model (prompt injection): no part of what a course teaches.

They stay in the book, in what is found and on the page; they are not put to a model, nor quoted as an answer.
What keeps an answer true is that it is quoted: this keeps the orders themselves from being what is quoted.
"""

from functools import lru_cache

from tutor_app.core.language import is_han
from tutor_app.engine.explain.injection_chinese import CHINESE
from tutor_app.engine.explain.injection_english import CLAUSES, ENGLISH
from tutor_app.engine.explain.injection_signs import ENOUGH, weigh_signs

LONGEST = 1200  # characters that are looked at: no sentence is longer, and time stays bounded


@lru_cache(maxsize=4096)  # the same sentences are weighed for the gate, the writer and the quotation
def is_order(sentence: str) -> bool:
    """Tell whether a sentence speaks to a language model rather than to a learner, as its grammar shows."""
    line = " ".join(sentence[:LONGEST].split())
    if weigh_signs(line, ENGLISH, CLAUSES) >= ENOUGH:
        return True
    return any(map(is_han, line)) and weigh_signs(line, CHINESE) >= ENOUGH


def disarmed(text: str) -> str:
    """Text in which nothing is a control word of a chat template."""
    return text.replace("<|", "< |").replace("|>", "| >")
