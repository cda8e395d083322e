"""Blocks as rows of an index: read in the material's order; roles are written once all of it is read."""

import json
import sqlite3
from dataclasses import replace

from tutor_app.core.locators import from_json
from tutor_app.core.material import Block, Section
from tutor_app.course.leads import find_leads
from tutor_app.course.roles import assign_roles
from tutor_app.course.schema import WITH_ROLES, read_version
from tutor_app.course.solutions import match_solutions

HEAD_LETTERS, TAIL_LETTERS = 3000, 600  # of a block that are looked at
ROLES_VERSION = "1"  # of what roles are told by: another one's are told anew


def select_blocks(db: sqlite3.Connection, condition: str, *values: object) -> list[Block]:
    """Return the blocks that meet an SQL condition, in the material's order; of an older index, too."""
    told = "role, lead, solves" if read_version(db) >= WITH_ROLES else "'body', NULL, NULL"
    rows = db.execute(
        f"SELECT id, section, kind, text, locator, {told} FROM block WHERE {condition} ORDER BY id", values
    )
    return [
        Block(id, section, kind, text, from_json(locator)[0], role, lead, solves)
        for id, section, kind, text, locator, role, lead, solves in rows
    ]


def _clip(block: Block) -> Block:
    """A block's first and last letters: they tell its role, and nobody's endless line holds anything up."""
    if len(block.text) <= HEAD_LETTERS + TAIL_LETTERS:
        return block
    return replace(block, text=f"{block.text[:HEAD_LETTERS]}\n{block.text[-TAIL_LETTERS:]}")


def select_sections(db: sqlite3.Connection) -> list[Section]:
    """Return all sections in the material's order."""
    rows = db.execute("SELECT id, level, title, path, locator FROM section ORDER BY id")
    return [
        Section(id, level, title, tuple(json.loads(path)), from_json(locator)[0])
        for id, level, title, path, locator in rows
    ]


def update_roles(db: sqlite3.Connection) -> None:
    """Write each block's role, what introduces it and what it solves, in the caller's transaction."""
    sections, blocks = select_sections(db), [_clip(block) for block in select_blocks(db, "1")]
    roles = assign_roles(sections, blocks)
    blocks = [replace(block, role=role) for block, role in zip(blocks, roles, strict=True)]
    leads, solved = find_leads(blocks), match_solutions(sections, blocks)
    rows = zip(roles, leads, solved, [block.id for block in blocks], strict=True)
    db.executemany("UPDATE block SET role = ?, lead = ?, solves = ? WHERE id = ?", rows)
