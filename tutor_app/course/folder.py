"""A course on disk: its own folder, with a copy of the material, the figures and the index."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tutor_app.core.language import LANGUAGES, Language
from tutor_app.core.valid_text import parse_json

Kind = Literal["pdf", "markdown"]


@dataclass(frozen=True)
class CourseFolder:
    """Where one course lives. `course.json` is written last, so a folder with one is whole enough to open."""

    path: Path
    title: str
    language: Language
    kind: Kind
    source: str  # the PDF, or the folder of Markdown files, relative to `path`

    @property
    def source_path(self) -> Path:
        return self.path / self.source

    @property
    def index_file(self) -> Path:
        return self.path / "index.db"


def open_folder(path: Path) -> CourseFolder:
    """Raises: OSError, ValueError: there is no course in `path`."""
    about = parse_json((path / "course.json").read_text(encoding="utf-8"))
    try:
        folder = CourseFolder(path, about["title"], about["language"], about["kind"], about["source"])
    except (TypeError, KeyError) as error:
        raise ValueError(f"course.json names no course: {error}") from error
    values = (folder.title, folder.source)
    if not all(isinstance(one, str) and "\0" not in one for one in values):
        raise ValueError("course.json names no course")
    if folder.language not in LANGUAGES or folder.kind not in ("pdf", "markdown"):
        raise ValueError("course.json is of another version")
    return folder
