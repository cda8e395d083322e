"""How well each sentence of the found passages speaks to a question: by its meaning and by its words.

The best one can be shown before a word is written; the best ones are put to a language model. A sentence is
taken with its section's title: it often leaves out what it speaks of. Weights were chosen on 45 questions
about six courses: 17 of the first sentences answer alone what was asked, 22 at least a part of it; by words
alone 7 and 12. On 80 questions about five other courses: 31 and 50; by words alone 15 and 21.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor_app.core.language import is_han
from tutor_app.core.material import Passage
from tutor_app.engine.explain.material import Source, sources
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.searching import Search
from tutor_app.engine.explain.units import points_back
from tutor_app.engine.explain.wishes import suits
from tutor_app.engine.support import content_words, coverage

WORDS, DEFINES = 0.5, 0.5  # what shared words, and saying what a thing is, add to the closeness
NEEDS_ANOTHER, LATER = 0.7, 0.1  # what pointing elsewhere, and each better passage, take from it

ALSO = 0.7  # of the best sentence's score has another one that is worth saying, too
LEAST_SHARED = 0.6  # of the question's content words
OF_THE_SUBJECT = 1.5  # how much better is a sentence that begins with what is asked about
OF_THE_MEANING = 1.8  # and one that says what a thing is, where that is asked
POINTING = 0.3  # and one that sends to a figure or an example, or back to another sentence

_QUESTION_WORDS = r"为什么|什么时候|什么|怎么样|怎么|怎样|如何|哪些|哪个"
_ASKING = re.compile(
    rf"{_QUESTION_WORDS}|哪一|多少|多大|是不是|有没有|可以|应该|不应该|[是的吗呢啊有会用]"
)  # Chinese words that every question has; the English ones are no content words

# What is asked of two things frames the question; no sentence that answers need say it.
_FRAME = re.compile(
    r"\b(?:differences?|different|differ|compared?|comparison|relat(?:ed|ion|ions|ionship|ionships))\b"
    r"|区别|差别|差异|不同|相同|比较|关系|联系",
    re.IGNORECASE,
)

# Words of a Chinese question by which the encoder for Chinese takes it for close to nothing; one for English
# tells better with its question words.
ASKED_ABOUT = re.compile(rf"会?发生什么|是什么|什么是|怎么办|{_QUESTION_WORDS}|[？吗呢]")

# What a question may begin with that is an order: none of its words is asked about.
_ORDER = re.compile(
    r"^\s*(?:(?:can|could|would) you )?(?:please )?(?:explain|describe|define|state|tell me about)\b\s*"
    r"|^\s*请?(?:解释|介绍|讲解|说明|讲讲|说说)(?:一下)?",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"\s*what (?:is|are) (?:meant by )?(?:an? |the )?([^?]+?)\s*\??\s*$"
    r"|.*\b(?:understand|get|know|explain|sure|about) what (?:an? |the )?([^?]+?) (?:means?|is|are)"
    r"\s*[?.]?\s*$"
    r"|\s*what (?:does|do) (?:an? |the )?([^?]+?)(?: means?| says?| do)?\s*\??\s*$"
    r"|(?:什么是|什么叫|何谓)([^?？。]+)|([^?？，。]+?)是什么(?:意思)?[?？。]?\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?!(?:why|how|what|when|where|which|who|whether|if|it|this|that|these|them)\b|.*(?:为什么|怎么|怎样|如何|什么))"
    r"(?:an? |the )?([^?？.。，]+?)\s*[?？.。]?\s*$",
    re.IGNORECASE,
)  # behind an order

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
    r"(?:In )?(?:Figure|Fig\.|Table)\b(?![^:]{5,60}: )|(?:Solution|Another|For example|Again)\b|\("
    r"|[图表](?![^：]{5,40}：)|例|\*\*例|如图"
    r"|(?:Let[’']s|Let us|Consider|We will|In this (?:chapter|module|section)|To (?:illustrate|see))\b"
    r"|下面|接下来|让我们|我们(?:首先|现在|先|将|来|可以(?:看|用|使用|构建))|(?:首先|现在)，?(?:我们|考虑|让我们)",
    re.IGNORECASE,
)  # a figure that is told in a list is more than sent to; what is announced is not told


@dataclass(frozen=True)
class Weighed:
    """All sentences that may be quoted, and how well each speaks to the question."""

    sources: tuple[Source, ...]
    scores: tuple[float, ...]
    closest: float | None  # closeness in meaning of the closest one; None: that can't be told
    covered: float  # the share of the question's words that one passage holds

    @property
    def first(self) -> Source | None:
        """The best one, if it speaks of what is asked at all."""
        return next(self.best_first, None)

    @property
    def best_first(self) -> Iterator[Source]:
        """Those that are worth saying, the best first."""
        best = max(self.scores, default=0.0)
        for place in sorted(range(len(self.scores)), key=lambda place: -self.scores[place]):
            if self.scores[place] > 0 and self.scores[place] >= ALSO * best:
                yield self.sources[place]


def weighed(question: Question, search: Search) -> Weighed:
    """Raises: Cancelled."""
    given = sources(question)
    of_sections = {numbered.number: "".join(numbered.passage.path[-1:]) for numbered in question.passages}
    titles = [of_sections.get(source.number, "") for source in given]  # a figure has none
    plain = ASKED_ABOUT.sub("", question.text).strip("，。 ") or question.text
    close = search.closeness(plain, [source.text for source in given], titles) if given else None
    unframed = _FRAME.sub(" ", _ORDER.sub("", question.text, 1))
    words_asked, thing = _ASKING.sub(" ", unframed), asked_thing(question.text)
    asked = set(content_words(words_asked))
    covered = max((coverage(words_asked, [_titled(one.passage)]) for one in question.passages), default=0.0)
    by_words = [_by_words(asked, source) for source in given]
    says_what = [defines(thing, source.text) for source in given]
    fits = [suits(source.text, question.wish, question.said) for source in given]
    if close is None:
        parts = zip(by_words, says_what, fits, strict=True)
        scores = [
            words * (OF_THE_MEANING if is_definition else 1.0) * fit for words, is_definition, fit in parts
        ]
        return Weighed(given, tuple(scores), None, covered)
    ranks = {numbered.number: rank for rank, numbered in enumerate(question.passages)}
    scores = [
        near
        + WORDS * words
        + DEFINES * is_definition
        - NEEDS_ANOTHER * (_points_on(source) + points_back(source.text))
        - LATER * ranks.get(source.number, 0)
        for source, near, words, is_definition in zip(given, close, by_words, says_what, strict=True)
    ]
    fitted = tuple(score * fit if score > 0 else score for score, fit in zip(scores, fits, strict=True))
    return Weighed(given, fitted, max(close), covered)


def _titled(passage: Passage) -> str:
    return " ".join((*passage.path, passage.text))


def asked_thing(question: str) -> str:
    """Of which is asked what it is; empty for other questions."""
    order = _ORDER.match(question)
    found = _NAMED.match(question, order.end()) if order else _WHAT_IS.match(question)
    return next(filter(None, found.groups()), "").strip() if found else ""


def defines(thing: str, text: str) -> bool:
    """Whether a sentence says what the thing is."""
    if not thing:
        return False
    before, after = (_NAMED_ZH, _IS_ZH) if is_han(thing[0]) else (_NAMED_EN, _IS_EN)
    name = re.escape(thing)
    return bool(re.search(f"{before}\\W{{0,3}}{name}|{name}\\W{{0,3}}{after}", text, re.IGNORECASE))


def _points_on(source: Source) -> bool:
    """Whether it only sends to a figure or an example, or says what will be said."""
    return source.is_caption or bool(_POINTING.match(source.text))


def _by_words(asked: set[str], source: Source) -> float:
    """How much of the question's words it has, long sentences damped; 0 where it has too few."""
    words = content_words(source.text)
    shared = len(asked & set(words))
    if not asked or shared < LEAST_SHARED * len(asked):
        return 0.0
    is_pointing = _points_on(source) or points_back(source.text)
    subject = OF_THE_SUBJECT if words[0] in asked and not _APART.match(source.text) else 1.0
    return shared * subject * (POINTING if is_pointing else 1.0) / math.sqrt(8 + len(words))
