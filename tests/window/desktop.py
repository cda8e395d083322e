"""A desktop of its own for one test: screen, window manager, accessibility bus, microphone and speaker.

Everything runs as plain processes that end with the test. Debian packages: see `check`.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageGrab

PROGRAMS = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "pulseaudio", "paplay", "pactl")
AT_SPI = Path(__file__).with_name("at_spi.py")
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's pyatspi belongs to Debian's Python
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def until(claim: Callable[[], object], timeout_s: float, what: str) -> object:
    """Wait until `claim` gives something true, and give that. Raises: TimeoutError."""
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        if found := claim():
            return found
        time.sleep(0.1)
    raise TimeoutError(f"after {timeout_s} s: {what}")


@dataclass(frozen=True)
class Desktop:
    """A running desktop; `env` is what a program needs to be on it."""

    env: dict[str, str]

    def screenshot(self, file: Path | None = None) -> Image.Image:
        picture = ImageGrab.grab(xdisplay=self.env["DISPLAY"]).convert("RGB")
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            picture.save(file, optimize=True)
        return picture

    def xdotool(self, *arguments: object) -> str:
        return self._run(["xdotool", *map(str, arguments)])

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at `start`, move in steps as a hand does, let go at `end`."""
        self.xdotool("mousemove", *start, "mousedown", 1)
        for step in range(1, 11):
            x, y = (a + (b - a) * step // 10 for a, b in zip(start, end, strict=True))
            self.xdotool("mousemove", x, y)
        self.xdotool("mouseup", 1)

    def speak(self, wav: Path) -> None:
        """Play a recording into the microphone, in real time."""
        self._run(["paplay", "--device=vmicin", str(wav)])

    def speaking(self, wav: Path) -> subprocess.Popen:
        """The same, and go on at once."""
        return subprocess.Popen(["paplay", "--device=vmicin", str(wav)], env=self.env)

    def take_sound_away(self) -> None:
        """As if microphone and speaker were unplugged."""
        self._run(["pactl", "exit"])

    def at_spi(self, *arguments: str) -> object:
        """What a screen reader finds: see at_spi.py."""
        return json.loads(self._run([SYSTEM_PYTHON, str(AT_SPI), *arguments], timeout=60) or "null")

    def _run(self, command: Sequence[str], timeout: float = 30) -> str:
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=timeout, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stderr}")
        return done.stdout


@contextmanager
def desktop(size: str = "1440x900") -> Iterator[Desktop]:
    """A desktop for as long as the block runs."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        raise RuntimeError(f"not installed: {missing}; ./check names the packages")
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="desktop", ignore_cleanup_errors=True))
        )
        env = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "QT_QPA_PLATFORM": "xcb"}
        env |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": "C.UTF-8"}
        env.pop("WAYLAND_DISPLAY", None)
        env["DISPLAY"] = _screen(stack, env, size)
        env["DBUS_SESSION_BUS_ADDRESS"] = _bus(stack, env, folder)
        _accessibility(stack, env)
        env |= _sound(stack, env, folder)
        yield Desktop(env)


def _start(
    stack: ExitStack, command: Sequence[str], env: dict[str, str], **kwargs: object
) -> subprocess.Popen:
    process = subprocess.Popen(
        command, env=env, stdout=kwargs.pop("stdout", subprocess.DEVNULL), stderr=subprocess.DEVNULL, **kwargs
    )

    def end() -> None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    stack.callback(end)
    return process


def _screen(stack: ExitStack, env: dict[str, str], size: str) -> str:
    """It must not reset: it would when its only client leaves, and the window manager with it."""
    read, write = os.pipe()
    _start(
        stack,
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        env,
        pass_fds=[write],
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    shown = {**env, "DISPLAY": display}
    _start(stack, ["openbox"], shown)
    until(lambda: _is_managed(shown), 10, "the window manager starts")
    return display


def _is_managed(env: dict[str, str]) -> bool:
    """Whether windows get their frames: one that is shown before is moved later."""
    asked = subprocess.run(["xdotool", "get_num_desktops"], env=env, capture_output=True, check=False)
    return asked.returncode == 0


def _bus(stack: ExitStack, env: dict[str, str], folder: Path) -> str:
    address = f"unix:path={folder}/bus"
    _start(stack, ["dbus-daemon", "--session", "--nofork", f"--address={address}"], env)
    until((folder / "bus").exists, 10, "the session bus starts")
    return address


def _accessibility(stack: ExitStack, env: dict[str, str]) -> None:
    launcher = next(path for path in LAUNCHERS if Path(path).exists())
    _start(stack, [launcher, "--launch-immediately"], env)
    set_on = [
        "gdbus",
        "call",
        "--session",
        "--dest",
        "org.a11y.Bus",
        "--object-path",
        "/org/a11y/bus",
        "--method",
        "org.freedesktop.DBus.Properties.Set",
        "org.a11y.Status",
        "IsEnabled",
        "<true>",
    ]
    until(
        lambda: subprocess.run(set_on, env=env, capture_output=True, check=False).returncode == 0,
        15,
        "the accessibility bus starts",
    )


def _sound(stack: ExitStack, env: dict[str, str], folder: Path) -> dict[str, str]:
    """A virtual microphone and speaker. A null sink's plain monitor would lose its first 50 ms."""
    socket, config = folder / "native", folder / "asound.conf"
    config.write_text(
        "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n", "utf-8"
    )
    sound = {
        "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        "PULSE_STATE_PATH": str(folder / "state"),
        "PULSE_SERVER": f"unix:{socket}",
        "ALSA_CONFIG_PATH": str(config),
    }
    (folder / "state").mkdir()
    env = {**env, **sound}
    modules = (
        f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        "module-null-sink sink_name=vspk rate=48000 channels=1",
        "module-null-sink sink_name=vmicin rate=16000 channels=1 norewinds=1",
        "module-virtual-source master=vmicin.monitor source_name=vmic",
    )
    options = [
        "-n",
        "--daemonize=no",
        "--exit-idle-time=-1",
        "--disable-shm=yes",
        "--use-pid-file=no",
        "--realtime=no",
    ]
    _start(stack, ["pulseaudio", *options, *(part for m in modules for part in ("-L", m))], env)

    def pactl(*arguments: str) -> bool:
        return (
            subprocess.run(["pactl", *arguments], env=env, capture_output=True, check=False).returncode == 0
        )

    until(lambda: pactl("info"), 15, "the sound server starts")
    pactl("set-default-sink", "vspk")
    pactl("set-default-source", "vmic")
    return sound
