"""Reads a book of the layout of the OpenStax folders: `sections.jsonl`, `exercises.jsonl`.

A section is `{module, section_title, blocks: [{type, path, text}]}`, an exercise `{module, problem}`, where
`module` names the section that answers it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Exercise:
    """A question, and the section that answers it."""

    problem: str
    module: str


@dataclass(frozen=True)
class Book:
    """One book; `modules` are its sections in order."""

    name: str
    modules: tuple[dict[str, Any], ...]
    exercises: tuple[Exercise, ...]


def is_book(folder: Path) -> bool:
    return (folder / "sections.jsonl").is_file() and (folder / "exercises.jsonl").is_file()


def read_book(folder: Path) -> Book:
    """Raises: OSError, ValueError, KeyError: not of this layout."""
    exercises = (Exercise(line["problem"], line["module"]) for line in _lines(folder / "exercises.jsonl"))
    return Book(
        folder.name,
        tuple(_lines(folder / "sections.jsonl")),
        tuple(exercise for exercise in exercises if exercise.problem.strip()),
    )


def write_markdown(book: Book, folder: Path) -> None:
    """The book without its exercises, a file for each section, named so that `module_of` gives it back."""
    folder.mkdir(parents=True)
    for number, module in enumerate(book.modules):
        text = "\n\n".join(_markdown(module))
        (folder / f"{number:04}-{module['module']}.md").write_text(text, encoding="utf-8")


def module_of(file: str) -> str:
    """The section that a file of `write_markdown` holds."""
    return Path(file).stem.split("-", 1)[1]


def _markdown(module: dict[str, Any]) -> Iterator[str]:
    yield f"# {_line(module['section_title'])}"
    path: list[str] = []
    for block in module["blocks"]:
        if block["type"] == "exercise" or not block["text"].strip():
            continue
        if block["path"] != path:
            path = block["path"]
            yield from (f"{'#' * min(level, 6)} {_line(title)}" for level, title in enumerate(path, start=2))
        yield _block(block)


def _block(block: dict[str, Any]) -> str:
    if block["type"] in ("list", "table"):
        return "\n".join(line.strip() for line in block["text"].splitlines() if line.strip())
    return _plain(_line(block["text"]))


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """What Markdown would take for a mark at the start of a paragraph is text here."""
    return re.sub(r"^([<>#|=`~+*-]|\d+[.)])", r"\\\1", text)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
