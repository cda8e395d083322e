"""Sentences of the material that can be asked about: in one line, without marks, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor_app.core.material import Block
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.sentences import sentence_spans
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.roles import find_role

_ROLE = re.compile(r"\s*:(?:numref|eqref|cite|citet|citep|ref|label|func|class|mod):`[^`]*`")
_ASIDE = re.compile(r"[(（][^()（）]*:(?:numref|eqref|ref):`[^`]*`[^()（）]*[)）]|:cite[tp]?:`[^`]*`")
_KEPT = re.compile(r"[\[(](?:\*\*|~~)(.+?)(?:\*\*|~~)[\])]")  # a notebook's marks of what goes on its slides
_EMPHASIS = re.compile(
    r"(?<![A-Za-z0-9*])(?P<mark>\*{1,3})(?=\S)(?P<term>[^*\n]+?)(?<=\S)(?P=mark)(?![A-Za-z0-9*])"
    r"|(?<!\w)(?P<line>_{1,2})(?=\S)(?P<lined>[^_\n]+?)(?<=\S)(?P=line)(?!\w)"
)
_STRUCK = re.compile(r"~~")
_TERM_ROOM = 60  # characters: what is emphasised at greater length is a sentence
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_POINTER = re.compile(
    r"\s*[(（\[]\s*(?:see|as shown in|shown in|refer to|参见|见|如)?\s*(?:also\s+)?"
    r"(?:the )?(?:Figures?|Fig\.|Tables?|Sections?|Chapters?|Appendix|图|表|第)\s*[^()（）\]]{0,40}[)）\]]",
    re.IGNORECASE,
)
_CITATION = re.compile(r"\s*\((?:[A-Z][\w.&' -]+,? )?(?:n\.d\.|(?:19|20)\d\d[a-z]?)[^()]{0,40}\)")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A sentence with the place where it stands."""

    text: str  # without marks
    quote: str  # word for word
    block: int
    section: int
    terms: tuple[str, ...] = ()  # what is emphasised in it
    before: str = ""  # the sentence before it in its block
    has_pointer: bool = False  # it names a formula, a figure or a section that doesn't stand in it


def find_statements(course: CourseText) -> Iterator[Statement]:
    """Give the sentences of the material's own text, in its order; orders to a model are left out."""
    paths = {section.id: section.path for section in course.sections}
    for block in course.blocks:
        role = find_role(block, paths.get(block.section, ()))
        is_told = (block.kind == "paragraph" and role == "body") or (
            block.kind in ("paragraph", "list") and role == "summary"
        )
        if is_told and not is_order(block.text):
            yield from split_block(block)


def split_block(block: Block) -> Iterator[Statement]:
    """Give the sentences of one block."""
    before = ""
    for start, end in sentence_spans(block.text):
        quote = block.text[start:end]
        text = strip_marks(quote)
        if text:
            yield Statement(
                text=text, quote=quote, block=block.id, section=block.section,
                terms=tuple(find_emphasised(quote)), before=before,
                has_pointer=bool(_ROLE.search(_ASIDE.sub("", quote))),
            )  # fmt: skip
            before = text


def strip_marks(text: str) -> str:
    """Return a text in one line without emphasis, links, and pointers to figures and sources."""
    bare = _LINK.sub(r"\1", _KEPT.sub(r"\1", _ROLE.sub("", text)))
    bare = _EMPHASIS.sub(lambda found: found["term"] or found["lined"], _STRUCK.sub("", bare))
    bare = _CITATION.sub("", _POINTER.sub("", bare)).replace("**", "")
    return re.sub(r"\s+([,.;:)])", r"\1", " ".join(bare.split()))


def find_emphasised(text: str) -> Iterator[str]:
    """Give what a text emphasises, where it is short enough for a term."""
    for found in _EMPHASIS.finditer(_KEPT.sub(r"\1", text)):
        term = " ".join((found["term"] or found["lined"]).split()).strip(" :：,，.。")
        if 1 < len(term) <= _TERM_ROOM:
            yield term
