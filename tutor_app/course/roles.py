"""The role of every block, from its section's titles and from its own shape and that of its neighbours.

A title that may be of the subject ("Solutions" in chemistry), or of a section farther up, counts only
where the text below has the shape of its role.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from tutor_app.core.material import Block, BlockRole, Section
from tutor_app.course import block_shapes as shapes
from tutor_app.course.section_roles import assign_by_shape
from tutor_app.course.section_titles import is_example, is_numbered, is_unsure, role_from_title

MIN_FIT = 0.4  # of a section's blocks: have the shape of a role that its own title doesn't give for sure
MAX_BENEATH = 3  # blocks: below a term that was taken for a heading
_FITS: dict[BlockRole, Callable[[str], bool]] = {
    "exercise": lambda text: (
        bool(shapes.read_number(text) or shapes.read_letter(text))
        or shapes.is_question(text)
        or shapes.is_task(text)
    ),
    "solution": lambda text: bool(shapes.read_number(text)) or shapes.is_solution_label(text),
    "references": lambda text: shapes.is_source(text) or shapes.is_cited(text),
    "glossary": shapes.is_entry,
    "contents": lambda text: (
        shapes.is_contents(text) or shapes.is_link(text) or shapes.read_page(text) is not None
    ),
    "syllabus": lambda text: shapes.is_date(text) or shapes.is_policy(text),
}


def assign_roles(sections: Sequence[Section], blocks: Sequence[Block]) -> list[BlockRole]:
    """Return the role of each block; the blocks are in the material's order."""
    known = {section.id: section for section in sections}
    roles: list[BlockRole] = []
    before: BlockRole = "body"
    for id, run in groupby(blocks, lambda block: block.section):
        group = list(run)
        section = known.get(id)
        before = _section_role(section, group, before) if section else "body"
        roles += assign_by_shape(group, before)
    return roles


def _section_role(section: Section, group: Sequence[Block], before: BlockRole) -> BlockRole:
    """The role that titles give, from the section's own upwards; "body" where they give none."""
    texts = [block.text for block in group if block.kind != "caption"]
    if is_example(section.title):
        return "body"
    own = role_from_title(section.title)
    if own:
        return own if not is_unsure(section.title) or _fits(own, texts) else "body"
    if before == "exercise" and _asks(section.title):
        return "exercise"  # a question in bold that was taken for a heading
    for title in reversed(section.path[:-1]):
        if is_example(title):
            return "body"
        if role := role_from_title(title):
            return role if _inherits(role, section, texts) else "body"
    return "body"


def _asks(title: str) -> bool:
    return shapes.is_question(title) or (bool(shapes.read_number(title)) and shapes.is_task(title))


def _inherits(role: BlockRole, section: Section, texts: Sequence[str]) -> bool:
    """Tell whether what stands below an inner title plays the part that an outer one gives."""
    if role == "glossary" and not is_numbered(section.title) and len(texts) <= MAX_BENEATH:
        return True
    if role not in _FITS:
        return role != "objectives" and not is_numbered(section.title)
    return _fits(role, texts)


def _fits(role: BlockRole, texts: Sequence[str]) -> bool:
    fits = _FITS.get(role)
    return fits is None or shapes.share([fits(text) for text in texts]) >= MIN_FIT
