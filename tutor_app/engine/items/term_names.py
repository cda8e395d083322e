"""The names that a course gives to its terms: in glossaries, in emphasis, in titles and captions."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tutor_app.core.language import Language, is_han
from tutor_app.core.material import Block
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.roles import find_role
from tutor_app.engine.items.statements import find_emphasised, strip_marks

TermSource = Literal["glossary", "emphasis", "named", "title", "caption"]

MAX_WORDS, MAX_HAN = 5, 12
MIN_HAN = 3  # characters of a Chinese term that has no English name beside it
MIN_MENTIONS = 3  # of the material's paragraphs, for a term of a title or a caption
_ENTRY = re.compile(r"^\s*(?:[-*•–]\s+)?(?:\*\*)?(?P<term>[^:：*\n]{2,60}?)(?:\*\*)?\s*[:：]\s", re.MULTILINE)
_SHORT_FORM = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_TITLE_CUT = re.compile(
    r"\s*(?:[:：—–|/,，、]|\band\b|\bor\b|\bvs\.?\b|\bversus\b|\bin\b|\bof the\b|\bfor\b|[与和及])\s*"
)
_TITLE_NUMBER = re.compile(r"^(?:note|example)\s*[–-]\s*|^[\d.]+\s*|^第.{1,4}[章节]\s*")
_CAPTION = re.compile(
    r"^(?:Figure|Fig\.?|Table|图|表)\s*[\d.–-]+\s*[.:：]?\s*(?P<title>[^.。]{3,50})[.。](?=\s|$)",
    re.IGNORECASE,
)
_DETERMINERS = frozenset("its their his her our your my this that these those the a an".split())
_MODIFIER = re.compile(r"^\w+(?:ic|al|ous|ive|able|ible|ar|ary)$")  # an adjective by itself names nothing
MIN_NAME = 4  # letters of an English name that nothing marks as a term
_NAME = r"[A-Za-z][\w’'-]*(?: [a-z][\w’'-]*){0,3}"
_CALLED = re.compile(
    rf"\b(?:called|known as|termed|referred to as) (?:an? |the )?[“\"]?(?P<term>{_NAME}?)[”\"]?(?=[.,;:()]| (?:is|are|was|were|and|or|that|which|can|in|of|by|because|when|where|may)\b)"
)
_IS_A = re.compile(
    rf"(?:^|(?<=[.!?] ))(?:An? |The )?(?P<term>{_NAME}?)(?: \([^()]{{2,30}}\))? (?:is|are|refers? to|describes|means) (?:an?|the|any|those) ?(?=[a-z])",
    re.MULTILINE,
)
_LOOSE_END = re.compile(r" (?:of|in|for|to|that|which|and|or)$")
_SMALL_WORDS = frozenset(
    """the a an this that these those it they we you he she there here what which who whom whose when where why how all
    some many most each every another other one two three four five first second third next last such both either
    neither none no not is are was were be been being has have had do does did can could may might must shall should
    will would in on at to for from with without by as than then so but and or if because while although though since
    until unless into onto over under between among through during before after above below about against example
    examples reason result results goal purpose idea key part parts people person way ways thing things case cases
    fact problem question answer difference problems figure table chapter section its their his her our my your
    following same main common important good best new old more less very also only just even still often usually
    """.split()
)
_VERBS = frozenset(
    "occur happen begin end contain include become cause help make use show mean need require".split()
)
_PLAIN = re.compile(
    r"^(?:people|persons?|humans?|body|bodies|process|head|world|life|students?|children|women|men|researchers?|scientists?|individuals?|others?|americans?|patients?)$",
    re.IGNORECASE,
)
_VERB_ZH = re.compile(
    r"^(?:训练(?!集|误差|数据)|初始化(?!方法)|选择|使用|实现|下载|访问|生成(?!模型|器|对抗)|读取|定义|计算(?!图)|控制|评估|绘制|构建|加载|保存|比较|理解|查看|安装|运行|创建|应用|处理|准备"
    r"|自定义|简洁|从零|总结|回到|超越|关于|如何|为什么|什么|更|最|多少|实际|推迟|整合|在|对|将)"
)
_NO_NAME = re.compile(
    r"^(?:introduction|overview|summary|conclusion|background|history|types?|kinds?|examples?|exercises?|strategy|solution"
    r"|discussion|check|what|why|how|when|who|where|the|an?|using|understanding|making|other|more|section|chapter|part"
    r"|learning objectives|key terms|references|further|problems?|notes?|review|conclusions?|applications?|importance"
    r"|functions?|structure|methods?|measures?|properties|characteristics|basics?|fundamentals|concepts?|data|results?"
    r"|小结|练习|概述|介绍|简介|引言|总结|背景|例子|示例|模型|训练|定义.*|实现|数据集?|其他.*|从零开始.*|.*的.*|.*(?:吗|呢|什么).*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TermName:
    """A term as the material writes it, and where it was found first."""

    name: str
    source: TermSource
    section: int
    block: int


def find_term_names(course: CourseText) -> list[TermName]:
    """Return the terms of a course, one for each name, those of glossaries before those of emphasis."""
    order: dict[str, int] = {"glossary": 0, "emphasis": 1, "named": 2, "title": 3, "caption": 4}
    found: dict[str, TermName] = {}
    for term in sorted(_find_all(course), key=lambda one: order[one.source]):
        found.setdefault(normalise_term(term.name), term)
    text = "\n".join(block.text for block in course.blocks if block.kind == "paragraph")
    lowered = text.lower()
    return [_as_in_text(term, text) for term in found.values() if _is_used(term, lowered)]


def normalise_term(term: str) -> str:
    """Return a term as terms are compared: lower case, single spaces, no plural's s."""
    folded = " ".join(term.lower().replace("-", " ").split())
    if is_han(folded[:1] or " ") or folded.endswith(("ss", "us", "is")):
        return folded
    if folded.endswith("ies") and len(folded) > 5:
        return folded[:-3] + "y"
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded


