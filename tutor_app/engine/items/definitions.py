"""Definitions that the material gives: a term, what it means, and the sentence that says so."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor_app.core.language import Language
from tutor_app.core.material import Block
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.definitions_chinese import find_defined_chinese
from tutor_app.engine.items.definitions_english import find_defined_english
from tutor_app.engine.items.roles import find_role
from tutor_app.engine.items.statements import Statement, find_statements, strip_marks
from tutor_app.engine.items.term_names import find_term_names, is_noun_phrase, normalise_term

MeaningForm = Literal["glossary", "is", "called"]

_ENTRY = re.compile(
    r"^\s*(?:[-*•–]\s+)?(?P<term>\*\*[^*]{2,80}\*\*|[^:：。\n]{2,60}?)\s*(?:[:：]|\s[–—]\s)\s*(?P<said>.{8,})$",
    re.MULTILINE,
)
_SHORT_FORM = re.compile(r"\s*[(（](?P<short>[^()（）]{1,60})[)）]\s*$")
_ALIAS = re.compile(
    r"[;,(]?\s*(?:also|sometimes|often|commonly)?,?\s*(?:also|otherwise) (?:known as|called|referred to as|termed)\s+"
    r"(?:an? |the )?(?P<alias>[^;,.()]{2,50})\)?|[，；（]?(?:也|又|亦)(?:称为|称作|称|叫做|叫作|叫|名)(?P<zh>[^，；。）、]{2,20})）?"
)
_LEADING_NOTE = re.compile(r"^\((?:also,?|or|plural:?|singular:?|abbreviated|in [^)]{2,30})\s*[^)]*\)\s*")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A term with its meaning, and where both stand."""

    term: str
    meaning: str  # a phrase, as a rule, without the term and without a full stop
    form: MeaningForm
    quote: str  # word for word
    block: int
    section: int
    aliases: tuple[str, ...] = ()


_FINDERS: Mapping[Language, Callable[[Statement], Iterator[tuple[str, str, str, tuple[str, ...]]]]] = {
    "en": find_defined_english,
    "zh": find_defined_chinese,
}


def find_definitions(course: CourseText) -> list[Definition]:
    """Return the definitions of a course: its glossaries first, then those of its sentences, one a term."""
    found: dict[str, Definition] = {}
    for definition in (*_find_entries(course), *_find_said(course)):
        found.setdefault(normalise_term(definition.term), definition)
    return list(found.values())


def _find_entries(course: CourseText) -> Iterator[Definition]:
    """Entries of glossaries."""
    paths = {section.id: section.path for section in course.sections}
    for block in course.blocks:
        if find_role(block, paths.get(block.section, ())) == "glossary" and block.kind in (
            "paragraph",
            "list",
        ):
            yield from _split_entries(block)


def _is_likely_term(term: str, aliases: Sequence[str], language: Language) -> bool:
    """Whether what a sentence defines can be a term that the course marks nowhere.

    A Chinese one has its English name beside it.
    """
    if language == "zh":
        return any(alias.isascii() and alias.islower() for alias in aliases)
    return " of " not in term and is_noun_phrase(term)


def _split_entries(block: Block) -> Iterator[Definition]:
    for found in _ENTRY.finditer(block.text):
        term, said = strip_marks(found["term"]).strip("* "), strip_marks(found["said"])
        short = _SHORT_FORM.search(term)
        meaning, aliases = split_aliases(said)
        if short:
            term, aliases = term[: short.start()], (short["short"], *aliases)
        if term and meaning:
            yield Definition(
                term=term, meaning=meaning, form="glossary", quote=found[0].strip(), block=block.id,
                section=block.section, aliases=aliases,
            )  # fmt: skip


def split_aliases(meaning: str) -> tuple[str, tuple[str, ...]]:
    """Return a meaning without the other names that it gives, and these."""
    names = [(found["alias"] or found["zh"]).strip() for found in _ALIAS.finditer(meaning)]
    rest = _LEADING_NOTE.sub("", _ALIAS.sub("", meaning)).strip(" ;,.。；，")
    bare = (name.strip("“”\"' ") for name in names if name)
    return rest, tuple(name for name in bare if name and "=" not in name)


def _find_said(course: CourseText) -> Iterator[Definition]:
    """Definitions in sentences."""
    find = _FINDERS[course.language]
    known = {normalise_term(term.name) for term in find_term_names(course)}
    for statement in find_statements(course):
        for term, meaning, form, aliases in find(statement):
            if normalise_term(term) not in known and not _is_likely_term(term, aliases, course.language):
                continue
            rest, more = split_aliases(meaning)
            yield Definition(
                term=term, meaning=rest, form="is" if form == "is" else "called", quote=statement.quote,
                block=statement.block, section=statement.section,
                aliases=tuple(one for one in (*aliases, *more) if "=" not in one and "“" not in one),
            )  # fmt: skip
