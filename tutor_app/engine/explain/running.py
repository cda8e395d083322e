"""Runs one request after the other in a thread of its own, so that whoever waits can leave at once."""

import queue
import threading
from collections.abc import Callable, Mapping
from typing import TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.chunks import Chunk

Request: TypeAlias = Mapping[str, object]
Handle: TypeAlias = Callable[[Request, Callable[[Chunk], bool]], object]  # the callback: whether to stop


class _Run:
    """One request; its chunks, then None, are in `chunks`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.chunks: queue.SimpleQueue[Chunk | BaseException | None] = queue.SimpleQueue()
        self.is_stopped = False

    def take(self, chunk: Chunk) -> bool:
        # what is raised here would be lost in the library
        self.chunks.put(chunk)
        return self.is_stopped

    def stop(self) -> None:
        self.is_stopped = True
        self.chunks.put(None)


class Running:
    """A runtime that does one thing at a time and looks at a stop only now and then.

    A prompt is read in batches, and a batch on two cores takes more than a second: a stopped run winds down
    behind the back of who stopped it, and the next one waits for that.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._one_at_a_time = threading.Lock()
        self._ahead: _Run | None = None

    def run(self, request: Request, text: str, take: Callable[[Chunk], None], cancel: Cancellation) -> None:
        """Give each chunk to `take`, in this thread.

        Raises:
            Cancelled: at once; whatever `take` or the runtime raised.
        """
        self._leave_ahead(text)
        run = _Run(text)
        with cancel.interrupting(run.stop):
            self._begin(request, run)
            try:
                while (chunk := run.chunks.get()) is not None:
                    if isinstance(chunk, BaseException):
                        raise chunk
                    take(chunk)
            finally:
                run.is_stopped = True
            cancel.check()

    def ahead(self, request: Request, text: str) -> None:
        """Begin a request whose result nobody waits for."""
        self._leave_ahead(text)
        self._ahead = _Run(text)
        self._begin(request, self._ahead)

    def _leave_ahead(self, text: str) -> None:
        """What is read ahead is wanted only where `text` goes on from it."""
        ahead, self._ahead = self._ahead, None
        if ahead and not text.startswith(ahead.text):
            ahead.stop()

    def _begin(self, request: Request, run: _Run) -> None:
        def work() -> None:
            with self._one_at_a_time:
                try:
                    if not run.is_stopped:
                        self._handle(request, run.take)
                    run.chunks.put(None)
                except Exception as error:  # noqa: BLE001  (whoever waits raises it)
                    run.chunks.put(error)

        threading.Thread(target=work, name="language model", daemon=True).start()