def _find_all(course: CourseText) -> Iterator[TermName]:
    paths = {section.id: section.path for section in course.sections}
    for block in course.blocks:
        role = find_role(block, paths.get(block.section, ()))
        if role == "glossary":
            for found in _ENTRY.finditer(block.text):
                name = _SHORT_FORM.sub("", strip_marks(found["term"])).strip()
                yield TermName(name, "glossary", block.section, block.id)
        elif role == "body" and block.kind in ("paragraph", "list"):
            yield from _find_emphasised(block, course.language)
            if course.language == "en":
                yield from _find_named(block)
        elif role == "caption" and (title := _CAPTION.match(strip_marks(block.text))):
            yield from _find_in_title(title["title"], "caption", block.section, block.id)
    for section in course.sections:
        yield from _find_in_title(section.title, "title", section.id, -1)


def _find_emphasised(block: Block, language: Language) -> Iterator[TermName]:
    for name in find_emphasised(block.text):
        if is_term(name) and (language == "en" or _is_chinese_term(name, block.text)):
            yield TermName(name, "emphasis", block.section, block.id)


def _find_named(block: Block) -> Iterator[TermName]:
    """What a text introduces with “called” or “known as”, or says to be a kind of thing."""
    text = strip_marks(block.text)
    for pattern in (_CALLED, _IS_A):
        for found in pattern.finditer(text):
            name = _LOOSE_END.sub("", found["term"])
            if is_term(name) and is_noun_phrase(name):
                yield TermName(_lower_head(name, text), "named", block.section, block.id)


def _lower_head(name: str, text: str) -> str:
    """A name from the head of a sentence as it is written inside of one."""
    lowered = name[:1].lower() + name[1:]
    return lowered if re.search(rf"(?<=[a-z,] ){re.escape(lowered)}", text) or name[1:2].islower() else name


def is_noun_phrase(name: str) -> bool:
    """Whether an English name can be that of a thing: no verb, adverb or small word in it, no bare adjective."""
    words = name.lower().split()
    if any(word in _SMALL_WORDS or word.endswith("ly") for word in words):
        return False
    if _PLAIN.match(name) or len(name) < MIN_NAME:
        return False
    if words[-1] in _SMALL_WORDS or any(word.endswith("s") and word[:-1] in _VERBS for word in words):
        return False
    return not (len(words) == 1 and (_MODIFIER.match(words[0]) or words[0].endswith(("ing", "ed"))))


def _is_chinese_term(name: str, text: str) -> bool:
    """Whether an emphasised name is one: long enough, or with its English name behind it."""
    if re.fullmatch(r"[a-z_.()\d=]+", name) or _VERB_ZH.match(name):
        return False
    return len(name) >= MIN_HAN or bool(re.search(rf"{re.escape(name)}[*_]*（[A-Za-z]", text))


def _find_in_title(title: str, source: TermSource, section: int, block: int) -> Iterator[TermName]:
    for part in _TITLE_CUT.split(_TITLE_NUMBER.sub("", _SHORT_FORM.sub("", strip_marks(title)))):
        name = re.sub(r"^(?:the|an?) ", "", part.strip(), flags=re.IGNORECASE)
        is_short = is_han(name[:1] or " ") and len(name) < MIN_HAN
        if (
            is_term(name)
            and not is_short
            and not (_NO_NAME.match(name) or _MODIFIER.match(name) or _VERB_ZH.match(name))
        ):
            yield TermName(name, source, section, block)


def _as_in_text(term: TermName, text: str) -> TermName:
    """A title's capitals say nothing: a term is written as it most often stands within sentences."""
    if term.source not in ("title", "caption", "named") or is_han(term.name[:1] or " "):
        return term
    written = Counter(re.findall(rf"(?<=[a-z,] ){re.escape(term.name)}\b", text, re.IGNORECASE))
    return replace(term, name=written.most_common(1)[0][0]) if written else term


def is_term(name: str) -> bool:
    """Whether a name is short and made of words, as a term is."""
    words = name.split()
    han = sum(map(is_han, name))
    if words and words[0].lower() in _DETERMINERS:
        return False
    if not 1 <= len(words) <= MAX_WORDS or han > MAX_HAN or len(name) < 2:
        return False
    return (
        not re.search(r"[。，.!?？！;；:=\\$|<>{}\[\]()（）]", name) and not name.replace(" ", "").isdigit()
    )


def _is_used(term: TermName, text: str) -> bool:
    if term.source in ("glossary", "emphasis"):
        return True
    if term.source == "named":
        return text.count(term.name.lower()) >= MIN_MENTIONS
    if " " not in term.name and not is_han(term.name[:1] or " "):
        return False  # one English word of a title is as often a word of every day
    return text.count(term.name.lower()) >= MIN_MENTIONS
