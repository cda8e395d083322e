"""Where files live: the platform's places, or one folder that can be moved.

`TUTOR_HOME` or `--home` puts everything below one folder (a USB stick, a test's temporary folder).
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "TUTOR_HOME"
RESOURCES = Path(__file__).parents[2] / "resources"
MANIFESTS = Path(__file__).parents[2] / "models"


@dataclass(frozen=True)
class Home:
    """The folders of one user of the application. None is made before it is needed."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def keys_file(self) -> Path:
        """Keys of servers; for the user's eyes only."""
        return self.config / "server-keys.toml"

    @property
    def guidance_file(self) -> Path:
        """How much each course tells at once."""
        return self.config / "guidance.toml"

    @property
    def models(self) -> Path:
        """One folder for each model, named as its manifest."""
        return self.data / "models"

    @property
    def courses(self) -> Path:
        return self.data / "courses"

    @property
    def record_file(self) -> Path:
        return self.data / "record.db"

    @property
    def media(self) -> Path:
        """Recordings and screenshots of turns."""
        return self.data / "media"

    @property
    def door(self) -> Path:
        """Where the open window hears what other processes of ours ask of it."""
        return self.state / "window.socket"

    @property
    def logs(self) -> Path:
        return self.state / "logs"


def below(folder: Path) -> Home:
    """A home in one folder."""
    folder = folder.expanduser().absolute()
    return Home(folder / "config", folder / "data", folder / "state", folder / "cache")


def arguments(home: Home) -> list[str]:
    """What another process of ours must be told to use the same home."""
    folder = home.data.parent
    return ["--home", str(folder)] if below(folder) == home else []


def find_home() -> Home:
    """The user's home: below `TUTOR_HOME` if that is set, else where the platform puts such files."""
    if moved := os.environ.get(VARIABLE):
        return below(Path(moved))
    dirs = platformdirs.PlatformDirs("tutor", appauthor=False, roaming=False)
    return Home(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path)
