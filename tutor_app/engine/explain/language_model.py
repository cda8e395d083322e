"""What a language model can do, wherever it runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tutor_app.core.cancel import Cancellation


@dataclass(frozen=True)
class Message:
    """One side of a talk with a language model. A last one of the assistant's is gone on with."""

    role: Literal["system", "user", "assistant"]
    content: str


class LanguageModel(Protocol):
    """Writes and judges. It keeps what it read: a prompt that begins alike is read from where it differs."""

    @property
    def name(self) -> str:
        """The runtime, as an answer names who wrote it."""

    @property
    def context_tokens(self) -> int:
        """How much a prompt and what follows it may have together."""

    def write(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        say: Callable[[str], None],
        cancel: Cancellation,
        seed: int = 0,
    ) -> None:
        """Go on after the messages, likeliest words first; `say` gets the pieces, in the caller's thread.

        Raises:
            TutorError: it can't be used, or broke.
            Cancelled: within a fifth of a second, whatever the runtime is at.
        """

    def first_token(self, messages: Sequence[Message], cancel: Cancellation) -> Mapping[str, float]:
        """The likeliest first tokens of what would follow and their chances; empty where it can't tell.

        Raises:
            TutorError; Cancelled.
        """

    def read_ahead(self, messages: Sequence[Message]) -> None:
        """Begin to read what a prompt will begin with, and return at once. Nothing that fails here is said.

        What is asked for next waits for it where it goes on from it, and else stops it.
        """
