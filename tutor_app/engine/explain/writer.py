"""The explainer that holds a language model to the material, and the judge by its yes and no."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of
from tutor_app.engine.explain.frame import AnswerFrame, compose_frame
from tutor_app.engine.explain.grounding import GroundedAnswer, ground_answer
from tutor_app.engine.explain.guarded import Guarded
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.prompts import ANSWER, CHECK, beginning, general, prompt
from tutor_app.engine.explain.question import OnlyQuoted, Question, Say
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.reading import choose_reading
from tutor_app.engine.explain.rendering import render_span
from tutor_app.engine.explain.searching import NoSearch, Search
from tutor_app.engine.support import content_words

ANSWER_TOKENS = 130
FRESH_WORDS = 4  # that a quotation adds to one sentence
GENERAL_TOKENS = 160
SEED = 7


class Writer:
    """An `Explainer` and a `Judge` by any language model.

    The material's own words come at once. What the model writes takes their place when it is written to the
    end, as far as the material says it, and where enough of it is left.
    """

    def __init__(self, model: LanguageModel, search: Search | None = None) -> None:
        """`search`: the one that found the passages."""
        self._model, self._search = model, search or NoSearch()
        self._composed: tuple[Question, AnswerFrame] | None = None
        self.name = model.name

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        frame, self.name = self._compose(question), self._model.name
        has_told = QuoteExplainer(self._search).tell(frame, question, say, cancel)
        if not frame.parts:
            return has_told  # also that there is no more of what was wished
        given, written = choose_reading(frame), list[str]()
        language = language_of(" ".join(source.text for source in given))
        try:
            messages = prompt(question, given, ANSWER[language])
            Guarded(self._model, language).write(messages, ANSWER_TOKENS, written.append, cancel, SEED)
        except TutorError as error:
            raise OnlyQuoted(str(error), error.hint) from error
        answer = ground_answer("".join(written), question.text, given, self._search)
        if not answer.is_enough:
            self.name = QuoteExplainer.name
        else:
            say(replace(answer.to_piece(), replaces=True))
            if len(answer.sentences) == 1:
                self._add_quotation(answer, frame, say)
        return True

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """The chance, 0 to 1, that the passages hold the answer, by the model's own yes and no."""
        given = choose_reading(self._compose(question))
        if not given:
            return 0.0
        return yes_share(self._model.first_token(prompt(question, given, CHECK[question.language]), cancel))

    def read_ahead(self, question: Question) -> None:
        """Have the passages read that a question, which is still being spoken, will probably be about."""
        self._model.read_ahead(beginning(question.language, choose_reading(self._compose(question))))

    def _compose(self, question: Question) -> AnswerFrame:
        """The gate asks, then the writer."""
        if self._composed is None or self._composed[0] != question:
            self._composed = (question, compose_frame(question, self._search))
        return self._composed[1]

    @staticmethod
    def _add_quotation(answer: GroundedAnswer, frame: AnswerFrame, say: Say) -> None:
        """One sentence alone is bare: what the material says beyond it follows."""
        told = set(content_words(answer.sentences[0].text))
        if frame.kind == "number":
            return
        for part in frame.parts[:2]:
            is_fresh = len(set(content_words(part.span.text)) - told) >= FRESH_WORDS
            if is_fresh and not part.span.leans:
                say(render_span(part.span))
                return

    def answer_generally(self, question: Question, say: Callable[[str], None], cancel: Cancellation) -> None:
        """Without the material. Raises: TutorError; Cancelled."""
        guarded = Guarded(self._model, question.language)
        guarded.write(general(question), GENERAL_TOKENS, say, cancel, SEED)


def yes_share(chances: Mapping[str, float]) -> float:
    """The weight of yes beside no among the first token's chances; one half if it names neither."""
    weights = {"yes": 0.0, "no": 0.0}
    for token, chance in chances.items():
        if (word := token.strip().lower()) in weights:
            weights[word] += chance
    total = sum(weights.values())
    return weights["yes"] / total if total else 0.5
