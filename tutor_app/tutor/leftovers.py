"""What earlier sessions left: deleted, or left by a crash."""

import shutil
from contextlib import suppress
from datetime import UTC, datetime

from tutor_app.core.errors import TutorError
from tutor_app.settings.home import Home
from tutor_app.store.backup import back_up_daily
from tutor_app.tutor.removing import forget_removed
from tutor_app.tutor.session import Tutor


def forget_leftovers(tutor: Tutor) -> None:
    """Delete it, where no other window is open; what can't be deleted now is at the next start."""
    tutor.forget_classes()
    forget_removed(tutor.home)
    _forget_speech(tutor.home)
    _forget_parts(tutor.home)
    with suppress(TutorError):
        tutor.purge()
    back_up_daily(tutor.home, datetime.now(UTC))


def _forget_speech(home: Home) -> None:
    """Answers as sound."""
    shutil.rmtree(home.cache / "aloud", ignore_errors=True)


def _forget_parts(home: Home) -> None:
    """Settings and keys whose writing was cut off."""
    for part in home.config.glob("*.part"):
        with suppress(OSError):
            part.unlink()
