"""Steps to be put in order, where the material numbers them or counts them out, and lists to be recalled."""

import re
from collections.abc import Iterator, Sequence

from tutor_app.core.language import Language, is_han, tr_to
from tutor_app.core.material import Block
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.roles import find_role
from tutor_app.engine.items.statements import Statement, split_block, strip_marks

STEPS = (3, 7)
MAX_STEP = {"en": 30, "zh": 60}  # words; characters

_LEAD = re.compile(
    r"\b(?:steps?|stages?|phases?|procedures?|process|sequence|in order|as follows|following order|how to)\b"
    r"|步骤|流程|过程|阶段|顺序|依次",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)、）]|Step \d+[.:]?|第[一二三四五六七八]步[：:，,]?)\s*(?P<step>.+)$", re.MULTILINE
)
_INLINE_ZH = re.compile(r"[（(]\d[)）]\s*([^（(；;。]+?)\s*(?=[；;。]|[（(]\d[)）]|$)")
_COUNTED = re.compile(
    r"^(?:(?:in|during) )?the (?P<which>first|second|third|fourth|fifth|sixth|final|last|next)"
    r"(?: (?:and final|or \w+))? (?P<what>step|stage|phase)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_ORDINALS = "first second third fourth fifth sixth".split()
_ORDINAL_WORD = re.compile(
    r"^(?:first|second|third|next|then|finally|lastly|after that|afterwards|首先|其次|然后|接着|最后|再)(?:ly)?[,，]?\s*"
    r"(?:我们)?", re.IGNORECASE
)  # fmt: skip
_GIVES_ORDER = re.compile(
    r"\b(?:first|second|third|fourth|next|then|finally|last|previous|step \d|after this|above|below)\b|首先|其次|然后|最后|上一步|下一步|第.步"
    r"|上面|我们|如下",
    re.IGNORECASE,
)
_LIST_LEAD = re.compile(
    r"^(?P<lead>[A-Z][^:;.?!]*?\b(?:two|three|four|five|six|seven)\b [^:;.?!]*?)(?:: | ?— ?| ?– ?)(?P<list>[^:;?!]+(?:, | and )[^:;?!]+)\.$"
)
_LIST_LEAD_ZH = re.compile(
    r"^(?P<lead>[^：。；]*?[两二三四五六七]\s*[个种类大项条方][^：。；]*?)：(?P<list>[^：。；]+[、和与][^：。；]+)。$"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTS_ZH = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_POINTS = re.compile(
    r"\b(?:this|these|those|it|they|we|our|you|your|here|following|figure|he|she)\b|我们|这|那|此|该|它",
    re.IGNORECASE,
)


def make_orders(course: CourseText) -> Iterator[ItemDraft]:
    """Give steps to put in order: numbered lists that are called steps, and stages counted in a paragraph."""
    paths = {section.id: section.path for section in course.sections}
    titles = {section.id: section.title for section in course.sections}
    told = [block for block in course.blocks if find_role(block, paths.get(block.section, ())) == "body"]
    for lead, steps, quote, block in (*_find_lists(told), *_find_inline(told), *_find_counted(told)):
        if (bare := _clean(steps, course.language)) and STEPS[0] <= len(bare) <= STEPS[1]:
            yield ItemDraft(
                kind="order_steps",
                question=tr_to(course.language, "Put the steps in order. ({topic})", topic=lead or titles[block.section]),
                answer="\n".join(f"{n}. {step}" for n, step in enumerate(bare, 1)), steps=tuple(bare),
                section=block.section, block=block.id, quote=quote, concept=titles[block.section],
            )  # fmt: skip


_Steps = tuple[str, list[str], str, Block]


def _find_lists(told: Sequence[Block]) -> Iterator[_Steps]:
    """Numbered lists, in one block or in a block for each item, behind a lead that speaks of steps."""
    at = 0
    while at < len(told):
        run = at
        steps: list[str] = []
        while run < len(told) and told[run].kind == "list" and told[run].section == told[at].section:
            steps += [found["step"] for found in _NUMBERED.finditer(told[run].text)]
            run += 1
        lead = told[at - 1] if at else None
        if steps and lead is not None and lead.section == told[at].section and lead.kind == "paragraph":
            last = [one.text for one in split_block(lead)][-1:]
            if last and _LEAD.search(last[0]):
                yield "", steps, told[at].text.strip(), told[at]
        at = max(run, at + 1)


def _find_inline(told: Sequence[Block]) -> Iterator[_Steps]:
    """Chinese steps in one sentence: （1）…；（2）…。"""
    for block in told:
        for found in re.finditer(
            r"[^。：]*(?:步骤|流程|阶段|过程)[^。：]*：(?P<steps>[（(]1[)）][^。]+。)", block.text
        ):
            yield (
                "",
                [strip_marks(one[1]) for one in _INLINE_ZH.finditer(found["steps"])],
                found[0].strip(),
                block,
            )


def _find_counted(told: Sequence[Block]) -> Iterator[_Steps]:
    """“The first stage is …”, “The second stage …” in one paragraph."""
    for block in told:
        steps: list[str] = []
        for statement in split_block(block):
            found = _COUNTED.match(statement.text)
            if found and (_is_next(found["which"], len(steps))):
                steps.append(
                    re.sub(
                        r"^\W*(?:of [\w ]{2,30} )?(?:is|involves|occurs when|begins when)\b[ :]*",
                        "",
                        found["rest"],
                    ).strip(" ,.:")
                )
        yield "", steps, block.text, block


def _is_next(which: str, known: int) -> bool:
    ordinal = which.lower()
    return (known > 0 and ordinal in ("final", "last", "next")) or ordinal == _ORDINALS[min(known, 5)]


def _clean(steps: Sequence[str], language: Language) -> list[str]:
    """The steps without words that give their order away; none where a step can't do without."""
    bare = [_ORDINAL_WORD.sub("", strip_marks(step)).strip(" ;；。.，,") for step in steps]
    lengths = [sum(map(is_han, one)) if language == "zh" else len(one.split()) for one in bare]
    if any(one.lower().startswith(("of ", "in ", "is ", "are ", "was ", "that ")) for one in bare):
        return []  # the rest of a sentence whose beginning gave its place away
    is_fit = all(1 < length <= MAX_STEP[language] for length in lengths)
    if not is_fit or len(set(bare)) < len(bare) or any(map(_GIVES_ORDER.search, bare)):
        return []
    return [one[:1].upper() + one[1:] for one in bare]


def make_lists(statements: Sequence[Statement], language: Language) -> Iterator[ItemDraft]:
    """Give a list to recall for each sentence that says how many there are and names them all."""
    pattern = _LIST_LEAD_ZH if language == "zh" else _LIST_LEAD
    for statement in statements:
        found = pattern.match(statement.text)
        if not found or _POINTS.search(found["lead"]) or "$" in statement.text:
            continue
        parts = _split_list(found["list"])
        if len(parts) == _count_in(found["lead"], language) and all(
            len(part) > 1 and not re.search("[—–]", part) for part in parts
        ):
            lead = found["lead"].strip()
            yield ItemDraft(
                kind="short_answer", question=tr_to(language, "Name them all: {lead}.", lead=lead),
                answer="; ".join(parts) if language == "en" else "；".join(parts), section=statement.section,
                block=statement.block, quote=statement.quote, concept=parts[0], reason=statement.text,
            )  # fmt: skip


def _split_list(text: str) -> list[str]:
    parts = re.split(r",? and |, (?:and |or )?|、|以及|和|与", re.sub(r"\([^()]*\)|（[^（）]*）", "", text))
    return [part.strip() for part in parts if part.strip()]


def _count_in(lead: str, language: Language) -> int:
    if language == "zh":
        found = re.search(r"([两二三四五六七])\s*[个种类大项条方]", lead)
        return _COUNTS_ZH[found[1]] if found else 0
    counts = [_COUNTS[word] for word in re.findall(r"[a-z]+", lead.lower()) if word in _COUNTS]
    return counts[-1] if counts else 0
