"""Writing a handout in a process of its own: what it sends, and how it is told to stop."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from PySide6.QtGui import QGuiApplication

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import speak, tr
from tutor_app.gui.history.printing import write_pdf
from tutor_app.settings.home import Home
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import load
from tutor_app.tutor.handout.chosen import Chosen, chosen_turns
from tutor_app.tutor.handout.page_file import write_html
from tutor_app.tutor.logs import log_to_file
from tutor_app.tutor.session import Tutor
from tutor_app.tutor.stopping import stopped_by

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Share:
    """How much is written, 0 to 1."""

    done: float


@dataclass(frozen=True)
class Written:
    """The file is whole."""

    file: Path


@dataclass(frozen=True)
class WritingStopped:
    """Nothing was written."""


@dataclass(frozen=True)
class WritingFailed:
    """The words are for the learner."""

    message: str
    hint: str = ""


Outcome: TypeAlias = Written | WritingStopped | WritingFailed
WRITERS = {".html": write_html, ".pdf": write_pdf}


def serve_writing(window: Connection, home: Home, chosen: Chosen, file: Path) -> None:
    """Write a file as its name ends: sends Share and one outcome. What it receives stops it."""
    log_to_file(home, "writing")
    speak(language_of_reader(load(home.settings_file)))
    cancel = stopped_by(window)
    app = QGuiApplication.instance() or QGuiApplication(["tutor"])  # fonts need one
    try:
        window.send(_outcome(home, chosen, file, lambda done: window.send(Share(done)), cancel))
    except (BrokenPipeError, ConnectionResetError):
        log.info("the window has gone")
    del app


def _outcome(
    home: Home, chosen: Chosen, file: Path, say: Callable[[float], None], cancel: Cancellation
) -> Outcome:
    try:
        write(home, chosen, file, say, cancel)
    except Cancelled:
        return WritingStopped()
    except TutorError as error:
        return WritingFailed(str(error), error.hint)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:
        log.exception("writing")
        return WritingFailed(tr("Something went wrong inside the tutor."), tr("See Help > Open log."))
    return Written(file)


def write(home: Home, chosen: Chosen, file: Path, say: Callable[[float], None], cancel: Cancellation) -> None:
    """Raises: TutorError, Cancelled."""
    writer = WRITERS.get(file.suffix.lower())
    if writer is None:
        raise TutorError(
            tr("It isn't known how to write {file}.", file=file.name),
            tr("Give a name that ends in .html or .pdf."),
        )
    with Tutor(home) as tutor:
        writer(tutor, chosen_turns(tutor, chosen), file, say, cancel)
