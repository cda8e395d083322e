"""The model process: one loop, one turn at a time.

`serve` runs in a process of its own in the application and in a thread in tests; it cannot tell.
"""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import Language, speak, tr
from tutor_app.engine.messages import (
    Answered,
    Ask,
    Cancel,
    Engine,
    Failed,
    Hush,
    Listen,
    Load,
    Outcome,
    Prepare,
    Recite,
    Say,
    Speak,
    Stopped,
)

log = logging.getLogger(__name__)

Jobs: TypeAlias = "queue.SimpleQueue[Ask | Callable[[], None] | None]"


def serve(window: Connection, load: Load) -> None:
    """Answer the window's requests until it closes its end."""
    jobs: Jobs = queue.SimpleQueue()
    ears = _Ears(jobs.put, _one_at_a_time(window))
    cancellations: dict[int, Cancellation] = {}
    # before load: the window must never wait
    threading.Thread(
        target=_listen, args=(window, jobs, ears, cancellations), name="listen", daemon=True
    ).start()
    try:
        engine = load()
    except TutorError as error:
        window.send(Failed(0, str(error), error.hint))
        return
    ears.engine = engine
    try:
        ears.say(engine.ready)
        while job := jobs.get():
            if isinstance(job, Ask):
                ears.say(_outcome(job, engine, ears.say, cancellations[job.id]))
                del cancellations[job.id]
            else:
                job()
    except (BrokenPipeError, ConnectionResetError):
        log.info("the window has gone")
    finally:
        ears.hush()


class _Ears:
    """What is heard while the learner speaks; deaf until the models are loaded."""

    def __init__(self, later: Callable[[Callable[[], None]], None], say: "Send") -> None:
        self._later, self.say = later, say
        self.engine: Engine | None = None

    def hear(self, wish: Listen | Hush | Speak) -> None:
        match wish:
            case Listen() if self.engine:
                self.engine.listen(wish, self.say, self._later)
            case Hush():
                self.hush()
            case Speak(language=language):
                self._later(partial(self._speak, language))

    def hush(self) -> None:
        if self.engine:
            self.engine.hush()

    def _speak(self, language: Language) -> None:
        """Between two turns, so that no answer is in two languages."""
        speak(language)
        if self.engine:
            self.say(self.engine.ready)


class _Mouth:
    """What is read aloud beside a turn; dumb until the models are loaded."""

    def __init__(self, ears: _Ears) -> None:
        self._ears = ears
        self._reciting: int | None = None

    def hear(self, wish: Prepare | Recite) -> None:
        engine = self._ears.engine
        if isinstance(wish, Prepare):
            if engine:
                engine.prepare(wish)
        elif engine:
            self._reciting = wish.id
            engine.recite(wish, self._ears.say)
        else:
            loading = tr("The models are still loading.")
            self._ears.say(Failed(wish.id, loading, tr("Try again in a moment.")))

    def cancel(self, id: int) -> None:
        if self._ears.engine and id == self._reciting:
            self._ears.engine.silence()


Send: TypeAlias = Callable[[object], None]


def _one_at_a_time(window: Connection) -> Send:
    """A pipe's `send` for several threads."""
    lock = threading.Lock()

    def send(message: object) -> None:
        with lock:
            window.send(message)

    return send


def _listen(window: Connection, jobs: Jobs, ears: _Ears, cancellations: dict[int, Cancellation]) -> None:
    """Hear the window also while a turn runs, so that Cancel comes through."""
    mouth = _Mouth(ears)
    try:
        while True:
            match window.recv():
                case Ask(id=id) as ask:
                    cancellations[id] = Cancellation()
                    jobs.put(ask)
                case Cancel(id=id):
                    if cancellation := cancellations.get(id):
                        cancellation.request()
                    mouth.cancel(id)
                case Prepare() | Recite() as wish:
                    mouth.hear(wish)
                case Listen() | Hush() | Speak() as wish:
                    ears.hear(wish)
    except (EOFError, OSError):
        for cancellation in list(cancellations.values()):
            cancellation.request()  # nobody is left to read the answer
        jobs.put(None)


def _outcome(ask: Ask, engine: Engine, say: Say, cancel: Cancellation) -> Outcome:
    try:
        cancel.check()
        return Answered(ask.id, engine.answer(ask, say, cancel))
    except Cancelled:
        return Stopped(ask.id)
    except TutorError as error:
        return Failed(ask.id, str(error), error.hint)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:
        log.exception("turn %d", ask.id)
        return Failed(ask.id, tr("Something went wrong inside the tutor."), tr("See Help > Open log."))
