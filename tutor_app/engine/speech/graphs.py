"""Which of Whisper's graphs runs on which device."""

from pathlib import Path

from tutor_app.engine.devices import CPU
from tutor_app.engine.registry.installed import export_path, exported
from tutor_app.settings.home import Home


def speech_graph(home: Home, model: str, part: str, provider: str) -> Path:
    """On a GPU the half precision that `tutor models export` made, where it did; int8 is made for the CPU.

    Raises:
        TutorError: neither is there.
    """
    half = export_path(home, model, part, "float16")
    return half if provider != CPU and half.is_file() else exported(home, model, part, "int8")
