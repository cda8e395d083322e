"""The explainer that needs no model: the sentences that answer best, in the material's own words."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import tr_to
from tutor_app.core.words import search_words
from tutor_app.engine.explain.question import Numbered, NumberedFigure, Question
from tutor_app.engine.explain.sentences import sentences

MOST_SENTENCES = 5
MOST_PASSAGES = 3
FIRST_PASSAGE = 1.4  # the passage that was found first is worth more
NEIGHBOUR = 0.35  # a sentence gains by a good one before it: explanations run on
LEAST_SHARE = 0.4  # of the best sentence's score; more than a good neighbour alone gives
LEAST_WORDS = 4


@dataclass(frozen=True)
class _Sentence:
    passage: int  # place among the passages
    place: int
    text: str
    score: float


class QuoteExplainer:
    """Quotes sentences of the best passages in their order."""

    name = "quote"

    def explain(self, question: Question, say: Callable[[str], None], cancel: Cancellation) -> str:
        parts = [self._intro(question), *_quotations(question), *_figures(question)]
        for part in parts:
            cancel.check()
            say(part)
        return "".join(parts)

    @staticmethod
    def _intro(question: Question) -> str:
        return tr_to(question.language, "Your material says:") + "\n\n"


def _quotations(question: Question) -> list[str]:
    chosen = best_sentences(question)
    parts = []
    for place, group in groupby(chosen, key=lambda sentence: sentence.passage):
        numbered = question.passages[place]
        quoted = _run_on(list(group))
        parts.append(f"> {quoted} [{numbered.number}]\n\n")
    return parts


def _run_on(group: Sequence[_Sentence]) -> str:
    """Sentences that follow one another are joined; a gap is marked."""
    text = group[0].text
    for before, sentence in pairwise(group):
        gap = "" if text[-1] in "。！？；" else " "
        text += (gap if sentence.place == before.place + 1 else " … ") + sentence.text
    return text


def _figures(question: Question) -> list[str]:
    return [_figure(figure, question) for figure in question.figures[:1]]


def _figure(numbered: NumberedFigure, question: Question) -> str:
    caption = numbered.figure.caption or numbered.figure.label
    if not caption:
        return ""
    return tr_to(question.language, "See the figure: {caption}", caption=caption) + f" [{numbered.number}]\n"


def best_sentences(question: Question) -> list[_Sentence]:
    """At most five, of the first three passages, in the order of the material within each passage."""
    passages = question.passages[:MOST_PASSAGES]
    scored = _scored(question.text, passages)
    best = sorted(scored, key=lambda sentence: -sentence.score)[:MOST_SENTENCES]
    least = LEAST_SHARE * best[0].score if best else 0.0
    kept = [sentence for sentence in best if sentence.score >= least]
    return sorted(kept, key=lambda sentence: (sentence.passage, sentence.place))


def _scored(asked: str, passages: Sequence[Numbered]) -> list[_Sentence]:
    """Sentences with the rarity of the question's words in them, long sentences damped."""
    split = [sentences(numbered.passage.text) for numbered in passages]
    words = [[set(search_words(text)) for text in texts] for texts in split]
    counts = Counter(word for texts in words for one in texts for word in one)
    total = sum(len(texts) for texts in words)
    wanted = {word: math.log(1 + total / counts[word]) for word in set(search_words(asked)) if counts[word]}
    found = []
    for passage, texts in enumerate(split):
        before = 0.0
        for place, text in enumerate(texts):
            has = words[passage][place]
            own = sum(wanted.get(word, 0.0) for word in has) / math.sqrt(8 + len(has))
            own *= FIRST_PASSAGE if passage == 0 else 1.0
            opening = 0.02 if place == 0 and passage == 0 else 0.0  # where no word is shared, its beginning
            if len(has) >= LEAST_WORDS:
                found.append(_Sentence(passage, place, text, own + NEIGHBOUR * before + opening))
            before = own
    return found
