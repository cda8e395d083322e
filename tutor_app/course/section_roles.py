"""The roles of the blocks of one section, from the shapes that follow each other."""

from collections.abc import Callable, Iterator, Sequence

from tutor_app.core.material import Block, BlockRole
from tutor_app.course import block_shapes as shapes
from tutor_app.course.section_titles import is_unsure, role_from_title

MIN_OPTIONS, MIN_TASKS = 3, 3
MIN_ASKED, MIN_TASK_SHARE = 0.5, 0.7  # of a list's items: ask, or set a task
MANY_ITEMS, MIN_ASKED_OF_MANY = 6, 0.3
MIN_PAGES, MIN_LINKS, MIN_DATES, MIN_POLICIES, MIN_SOURCES = 4, 3, 3, 2, 2
MIN_PROSE = 3  # paragraphs at the end of a section of exercises: a heading between was not seen
MAX_TITLE_LETTERS = 60
_BUSY = ("exercise", "objectives", "contents", "syllabus")
_LINES = ("list", "paragraph", "table")


def assign_by_shape(blocks: Sequence[Block], base: BlockRole) -> list[BlockRole]:
    """Return the roles of a section's blocks; `base` is what its titles say."""
    roles: list[BlockRole] = [base] * len(blocks)
    texts = [block.text for block in blocks]
    if base in ("objectives", "contents"):
        _end_list(blocks, roles)
    _mark_aims(blocks, roles)
    if base in ("body", "summary", "objectives", "contents"):
        _mark_boxes(blocks, roles)
        _mark_listings(blocks, roles)
    if base not in ("exercise", "solution", "syllabus"):
        _mark_exercises(blocks, roles)
    if base == "exercise":
        _unmark_prose(texts, roles)
    _mark_solutions(texts, roles)
    return roles


