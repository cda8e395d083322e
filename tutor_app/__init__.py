"""A tutor that answers from the learner's own course material, offline.

import tutor_app
with tutor_app.open() as tutor:
    print(tutor.ask(note="Why does ice float?").answer.text)
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor_app.tutor.session import Tutor

__version__ = "0.1.0"

# Libraries that would send something are told not to before any of them is imported: every process of the
# application imports this package first, and its children inherit the environment. onnxruntime from 1.29 on
# uploads events on Linux and macOS, and keeps them on the disk meanwhile, unless this is set when its library
# is loaded (its pull request 27379); on Windows see `engine/runtime.py`.
_QUIET = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",  # transformers, in training: weights come from packages alone
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
}
os.environ.update(_QUIET)


def open(home: Path | None = None) -> "Tutor":
    """The application without a window, on the user's own courses and models or on those below `home`."""
    from tutor_app.settings.home import below, find_home
    from tutor_app.tutor.session import Tutor

    return Tutor(below(home) if home else find_home())
