"""What works on this machine, what does not, and what to do about it."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from tutor_app import __version__
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.settings.settings import load
from tutor_app.tutor import explanations, models
from tutor_app.tutor.aloud import has_natural_voice
from tutor_app.tutor.microphone import microphones
from tutor_app.tutor.system_voice import SystemVoice

PACKAGES = ("onnxruntime", "pyside6-essentials", "pypdfium2", "rapidocr", "xllamacpp", "sounddevice", "torch")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    is_well: bool
    told: str


def examine(home: Home) -> list[Finding]:
    """Everything that a question needs. Opens no model; a server that was chosen is asked for its models."""
    return [
        Finding("tutor", True, f"{__version__}, Python {platform.python_version()}, {platform.platform()}"),
        _device(home),
        *(_model(status) for status in models.statuses(home) if status.manifest.default),
        _explanations(home),
        _microphone(),
        _voice(home),
        _display(),
        _space(home),
        *(Finding(name, True, found) for name in PACKAGES if (found := _version(name))),
    ]


def _device(home: Home) -> Finding:
    from tutor_app.engine.devices import chosen_device  # with onnxruntime: not before it is asked for

    device = chosen_device(load(home.settings_file).device)
    return Finding("device", True, f"{device.provider}: {device.reason}")


def _model(status: models.ModelStatus) -> Finding:
    if status.state == "ready":
        return Finding(status.manifest.name, True, tr("is ready"))
    told = tr("{percent} % are here. Fetch it with: tutor models fetch", percent=round(100 * status.share))
    return Finding(status.manifest.name, False, told)


def _explanations(home: Home) -> Finding:
    return Finding("explanations", *explanations.examine(home, load(home.settings_file)))


def _microphone() -> Finding:
    try:
        found = microphones()
    except TutorError as error:
        return Finding("microphone", False, f"{error} {error.hint}")
    return Finding("microphone", bool(found), ", ".join(found) or tr("No microphone is plugged in."))


def _voice(home: Home) -> Finding:
    """What reads aloud; a question can do without."""
    if has_natural_voice(home):
        return Finding("voice", True, tr("natural"))
    try:
        SystemVoice.find()
    except TutorError as error:
        return Finding("voice", False, f"{error} {error.hint}")
    return Finding("voice", True, tr("the system's; a natural one: tutor models fetch kokoro-82m"))


def _display() -> Finding:
    if sys.platform != "linux":
        return Finding("display", True, sys.platform)
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    return Finding("display", bool(shown), shown or tr("There is none; ask from the terminal: tutor ask"))


def _space(home: Home) -> Finding:
    there = next(folder for folder in (home.data, *home.data.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    is_writable = os.access(there, os.W_OK)
    told = tr("{size} GB free in {folder}", size=round(free / 1e9, 1), folder=home.data)
    if not is_writable:
        told = tr("{folder} can't be written", folder=there)
    return Finding("space", free > 500_000_000 and is_writable, told)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
