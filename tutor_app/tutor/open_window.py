"""What another process of ours asks of the window that is open, and how it is told."""

import hashlib
import json
import os
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias, cast, get_args

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.valid_text import parse_json
from tutor_app.settings.home import Home, arguments

Part = Literal["region", "screen"]

MOST_BYTES = 8192  # of a line, either way
LONGEST_PATH_BYTES = 100  # of a socket: systems allow 104 or 108
ANSWER_S = 3.0
START_S, LOOK_S = 30.0, 0.2


@dataclass(frozen=True)
class Show:
    """Come to the front."""


@dataclass(frozen=True)
class Capture:
    """Take a picture of the screen, to ask about it."""

    part: Part = "region"

    def __post_init__(self) -> None:
        if self.part not in get_args(Part):
            raise ValueError(f"{self.part} is no part of a screen")


@dataclass(frozen=True)
class Take:
    """Take a picture that is there already."""

    picture: Path

    def __post_init__(self) -> None:
        if not self.picture.is_absolute() or "\0" in str(self.picture):
            raise ValueError("the window has another working folder, and no file has such a name")


Errand: TypeAlias = Show | Capture | Take


class NoWindow(TutorError):
    """No window of this home is open."""


def written(errand: Errand) -> bytes:
    """A line that tells it."""
    match errand:
        case Capture(part=part):
            told = {"do": "capture", "part": part}
        case Take(picture=picture):
            told = {"do": "take", "picture": str(picture)}
        case _:
            told = {"do": "show"}
    return json.dumps(told).encode() + b"\n"


def read(line: bytes) -> Errand:
    """What a line asks. Raises: ValueError: nothing that is known."""
    told = _object(line)
    match told.get("do"):
        case "show":
            return Show()
        case "capture":
            return Capture(cast(Part, told.get("part")))
        case "take" if isinstance(told.get("picture"), str):
            return Take(Path(told["picture"]))
    raise ValueError(f"nothing that is known: {told}")


def address(home: Home) -> str:
    """The path of the window's socket; on Windows the name of its pipe."""
    name = f"tutor-{hashlib.sha256(str(home.door).encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    path = str(home.door)
    return path if len(os.fsencode(path)) <= LONGEST_PATH_BYTES else str(Path(tempfile.gettempdir()) / name)


def tell(home: Home, errand: Errand, answer_s: float = ANSWER_S) -> None:
    """Have the open window do it.

    Raises:
        NoWindow: there is none.
        TutorError: it does not answer, or says what is wrong.
    """
    try:
        with _connected(address(home), answer_s) as door:
            door.write(written(errand))
            answer = door.readline(MOST_BYTES)
    except (FileNotFoundError, ConnectionRefusedError, PermissionError) as error:
        raise NoWindow(
            tr("The window of Tutor is not open."), tr("Open it with: tutor. Or let this open it: --open")
        ) from error
    except OSError as error:
        raise _silent() from error
    try:
        told = _object(answer)
    except ValueError as error:
        raise _silent() from error
    if told.get("trouble"):
        raise TutorError(str(told["trouble"]), str(told.get("hint", "")))


def is_shown(home: Home, answer_s: float = ANSWER_S) -> bool:
    """Bring the open window to the front; false where there is none that answers."""
    try:
        tell(home, Show(), answer_s)
    except TutorError:
        return False
    return True


def command(home: Home) -> str:
    """What the keyboard settings of a desktop are to call."""
    script = Path(sys.executable).with_name("tutor.exe" if sys.platform == "win32" else "tutor")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "tutor_app"]
    words = [*program, *arguments(home), "capture", "--open"]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def start(home: Home) -> "subprocess.Popen[bytes]":
    """Open a window that outlives this process."""
    return subprocess.Popen(
        [sys.executable, "-m", "tutor_app", *arguments(home)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def tell_or_open(
    home: Home,
    errand: Errand,
    start: "Callable[[Home], subprocess.Popen[bytes]]" = start,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """`tell`; a window is opened first where there is none.

    Raises:
        TutorError: it did not open, or says what is wrong.
    """
    try:
        tell(home, errand)
        return
    except NoWindow:
        opened = start(home)
    for _ in range(round(START_S / LOOK_S)):
        sleep(LOOK_S)
        try:
            tell(home, errand)
            return
        except NoWindow:
            if opened.poll() is not None:
                break
    raise TutorError(tr("The window did not open."), tr("Open it with: tutor. It says there what is wrong."))


def _connected(place: str, answer_s: float) -> BinaryIO:
    if sys.platform == "win32":
        return cast(BinaryIO, open(rf"\\.\pipe\{place}", "r+b", buffering=0))  # noqa: PTH123
    if Path(place).stat().st_uid != os.getuid():
        raise PermissionError(f"{place} is somebody else's")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(answer_s)
        door.connect(place)
        return cast(BinaryIO, door.makefile("rwb", buffering=0))


def _object(line: bytes) -> dict[str, Any]:
    told = parse_json(line)
    if not isinstance(told, dict):
        raise ValueError("no object")
    return told


def _silent() -> TutorError:
    return TutorError(tr("The window does not answer."), tr("Close it and open it again."))
