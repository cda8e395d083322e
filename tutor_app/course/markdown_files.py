"""Find the chapters and pictures of a folder, in its author's order or by number and name.

What leads out of the folder, is hidden or no regular file is left out, with the reason.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

TEXT_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg")
ORDER_FILE = ".order.json"  # in a course's copy: the order that its source told
MAX_NAV_BYTES = 2_000_000
MAX_NAV_NODES = 200_000
FOREIGN_FOLDERS = {"node_modules", "__pycache__", "__macosx", "venv", "env", "site-packages", "$recycle.bin"}
_NUMBERS = re.compile(r"(\d+)")
_FIRST = ("index", "readme", "intro", "introduction", "preface", "前言", "序")
_SUMMARY_LINK = re.compile(r"\]\(\s*<?([^)>#\s]+\.(?:md|markdown))>?[^)]*\)", re.IGNORECASE)

Reason = Literal["leads outside", "no file", "hidden"]


@dataclass(frozen=True)
class LeftOut:
    """A file that is no material, and why."""

    path: Path
    reason: Reason


@dataclass(frozen=True)
class MaterialFiles:
    """The chapters in order, the pictures beside them, and what was left out."""

    texts: tuple[Path, ...]
    pictures: tuple[Path, ...]
    left_out: tuple[LeftOut, ...] = ()


def list_material(source: Path) -> MaterialFiles:
    """Find the Markdown files of a folder, or take the one file; pictures belong to a folder alone."""
    if source.is_file():
        return MaterialFiles((source,) if source.suffix.lower() in TEXT_SUFFIXES else (), ())
    texts: list[Path] = []
    pictures: list[Path] = []
    left_out: list[LeftOut] = []
    for path in _walk(source):
        suffix = path.suffix.lower()
        if suffix not in (*TEXT_SUFFIXES, *PICTURE_SUFFIXES):
            continue
        if reason := _unfit(path, source):
            left_out.append(LeftOut(path, reason))
        else:
            (texts if suffix in TEXT_SUFFIXES else pictures).append(path)
    chosen = [path for path in texts if path.stem.upper() != "README"] or texts
    listed = _listed(source, chosen + [path for path in texts if path not in chosen])
    return MaterialFiles(tuple(listed or sorted(chosen, key=lambda path: order_key(source, path))),
                         tuple(sorted(pictures)), tuple(left_out))  # fmt: skip


def order_key(root: Path, path: Path) -> tuple[Any, ...]:
    """Sort chapter 2 before chapter 10, and a folder's index first."""
    parts = path.relative_to(root).with_suffix("").parts
    first = tuple((1, natural_key(part)) for part in parts[:-1])
    is_first = parts[-1].lower() in _FIRST
    return (*first, (0 if is_first else 1, natural_key(parts[-1])))


def natural_key(name: str) -> tuple[tuple[int, Any], ...]:
    """Compare numbers in a name as numbers."""
    pieces = (piece for piece in _NUMBERS.split(name.lower()) if piece)
    return tuple((0, int(piece)) if piece.isdigit() and len(piece) < 19 else (1, piece) for piece in pieces)


