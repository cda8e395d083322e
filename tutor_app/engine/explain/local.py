"""The language model on this machine (llama.cpp, any GGUF file)."""

import math
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.explain.chunks import Chunk, alternatives, content, error_in
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.running import Running
from tutor_app.engine.registry.installed import weight
from tutor_app.settings.home import Home

NAME = "qwen2.5-coder-1.5b"
FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"

CONTEXT_TOKENS = 4096
BATCH_TOKENS = 128  # after which reading can be stopped; half of it doubles the time of reading
ALTERNATIVES = 20
KEPT_MIB = 256  # of prompts that were read before the last one; 17 MiB each; the library would keep 8 GiB
# with progress, so that a stop is seen while the prompt is read, not only between tokens
STREAMED = {"stream": True, "return_progress": True, "cache_prompt": True}
GREEDY = {"temperature": 0.0, "repeat_penalty": 1.05}


class LocalModel:
    """A GGUF model in this process: a `LanguageModel`."""

    name = "local"
    context_tokens = CONTEXT_TOKENS

    def __init__(self, model: Path) -> None:
        """Raises: TutorError: the file is missing, broken, or larger than the memory."""
        self._running = Running(_open(model).handle_chat_completions)

    @classmethod
    def open(cls, home: Home) -> "LocalModel":
        return cls(weight(home, NAME, FILE))

    def write(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        say: Callable[[str], None],
        cancel: Cancellation,
        seed: int = 0,
    ) -> None:
        def take(chunk: Chunk) -> None:
            if piece := content(chunk):
                say(piece)

        self._run(messages, {"max_tokens": most_tokens, "seed": seed, **GREEDY}, take, cancel)

    def first_token(self, messages: Sequence[Message], cancel: Cancellation) -> Mapping[str, float]:
        found: list[dict[str, Any]] = []
        asked = {"max_tokens": 1, "logprobs": True, "top_logprobs": ALTERNATIVES, "temperature": 0.0}
        self._run(messages, asked, lambda chunk: found.extend(alternatives(chunk)), cancel)
        return {one["token"]: math.exp(one["logprob"]) for one in found}

    def read_ahead(self, messages: Sequence[Message]) -> None:
        self._running.ahead({**_request(messages), "max_tokens": 0}, _text(messages))

    def _run(
        self,
        messages: Sequence[Message],
        options: Mapping[str, object],
        take: Callable[[Chunk], None],
        cancel: Cancellation,
    ) -> None:
        def checked(chunk: Chunk) -> None:
            if error := error_in(chunk):
                raise TutorError(
                    tr("The language model stopped: {error}", error=error), tr("Ask again, or shorter.")
                )
            take(chunk)

        self._running.run({**_request(messages), **options}, _text(messages), checked, cancel)


def _request(messages: Sequence[Message]) -> dict[str, object]:
    return {"messages": [{"role": m.role, "content": m.content} for m in messages], **STREAMED}


def _text(messages: Sequence[Message]) -> str:
    """What is read, as far as two prompts can be told apart by it."""
    return "".join(f"<{message.role}>{message.content}" for message in messages)


def _open(model: Path) -> Any:
    # OpenMP threads that spin while they wait brought a busy two-core machine down to 0.75 tokens a second
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.cache_ram_mib = KEPT_MIB
    parameters.n_batch = parameters.n_ubatch = BATCH_TOKENS
    parameters.warmup = False
    parameters.verbosity = -1
    threads = max(1, (os.cpu_count() or 2) - 1)
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = os.cpu_count() or 2
    try:
        return xllamacpp.Server(parameters)
    except (RuntimeError, ValueError, MemoryError) as error:
        raise TutorError(
            tr("The language model {name} can't be opened.", name=model.name),
            tr("Check it with: tutor models check. It may need more memory than is free."),
        ) from error
