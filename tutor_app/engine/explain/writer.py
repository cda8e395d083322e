"""The explainer that holds a language model to the material, and the judge by its yes and no."""

from collections.abc import Callable, Mapping

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.engine.explain.first import first_of
from tutor_app.engine.explain.guarded import Guarded
from tutor_app.engine.explain.joining import Joiner
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.leading import led
from tutor_app.engine.explain.material import sources
from tutor_app.engine.explain.pinning import Enough, Finds, Pinned
from tutor_app.engine.explain.prompts import ANSWER, CHECK, beginning, general, prompt
from tutor_app.engine.explain.question import OnlyQuoted, Question, Say

ANSWER_TOKENS = 120
GENERAL_TOKENS = 160
SEED = 7


class Writer:
    """An `Explainer` and a `Judge` by any language model.

    The sentence of the material that answers best by its words comes at once. Then what the model writes is
    shown sentence by sentence as far as the material says it, else in the material's own sentences.
    """

    def __init__(self, model: LanguageModel, finds: Finds = lambda _sentence, _number: True) -> None:
        """`finds`: whether a search for a sentence finds the evidence of that number."""
        self._model, self._finds = model, finds
        self.name = model.name

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        given = sources(led(question))
        language = language_of(" ".join(source.text for source in given))
        joiner = Joiner(given)
        first = first_of(question, given)
        if first and (piece := joiner.piece(first)):
            say(piece)
        pinned = Pinned(given, language, joiner, say, self._finds)
        try:
            messages = prompt(question, given, ANSWER[language])
            Guarded(self._model, language).write(messages, ANSWER_TOKENS, pinned.write, cancel, SEED)
            pinned.finish()
        except Enough:
            pass
        except TutorError as error:
            if first and pinned.is_empty:
                raise OnlyQuoted(str(error), error.hint) from error
            raise
        if pinned.is_empty and not first:
            raise TutorError(tr("The language model said nothing."), tr("Ask again."))
        return first is not None or pinned.pinned > 0

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """The chance, 0 to 1, that the passages hold the answer, by the model's own yes and no."""
        given = sources(led(question))
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
