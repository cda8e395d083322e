"""A tutor that answers from the learner's own course material, offline.

import tutor_app
with tutor_app.open() as tutor:
    print(tutor.ask(note="Why does ice float?").answer.text)
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor_app.tutor.session import Tutor

__version__ = "0.1.0"


def open(home: Path | None = None) -> "Tutor":
    """The application without a window, on the user's own courses and models or on those below `home`."""
    from tutor_app.settings.home import below, find_home
    from tutor_app.tutor.session import Tutor

    return Tutor(below(home) if home else find_home())
