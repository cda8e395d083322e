"""The model process: one loop, one turn at a time.

`serve` runs in a process of its own in the application and in a thread in tests; it cannot tell.
"""

import logging
import queue
import threading
from multiprocessing.connection import Connection

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import tr
from tutor_app.engine.messages import Answered, Ask, Cancel, Engine, Failed, Load, Outcome, Stopped

log = logging.getLogger(__name__)


def serve(window: Connection, load: Load) -> None:
    """Answer the window's requests until it closes its end."""
    asked: queue.SimpleQueue[Ask | None] = queue.SimpleQueue()
    cancellations: dict[int, Cancellation] = {}
    # before load: the window must never wait
    threading.Thread(target=_listen, args=(window, asked, cancellations), name="listen", daemon=True).start()
    try:
        engine = load()
    except TutorError as error:
        window.send(Failed(0, str(error), error.hint))
        return
    try:
        window.send(engine.ready)
        while ask := asked.get():
            window.send(_outcome(ask, engine, window, cancellations[ask.id]))
            del cancellations[ask.id]
    except (BrokenPipeError, ConnectionResetError):
        log.info("the window has gone")


def _listen(
    window: Connection, asked: "queue.SimpleQueue[Ask | None]", cancellations: dict[int, Cancellation]
) -> None:
    """Hear the window also while a turn runs, so that Cancel comes through."""
    try:
        while True:
            match window.recv():
                case Ask(id=id) as ask:
                    cancellations[id] = Cancellation()
                    asked.put(ask)
                case Cancel(id=id):
                    if cancellation := cancellations.get(id):
                        cancellation.request()
    except (EOFError, OSError):
        for cancellation in list(cancellations.values()):
            cancellation.request()  # nobody is left to read the answer
        asked.put(None)


def _outcome(ask: Ask, engine: Engine, window: Connection, cancel: Cancellation) -> Outcome:
    try:
        cancel.check()
        return Answered(ask.id, engine.answer(ask, window.send, cancel))
    except Cancelled:
        return Stopped(ask.id)
    except TutorError as error:
        return Failed(ask.id, str(error), error.hint)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:
        log.exception("turn %d", ask.id)
        return Failed(ask.id, tr("Something went wrong inside the tutor."), tr("See Help > Open log."))
