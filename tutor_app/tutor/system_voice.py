"""The voice that the operating system comes with, where the natural one is not installed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, tr

_WORDS_PER_MINUTE = 175  # of `say` at its usual speed
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Rate = {rate}; "
    "$found = $voice.GetInstalledVoices() | Where-Object {{ $_.VoiceInfo.Culture.Name -like '{culture}*' }}; "
    "if ($found) {{ $voice.SelectVoice($found[0].VoiceInfo.Name) }}; $voice.Speak([Console]::In.ReadToEnd())"
)


class Process(Protocol):
    """A sentence that is being spoken."""

    def poll(self) -> int | None: ...
    def kill(self) -> None: ...


@dataclass(frozen=True)
class Saying:
    """How a sentence is spoken: a program, what it reads, and what else silences it."""

    command: tuple[str, ...]
    text: str  # for its standard input
    silence: tuple[str, ...] = ()


Find = Callable[[str], str | None]


class SystemVoice:
    """Speaks one sentence after the other with a program of the system."""

    def __init__(self, saying: Callable[[str, Language, float], Saying]) -> None:
        self._saying = saying

    @classmethod
    def find(cls, platform: str = sys.platform, find: Find = shutil.which) -> "SystemVoice":
        """Raises: TutorError: there is none."""
        program, saying = _PLATFORMS.get(platform, _PLATFORMS["linux"])
        if find(program) is None:
            raise TutorError(
                tr("There is no voice to read aloud with."),
                tr("Fetch one: tutor models fetch kokoro-82m (100 MB)"),
            )
        return cls(saying)

    def saying(self, text: str, language: Language, speed: float) -> Saying:
        return self._saying(text, language, speed)

    def begin(self, text: str, language: Language, speed: float) -> Process:
        """Speak a sentence; returns at once. Raises: OSError."""
        saying = self.saying(text, language, speed)
        process = subprocess.Popen(
            saying.command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if process.stdin:
            with process.stdin as words:
                words.write(saying.text.encode())
        return process

    def silence(self, process: Process) -> None:
        """End what is spoken, and what a service behind it still has to say."""
        process.kill()
        if silence := self.saying("", "en", 1.0).silence:
            subprocess.run(silence, check=False, capture_output=True, timeout=2)


def _speech_dispatcher(text: str, language: Language, speed: float) -> Saying:
    rate = round(100 * (speed - 1))  # -100 to 100
    command = ("spd-say", "--wait", "--language", language, "--rate", str(rate), "--", text)
    return Saying(command, "", ("spd-say", "--cancel"))


def _macos(text: str, language: Language, speed: float) -> Saying:
    voice = ("-v", "Tingting") if language == "zh" else ()
    return Saying(("say", *voice, "-r", str(round(_WORDS_PER_MINUTE * speed)), "-f", "-"), text)


def _windows(text: str, language: Language, speed: float) -> Saying:
    script = _SAPI.format(rate=round(10 * (speed - 1)), culture="zh" if language == "zh" else "en")
    return Saying(("powershell", "-NoProfile", "-NonInteractive", "-Command", script), text)


_PLATFORMS: dict[str, tuple[str, Callable[[str, Language, float], Saying]]] = {
    "linux": ("spd-say", _speech_dispatcher),
    "darwin": ("say", _macos),
    "win32": ("powershell", _windows),
}