def _walk(root: Path) -> Iterator[Path]:
    """Every name below a folder, links to folders not followed, hidden and foreign folders not entered."""
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(
            name for name in folders if not _is_hidden(name) and name.lower() not in FOREIGN_FOLDERS
        )
        yield from (Path(folder) / name for name in sorted(files) if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    """As the shell hides it; `._x` is macOS's, `.#x` Emacs's, `~$x` Word's."""
    return name.startswith((".", "~$", "#")) or name.endswith("~")


def _unfit(path: Path, root: Path) -> Reason | None:
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return "leads outside"
    except (OSError, RuntimeError):
        return "no file"  # a link to nothing, or in a circle
    return None if path.is_file() else "no file"


def _listed(root: Path, texts: Sequence[Path]) -> list[Path]:
    """The chapters in the order that a list of the author's tells; empty where there is none."""
    by_path = {path.resolve(): path for path in texts}
    for name, read in _LISTS:
        file = root / name
        if not file.is_file() or file.stat().st_size > MAX_NAV_BYTES:
            continue
        try:
            wanted = list(read(file))
        except (OSError, ValueError, yaml.YAMLError, RecursionError, AttributeError, TypeError):
            continue  # a broken list orders nothing
        listed = dict.fromkeys(by_path[path] for one in wanted if (path := _resolved(one)) in by_path)
        if len(listed) >= 2 or (name == ORDER_FILE and listed):
            return list(listed)
    return []


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def _from_order(file: Path) -> Iterator[Path]:
    yield from (file.parent / name for name in json.loads(file.read_text(encoding="utf-8")))


def _from_mkdocs(file: Path) -> Iterator[Path]:
    told = _load_yaml(file)
    root = file.parent / str(told.get("docs_dir", "docs"))
    root = root if root.is_dir() else file.parent
    yield from (root / name for name in _strings(told.get("nav")) if name.lower().endswith(TEXT_SUFFIXES))


def _from_mkdocs_above(file: Path) -> Iterator[Path]:
    """The list of a site whose `docs_dir` the given folder is; of another folder's it says nothing."""
    told = _load_yaml(file)
    folder = file.parent.parent  # `file` is named "FOLDER/../mkdocs.yml"
    if (folder.parent / str(told.get("docs_dir", "docs"))).resolve() == folder.resolve():
        yield from (
            folder / name for name in _strings(told.get("nav")) if name.lower().endswith(TEXT_SUFFIXES)
        )


def _from_toc(file: Path) -> Iterator[Path]:
    told = _load_yaml(file)
    for name in _named(told, ("root", "file")):
        for suffix in ("", *TEXT_SUFFIXES):
            yield file.parent / f"{name}{suffix}"


def _from_myst(file: Path) -> Iterator[Path]:
    told = _load_yaml(file)
    yield from (file.parent / name for name in _named(told, ("file",)))


def _from_summary(file: Path) -> Iterator[Path]:
    for name in _SUMMARY_LINK.findall(file.read_text(encoding="utf-8")):
        yield file.parent / name


def _load_yaml(file: Path) -> Any:
    """Raises: ValueError: it names more than any book has; an alias of aliases grows without end."""
    told = yaml.load(file.read_text(encoding="utf-8"), _TolerantLoader)
    waiting, count = [told], 0
    while waiting:
        one = waiting.pop()
        count += 1
        if count > MAX_NAV_NODES:
            raise ValueError("too many names")
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
    return told


def _strings(told: Any) -> Iterator[str]:
    """Every text of a nest of lists and tables, in order."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list):
        for one in told:
            yield from _strings(one)
    elif isinstance(told, dict):
        for one in told.values():
            yield from _strings(one)


def _named(told: Any, keys: Sequence[str]) -> Iterator[str]:
    """The texts under these keys, wherever they stand."""
    if isinstance(told, list):
        for one in told:
            yield from _named(one, keys)
    elif isinstance(told, dict):
        for key, one in told.items():
            if key in keys and isinstance(one, str):
                yield one
            else:
                yield from _named(one, keys)


class _TolerantLoader(yaml.SafeLoader):  # type: ignore[misc]
    """Tags of a program (`!!python/name:…`, `!ENV`) are nothing, and nothing is run."""


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)


_LISTS = (
    (ORDER_FILE, _from_order),
    ("mkdocs.yml", _from_mkdocs),
    ("mkdocs.yaml", _from_mkdocs),
    ("../mkdocs.yml", _from_mkdocs_above),
    ("../mkdocs.yaml", _from_mkdocs_above),
    ("_toc.yml", _from_toc),
    ("docs/_toc.yml", _from_toc),
    ("SUMMARY.md", _from_summary),
    ("src/SUMMARY.md", _from_summary),
    ("myst.yml", _from_myst),
)


def check_readable(files: MaterialFiles, source: Path) -> None:
    """Raises: TutorError: there is no Markdown in `source`."""
    if not files.texts:
        raise TutorError(
            tr("There is no Markdown in {name}.", name=source.name),
            tr("Give an .md file or a folder of them."),
        )
