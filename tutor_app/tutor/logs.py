"""The application's log: what went wrong, never what the learner wrote, said or showed."""

import logging
import logging.handlers
from contextlib import suppress

from tutor_app.settings.home import Home

SIZE_BYTES = 500_000


def log_to_file(home: Home, process: str) -> None:
    """Log this process to a file of its own; a folder that can't be written costs the log, nothing else."""
    with suppress(OSError):
        home.logs.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            home.logs / f"{process}.log", maxBytes=SIZE_BYTES, backupCount=1, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        logging.getLogger().setLevel(logging.INFO)
