"""Exercises of the material as they stand, with their solutions, where they can be understood by themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tutor_app.core.material import Block
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.gaps import TermFinder
from tutor_app.engine.items.roles import find_role
from tutor_app.engine.items.term_names import find_term_names

LONG = 100  # letters, from which an exercise says what it is about without a term of the course
MIN_LETTERS, MAX_LETTERS = 12, 900  # of an exercise

_NUMBER = re.compile(r"^\s*(?:\(?\d{1,3}[.)、．）]|Problem \d+[.:]?|习题\s*\d+[.:：]?)\s+(?=\S)")
_OPTION = re.compile(r"^\s*(?:[-*•]|\(?[A-Ha-h][.)、．）])\s+(?P<text>\S.*)$")
_SOLUTION = re.compile(
    r"^\s*(?:\*\*)?(?:Solution|Answer|Ans|解答?|答案?|参考答案)(?:\*\*)?\s*[:：.]\s*", re.IGNORECASE
)
_LETTER_KEY = re.compile(r"^\(?([A-Ha-h])\)?(?:[.,:)、。]|\s*$)")
_ASKS = re.compile(
    r"[?？]|_{2,}|[（(]\s*[)）]|\b(?:calculate|compute|determine|evaluate|find|show|prove|derive|estimate|explain|describe|define"
    r"|compare|contrast|discuss|identify|list|name|state|give|draw|sketch|convert|solve|choose|select|match|write|construct"
    r"|suppose you)\b|计算|求|证明|推导|解释|描述|说明|比较|写出|画出|给出|尝试|试着?|设计|实现|分析|讨论|列出|请|改变|增加|使用|找到|将",
    re.IGNORECASE,
)  # fmt: skip
_LEANS = re.compile(
    r"\b(?:figure|fig\.|table|above|below|link|video|websites?|visit|this site|animation|watch|view this|previous|preceding|earlier|exercise \d|problem \d|example"
    r"|the following (?:figure|table|graph|diagram|image|data|information)|the (?:graph|diagram|image|photo|picture)|chapter"
    r"|this (?:section|chapter|figure|graph|table|image|question|problem|exercise|case|model|data|result|information)"
    r"|your answer|part \(?[a-h]\)?|repeat|refer to|use the (?:following )?(?:information|data|graph|table))\b"
    r"|:(?:numref|eqref|ref):|本节|本章|上述|上面|上一|前面|如图|下图|上题|之前的|前一|代码|begin_tab|Discussions|链接",
    re.IGNORECASE,
)
_OPENS_ZH = re.compile(
    r"^.{0,8}?(?:这[个些种是]|那[个些种]|该|此|它)"
)  # with nothing before that it could mean
_HINT = re.compile(r"[（(](?:提示|hint)[:：][^（）()]*[)）]", re.IGNORECASE)


@dataclass
class _Parts:
    """An exercise while its lines are put together."""

    block: Block
    lines: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    solution: list[str] = field(default_factory=list)
    quote: str = ""


def make_exercises(course: CourseText) -> Iterator[ItemDraft]:
    """Give the exercises of a course that need nothing beside themselves."""
    paths = {section.id: section.path for section in course.sections}
    solved: dict[int, list[str]] = {}
    for block in course.blocks:
        if (exercise := getattr(block, "solves", None)) is not None:
            solved.setdefault(exercise, []).append(_NUMBER.sub("", _SOLUTION.sub("", block.text)))
    own = _find_own(course, paths)
    finder = TermFinder([term.name for term in find_term_names(course)])
    for parts in _join(own):
        text = "\n".join(parts.lines).strip()
        solution = "\n".join(parts.solution or solved.get(parts.block.id, [])).strip()
        names_term = len(text) >= LONG or bool(finder.find_all(" ".join((text, *parts.options))))
        if names_term and is_complete(text, parts.options, solution):
            yield _draft(parts, text, solution)


def _find_own(course: CourseText, paths: Mapping[int, Sequence[str]]) -> list[Block]:
    """The blocks of exercises, with the items of lists right behind them: their options."""
    own: list[Block] = []
    is_open = False
    for block in course.blocks:
        is_exercise = find_role(block, paths.get(block.section, ())) == "exercise"
        is_option = is_open and block.kind == "list" and block.section == own[-1].section
        is_open = (is_exercise and block.kind in ("list", "paragraph")) or is_option
        if is_open:
            own.append(block)
    return own


def _join(blocks: Sequence[Block]) -> Iterator[_Parts]:
    """Lines → exercises: a number opens one, marks are its options, a solution may follow."""
    parts: _Parts | None = None
    for block in blocks:
        is_other = parts is not None and parts.block.section != block.section
        for line in block.text.splitlines():
            if _NUMBER.match(line) or parts is None or is_other:
                if parts is not None:
                    yield parts
                parts, is_other = _Parts(block, quote=block.text), False
            _add_line(parts, line)
    if parts is not None:
        yield parts


def _add_line(parts: _Parts, line: str) -> None:
    if _SOLUTION.match(line) or parts.solution:
        parts.solution.append(_SOLUTION.sub("", line))
    elif parts.lines and (option := _OPTION.match(line)):
        parts.options.append(option["text"].strip())
    else:
        parts.lines.append(_NUMBER.sub("", line))


def is_complete(text: str, options: Sequence[str], solution: str) -> bool:
    """Whether an exercise asks something and needs nothing that stands elsewhere."""
    if not MIN_LETTERS <= len(text) <= MAX_LETTERS or not _ASKS.search(text):
        return False
    if _LEANS.search(_HINT.sub("", text)) or _OPENS_ZH.match(text) or len(set(options)) < len(options):
        return False
    offers = re.search(r"\bwhich (?:one )?of the following\b|下列|以下哪", text, re.IGNORECASE)
    return not (offers and len(options) < 2)


def _draft(parts: _Parts, text: str, solution: str) -> ItemDraft:
    letter = _LETTER_KEY.match(solution)
    place = ord(letter[1].upper()) - ord("A") if letter else -1
    is_choice = len(parts.options) >= 2 and 0 <= place < len(parts.options)
    answer = parts.options[place] if is_choice else solution
    return ItemDraft(
        kind="multiple_choice" if is_choice else "exercise", question=text, answer=answer,
        options=tuple(parts.options), section=parts.block.section, block=parts.block.id, quote=parts.quote,
        reason=solution, is_of_material=True,
    )  # fmt: skip
