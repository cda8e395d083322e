"""The language model on this machine (llama.cpp, any GGUF file)."""

import math
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.explain.chunks import Chunk, alternatives, content, error_in
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.memory import check_fits
from tutor_app.engine.explain.running import Running

CONTEXT_TOKENS = 4096
BATCH_TOKENS = 128  # after which reading can be stopped; half of it doubles the time of reading
ALTERNATIVES = 20
PROCESSOR = "CPU"  # as the library names it among its devices
KEPT_MIB = 256  # of prompts that were read before the last one; 17 MiB each; the library would keep 8 GiB
# with progress, so that a stop is seen while the prompt is read, not only between tokens
STREAMED = {"stream": True, "return_progress": True, "cache_prompt": True}
GREEDY = {"temperature": 0.0, "repeat_penalty": 1.05}


class LocalModel:
    """A GGUF model in this process: a `LanguageModel`."""

    name = "local"
    context_tokens = CONTEXT_TOKENS

    def __init__(self, file: Path, device: str = "auto") -> None:
        """Raises: TutorError: the file is broken, or needs more memory than is free."""
        check_fits(file)
        self.file = file
        self._running = Running(opened(file, device).handle_chat_completions)

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


def graphics_cards(devices: Sequence[Mapping[str, object]] | None = None) -> list[str]:
    """What this build of the library can compute on beside the processor, told by its devices."""
    if devices is None:
        import xllamacpp

        devices = xllamacpp.get_device_info()
    return [str(device["description"]) for device in devices if device["name"] != PROCESSOR]


def opened(model: Path, device: str) -> Any:
    """The library's server. Raises: TutorError."""
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
    # it listens on this machine as well: no web page and no other user is to write or read with it
    parameters.api_keys = [secrets.token_urlsafe()]
    parameters.verbosity = -1
    if device == "cpu":
        parameters.n_gpu_layers = 0  # else as many as fit onto the graphics card, where this build knows one
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
