"""What introduces a list or a table: the block that says "There are three kinds." joined to the kinds."""

import re
from collections.abc import Sequence

from tutor_app.core.language import is_han
from tutor_app.core.material import Block
from tutor_app.course import block_shapes as shapes

MAX_ALONE_WORDS = 30  # of a paragraph of one sentence that leads whatever its words are
MAX_BETWEEN = 2  # paragraphs between two numbered items: what the first one goes on with
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|(?<=[。！？])[”’）]*")
_COLON = re.compile(r"[:：—][\"”’)*_\s]*$")
_CUE = re.compile(
    r"\b(?:as follows|the following|following|below|these|includes?|including|consists? of|namely|such as"
    r"|for example"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|some|many|various|different"
    r"|multiple|a few|a number of"
    r"|main|key|major|common|important|basic)\s+(?:\w+\s+){0,4}\w+s)\b"
    r"|如下|以下|下列|下面|包括|包含|分为|分成|主要有|有以下|例如|即|步骤"
    r"|[一二两三四五六七八九十几多数\d]\s*(?:个|种|点|类|条|步|项|方面|阶段|部分|层|大|组|件|处|环节|途径"
    r"|情况)",
    re.IGNORECASE,
)
_TABLE_CUE = re.compile(r"\btables?\b|\bfollowing\b|\bbelow\b|表|如下|以下|下面", re.IGNORECASE)


def find_leads(blocks: Sequence[Block]) -> list[int | None]:
    """Return for each block the id of the one that introduces it; options belong to their question."""
    leads: list[int | None] = [None] * len(blocks)
    lead: int | None = None  # of the list that is being read
    parent: int | None = None  # its newest item, which may have items of its own
    last: int | None = None  # the place of the block before, captions not counted
    for place, block in enumerate(blocks):
        if last is not None and blocks[last].section != block.section:
            lead = parent = last = None
        if block.kind == "list":
            is_first = last is None or blocks[last].kind != "list"
            if is_first and not _resumes(blocks, place, leads):
                lead, parent = (_lead(blocks[last], last, leads) if last is not None else None), None
            elif is_first:
                lead = _resume(blocks, place, leads)
            is_inner = bool(shapes.read_letter(block.text)) and parent is not None
            leads[place] = parent if is_inner else lead
            parent = parent if is_inner or not shapes.read_number(block.text) else block.id
        elif (
            block.kind == "table"
            and last is not None
            and _TABLE_CUE.search(_last_sentence(blocks[last].text))
        ):
            leads[place] = blocks[last].id if blocks[last].kind == "paragraph" else None
        elif block.kind == "paragraph" and last is not None and shapes.is_term(blocks[last].text):
            leads[place] = blocks[last].id if blocks[last].role == "glossary" else None
        if block.kind not in ("caption", "figure"):
            last = place
    return leads


def _lead(block: Block, place: int, leads: list[int | None]) -> int | None:
    """The block before a list, if it introduces it."""
    if block.kind not in ("paragraph", "formula"):
        return None
    sentence = _last_sentence(block.text)
    alone = sentence == block.text.strip() and _words(sentence) <= MAX_ALONE_WORDS
    return block.id if alone or _COLON.search(sentence) or _CUE.search(sentence) else None


def _resumes(blocks: Sequence[Block], place: int, leads: list[int | None]) -> bool:
    return _resume(blocks, place, leads) is not None


def _resume(blocks: Sequence[Block], place: int, leads: list[int | None]) -> int | None:
    """The lead of a numbered list that goes on after what its last item says at length."""
    number = shapes.read_number(blocks[place].text)
    if not number.isdigit():
        return None
    for before in range(place - 1, max(place - 2 - MAX_BETWEEN, -1), -1):
        block = blocks[before]
        if block.section != blocks[place].section:
            return None
        if block.kind == "list":
            known = shapes.read_number(block.text)
            goes_on = known.isdigit() and int(known) + 1 == int(number)
            if not goes_on or leads[before] is None:
                return None
            for between in range(before + 1, place):
                leads[between] = leads[before] if blocks[between].kind == "paragraph" else leads[between]
            return leads[before]
    return None


def _last_sentence(text: str) -> str:
    pieces = [piece for piece in _SENTENCE_END.split(text.strip()) if piece.strip()]
    return pieces[-1].strip() if pieces else ""


def _words(text: str) -> float:
    return len(re.findall(r"[A-Za-z0-9']+", text)) + sum(map(is_han, text)) / 2
