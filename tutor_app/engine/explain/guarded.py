"""A language model that is kept from going round in circles and from another language."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, tr
from tutor_app.engine.explain.beginning import BeginningFilter, WrongLanguage
from tutor_app.engine.explain.language_model import LanguageModel, Message
from tutor_app.engine.explain.loops import LoopFilter, Looping

STRONGER: dict[Language, str] = {
    "en": "Write in English only. Every word of your answer must be English.",
    "zh": "只能用简体中文回答，每一句话都必须是中文。",
}


class Guarded:
    """A `LanguageModel` whose prose is in one language, and ends where it begins to repeat itself."""

    def __init__(self, model: LanguageModel, language: Language) -> None:
        self._model, self._language = model, language
        self.name, self.context_tokens = model.name, model.context_tokens

    def write(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        say: Callable[[str], None],
        cancel: Cancellation,
        seed: int = 0,
    ) -> None:
        """Asks once more, with a stronger order, where it begins in another language.

        Raises:
            TutorError: it can't be used, broke, or stays in another language. Cancelled.
        """
        for asked in (messages, _stronger(messages, STRONGER[self._language])):
            beginning = BeginningFilter(self._language, say)
            loops = LoopFilter(beginning.write)
            with suppress(WrongLanguage):
                with suppress(Looping):
                    self._model.write(asked, most_tokens, loops.write, cancel, seed)
                    loops.finish()
                beginning.finish()
                return
        raise TutorError(tr("The language model answered in another language."), tr("Try another model."))

    def first_token(self, messages: Sequence[Message], cancel: Cancellation) -> Mapping[str, float]:
        return self._model.first_token(messages, cancel)

    def read_ahead(self, messages: Sequence[Message]) -> None:
        self._model.read_ahead(messages)


def _stronger(messages: Sequence[Message], order: str) -> list[Message]:
    """The order stands at the end of what the user says, where small models heed it most."""
    last = max(n for n, message in enumerate(messages) if message.role == "user")
    return [
        Message(message.role, f"{message.content}\n\n{order}") if n == last else message
        for n, message in enumerate(messages)
    ]
