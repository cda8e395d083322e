"""The explainer that needs no model: the sentences that answer best, in the material's own words."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import LANGUAGES, tr_to
from tutor_app.core.words import search_words
from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.lists import in_line, with_lists
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.question import Cite, Numbered, NumberedFigure, Piece, Question, Say
from tutor_app.engine.explain.searching import NoSearch, Search
from tutor_app.engine.explain.sentences import sentence_spans
from tutor_app.engine.explain.wishes import has_cue, is_in_language, suits

MOST_SENTENCES = 5
NEAREST = 3  # where they may not answer
FIRST_PASSAGE = 1.4  # the passage that was found first is worth more
NEIGHBOUR = 0.35  # a sentence gains by a good one before it: explanations run on
LEAST_SHARE = 0.4  # of the best sentence's score; more than a good neighbour alone gives
LEAST_WORDS = 4
# Of closeness in meaning beside words. Among four sentences for each of 45 questions one answers for 25, else
# it for 20; for 32 and 28 of 80 questions about other courses.
MEANING = 2.0
CLOSE_FIGURE = 0.5  # by its caption
QUESTIONS = ("?", "？")  # answer nothing
SIMPLE_SENTENCES = 2  # said again more simply
TOLD_SENTENCES = 8  # that may hold the answer


@dataclass(frozen=True)
class _Sentence:
    passage: int  # place among the passages
    place: int
    start: int  # in the passage's text
    end: int
    text: str
    score: float


class QuoteExplainer:
    """Quotes sentences of the best passages in their order."""

    name = "quote"

    def __init__(self, search: Search | None = None) -> None:
        """`search`: the one that found the passages."""
        self._search = search or NoSearch()

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        chosen = best_sentences(question, self._search)
        intro = Piece(_opening(question, chosen) + "\n\n")
        for piece in (intro, *_quotations(question, chosen), *_figures(question, self._search)):
            cancel.check()
            say(piece)
        return True

    def nearest(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        """What may answer it, said so; whether there is such a sentence."""
        chosen = best_sentences(question, self._search, NEAREST)
        if not chosen:
            return False
        opening = tr_to(
            question.language, "It is not certain that your material answers this. It comes nearest with:"
        )
        for piece in (Piece(f"{opening}\n\n"), *_quotations(question, chosen)):
            cancel.check()
            say(piece)
        return True


def _opening(question: Question, chosen: Sequence[_Sentence]) -> str:
    """What is said before the quotation, also that it isn't quite what was wished."""
    language = question.language
    if question.wish in LANGUAGES and not all(is_in_language(one.text, language) for one in chosen):
        return tr_to(
            language, "Without a language model your material can only be quoted in its own language:"
        )
    if not chosen and question.wish != "explain":
        return tr_to(language, "Your material says nothing more about this.")
    if chosen and not any(has_cue(one.text, question.wish) for one in chosen):
        return tr_to(language, "Your material doesn't say that in so many words. It says:")
    return tr_to(language, "Your material says:")


def _quotations(question: Question, chosen: Sequence[_Sentence]) -> Iterator[Piece]:
    for place, some in groupby(chosen, key=lambda sentence: sentence.passage):
        number, group = question.passages[place].number, list(some)
        cite = Cite(number, tuple((sentence.start, sentence.end) for sentence in group))
        yield Piece(f"> {quoted(_run_on(group))} [{number}]\n\n", (cite,))


def _run_on(group: Sequence[_Sentence]) -> str:
    """Sentences that follow one another are joined; a gap is marked."""
    text = group[0].text
    for before, sentence in pairwise(group):
        gap = "" if text[-1] in "。！？；" else " "
        text += (gap if sentence.place == before.place + 1 else " … ") + sentence.text
    return text


def _figures(question: Question, search: Search) -> Iterator[Piece]:
    """The first one, unless it is known to show something else."""
    for numbered in question.figures[:1]:
        if caption := numbered.figure.caption or numbered.figure.label:
            if is_order(caption):
                continue
            [closeness] = search.closeness(question.text, [caption]) or [CLOSE_FIGURE]
            if closeness >= CLOSE_FIGURE:
                yield _figure(numbered, quoted(caption), question)


def _figure(numbered: NumberedFigure, caption: str, question: Question) -> Piece:
    words = tr_to(question.language, "See the figure: {caption}", caption=caption)
    return Piece(f"{words} [{numbered.number}]\n", (Cite(numbered.number),))


def best_sentences(question: Question, search: Search, most: int = MOST_SENTENCES) -> list[_Sentence]:
    """At most so many, in the order of the material within each passage."""
    most = SIMPLE_SENTENCES if question.wish == "simpler" else most
    found = _suited(question, _closer(question.text, _scored(question.text, question.passages), search))
    return _best(found, most)


def sentences_that_answer(question: Question) -> list[str]:
    """All that may hold the answer: more than are quoted."""
    found = _best(_scored(question.text, question.passages), TOLD_SENTENCES)
    return [sentence.text for sentence in found]


def _closer(asked: str, found: Sequence[_Sentence], search: Search) -> Sequence[_Sentence]:
    """What means the same counts, too, where that can be told."""
    closeness = search.closeness(asked, [" ".join(sentence.text.split()) for sentence in found])
    if closeness is None:
        return found
    return [replace(s, score=s.score + MEANING * max(0.0, c)) for s, c in zip(found, closeness, strict=True)]


def _suited(question: Question, found: Sequence[_Sentence]) -> list[_Sentence]:
    """The sentences, weighed anew by what is wished."""
    weighed = (replace(s, score=s.score * suits(s.text, question.wish, question.said)) for s in found)
    return [sentence for sentence in weighed if sentence.score > 0 or question.wish == "explain"]


def _best(found: Sequence[_Sentence], most: int) -> list[_Sentence]:
    best = sorted(found, key=lambda sentence: -sentence.score)[:most]
    least = LEAST_SHARE * best[0].score if best else 0.0
    kept = [sentence for sentence in best if sentence.score >= least]
    return sorted(kept, key=lambda sentence: (sentence.passage, sentence.place))


def _scored(asked: str, passages: Sequence[Numbered]) -> list[_Sentence]:
    """Sentences with the rarity of the question's words in them, long sentences damped."""
    texts = [numbered.passage.text for numbered in passages]
    split = [with_lists(text, sentence_spans(text)) for text in texts]
    words = [
        [set(search_words(text[start:end])) for start, end in spans]
        for text, spans in zip(texts, split, strict=True)
    ]
    counts = Counter(word for of_passage in words for one in of_passage for word in one)
    total = sum(len(of_passage) for of_passage in words)
    wanted = {word: math.log(1 + total / counts[word]) for word in set(search_words(asked)) if counts[word]}
    found = []
    for passage, spans in enumerate(split):
        before = 0.0
        for place, (start, end) in enumerate(spans):
            has = words[passage][place]
            own = sum(wanted.get(word, 0.0) for word in has) / math.sqrt(8 + len(has))
            own *= FIRST_PASSAGE if passage == 0 else 1.0
            opening = 0.02 if place == 0 and passage == 0 else 0.0  # where no word is shared, its beginning
            text = in_line(texts[passage][start:end])
            if len(has) >= LEAST_WORDS and not text.endswith(QUESTIONS) and not is_order(text):
                score = own + NEIGHBOUR * before + opening
                found.append(_Sentence(passage, place, start, end, text, score))
            before = own
    return found
