"""Formulas to be written from memory, where the material names what a formula gives."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tutor_app.core.language import Language, tr_to
from tutor_app.core.material import Block
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.roles import find_role
from tutor_app.engine.items.statements import split_block, strip_marks

MAX_LATEX = 160  # characters: what is longer is worked out, not recalled
MAX_NAME = {"en": 14, "zh": 26}  # words; characters

_DISPLAY = re.compile(r"^\s*\${1,2}(?P<latex>[^$]+)\${1,2}\s*[,.，。]?\s*$")
_NAMED_EN = re.compile(
    r"(?:^|, )(?:thus,? |therefore,? |then,? |in symbols,? |specifically,? )?(?P<name>(?:the )?[a-z][\w’'\- ]*?)"
    r"(?:(?P<symbol> ?\$[^$]{1,30}\$)(?P<rest> (?:of|for|between|on) [\w’'\- ]+?)?)?,? (?:is|are|can be|may be)(?: then| thus| also)?"
    r" (?:given|defined|expressed|written|calculated|found|described|represented|computed)"
    r"(?: mathematically| as follows)?(?: by| as| to be| from| using)?(?: the (?:following )?(?:equation|formula|expression|relationship))?[:,]?$",
    re.IGNORECASE,
)
_FORMULA_FOR_EN = re.compile(
    r"(?:formula|equation|expression) for (?P<name>(?:the )?[a-z][\w’'\- ]*?)(?P<symbol> ?\$[^$]{1,30}\$)? (?:is|becomes)[:,]?$",
    re.IGNORECASE,
)
_NAMED_ZH = re.compile(
    r"(?:^|[，。；：])(?:因此|所以|于是|则|其中|那么|由此)?，?(?P<name>[\u4e00-\u9fffA-Za-z\-]{2,24}?)(?P<symbol>\s*\$[^$]{1,40}\$)?"
    r"(?:的)?(?:计算)?(?:公式|表达式|定义)?(?:可以|可|被|通常|就)?(?:被)?(?:定义为|表示为|写为|写成|计算为|计算如下|定义如下|如下式|由下式给出|如下|为|是)(?:以下公式|下式|如下公式)?[:：]?$"
)
_NO_NAME = re.compile(
    r"^(?:the )?(?:it|this|that|these|those|which|what|result|answer|equation|formula|expression|relationship|latter|former"
    r"|following|we|our|solution|first|second|same|value|example)\b|我们|这|那|此|该|结果|公式$|下面|上述|以下|它|其|例如|代码|函数$|如下|可得|得到",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\d{2,}|\d\s*\\?(?:text|mathrm|cdot|times|,)|=[^=]*=[^=]*=|\\approx|≈|\bmath?rm\{(?:kg|m|s|N|J)\}"
)


def make_formulas(course: CourseText) -> Iterator[ItemDraft]:
    """Give a question for each formula that the sentence before it names."""
    paths = {section.id: section.path for section in course.sections}
    told = [block for block in course.blocks if find_role(block, paths.get(block.section, ())) == "body"]
    seen: set[str] = set()
    for lead, formula in pairwise(told):
        latex = find_latex(formula)
        name = find_name(lead, course.language) if latex and lead.section == formula.section else ""
        if latex and name and name.lower() not in seen:
            seen.add(name.lower())
            yield _draft(lead, formula, latex, name, course.language)


def find_latex(block: Block) -> str:
    """Return the formula that a block is; empty where it is none, or one with numbers put in."""
    found = _DISPLAY.match(block.text)
    if not found or block.kind not in ("formula", "paragraph"):
        return ""
    latex = " ".join(found["latex"].split()).rstrip(" ,.，。")
    is_recalled = latex.count("=") == 1 and len(latex) <= MAX_LATEX and not _WORKED.search(latex)
    return latex if is_recalled and not re.search(r"begin\{|\\ldots.*\\ldots.*\\ldots", latex) else ""


def find_name(lead: Block, language: Language) -> str:
    """Return what the last sentence of a block names as given by the formula behind it; empty if nothing."""
    sentences = list(split_block(lead))
    last = strip_marks(sentences[-1].quote) if sentences else ""
    patterns: Sequence[re.Pattern[str]] = (_NAMED_ZH,) if language == "zh" else (_FORMULA_FOR_EN, _NAMED_EN)
    for pattern in patterns:
        found = pattern.search(last)
        if found and not _NO_NAME.search(found["name"].strip()):
            rest = (found.groupdict().get("rest") or "").rstrip()
            name = f"{_lower_article(found['name'].strip())}{rest}{(found['symbol'] or '').rstrip()}"
            length = len(found["name"]) if language == "zh" else len(found["name"].split())
            return name if length <= MAX_NAME[language] else ""
    return ""


def _draft(lead: Block, formula: Block, latex: str, name: str, language: Language) -> ItemDraft:
    bare = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    return ItemDraft(
        kind="formula", question=tr_to(language, "Write down the formula for {name}.", name=name),
        answer=f"${latex}$", section=formula.section, block=formula.id,
        quote=formula.text.strip(), concept=re.sub(r"\s*\$.*", "", bare), reason=strip_marks(lead.text),
    )  # fmt: skip


def _lower_article(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name
