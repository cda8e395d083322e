"""A Chinese book, 《动手学深度学习》 → two books of the layout of `books.py`: to train on, and to measure.

`python -m tutor_app.training.d2l SOURCE FOLDER [--strange FILE FILE]`, where SOURCE holds `sections.jsonl`
and `figures.jsonl` with `file`, `section_title`, `blocks`. Every fourth chapter is kept for measuring: the
first book has nothing of it; the second has every section, and of these chapters alone the questions and
figures. Preface, notation and the like have no chapter number, so that nothing is asked of them.

Questions are the exercises, the points of the summaries (both leave the text) and headings that name one
section. Strange ones are made (`fusion/strange.py`).
"""

import argparse
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tutor_app.training.fusion.questions import ASKING_ZH
from tutor_app.training.fusion.strange import strange_questions

EXERCISES, SUMMARY = "练习", "小结"
LEAST_SECTIONS = 5  # of a chapter that is asked about
EVERY, FIRST = 4, 2
SHORTEST = 10  # characters of an exercise or a point of a summary
HEADING = (4, 30)  # characters of a heading that is asked for
STRANGERS = 300  # questions of other subjects, of each file

Record = dict[str, Any]

_ITEM = re.compile(r"^(?:[*-]|\d+\.)\s+")
_TAB = re.compile(r"^:(?:begin_tab|end_tab|label|width|bibliography)\b.*$|^\[Discussions\].*$", re.MULTILINE)


def convert(source: Path, folder: Path, name: str, strange: Sequence[Sequence[str]] = ()) -> None:
    """Writes `name` and `name-test` into `folder`; `strange`: for each, questions that neither answers."""
    sections = [line for line in _lines(source / "sections.jsonl") if line["blocks"]]
    figures = list(_lines(source / "figures.jsonl"))
    counts = Counter(_chapter(line) for line in sections)
    whole = sorted(chapter for chapter, count in counts.items() if count >= LEAST_SECTIONS)
    chapters = {chapter: number for number, chapter in enumerate(whole, start=1)}
    kept = set(whole[FIRST::EVERY])
    asked = [line for section in sections for line in _questions(section, chapters)]
    asked += _headings(sections, chapters)
    for book, shelf, of in (
        (name, counts.keys() - kept, chapters.keys() - kept),
        (f"{name}-test", counts.keys(), kept),
    ):
        numbers = {chapters[chapter] for chapter in of}
        (folder / book / "images").mkdir(parents=True, exist_ok=True)
        shown = [line for line in figures if _chapter(line) in of and (source / line["image"]).is_file()]
        for line in shown:
            shutil.copyfile(source / line["image"], folder / book / line["image"])
        own = [line for line in sections if _chapter(line) in shelf]
        _write(folder / book / "sections.jsonl", (_section(line, chapters) for line in own))
        _write(folder / book / "figures.jsonl", (_figure(line, own, chapters) for line in shown))
        _write(folder / book / "exercises.jsonl", (line for line in asked if line["chapter"] in numbers))
        if strange:
            others = strange[book != name]
            _write(folder / book / "strange.jsonl", ({"problem": text, "module": ""} for text in others))


def clean(text: str) -> str:
    """As a reader sees it: without tabs, references and marks of the book's own tools."""
    text = _TAB.sub("", text)
    text = re.sub(r"\s*:(?:numref|eqref|cite[tp]?|ref):`[^`]*`", "", text)
    text = re.sub(r"\[([^][]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"[(\[](?:\*\*|~~)(.*?)(?:\*\*|~~)[)\]]", r"\1", text, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def items(text: str) -> list[str]:
    """The points of a list, each with the lines that belong to it."""
    found: list[str] = []
    for line in clean(text).splitlines():
        if _ITEM.match(line):
            found.append(_ITEM.sub("", line))
        elif found:
            found[-1] += f" {_ITEM.sub('', line.strip())}"
    return found


def _questions(section: Record, chapters: dict[str, int]) -> Iterator[Record]:
    for kind in (EXERCISES, SUMMARY):
        blocks = [block["text"] for block in section["blocks"] if _last(block) == kind]
        for text in dict.fromkeys(item for block in blocks for item in items(block)):
            if len(text) >= SHORTEST:
                yield _question(section, chapters, text, kind)


def _headings(sections: Sequence[Record], chapters: dict[str, int]) -> Iterator[Record]:
    """Headings that stand in one section only, asked for in turn in every way."""
    places: dict[str, list[Record]] = {}
    for section in sections:
        for title in {clean(title) for block in section["blocks"] for title in block["path"]}:
            places.setdefault(title, []).append(section)
    telling = [(title, of[0]) for title, of in sorted(places.items()) if len(of) == 1]
    fitting = [(title, of) for title, of in telling if HEADING[0] <= len(title) <= HEADING[1]]
    for number, (title, section) in enumerate(fitting):
        yield _question(section, chapters, ASKING_ZH[number % len(ASKING_ZH)].format(title), "heading")


def _question(section: Record, chapters: dict[str, int], text: str, kind: str) -> Record:
    chapter = chapters.get(_chapter(section))
    return {"problem": text, "module": _module(section), "chapter": chapter, "kind": kind}


def _section(line: Record, chapters: dict[str, int]) -> Record:
    blocks = [
        {**block, "path": [clean(title) for title in block["path"][1:]], "text": text, "type": _type(text)}
        for block in line["blocks"]
        if _last(block) not in (EXERCISES, SUMMARY) and (text := clean(block["text"]))
    ]
    titles = [line["section_title"], *(block["path"][0] for block in line["blocks"] if block["path"])]
    title = clean(next(filter(None, titles), Path(line["file"]).stem))
    chapter = chapters.get(_chapter(line))
    return {"module": _module(line), "chapter": chapter, "section_title": title, "blocks": blocks}


def _figure(line: Record, sections: Iterable[Record], chapters: dict[str, int]) -> Record:
    reference = f":numref:`{line['label']}`"
    own = (section for section in sections if section["file"] == line["file"])
    blocks = (block for section in own for block in section["blocks"])
    return {
        "module": _module(line),
        "chapter": chapters.get(_chapter(line)),
        "figure_id": line["label"] or Path(line["image"]).stem,
        "caption": clean(line["caption_clean"] or ""),
        "image": line["image"],
        "dhash": line["dhash"],
        "prev_para_id": line["prev_para_id"],
        "mentions": [{"id": block["id"]} for block in blocks if line["label"] and reference in block["text"]],
    }


def _type(text: str) -> str:
    return "list" if all(map(_ITEM.match, text.splitlines())) else "para"


def _last(block: Record) -> str:
    return block["path"][-1] if block["path"] else ""


def _chapter(line: Record) -> str:
    return str(line["file"]).split("/")[0].removeprefix("chapter_")


def _module(line: Record) -> str:
    return f"{_chapter(line)}-{Path(line['file']).stem}"


def _lines(file: Path) -> Iterator[Record]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(file: Path, lines: Iterable[Record]) -> None:
    file.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tutor_app.training.d2l")
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--strange", type=Path, nargs=2, help="more of them, a question a line, to train on and to measure"
    )
    chosen = parser.parse_args()
    texts = [file.read_text(encoding="utf-8").splitlines()[:STRANGERS] for file in chosen.strange or ()]
    train, test = texts or ((), ())
    train = list(np.random.default_rng(6).permutation([*strange_questions(), *train]))
    convert(chosen.source, chosen.folder, "d2l-zh", (train, test))
