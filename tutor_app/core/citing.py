"""Citations in the text of an answer."""

import re

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.material import Locator

CITATION = re.compile(r"(?<!\\)\[(\d{1,2})\]")  # in quoted words the bracket is escaped


def cited_numbers(text: str) -> list[int]:
    """The numbers that a text cites, each once, in the order of the text."""
    return list(dict.fromkeys(int(number) for number in CITATION.findall(text)))


def first_cited(answer: Answer) -> Evidence | None:
    """The evidence that an answer cites first; of one without citations, the first that it names."""
    named = {one.number: one for one in answer.named}
    cited = (named[number] for number in cited_numbers(answer.text) if number in named)
    return next(cited, None) or next(iter(answer.named), None)


def pinned(answer: Answer, number: int) -> tuple[Locator, ...]:
    """The very lines that the citations of a number point to; none: the evidence as a whole."""
    lines = (locator for pin in answer.pins if pin.number == number for locator in pin.locators)
    return tuple(dict.fromkeys(lines))
