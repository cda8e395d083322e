"""What a stopped transcription has heard so far: a line of JSON for each piece, so that it can go on."""

import json
from pathlib import Path
from typing import Any

from tutor_app.core.errors import TutorError
from tutor_app.core.file_names import fit_name
from tutor_app.core.language import Language, tr
from tutor_app.core.recording.said import Word
from tutor_app.engine.speech.recording.transcriber import Piece

FORM = 2  # since long gaps in a file's times are left out


def part_path(folder: Path, name: str) -> Path:
    """Give the place of what was heard of a file until now, beside its transcript."""
    return folder / fit_name(name, ".part.jsonl")


class PartFile:
    """Pieces on disk. Lines of another file, model or language don't count; nor does a torn last one."""

    def __init__(self, path: Path, source: Path, model: str, language: Language | None) -> None:
        """Read what is there. Raises: TutorError: it can't be written."""
        self.path = path
        stat = source.stat()
        key = {"form": FORM, "bytes": stat.st_size, "mtime_ns": stat.st_mtime_ns, "model": model}
        key["language"] = language or "auto"
        lines = _lines(path)
        self.pieces = [_piece(line) for line in lines[1:]] if lines and lines[0] == key else []
        self._write("w", [key, *map(_line, self.pieces)])

    @property
    def words(self) -> list[Word]:
        return [word for piece in self.pieces for word in piece.words]

    @property
    def until(self) -> int:
        """The sample where it goes on."""
        return self.pieces[-1].until if self.pieces else 0

    def add(self, piece: Piece) -> None:
        """Raises: TutorError: it can't be written."""
        self.pieces.append(piece)
        self._write("a", [_line(piece)])

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)

    def _write(self, mode: str, lines: list[dict[str, Any]]) -> None:
        try:
            with self.path.open(mode, encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        except OSError as error:
            raise unwritable(self.path.parent) from error


def unwritable(folder: Path) -> TutorError:
    return TutorError(
        tr("The transcript can't be written in {folder}.", folder=folder),
        tr("Give a folder that can be written: --to FOLDER"),
    )


def _lines(path: Path) -> list[Any]:
    """Until the first that is torn."""
    found = []
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                found.append(json.loads(line))
    except (OSError, ValueError, RecursionError):
        pass
    return found


def _line(piece: Piece) -> dict[str, Any]:
    return {
        "until": piece.until,
        "words": [[word.text, word.start_s, word.end_s, word.language] for word in piece.words],
    }


def _piece(line: dict[str, Any]) -> Piece:
    return Piece(line["until"], tuple(Word(*word) for word in line["words"]))
