"""How quickly a language model writes on this machine: measured once, and kept."""

import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import tomli_w

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.engine.explain.language_model import LanguageModel, Message
from tutor_app.settings.home import Home

TEST_S = 3.0
MOST_TOKENS = 400
TASK = Message("user", "Count from one to one hundred in words.")


def measured_speed(
    model: LanguageModel, cancel: Cancellation | None = None, clock: Callable[[], float] = time.monotonic
) -> float:
    """Tokens a second while it writes for three seconds; 0 where it writes less than two.

    Raises:
        TutorError: it can't be used. Cancelled.
    """
    enough, times = Cancellation(), list[float]()

    def take(_: str) -> None:
        times.append(clock())
        if times[-1] - times[0] >= TEST_S or (cancel and cancel.is_requested):
            enough.request()

    with suppress(Cancelled):
        model.write([TASK], MOST_TOKENS, take, enough)
    if cancel:
        cancel.check()
    return (len(times) - 1) / max(1e-6, times[-1] - times[0]) if len(times) > 1 else 0.0


def kept_speeds(home: Home) -> dict[str, float]:
    """By a model's file."""
    try:
        read = tomllib.loads(_file(home).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: float(speed) for name, speed in read.items() if isinstance(speed, int | float)}


def speed_of(home: Home, model: Path) -> float | None:
    """None: nobody has measured it here."""
    return kept_speeds(home).get(_name(model))


def keep_speed(home: Home, model: Path, tokens_per_s: float) -> None:
    """A folder that can't be written costs only that it is measured again."""
    with suppress(OSError):
        text = tomli_w.dumps(kept_speeds(home) | {_name(model): round(tokens_per_s, 1)})
        _file(home).parent.mkdir(parents=True, exist_ok=True)
        _file(home).write_text(text, encoding="utf-8")


def _file(home: Home) -> Path:
    return home.state / "speeds.toml"


def _name(model: Path) -> str:
    """The same file elsewhere is as quick; another one of its name has hardly its size."""
    return f"{model.name}, {model.stat().st_size} bytes"
