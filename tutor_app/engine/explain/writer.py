"""The explainer that has a language model choose sentences of the material, and judge whether they answer."""

from collections.abc import Callable, Mapping

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.explain.guarded import Guarded
from tutor_app.engine.explain.joining import Joiner
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.material import sources
from tutor_app.engine.explain.numbers import Numbers
from tutor_app.engine.explain.prompts import CHECK, SELECT, beginning, general, prompt
from tutor_app.engine.explain.question import Question, Say

CHOICE_TOKENS = 16
MOST_CHOSEN = 4
GENERAL_TOKENS = 160
SEED = 7


class Writer:
    """An `Explainer` and a `Judge` by any language model.

    It chooses numbered sentences and the program quotes them, so every sentence is the material's own and has
    its citation, whatever the model writes, and whatever the material tells the model to write.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.name

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        given = sources(question)
        joiner, chosen = Joiner(given), 0

        def quote(number: int) -> None:
            nonlocal chosen
            piece = joiner.piece(number) if chosen < MOST_CHOSEN else None
            if piece:
                chosen += 1
                say(piece)

        numbers = Numbers(len(given), quote)
        self._model.write(
            prompt(question, given, SELECT[question.language]), CHOICE_TOKENS, numbers.write, cancel, SEED
        )
        numbers.finish()
        if numbers.is_empty:
            raise TutorError(tr("The language model said nothing."), tr("Ask again."))
        return chosen > 0

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """The chance, 0 to 1, that the passages hold the answer, by the model's own yes and no."""
        given = sources(question)
        if not given:
            return 0.0
        return yes_share(self._model.first_token(prompt(question, given, CHECK[question.language]), cancel))

    def read_ahead(self, question: Question) -> None:
        """Have the passages read that a question, which is still being spoken, will probably be about."""
        self._model.read_ahead(beginning(question.language, sources(question)))

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
