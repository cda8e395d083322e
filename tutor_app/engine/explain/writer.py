"""The explainer that holds a language model to the material, and the judge by its yes and no."""

from collections.abc import Callable, Mapping

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.engine.explain.guarded import Guarded
from tutor_app.engine.explain.joining import Joiner
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.material import Source, most_telling
from tutor_app.engine.explain.pinning import Enough, Pinned
from tutor_app.engine.explain.prompts import ANSWER, CHECK, beginning, general, prompt
from tutor_app.engine.explain.question import OnlyQuoted, Question, Say
from tutor_app.engine.explain.relevance import weighed
from tutor_app.engine.explain.searching import NoSearch, Search

ANSWER_TOKENS = 120
FEWEST = 3  # sentences, where the material has as many that speak of it
GENERAL_TOKENS = 160
SEED = 7


class Writer:
    """An `Explainer` and a `Judge` by any language model.

    The sentence of the material that answers best comes at once. Then what the model writes is shown sentence
    by sentence as far as the material says it, else in the material's own sentences. Where that was little,
    the next best sentences follow.
    """

    def __init__(self, model: LanguageModel, search: Search | None = None) -> None:
        """`search`: the one that found the passages."""
        self._model, self._search = model, search or NoSearch()
        self.name = model.name

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        known = weighed(question, self._search)
        given, first = most_telling(known.sources, known.scores), known.first
        language = language_of(" ".join(source.text for source in given))
        joiner = Joiner(known.sources)
        if first and (piece := joiner.piece(first)):
            say(piece)
        pinned = Pinned(known.sources, language, joiner, say, self._search.finds)
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
        for source in known.best_first:
            if joiner.count < FEWEST and (piece := joiner.piece(source)):
                say(piece)
        return first is not None or pinned.pinned > 0

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """The chance, 0 to 1, that the passages hold the answer, by the model's own yes and no."""
        given = self._most_telling(question)
        if not given:
            return 0.0
        return yes_share(self._model.first_token(prompt(question, given, CHECK[question.language]), cancel))

    def read_ahead(self, question: Question) -> None:
        """Have the passages read that a question, which is still being spoken, will probably be about."""
        self._model.read_ahead(beginning(question.language, self._most_telling(question)))

    def _most_telling(self, question: Question) -> tuple[Source, ...]:
        known = weighed(question, self._search)
        return most_telling(known.sources, known.scores)

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
