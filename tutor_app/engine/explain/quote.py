"""The explainer that needs no language model: what answers best, in the material's own words."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import LANGUAGES, tr_to
from tutor_app.core.words import search_words
from tutor_app.engine.explain.frame import AnswerFrame, compose_frame
from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.lists import in_line, with_lists
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.question import Cite, Numbered, NumberedFigure, Piece, Question, Say
from tutor_app.engine.explain.rendering import render_span
from tutor_app.engine.explain.searching import NoSearch, Search
from tutor_app.engine.explain.sentences import sentence_spans
from tutor_app.engine.explain.wishes import has_cue, is_in_language

NEAREST = 2  # parts, where they may not answer
FIRST_PASSAGE = 1.4  # the passage that was found first is worth more
NEIGHBOUR = 0.35  # a sentence gains by a good one before it: explanations run on
LEAST_SHARE = 0.4  # of the best sentence's score; more than a good neighbour alone gives
LEAST_WORDS = 4
CLOSE_FIGURE = 0.5  # by its caption
QUESTIONS = ("?", "？")  # answer nothing
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
    """Tells the parts of an explanation in the material's own words."""

    name = "quote"

    def __init__(self, search: Search | None = None) -> None:
        """`search`: the one that found the passages."""
        self._search = search or NoSearch()

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        frame = compose_frame(question, self._search)
        return self.tell(frame, question, say, cancel)

    def tell(self, frame: AnswerFrame, question: Question, say: Say, cancel: Cancellation) -> bool:
        """Tell a frame that was composed; whether it has a part. Raises: Cancelled."""
        opening = _opening(question, frame)
        pieces = [Piece(f"{opening}\n\n")] if opening else []
        pieces += [render_span(part.span) for part in frame.parts]
        if frame.parts:
            pieces += _figures(question, self._search, frame)
        for piece in pieces:
            cancel.check()
            say(piece)
        return bool(pieces)

    def nearest(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        """What may answer it, said so; whether there is such a passage."""
        parts = compose_frame(question, self._search).parts[:NEAREST]
        if not parts:
            return False
        opening = tr_to(
            question.language, "It is not certain that your material answers this. It comes nearest with:"
        )
        for piece in (Piece(f"{opening}\n\n"), *(render_span(part.span) for part in parts)):
            cancel.check()
            say(piece)
        return True


def _opening(question: Question, frame: AnswerFrame) -> str:
    """What has to be said before the quotation: that it isn't quite what was wished."""
    language, texts = question.language, [part.span.text for part in frame.parts]
    if question.wish in LANGUAGES and texts and not all(is_in_language(text, language) for text in texts):
        return tr_to(
            language, "Without a language model your material can only be quoted in its own language:"
        )
    if not texts and question.wish != "explain":
        return tr_to(language, "Your material says nothing more about this.")
    if texts and not any(has_cue(text, question.wish) for text in texts):
        return tr_to(language, "Your material doesn't say that in so many words. It says:")
    return ""


def _figures(question: Question, search: Search, frame: AnswerFrame) -> Iterator[Piece]:
    """The first one, unless it is told already, or known to show something else."""
    told = {part.span.number for part in frame.parts}
    for numbered in question.figures[:1]:
        if numbered.number in told:
            continue
        if caption := numbered.figure.caption or numbered.figure.label:
            if is_order(caption):
                continue
            [closeness] = search.closeness(question.text, [caption]) or [CLOSE_FIGURE]
            if closeness >= CLOSE_FIGURE:
                yield _figure(numbered, quoted(caption), question)


def _figure(numbered: NumberedFigure, caption: str, question: Question) -> Piece:
    words = tr_to(question.language, "See the figure: {caption}", caption=caption)
    return Piece(f"{words} [{numbered.number}]\n", (Cite(numbered.number),))


def sentences_that_answer(question: Question) -> list[str]:
    """All that may hold the answer: more than are quoted."""
    found = _best(_scored(question.text, question.passages), TOLD_SENTENCES)
    return [sentence.text for sentence in found]


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
