"""The sentence that can be shown before a word is written: it has most of what the question says."""

import math
import re
from collections.abc import Sequence

from tutor_app.core.language import is_han
from tutor_app.engine.explain.joining import points_back
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.question import Question
from tutor_app.engine.support import content_words

LEAST_SHARED = 0.6  # of the question's content words
OF_THE_SUBJECT = 1.5  # how much better is a sentence that begins with what is asked about
OF_THE_MEANING = 1.8  # and one that says what a thing is, where that is asked
POINTING = 0.3  # and one that sends to a figure or an example, or back to another sentence

_ASKING = re.compile(
    r"为什么|什么时候|什么|怎么样|怎么|怎样|如何|哪些|哪个|哪一|多少|多大|是不是|有没有|可以|应该|不应该|[是的吗呢啊有会用]"
)  # Chinese words that every question has; the English ones are no content words

_WHAT_IS = re.compile(
    r"^\s*what (?:is|are) (?:an? |the )?(?P<en>[^?]+?)\s*\??\s*$|^(?:什么是|什么叫)(?P<zh>[^?？]+)", re.I
)

# before what is not a sentence's subject, as in "Without friction"
_APART = re.compile(
    r"(?:With|Without|In|On|At|By|For|From|To|If|When|While|After|Before|Because|Only|Ignoring|Neglecting)\b"
)
_IS_EN, _NAMED_EN = (
    r"\s(?:is|are|means|refers|acts|measures|describes)\b",
    r"\b(?:called|named|define[sd]? (?:as )?)\s?(?:an? |the )?",
)
_IS_ZH, _NAMED_ZH = r"(?:是|指|就是|研究|表示|衡量)", r"(?:叫做|叫|称为|称作|称之为|所谓|定义)"

_POINTING = re.compile(
    r"(?:In )?(?:Figure|Fig\.|Table|Solution|Another|For example|Again)\b|\(|图|表|例|\*\*例|如图",
    re.IGNORECASE,
)


def first_of(question: Question, sources: Sequence[Source]) -> Source | None:
    """The best by its words among those that have enough of the question's; none if none has."""
    asked, thing = set(content_words(_ASKING.sub(" ", question.text))), _thing(question.text)
    scored = [(_score(asked, source) * _defining(thing, source.text), source) for source in sources]
    scored = scored if asked else []
    best, source = max(scored, key=lambda one: one[0], default=(0.0, None))
    return source if best else None


def _thing(question: str) -> str:
    """Of which is asked what it is; empty for other questions."""
    found = _WHAT_IS.match(question)
    return next(filter(None, found.groups()), "").strip() if found else ""


def _defining(thing: str, text: str) -> float:
    """How much better a sentence is that says what the thing is."""
    if not thing:
        return 1.0
    is_han_thing = is_han(thing[0])
    before, after = (_NAMED_ZH, _IS_ZH) if is_han_thing else (_NAMED_EN, _IS_EN)
    name = re.escape(thing)
    says = re.search(f"{before}\\W{{0,3}}{name}|{name}\\W{{0,3}}{after}", text, re.IGNORECASE)
    return OF_THE_MEANING if says else 1.0


def _score(asked: set[str], source: Source) -> float:
    words = content_words(source.text)
    shared = len(asked & set(words))
    if shared < LEAST_SHARED * len(asked):
        return 0.0
    is_caption = source.end == source.start
    is_pointing = is_caption or _POINTING.match(source.text) or points_back(source.text)
    subject = OF_THE_SUBJECT if words[0] in asked and not _APART.match(source.text) else 1.0
    return shared * subject * (POINTING if is_pointing else 1.0) / math.sqrt(8 + len(words))
