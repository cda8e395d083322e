"""Which exercise a solution belongs to: the one of its number, in the chapter that its titles name."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.material import Block, Section
from tutor_app.course import block_shapes as shapes

_HAN_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")}
_CHAPTER = re.compile(
    r"(?:chapter|unit|module|lesson|part)\s+(\d+)\b|第\s*(\d+|[一二三四五六七八九十]+)\s*[章单元课]|^\s*(\d+)(?=[.\s:：、])",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?<![\d.])(\d+\.\d+)(?![\d.]*\d)")


@dataclass(frozen=True)
class ItemPlace:
    """What titles say of where an exercise or a solution belongs."""

    root: str  # the outermost title
    section: str  # "3.2"; empty if nothing says it
    chapter: int | None
    number: str


def match_solutions(sections: Sequence[Section], blocks: Sequence[Block]) -> list[int | None]:
    """Return for each block the id of the exercise that it solves; nothing where several could be meant."""
    paths = {section.id: section.path for section in sections}
    numbers = number_items(blocks)
    places = [
        read_place(paths.get(block.section, ()), number)
        for block, number in zip(blocks, numbers, strict=True)
    ]
    exercises: dict[str, list[tuple[ItemPlace, int]]] = defaultdict(list)
    for block, place in zip(blocks, places, strict=True):
        if block.role == "exercise" and place.number:
            exercises[_last_number(place.number)].append((place, block.id))
    found: list[int | None] = []
    latest: int | None = None  # the exercise just above
    for at, (block, place) in enumerate(zip(blocks, places, strict=True)):
        if block.role != "solution":
            latest = _newest(block, latest)
            found.append(None)
        elif place.number:
            found.append(_choose(place, exercises.get(_last_number(place.number), ()), block.id))
        elif shapes.is_solution_label(block.text):
            found.append(latest)
        else:  # a solution of several paragraphs
            found.append(found[-1] if at and blocks[at - 1].role == "solution" else None)
    return found


def _newest(block: Block, latest: int | None) -> int | None:
    """The exercise that is newest after this block; its options are no exercises of their own."""
    if block.role == "exercise":
        return latest if shapes.read_letter(block.text) and latest is not None else block.id
    return None if block.kind == "paragraph" else latest


def read_place(titles: Sequence[str], number: str) -> ItemPlace:
    """Read the chapter and section that titles, or a number of several parts, name; the deepest counts."""
    parts = number.split(".") if "." in number else number.split("-")
    root = titles[0] if titles else ""
    if len(parts) >= 3:
        return ItemPlace(root, ".".join(parts[:2]), int(parts[0]), number)
    section = next((found[1] for title in reversed(titles) if (found := _SECTION.search(title))), "")
    if len(parts) == 2:
        return ItemPlace(root, section, int(parts[0]), number)
    chapters = (_read_chapter(title) for title in reversed(titles))
    chapter = next((found for found in chapters if found is not None), None)
    return ItemPlace(root, section, int(section.split(".")[0]) if section else chapter, number)


def number_items(blocks: Sequence[Block]) -> list[str]:
    """The number of each block; "1." before every item, as Markdown allows, is counted on."""
    numbers: list[str] = []
    count = 1
    for place, block in enumerate(blocks):
        number = shapes.read_number(block.text) if block.role in ("exercise", "solution") else ""
        is_next = place > 0 and block.kind == "list" and blocks[place - 1].section == block.section
        if (
            number == "1"
            and is_next
            and numbers[-1] == str(count)
            and shapes.read_number(blocks[place - 1].text) == "1"
        ):
            count += 1
            number = str(count)
        elif number:
            count = int(number) if number.isdigit() else 1
        numbers.append(number)
    return numbers


def _choose(place: ItemPlace, candidates: Sequence[tuple[ItemPlace, int]], solution: int) -> int | None:
    """The exercise of the same section or chapter; without either the nearest one above."""
    if place.section:
        same = [id for other, id in candidates if other.section == place.section]
        if same:
            return same[0] if len(same) == 1 else max((id for id in same if id < solution), default=same[0])
    if place.chapter is not None:
        candidates = [(other, id) for other, id in candidates if other.chapter == place.chapter]
        if len(candidates) == 1:
            return candidates[0][1]
    near = [id for other, id in candidates if other.root == place.root and id < solution]
    return max(near, default=None)


def _read_chapter(title: str) -> int | None:
    found = _CHAPTER.search(title)
    if not found:
        return None
    text = next(group for group in found.groups() if group)
    return int(text) if text.isdigit() else _from_han(text)


def _from_han(text: str) -> int:
    tens, is_ten, ones = text.rpartition("十")
    return (10 * (_HAN_DIGITS.get(tens, 1) if tens else 1) if is_ten else 0) + _HAN_DIGITS.get(ones, 0)


def _last_number(number: str) -> str:
    return re.split(r"[.-]", number)[-1]
