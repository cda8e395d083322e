"""Who explains in a turn: the language model, the translator, or a quotation; or nobody, with a plain no."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import LANGUAGES
from tutor_app.core.shelf import Shelf
from tutor_app.engine.explain.answering import (
    Explained,
    Tell,
    answer_generally,
    decline,
    explain,
    offer,
)
from tutor_app.engine.explain.gate import SURE, Holds, Signs, holds_answer
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.relevance import weighed
from tutor_app.engine.explain.searching import NoSearch, Search
from tutor_app.engine.explain.translating import Translator, cited
from tutor_app.engine.explain.writer import Writer
from tutor_app.engine.finding import Finder
from tutor_app.engine.models import Models
from tutor_app.engine.registry.installed import NotInstalled


@dataclass(frozen=True)
class Judged:
    """What is known of whether the material answers, before it is asked to."""

    likely: float | None  # the chance by the search; None: the learner points at it
    by_model: bool  # the model is asked, too: of an exercise passages give the means, not the result
    generally: bool  # if it doesn't, the model may answer by itself; never behind a hint


@dataclass(frozen=True)
class SearchOfTurn:
    """The search that found a question's passages, asked about sentences: a `Search`."""

    finder: Finder
    shelf: Shelf
    question: Question
    cancel: Cancellation
    _known: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Sequence[float] | None] = field(
        default_factory=dict
    )

    def closeness(
        self, question: str, sentences: Sequence[str], titles: Sequence[str] = ()
    ) -> Sequence[float] | None:
        asked = (question, tuple(sentences), tuple(titles))
        if asked not in self._known:  # the gate asks, then the writer
            self._known[asked] = self.finder.closeness(self.shelf, *asked, self.cancel)
        return self._known[asked]

    def answering(
        self, question: str, passages: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> Sequence[Sequence[float]] | None:
        return self.finder.answering(self.shelf, question, passages, spans, self.cancel)

    def refuting(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float] | None:
        return self.finder.refuting(self.shelf, pairs, self.cancel)


@dataclass(frozen=True)
class Explaining:
    """The choice of a home: whether a language model may write, and what it is held by."""

    models: Models
    generates: bool = True

    def explain(
        self, question: Question, judged: Judged, search: Search, tell: Tell, cancel: Cancellation
    ) -> Explained:
        """With the language model; by quotation where it was so chosen, or the model can't be used.

        Raises:
            TutorError: it failed in mid-sentence. Cancelled.
        """
        quote, writer = QuoteExplainer(search), None
        try:
            writer = self.writer(search)
            holds = _holds(question, judged, search, writer, cancel)
        except TutorError as trouble:
            tell.trouble(trouble)
            writer = None
            holds = _holds(question, judged, search, None, cancel)
        if holds == "yes":
            explainer = self._translator(question) or writer or quote
            sure = judged.likely is None or judged.likely >= SURE
            explained = explain(question, explainer, quote, tell, cancel, is_sure=sure)
        elif holds == "perhaps":
            explained = offer(question, quote, tell.piece, cancel)
        else:
            explained = decline(question, tell.piece)
        if explained.holds == "yes" or not (judged.generally and writer and question.text.strip()):
            return explained
        return answer_generally(explained, question, writer, tell.piece, cancel)

    def writer(self, search: Search | None = None) -> Writer | None:
        """None where passages are to be quoted, or its model is still on its way, which the window tells.

        Raises: TutorError: it can't be used.
        """
        if not self.generates:
            return None
        try:
            return Writer(self.models.language_model.get(), search or NoSearch())
        except NotInstalled:
            return None

    def _translator(self, question: Question) -> Translator | None:
        """For the other language, where there is something to translate and somebody who can."""
        if question.wish not in LANGUAGES or not self.generates or not cited(question):
            return None
        model = self.models.language_model.get_or_none()
        return Translator(model) if model else None


def _holds(
    question: Question, judged: Judged, search: Search, writer: Writer | None, cancel: Cancellation
) -> Holds:
    """Of an exercise passages give the means, not the result: the search alone decides."""
    if judged.likely is None:
        return "yes"
    signs = Signs(judged.likely, None)
    if judged.by_model:
        found = weighed(question, search)
        signs = Signs(judged.likely, found.closest, found.covered)
    return holds_answer(question, signs, writer if judged.by_model else None, cancel)
