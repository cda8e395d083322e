"""The language model that a server has."""

import math
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from typing import Any

from tutor_app.core.cancel import Cancellation
from tutor_app.core.valid_text import parse_json
from tutor_app.engine.explain.chunks import Chunk, alternatives, content
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.server import failure
from tutor_app.engine.explain.server.events import chunks
from tutor_app.engine.explain.server.exchange import Exchange, Request
from tutor_app.engine.explain.server.failure import Failure
from tutor_app.engine.explain.server.patience import Patience, Retries
from tutor_app.engine.explain.server.thoughts import ThoughtFilter
from tutor_app.settings.server import ServerAddress

ALTERNATIVES = 20
THOUGHT_TOKENS = 1500  # for models that think before they answer; what goes on after the answer is cut here
CONTEXT_TOKENS = 4096  # what the smallest servers are started with; none tells it in a common way


class ServerModel:
    """A `LanguageModel`. Asks again where a server is busy or away, as long as nothing was said."""

    name = "server"
    context_tokens = CONTEXT_TOKENS

    def __init__(
        self,
        address: ServerAddress,
        model: str = "",
        key: str = "",
        patience: Patience | None = None,
        retries: Retries | None = None,
    ) -> None:
        """Asks nothing yet. Without a model's name it takes the first that the server names."""
        self.address, self._model, self._key = address, model, key
        self._patience, self._retries = patience or Patience(), retries or Retries()

    def models(self, cancel: Cancellation) -> list[str]:
        """The names of its models. Raises: Failure, Cancelled."""
        with closing(self._lines("/models", None, cancel)) as lines:
            body = b"".join(lines)
        try:
            names = [str(model["id"]) for model in parse_json(body)["data"]]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise failure.not_a_language_model(self.address) from error
        self._model = self._model or next(iter(names), "")
        return names

    def model(self, cancel: Cancellation) -> str:
        """The chosen model, else the first. Raises: Failure, Cancelled."""
        if not self._model:
            self.models(cancel)
        return self._model

    def write(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        say: Callable[[str], None],
        cancel: Cancellation,
        seed: int = 0,
    ) -> None:
        """Raises: Failure, Cancelled: at once."""
        thoughts, said = ThoughtFilter(), 0
        options = {"max_tokens": most_tokens + THOUGHT_TOKENS, "temperature": 0.0, "seed": seed}
        with closing(self._chunks(messages, options, cancel)) as answer:
            for chunk in answer:
                if piece := thoughts.write(content(chunk)):
                    say(piece)
                    said += 1  # nearly every server sends each token by itself
                if said >= most_tokens:
                    return
        if rest := thoughts.finish():
            say(rest)

    def first_token(self, messages: Sequence[Message], cancel: Cancellation) -> Mapping[str, float]:
        """The chances, or for certain what it says where the server gives none."""
        options = {"max_tokens": 1, "temperature": 0.0, "logprobs": True, "top_logprobs": ALTERNATIVES}
        for chunk in self._chunks(messages, options, cancel):
            if found := alternatives(chunk):
                return {one["token"]: math.exp(one["logprob"]) for one in found}
            if word := content(chunk).strip():
                return {word: 1.0}
        return {}

    def read_ahead(self, messages: Sequence[Message]) -> None:
        """Nothing: what is being said leaves the machine only once it is asked."""

    def _chunks(
        self, messages: Sequence[Message], options: Mapping[str, Any], cancel: Cancellation
    ) -> Generator[Chunk]:
        sent = [{"role": message.role, "content": message.content} for message in messages]
        body = {"model": self.model(cancel), "messages": sent, "stream": True, **options}
        with closing(self._lines("/chat/completions", body, cancel)) as lines:
            try:
                yield from chunks(lines, self.address)
            except Failure as error:
                raise error.without(self._key) from None

    def _lines(self, path: str, body: dict[str, Any] | None, cancel: Cancellation) -> Generator[bytes]:
        """One exchange, or several until one begins to answer."""
        start, tries = time.monotonic(), 0
        while True:
            exchange = Exchange(self.address, Request(path, body, self._key), self._patience)
            tries += 1
            has_begun = False
            try:
                with closing(exchange.lines(self._model, cancel)) as lines:
                    for line in lines:
                        has_begun = True
                        yield line
                return
            except Failure as error:
                wait_s = self._retries.wait_s(error, tries, time.monotonic() - start)
                if has_begun or wait_s is None:
                    raise
            _sleep(wait_s, cancel)


def _sleep(seconds: float, cancel: Cancellation) -> None:
    """Wait, unless it is cancelled. Raises: Cancelled."""
    woken = threading.Event()
    with cancel.interrupting(woken.set):
        woken.wait(seconds)
    cancel.check()
