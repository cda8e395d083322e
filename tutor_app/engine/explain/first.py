"""The sentence that can be shown before a word is written: it has most of what the question says."""

import math
import re
from collections.abc import Sequence

from tutor_app.engine.explain.joining import points_back
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.question import Question
from tutor_app.engine.support import content_words

LEAST_SHARED = 0.6  # of the question's content words
OF_THE_SUBJECT = 1.5  # how much better is a sentence that begins with what is asked about
POINTING = 0.3  # and one that sends to a figure or an example, or back to another sentence

_ASKING = re.compile(
    r"为什么|什么时候|什么|怎么样|怎么|怎样|如何|哪些|哪个|哪一|多少|多大|是不是|有没有|可以|应该|不应该|[是的吗呢啊有会用]"
)  # Chinese words that every question has; the English ones are no content words


_POINTING = re.compile(
    r"(?:In )?(?:Figure|Fig\.|Table|Solution|Another|For example|Again)\b|\(|图|表|例|\*\*例|如图",
    re.IGNORECASE,
)


def first_of(question: Question, sources: Sequence[Source]) -> Source | None:
    """The best by its words among those that have enough of the question's; none if none has."""
    asked = set(content_words(_ASKING.sub(" ", question.text)))
    scored = [(_score(asked, source), source) for source in sources] if asked else []
    best, source = max(scored, key=lambda one: one[0], default=(0.0, None))
    return source if best else None


def _score(asked: set[str], source: Source) -> float:
    words = content_words(source.text)
    shared = len(asked & set(words))
    if shared < LEAST_SHARED * len(asked):
        return 0.0
    is_caption = source.end == source.start
    is_pointing = is_caption or _POINTING.match(source.text) or points_back(source.text)
    subject = OF_THE_SUBJECT if words[0] in asked else 1.0
    return shared * subject * (POINTING if is_pointing else 1.0) / math.sqrt(8 + len(words))
