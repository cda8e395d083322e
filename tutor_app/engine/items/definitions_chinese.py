"""Chinese sentences that say what a term means: “X是指……”“……称为X”."""

import re
from collections.abc import Iterator

from tutor_app.engine.items.statements import Statement

_FOREIGN = r"(?:（(?P<foreign>[^（）]{2,60})）)?"
_NAME = r"(?P<term>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-·]{1,15})"
_ALIAS = r"(?:[，,]?(?:也|又|或)(?:被)?(?:称为|称作|叫做|叫作|称|叫)?(?P<alias>[\u4e00-\u9fffA-Za-z\-]{2,14})(?:（[^（）]{2,60}）)?[，,]?)?"
_IS = re.compile(
    rf"^(?:所谓的?|简单地?来?说，|一般来说，|其中，)?{_NAME}{_FOREIGN}{_ALIAS}[，,]?"
    r"(?P<verb>是指|指的是|是一种|是一类|是一个|是一组|是用于|是用来|是将|是由|是对|是从|是在|是|即|等于|表示|描述了|定义为|量化了?|度量了?|衡量了?)"
    r"(?P<said>[^。？！]{8,120})[。；]?$"
)
_CALLED = re.compile(
    r"^(?P<said>[^。？！；：]{6,90}?)(?:，)?(?:通常|往往|一般|也|又|常)?(?:被|则)?(?:称之为|称为|称作|叫做|叫作|叫)"
    rf"[“\"]?{_NAME}[”\"]?{_FOREIGN}"
    r"(?:[、，]?(?:或|也(?:可以)?(?:被)?(?:称为|称作|叫做?))[“\"]?(?P<alias>[\u4e00-\u9fffA-Za-z\-]{2,14})[”\"]?.{0,60})?[。；]?$"
)
_ASIDE = re.compile(r"（(?:比如|例如|如|即|这里|也就是|包括)[^（）]*）")
_TAKEN = re.compile(r"^(?:在[^，]{2,20}[，中])?(?:我们)?(?:通常|一般|往往|可以|便)?(?:把|将)")
_LEANS = re.compile(
    r"我们|你|上述|下面|以下|如下|上面|前面|后面|之前|本节|本章|本书|此时|这[个些种样里是就]|那[个些种样么]|例如|比如|图中|下图|代码|后者|前者"
    r"|另一|接下来|其他|此外|该|它们|他们|之后的|前文|刚才|现在|目前为止|换句话说|事实上|这[，一]"
)
_LEANS_AT_START = re.compile(
    r"^(?:它|其|此|这|那|因此|所以|于是|但|但是|然而|而且|并且|而|反之|否则|同样|也|还|当然|由于|因为|如果|当|为了|在)"
)
_NO_TERM = re.compile(
    r"^(?:.*(?:的|了|们|是|不|就|都|也|很|最|可以|可能|通常|我们|它|这|那|哪|什么|如何|怎么|一个|一种|之一|有时|往往|如果|因为|由于|所以|虽然|但)"
    r"|问题|原因|目的|目标|结果|关键|答案|方法|方式|过程|优点|缺点|重点|前提|情况|例子|其中|首先|其次|最后|主要|直觉|想法|思想|任务|区别|事实|挑战)"
)
_NO_MEANING = re.compile(
    r"^(?:一个|一种|一类)?(?:很|非常|最|更|比较|十分|相当|重要|好的|常见|典型|著名|简单|困难|容易|必要|可能|有用|错误|正确|多余|相同|不同|"
    r"什么|否|不|因为|由于|为了|如何|怎|我|你|这|那|它|其中|例如|相似|独特|特别|自然|显而易见|合理|值得)|[^，]{0,12}(?:之一|的例子)$"
)

MIN_CALLED = 7  # characters of what is called so
_THESE = re.compile(r"^(?:这|那)(?:些|种|类|个)(?=.{5,}的.)")
_SEEN_AS = re.compile(r"视为|看作|当作|[，]|^(?:并|且|或|也|可|能|会|就|而|被|来|都)|^[^的]*$")

Found = tuple[str, str, str, tuple[str, ...]]


def find_defined_chinese(statement: Statement) -> Iterator[Found]:
    """Give each term that a sentence defines, with meaning, form ("is" or "called") and other names."""
    text = _ASIDE.sub("", statement.text)
    if statement.has_pointer or "$" in text or "？" in text:
        return
    named = list(_find_called(text))
    yield from named
    if named:
        return
    if (found := _IS.match(text)) and not _leans(text):
        said = _meaning(found)
        if not _NO_TERM.match(found["term"]) and not _NO_MEANING.match(found["said"]):
            yield found["term"], said, "is", _names(found["foreign"], found["alias"])


def _find_called(text: str) -> Iterator[Found]:
    """What is called by a term, in the whole sentence or else in one of its clauses."""
    for part in (text, *(text.split("，") if "，" in text else ())):
        if not (found := _CALLED.match(_TAKEN.sub("", part))):
            continue
        said = _THESE.sub("", found["said"]).rstrip("，, ")
        is_phrase = len(said) >= MIN_CALLED and not _leans(said) and not _SEEN_AS.search(said)
        if is_phrase and not _NO_TERM.match(found["term"]):
            yield found["term"], said, "called", _names(found["foreign"], found["alias"])
            if part is text:
                return


def _meaning(found: re.Match[str]) -> str:
    """What a term is; the verb's own words go with it where they are part of the meaning."""
    verb = found["verb"]
    kept = {
        "是一种": "一种",
        "是一类": "一类",
        "是一个": "一个",
        "是一组": "一组",
        "是用于": "用于",
        "是用来": "用来",
    }
    kept |= {"是将": "将", "是由": "由", "是对": "对", "是从": "从", "是在": "在"}
    lead = kept.get(verb, "" if verb in ("是", "即", "等于", "是指", "指的是", "定义为", "表示") else verb)
    return f"{lead}{found['said']}".strip("，,；。：: ")


def _leans(text: str) -> bool:
    return bool(_LEANS.search(text) or _LEANS_AT_START.match(text))


def _names(*names: str | None) -> tuple[str, ...]:
    parts = [part for name in names if name for part in re.split(r"或|、|，", name)]
    return tuple(part.strip() for part in parts if part.strip())
