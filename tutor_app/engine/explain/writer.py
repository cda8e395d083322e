"""The explainer that has a language model write, and the judge that has it say yes or no."""

from collections.abc import Callable, Mapping

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.citations import CitationFilter
from tutor_app.engine.explain.guarded import Guarded
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.prompts import ANSWER, CHECK, prompt
from tutor_app.engine.explain.question import Question

ANSWER_TOKENS = 220
SEED = 7


class Writer:
    """An `Explainer` and a `Judge` by any language model."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.name

    def explain(self, question: Question, say: Callable[[str], None], cancel: Cancellation) -> str:
        passed = CitationFilter(question.numbers, say)
        messages = prompt(question, ANSWER[question.language])
        guarded = Guarded(self._model, question.language)
        guarded.write(messages, ANSWER_TOKENS, passed.write, cancel, SEED)
        return passed.finish()

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """The chance, 0 to 1, that the passages hold the answer, by the model's own yes and no."""
        return yes_share(self._model.first_token(prompt(question, CHECK[question.language]), cancel))


def yes_share(chances: Mapping[str, float]) -> float:
    """The weight of yes beside no among the first token's chances; one half if it names neither."""
    weights = {"yes": 0.0, "no": 0.0}
    for token, chance in chances.items():
        if (word := token.strip().lower()) in weights:
            weights[word] += chance
    total = sum(weights.values())
    return weights["yes"] / total if total else 0.5
