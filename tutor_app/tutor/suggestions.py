"""Questions that a course can answer, for who has just opened it: about what its sections define.

A section is offered only where one of its own passages has a sentence that says what the title's thing is.
"""

import re
from collections.abc import Sequence

from tutor_app.core.language import Language, is_han, tr_to
from tutor_app.core.material import Passage, Section

MAX_QUESTIONS = 3
MAX_TERMS = 6
MAX_CHAPTERS = 5
MAX_WORDS, MAX_HAN = 4, 10  # of a title that names one thing
MAX_SECTIONS = 400  # that are looked through
_NO_THING = re.compile(
    r"\d+\s*$|\b(?:introduction|overview|summary|exercises?|problems?|questions?|review|objectives?|references?|preface"
    r"|contents|glossary|key terms|index|answers?|solutions?|example|and|or|how|why|what|the \w+ of)\b"
    r"|引言|概述|小结|总结|练习|习题|参考|前言|目录|附录|答案|例|与|和|如何|为什么",
    re.IGNORECASE,
)
_NO_CHAPTER = re.compile(
    r"^\W*(?:exercises?|problems?|references?|bibliography|preface|contents|glossary|index|answers?|solutions?"
    r"|appendix|acknowledge?ments)\b|^\W*(?:练习|习题|参考|前言|目录|附录|答案|术语|词汇|致谢|索引)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:chapter|section|第)?\s*[\d.]+\s*(?:章|节)?[\s:：.]*", re.IGNORECASE)


def suggest_questions(
    sections: Sequence[Section], passages: Sequence[Passage], language: Language
) -> list[str]:
    """Return up to three questions whose answer the course defines, spread over it."""
    distinct = _defined(sections, passages)
    step = max(1, len(distinct) // MAX_QUESTIONS)
    return [ask_meaning(thing, language) for thing in distinct[::step][:MAX_QUESTIONS]]


def suggest_terms(
    sections: Sequence[Section], passages: Sequence[Passage], asked: Sequence[str]
) -> list[str]:
    """Return some terms that the course defines, of which none of the questions in `asked` is."""
    free = [thing for thing in _defined(sections, passages) if not any(thing in one for one in asked)]
    step = max(1, len(free) // MAX_TERMS)
    return free[::step][:MAX_TERMS]


def suggest_sections(sections: Sequence[Section]) -> list[Section]:
    """Return the first chapters that a reader would begin with; of a course without any, its sections."""
    named = [section for section in sections if not _NO_CHAPTER.search(_NUMBER.sub("", section.title))]
    top = min((section.level for section in named), default=1)
    chapters = [section for section in named if section.level == top]
    if len(chapters) < 2:  # one title over all of it
        chapters = [section for section in named if section.level == top + 1] or chapters
    return chapters[:MAX_CHAPTERS]


def ask_meaning(thing: str, language: Language) -> str:
    """Return the question for what a term means."""
    return tr_to(language, "What is meant by “{thing}”?", thing=thing)


def _defined(sections: Sequence[Section], passages: Sequence[Passage]) -> list[str]:
    """What titles name and their own passages define, in the order of the material."""
    by_section: dict[int, list[Passage]] = {}
    for passage in passages:
        by_section.setdefault(passage.section, []).append(passage)
    things = [
        thing
        for section in sections[:MAX_SECTIONS]
        if (thing := _thing(section.title))
        and any(_defines(thing, p.text) for p in by_section.get(section.id, ()))
    ]
    return list(dict.fromkeys(things))


def _thing(title: str) -> str:
    """What a title names; empty where it names no one thing."""
    bare = _NUMBER.sub("", title).strip(" .:：*_")
    is_short = len(bare) <= MAX_HAN if any(map(is_han, bare)) else len(bare.split()) <= MAX_WORDS
    return bare if len(bare) >= 2 and is_short and not _NO_THING.search(bare) else ""


def _defines(thing: str, text: str) -> bool:
    """Whether a sentence begins with the thing and says what it is."""
    name = re.escape(_singular(thing.lower()))
    is_it = (
        r"[^。，]{0,4}(?:是指|是|指|叫)"
        if is_han(thing[0])
        else r"(?:s|es)?(?:\s*\([^)]*\))?\s+(?:is|are|means|refers)\b"
    )
    return bool(re.search(rf"(?:^|[.!?。！？]\s*|\n)(?:an? |the )?{name}{is_it}", text.lower()))


def _singular(thing: str) -> str:
    is_plural = thing.endswith("s") and not thing.endswith(("ss", "us", "is")) and len(thing) > 3
    return thing[:-1] if is_plural else thing
