"""What the user chose, in a plain text file that keeps what it doesn't know."""

import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

import tomli_w

from tutor_app.core.errors import TutorError
from tutor_app.core.language import LANGUAGES, Language, tr
from tutor_app.core.paper import Paper

VERSION = 1
SLOWEST, FASTEST = 0.7, 1.5  # of what is read aloud
Theme = Literal["system", "light", "dark"]
Runtime = Literal["auto", "quote", "local", "server"]  # "auto" sends nothing anywhere
Font = Literal["system", "legible"]


@dataclass(frozen=True)
class Settings:
    """Every choice has a default that needs no decision."""

    language: Language | Literal["system"] = "system"
    theme: Theme = "system"
    text_percent: int = 100  # of the usual size, to 200
    font: Font = "system"
    still: bool = False  # nothing moves by itself
    paper: Paper = "print"  # what the material is read on
    device: str = "auto"  # auto, cpu, cuda, dml, coreml, openvino, …
    explainer: Runtime = "auto"
    local_model: str = "auto"  # by memory and speed; else a model's name, or the path of a GGUF file
    server: str = ""  # the address of an OpenAI-compatible server; its key is not kept here
    server_model: str = ""  # empty: the first that the server names
    general_answers: bool = False  # by the language model alone, where the material has none
    spoken: Language | Literal["auto"] = "auto"  # told by Whisper, or locked
    microphone: str = ""  # a device's name; empty is the system's own choice
    microphone_ready: bool = False  # open while the window has the focus, before somebody speaks
    keys: dict[str, str] = field(default_factory=dict)  # of actions, where they are not the usual ones
    toured: bool = False  # the tour was seen or skipped
    tray: bool = True  # an entry beside the clock, while the window is open
    reading_speed: float = 1.0  # of what is read aloud, 0.7 to 1.5
    new_a_day: int = 15  # items of practice that were never asked
    reviews_a_day: int = 150
    desired_retention: float = 0.9  # share of what is due that is to be remembered
    course: str = ""  # the folder name of the course that was open last


def spoken_of(settings: Settings) -> Language | None:
    """The language that is spoken; None: told by what is heard."""
    return settings.spoken if settings.spoken in LANGUAGES else None


def reading_speed_of(settings: Settings) -> float:
    """Within what a voice can do, whatever the file says."""
    return min(FASTEST, max(SLOWEST, settings.reading_speed))


def load(file: Path) -> Settings:
    """The settings in `file`; defaults where it is missing or a value is of the wrong kind.

    Raises:
        TutorError: the file can't be read as TOML.
    """
    defaults = Settings()
    known = {f.name for f in fields(Settings)}
    return replace(
        defaults,
        **{k: v for k, v in _read(file).items() if k in known and isinstance(v, type(getattr(defaults, k)))},
    )


def save(file: Path, settings: Settings) -> None:
    """Write the settings, keeping keys that a newer version wrote; the old file stays whole if that fails.

    Raises:
        TutorError: the folder can't be written.
    """
    text = tomli_w.dumps({**_read(file), "version": VERSION, **asdict(settings)})
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise TutorError(
            tr("The settings can't be saved in {folder}.", folder=file.parent),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise TutorError(
            tr("The settings file {file} can't be read.", file=file), tr("Mend it or delete it.")
        ) from error
