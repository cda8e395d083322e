"""The same by openai-whisper itself, in a process of its own: it needs the extra `train`."""

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home, arguments

PACKAGES = ("torch", "whisper", "onnx")


def transcribe_by_reference(home: Home, files: Sequence[Path], options: Sequence[str]) -> int:
    """Its exit code. Raises: TutorError: the extra is not installed."""
    if not all(importlib.util.find_spec(name) for name in PACKAGES):
        raise TutorError(
            tr("The reference needs openai-whisper and torch, which are not installed."),
            tr('Install them with: pip install -e ".[train]"'),
        )
    command = [sys.executable, "-m", "tutor_app.training", "transcribe", *map(str, files), *options]
    return subprocess.run([*command, *arguments(home)], check=False).returncode
