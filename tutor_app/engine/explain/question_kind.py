"""Tell which kind of answer a question wants, by its form, in English and Chinese."""

import re
from typing import Literal, TypeAlias

from tutor_app.core.language import is_han
from tutor_app.core.teaching import Wish

QuestionKind: TypeAlias = Literal[
    "definition", "why", "how", "list", "example", "compare", "number", "truth", "other"
]

_OF_WISH: dict[Wish, QuestionKind] = {"example": "example", "why": "why", "compare": "compare"}

# The first one that matches is taken: "what is the difference" asks for no definition.
_PATTERNS: tuple[tuple[QuestionKind, str], ...] = (
    (
        "compare",
        r"\bdifferen(?:ces?|t)\b.*\b(?:between|from|and|to)\b|\b(?:are|is) .+ different\b|\bdiffer\b"
        r"|\bcompar(?:e|ed|ing)\b|\b(?:versus|vs\.?)(?:\s|$)|\binstead of\b|\bsame (?:as|thing)\b"
        r"|区别|不同|差异|差别|比较|相比|还是.+[？?]",
    ),
    ("example", r"\bexamples?\b|\bfor instance\b|举.{0,6}例|例子|实例"),
    ("why", r"\bwhy\b|\bhow come\b|\bwhat (?:causes|makes)\b|\breasons?\b|为什么|为何|为啥|原因|怎么会"),
    (
        "list",
        r"\b(?:steps|stages|phases|parts|types|kinds|forms|functions|methods|factors|ways|properties"
        r"|characteristics|categories|components|elements|layers|levels)\b"
        r"|哪些|哪几|几种|步骤|有什么(?:种类|类型|方法)|类型|种类",
    ),
    (
        "number",
        r"\bhow (?:many|much|long|fast|far|big|large|high|deep|heavy|hot|often|old|tall)\b"
        r"|\bwhat (?:is|was|are) the (?:value|number|size|percentage|speed|rate|coefficient|temperature"
        r"|mass|weight|length|density)\b|\b(?:when|what year|which year)\b.*\b(?:was|were|did)\b"
        r"|多少|多大|多长|多快|多高|多重|几个|几次|哪一?年",
    ),
    ("how", r"\bhow\b|\bwhat happens?\b|怎么|怎样|如何|过程|会发生什么|会怎样"),
    (
        "truth",
        r"^\s*(?:so |and |but )?(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should)\b"
        r"|\b(?:is it true|right|correct)\s*\??$|\bdoes (?:that|this|it) mean\b|\bis it true\b"
        r"|吗[？?]?\s*$|是不是|对不对|对吗|能不能|会不会|有没有",
    ),
    (
        "definition",
        r"\bwhat(?:'s| is| are)\b|\bdefin(?:e|ition)\b|\bmeaning of\b|\bmeans?\b"
        r"|什么是|是什么|什么叫|何谓|定义|的意思|指的?是",
    ),
)
_FORMS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_COMPARED = (
    re.compile(r"\bbetween (?:an? |the )?(.+?) and (?:an? |the )?(.+?)(?=[?.,]|$)", re.IGNORECASE),
    re.compile(r"(?:an? |the )?\b([\w' -]+?) (?:versus|vs\.?) (?:an? |the )?([\w' -]+)", re.IGNORECASE),
    re.compile(
        r"\b(?:are|is|do|does|compare) (?:an? |the )?(.+?) (?:and|with|from) (?:an? |the )?(.+?)"
        r"(?: differ(?:ent)?\b| compare\b|(?=[?.,]|$))",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:use )?(?:an? |the )?([\w' -]+?) instead of (?:an? |the )?([\w' -]+)", re.IGNORECASE),
    re.compile(
        r"([^，,。？?]+?)(?:和|与|跟|同)([^，,。？?]+?)(?:之间)?的?(?:有(?:什么|何|哪些))?(?:区别|不同|差异|差别|相同|关系|相比)"
    ),
)
_TASK_ZH = re.compile(r"^(?:请|比较|解释|说说|说明|讲讲|一下)+|一下$")


def classify_question(text: str, wish: Wish = "explain") -> QuestionKind:
    """Return the kind of answer that a question, or a wish about an answer, wants."""
    if wish in _OF_WISH:
        return _OF_WISH[wish]
    return next((kind for kind, form in _FORMS if form.search(text)), "other")


def find_compared(text: str) -> tuple[str, str] | None:
    """Return the two names that a question compares; None where it doesn't name two."""
    for form in _COMPARED:
        if match := form.search(text.strip()):
            first, second = (_TASK_ZH.sub("", name.strip(" ?.？。")) for name in match.groups())
            if first and second and max(len(first), len(second)) <= (20 if is_han(first[0]) else 60):
                return _complete(first, second), second
    return None


def _complete(first: str, second: str) -> str:
    """The first name with what it shares with the second: "passive" of "passive and active transport"."""
    words, others = first.split(), second.split()
    return f"{first} {others[-1]}" if len(words) < len(others) else first
