"""Reads a book of the layout of the OpenStax folders: `sections.jsonl`, `exercises.jsonl`, `figures.jsonl`.

A section is `{module, section_title, blocks: [{id, type, path, text}]}`, an exercise `{module, problem}`,
where `module` names the section that answers it, a figure `{module, figure_id, caption, alt, image}`.
`strange.jsonl` may hold exercises of other subjects, which the book doesn't answer.
"""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOLUTION = "solution"  # the context of figures that a learner must not see before answering


@dataclass(frozen=True)
class Exercise:
    """A question, and the section that answers it."""

    problem: str
    module: str
    chapter: int | None = None
    options: tuple[str, ...] = ()  # of a multiple choice
    key: int | None = None  # which of them is right
    solution: str = ""


@dataclass(frozen=True)
class BookFigure:
    """A picture of the book and what the book says of it."""

    id: str
    module: str
    chapter: int | None
    caption: str
    alt: str
    image: Path
    after: str  # the block that it stands behind; empty: at the end of its section
    dhash: str
    mentions: tuple[str, ...] = ()  # blocks that speak of it


@dataclass(frozen=True)
class Book:
    """One book; `modules` are its sections in order."""

    name: str
    modules: tuple[dict[str, Any], ...]
    exercises: tuple[Exercise, ...]
    figures: tuple[BookFigure, ...] = ()
    glossary: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    strange: tuple[Exercise, ...] = field(default=(), repr=False)  # that it doesn't answer


def is_book(folder: Path) -> bool:
    return (folder / "sections.jsonl").is_file() and (folder / "exercises.jsonl").is_file()


def read_book(folder: Path) -> Book:
    """Raises: OSError, ValueError, KeyError: not of this layout."""
    modules = tuple(_lines(folder / "sections.jsonl"))
    known = {(module["module"], block.get("id", "")) for module in modules for block in module["blocks"]}
    exercises = (_exercise(line) for line in _lines(folder / "exercises.jsonl"))
    return Book(
        folder.name,
        modules,
        tuple(exercise for exercise in exercises if exercise.problem.strip()),
        tuple(
            _figure(folder, line, known)
            for line in _lines(folder / "figures.jsonl")
            if line.get("context") != SOLUTION and line["image"] and (folder / line["image"]).is_file()
        ),
        tuple(_lines(folder / "glossary.jsonl")),
        tuple(_exercise(line) for line in _lines(folder / "strange.jsonl")),
    )


def write_markdown(book: Book, folder: Path) -> None:
    """The book without exercises and figures, a file for each section, which `module_of` names."""
    _write(book, folder, {})


def write_illustrated(book: Book, folder: Path) -> tuple[BookFigure, ...]:
    """The same with figures and captions; the figures in the order in which they stand in the files."""
    pictures = folder / "images"
    pictures.mkdir(parents=True)
    for figure in book.figures:
        shutil.copyfile(figure.image, pictures / figure.image.name)
    return _write(book, folder, _by_place(book))


def module_of(file: str) -> str:
    """The section that a file of `write_markdown` holds."""
    return Path(file).stem.split("-", 1)[1]


def _write(
    book: Book, folder: Path, figures: Mapping[tuple[str, str], Sequence[BookFigure]]
) -> tuple[BookFigure, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    placed: list[BookFigure] = []
    for number, module in enumerate(book.modules):
        text = "\n\n".join(_markdown(module, figures, placed))
        (folder / f"{number:04}-{module['module']}.md").write_text(text, encoding="utf-8")
    return tuple(placed)


def _by_place(book: Book) -> dict[tuple[str, str], list[BookFigure]]:
    """Figures by section and the block that they stand behind."""
    places: dict[tuple[str, str], list[BookFigure]] = defaultdict(list)
    for figure in book.figures:
        places[figure.module, figure.after].append(figure)
    return places


def _markdown(
    module: dict[str, Any],
    figures: Mapping[tuple[str, str], Sequence[BookFigure]],
    placed: list[BookFigure],
) -> Iterator[str]:
    name = module["module"]
    yield f"# {_line(module['section_title'])}"
    path: list[str] = []
    for block in module["blocks"]:
        here = figures.get((name, block.get("id", "")), ())
        if block["type"] == "exercise" or not block["text"].strip():
            yield from _illustrated(here, "", placed)
            continue
        if block["path"] != path:
            path = block["path"]
            yield from (f"{'#' * min(level, 6)} {_line(title)}" for level, title in enumerate(path, start=2))
        if block["type"] == "figure_caption" and here:
            yield from _illustrated(here, _line(block["text"]), placed)
            continue
        yield _block(block)
        yield from _illustrated(here, "", placed)
    yield from _illustrated(figures.get((name, ""), ()), "", placed)


def _illustrated(figures: Sequence[BookFigure], caption: str, placed: list[BookFigure]) -> Iterator[str]:
    """Pictures, the last one above the caption."""
    for number, figure in enumerate(figures, start=1):
        placed.append(figure)
        yield f"![{re.sub(r'[][]', ' ', _line(figure.alt))}](images/{figure.image.name})"
        beneath = caption if number == len(figures) else ""
        if beneath or figure.caption:
            yield f"*{re.sub(r'[*_]', ' ', beneath or _line(figure.caption))}*"


def _block(block: dict[str, Any]) -> str:
    if block["type"] in ("list", "table"):
        return "\n".join(line.strip() for line in block["text"].splitlines() if line.strip())
    return _plain(_line(block["text"]))


def _exercise(line: dict[str, Any]) -> Exercise:
    options = tuple(option.removeprefix("- ").strip() for option in line.get("options") or ())
    solution = line.get("solution") or ""
    letter = re.match(r"\W*([A-H])\b", solution.strip(), re.IGNORECASE)
    key = ord(letter[1].upper()) - ord("A") if letter and len(options) > 1 else None
    return Exercise(
        line["problem"],
        line["module"],
        line.get("chapter"),
        options,
        key if key is not None and key < len(options) else None,
        solution,
    )


def _figure(folder: Path, line: dict[str, Any], known: set[tuple[str, str]]) -> BookFigure:
    """`figure_id` is also the id of the block with its caption, if it has one."""
    id = line["figure_id"] or Path(line["image"]).stem
    places = (id, line.get("prev_para_id") or "")
    after = next((place for place in places if (line["module"], place) in known), "")
    return BookFigure(
        id,
        line["module"],
        line.get("chapter"),
        line.get("caption") or "",
        line.get("alt") or "",
        folder / line["image"],
        after,
        line.get("dhash") or "",
        tuple(mention["id"] for mention in line.get("mentions") or ()),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """What Markdown would take for a mark at the start of a paragraph is text here."""
    return re.sub(r"^([<>#|=`~+*-]|\d+[.)])", r"\\\1", text)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    """The records of a file; none if a book has no such file."""
    if not file.is_file():
        return
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