def _mark_aims(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Mark "By the end of this section, you will be able to" with the list below it."""
    for place, block in enumerate(blocks):
        if block.kind not in ("paragraph", "list") or not shapes.is_aim(block.text):
            continue
        roles[place] = "objectives"
        for after in range(place + 1, len(blocks)):
            if blocks[after].kind != "list":
                break
            roles[after] = "objectives"


def _mark_boxes(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Mark what follows a line that is no heading but names a role, until a paragraph of the subject."""
    role: BlockRole | None = None
    for place, block in enumerate(blocks):
        if named := _read_box(block):
            role = named
        elif role and _is_subject(block, role):
            role = None
        if role:
            roles[place] = role


def _read_box(block: Block) -> BlockRole | None:
    """The role that a paragraph names which is no more than a title; "Solution" alone is an example's."""
    title = block.text.strip().strip("*_").strip()
    is_title = block.kind == "paragraph" and len(title) <= MAX_TITLE_LETTERS and "\n" not in title
    if not is_title or is_unsure(title) or shapes.is_solution_label(title):
        return None
    return role_from_title(title)


def _is_subject(block: Block, role: BlockRole) -> bool:
    """Tell whether a block is of the text again, not of the box above it."""
    if role == "exercise":
        return not (shapes.read_letter(block.text) or _is_asked(block.text))
    if role in ("objectives", "contents"):
        return block.kind not in ("list", "table")
    return _is_plain_prose(block.text, role)


def _is_plain_prose(text: str, role: BlockRole) -> bool:
    if not shapes.is_prose(text):
        return False
    fits = {"references": shapes.is_source, "glossary": shapes.is_entry}.get(role, shapes.read_number)
    return not fits(text)


def _mark_listings(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Mark contents, schedules and references by lines of their kind that follow each other."""
    texts = [block.text if block.kind in _LINES else "" for block in blocks]
    for place, text in enumerate(texts):
        if shapes.is_contents(text):
            roles[place] = "contents"
        elif shapes.is_schedule(text):
            roles[place] = "syllabus"
    for first, last in _runs([shapes.read_page(text) is not None for text in texts], MIN_PAGES):
        pages = [shapes.read_page(text) or 0 for text in texts[first:last]]
        if pages == sorted(pages) and len(set(pages)) > len(pages) / 2:
            roles[first:last] = ["contents"] * (last - first)
    for role, is_kind, least in _LISTINGS:
        for first, last in _runs([is_kind(text) for text in texts], least):
            if role != "syllabus" or not shapes.is_series(texts[first:last]):
                roles[first:last] = [role] * (last - first)


def _is_dated(text: str) -> bool:
    return "\n" not in text and shapes.is_date(shapes.strip_bullet(text)) and not shapes.is_prose(text)


def _is_cited_source(text: str) -> bool:
    return shapes.is_cited(text) and shapes.is_source(text)


_LISTINGS: tuple[tuple[BlockRole, Callable[[str], bool], int], ...] = (
    ("contents", shapes.is_link, MIN_LINKS),
    ("syllabus", _is_dated, MIN_DATES),
    ("syllabus", shapes.is_policy, MIN_POLICIES),
    ("references", _is_cited_source, 1),
    ("references", shapes.is_source, MIN_SOURCES),
)


def _mark_exercises(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    texts = [block.text for block in blocks]
    examples = list(_in_examples(texts))
    free = [role not in _BUSY and not shown for role, shown in zip(roles, examples, strict=True)]
    for place, text in enumerate(texts):
        if shapes.is_task_label(text) and free[place]:
            roles[place] = "exercise"
    for first, last in _option_runs(texts):
        stem = first - 1
        if stem >= 0 and free[stem] and shapes.is_question(texts[stem]):
            roles[stem:last] = ["exercise"] * (last - stem)
    items = [
        is_free and bool(shapes.read_number(text) or shapes.read_letter(text))
        for is_free, text in zip(free, texts, strict=True)
    ]
    for first, last in _runs(items, 1):
        if _is_asked_list(texts[first:last], texts[first - 1] if first else ""):
            roles[first:last] = ["exercise"] * (last - first)


def _is_asked_list(items: Sequence[str], lead: str) -> bool:
    """Tell whether a numbered list is of questions or tasks, not of the steps of a procedure."""
    numbered = [text for text in items if shapes.read_number(text)]
    least = MIN_ASKED if len(numbered) < MANY_ITEMS else MIN_ASKED_OF_MANY
    if shapes.share([shapes.is_question(text) for text in numbered]) >= least:
        return True
    tasks = shapes.share([shapes.is_task(text) or shapes.is_question(text) for text in numbered])
    return len(numbered) >= MIN_TASKS and tasks >= MIN_TASK_SHARE and not shapes.is_procedure(lead)


def _in_examples(texts: Sequence[str]) -> Iterator[bool]:
    """Tell of each block whether it belongs to a worked example; a question behind its solution ends it."""
    is_shown = is_solved = False
    for text in texts:
        if shapes.is_example_label(text):
            is_shown, is_solved = True, False
        elif is_shown and shapes.is_solution_label(text):
            is_solved = True
        is_next = is_solved and bool(shapes.read_number(text)) and shapes.is_question(text)
        is_shown = is_shown and not is_next and not shapes.is_task_label(text)
        yield is_shown


def _option_runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where options from the letter a on follow each other."""
    place = 0
    while place < len(texts):
        last = place
        while (
            last < len(texts)
            and shapes.read_letter(texts[last]) == "abcdefgh"[last - place : last - place + 1]
        ):
            last += 1
            if last - place >= 8:
                break
        if last - place >= MIN_OPTIONS:
            yield place, last
        place = max(last, place + 1)


def _unmark_prose(texts: Sequence[str], roles: list[BlockRole]) -> None:
    """Give the end of a section of exercises back to the text where it asks nothing any more."""
    first = len(texts)
    while first and shapes.is_prose(texts[first - 1]) and not _is_asked(texts[first - 1]):
        first -= 1
    if first and len(texts) - first >= MIN_PROSE:
        roles[first:] = ["body"] * (len(texts) - first)


def _is_asked(text: str) -> bool:
    return bool(shapes.read_number(text)) or shapes.is_question(text) or shapes.is_task(text)


def _mark_solutions(texts: Sequence[str], roles: list[BlockRole]) -> None:
    """Mark "Solution" just below an exercise; below an example it belongs to the text."""
    for place, text in enumerate(texts):
        if not shapes.is_solution_label(text):
            continue
        if place and roles[place - 1] in ("exercise", "solution"):
            roles[place] = "solution"
            if place + 1 < len(texts) and _is_title(text) and not _is_asked(texts[place + 1]):
                roles[place + 1] = "solution"


def _end_list(blocks: Sequence[Block], roles: list[BlockRole]) -> None:
    """Give what stands below the list of objectives back to the text: often no heading comes between."""
    has_list = False
    for place, block in enumerate(blocks):
        is_item = block.kind in ("list", "table") or shapes.is_aim(block.text)
        if not is_item and (has_list or shapes.is_prose(block.text)):
            roles[place:] = ["body"] * (len(roles) - place)
            return
        has_list = has_list or block.kind in ("list", "table")


def _is_title(text: str) -> bool:
    """Tell whether a solution's label stands alone."""
    return len(text.strip(" *_.:：")) <= 12


def _runs(is_kind: Sequence[bool], least: int) -> Iterator[tuple[int, int]]:
    """Where so many of a kind follow each other, as slices."""
    first = None
    for place, is_one in enumerate([*is_kind, False]):
        if is_one and first is None:
            first = place
        elif not is_one and first is not None:
            if place - first >= least:
                yield first, place
            first = None
