"""What makes two alike sentences disagree: a negation, an opposite, a number, two sides that changed places."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tutor_app.core.language import Language, is_han, tr_to
from tutor_app.core.opposites import OPPOSITES_EN, OPPOSITES_ZH
from tutor_app.engine.teaching.secret import kin, numbers_in, telling

ConflictKind = Literal["negation", "opposite", "number", "direction"]

_FURTHER_EN = (
    ("increase", "decrease"), ("rise", "fall"), ("go up", "go down"), ("goes up", "goes down"), ("up", "down"), ("less", "more"),
    ("double", "halve"), ("twice", "half"), ("doubles", "halves"), ("faster", "slower"), ("speeds", "slows"), ("speed up", "slow down"),
    ("gain", "lose"), ("absorb", "release"), ("attracts", "repels"), ("high", "low"), ("higher", "lower"), ("limited", "unlimited"),
    ("contract", "expand"), ("contracts", "expands"), ("quickly", "slowly"), ("fast", "slow"), ("few", "many"), ("heavier", "lighter"),
    ("shorter", "longer"), ("short", "long"), ("thicker", "thinner"), ("stable", "unstable"), ("same", "different"), ("outside", "inside"),
    ("outer", "inner"), ("toward", "away from"), ("oxidized", "reduced"), ("dominant", "recessive"), ("input", "output"),
    ("only when", "even when"), ("both", "one"), ("both", "neither"), ("oppose", "speed up"), ("oppose", "help"), ("learned", "inborn"), ("permanent", "temporary"), ("whole", "each"), ("buyer", "seller"), ("multiply", "divide"), ("product", "quotient"), ("voluntary", "involuntary"), ("aerobic", "anaerobic"), ("supply", "demand"), ("buyers", "sellers"),
    ("warmer", "colder"), ("hotter", "cooler"), ("easier", "harder"), ("better", "worse"), ("strengthens", "weakens"),
)  # fmt: skip
_FURTHER_ZH = (
    ("大", "小"), ("高", "低"), ("快", "慢"), ("多", "少"), ("长", "短"), ("加快", "减慢"), ("吸收", "放出"), ("吸热", "放热"), ("变大", "变小"),
    ("升高", "降低"), ("变快", "变慢"), ("增多", "减少"), ("收缩", "膨胀"), ("内", "外"), ("强", "弱"), ("热", "冷"), ("输入层", "输出层"),
    ("生产者", "消费者"), ("买", "卖"), ("购买", "出售"), ("卖者", "买者"), ("买方", "卖方"), ("促进", "抑制"), ("相同", "相反"), ("乘", "除"), ("乘积", "除以"), ("前", "后"), ("缩小", "放大"), ("等于", "大于"), ("等于", "小于"), ("收敛", "发散"), ("相等", "不等"), ("上升", "下降"), ("变多", "变少"), ("有监督", "无监督"), ("正", "负"), ("显性", "隐性"), ("加强", "削弱"), ("吸引", "排斥"), ("易", "难"),
)  # fmt: skip
_NOT_EN = re.compile(
    r"\b(?:not|no|never|without|cannot|neither|nor|none|nothing|lacks?|lacking|fails?)\b|n[’']t\b",
    re.IGNORECASE,
)
_NOT_ZH = re.compile(
    r"(?:不(?!同|但|仅|断|过|论|管|只|止|久|如|妨|得不|可分割)|没有?(?![^，。；]{1,6}的)|无(?!论|限|穷)|未(?!来|知|必)|并非|避免|而非)"
)
MIN_SENTENCE = 3  # content words of a clause that says something of its first one
MIN_SAME = 0.5  # of an answer's words, from which one character's opposite counts
_HALF_NO = re.compile(
    r"\b(?:only|hardly|rarely|seldom|unless|until|except|few|little)\b|只有|仅|很少|除非|才|几乎",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:than|into|before|after|to|causes?|leads? to|depends? on|produces?|from|outnumbers?|exceeds?)\b|[→>]"
    r"|(?<!比)比(?!例|较|值|热|如)|变成|变为|转化为|导致|引起|取决于|先于|高于|低于|大于|小于|超过"
)
_EMPTY_HAN = frozenset(
    "过程物的了是在和与就也都把被而则会能要让使得对从到于以及其它这那个种时中上下里后前着过地很更最所有些"
)


_WAYS = (
    re.compile(
        r"(?<=[a-z] )(?:back )?(?:in)?to(?:ward)?s? (?=the\b|an?\b|its\b|their\b)|(?:到|回(?!归|答|顾)|至|往|进入)"
    ),
    re.compile(r"(?:与|和|跟)(?=[^，。；]*之比)|除以| divided by | over (?=the\b)"),
)
_EXCHANGES = (
    re.compile(
        r"\b(?:releas(?:e|es|ing)|giv(?:e|es|ing) off|emit(?:s|ting)?|produc(?:e|es|ing))\b|放出|释放|产生|排出"
    ),
    re.compile(
        r"\b(?:absorb(?:s|ing)?|tak(?:e|es|ing) in|consum(?:e|es|ing)|us(?:e|es|ing) up)\b|吸收|消耗|吸入"
    ),
    re.compile(
        r"\b(?:turns? into|becom(?:e|es|ing)|chang(?:e|es|ing) (?:in)?to|convert(?:s|ed)? (?:in)?to)\b|变成|变为|转化为|转变为"
    ),
)


@dataclass(frozen=True)
class Conflict:
    """How an answer disagrees with a text: of what kind, and the words of both."""

    kind: ConflictKind
    answer: str
    text: str

    def to_words(self, language: Language) -> str:
        """Say it to the learner."""
        if self.kind == "negation":
            return tr_to(language, "one of the two says “not”, the other doesn't")
        if self.kind == "direction":
            return tr_to(language, "the two sides have changed places")
        return tr_to(
            language, "you said “{said}”, the book says “{quote}”", said=self.answer, quote=self.text
        )


def find_conflict(answer: str, text: str, language: Language) -> Conflict | None:
    """Return how an answer contradicts a text that speaks of the same; None where it doesn't.

    Two turns take each other away: "A is faster than B" and "B is slower than A" say the same.
    """
    if numbers := _compare_numbers(answer, text):
        return numbers
    said, known = answer.lower(), text.lower()
    turns = [
        turn
        for turn in (
            _find_opposite(said, known, language),
            _find_change_of_sides(said, known, language),
            _find_negation(said, known, language),
        )
        if turn
    ]
    return turns[0] if len(turns) % 2 else None


def _compare_numbers(answer: str, text: str) -> Conflict | None:
    said, known = numbers_in(answer), numbers_in(text)
    wrong = said - known
    if not (wrong and known) or said & known:
        return None
    return Conflict("number", ", ".join(sorted(wrong)), ", ".join(sorted(known)))


def _find_opposite(said: str, known: str, language: Language) -> Conflict | None:
    """A word of the answer whose opposite stands in the text, which hasn't the word itself."""
    for one, other in _pairs(language):
        for mine, theirs in ((one, other), (other, one)):
            if language == "zh" and _is_turned_beside(said, known, mine, theirs):
                return Conflict("opposite", mine, theirs)
            is_turned = _has(said, mine, language) and not _has(said, theirs, language)
            if not is_turned or not _has(known, theirs, language) or _has(known, mine, language):
                continue
            if _is_negated_word(mine, said, language) or _is_negated_word(theirs, known, language):
                continue
            if len(mine) > 1 or _speak_of_same(said, known, language):
                return Conflict("opposite", mine, theirs)
    return None


def _is_turned_beside(said: str, known: str, mine: str, theirs: str) -> bool:
    """Whether the same character stands before a word in the answer and before its opposite in the text."""
    for found in re.finditer(f"([\u4e00-\u9fff]){re.escape(mine)}", said):
        beside = found[1]
        is_side = re.search(
            r"比[^，。；]{0,5}$", said[: found.start() + 1]
        )  # of a comparison: seen to elsewhere
        is_noun = not is_side and beside not in _EMPTY_HAN and beside not in "较变越太极特"
        if is_noun and f"{beside}{theirs}" in known and f"{beside}{mine}" not in known:
            return True
    return False


def _speak_of_same(said: str, known: str, language: Language) -> bool:
    """Whether most of an answer's words stand in the text: a single character alone says little."""
    mine, theirs = set(_content(said, language)), set(_content(known, language))
    return len(mine & theirs) >= MIN_SAME * len(mine)


def _is_negated_word(word: str, text: str, language: Language) -> bool:
    """Whether a word stands right behind a negation: “doesn't converge” is no opposite of “diverges”."""
    pattern = _NOT_ZH if language == "zh" else _NOT_EN
    return any(text[found.end() :].lstrip().startswith(word) for found in pattern.finditer(text))


def _find_negation(said: str, known: str, language: Language) -> Conflict | None:
    """A word that only one of the two negates."""
    if _HALF_NO.search(said) or _HALF_NO.search(known):
        return None
    mine, theirs = _negated_words(said, language), _negated_words(known, language)
    others_of_mine, others_of_theirs = set(_content(said, language)), set(_content(known, language))
    for words, negated, there in ((theirs, mine, others_of_mine), (mine, theirs, others_of_theirs)):
        for word in words:
            is_plain = any(kin(word, one) for one in there)
            if is_plain and not negated:
                return Conflict("negation", said, known)
    return None


def _negated_words(text: str, language: Language) -> list[str]:
    """The first content word behind each negation."""
    found = []
    for match in (_NOT_ZH if language == "zh" else _NOT_EN).finditer(text):
        rest = text[match.end() :]
        if language == "zh":
            words = [char for char in rest[:4] if is_han(char) and char not in _EMPTY_HAN]
        else:
            words = [word for word in re.findall(r"[a-z]+", rest) if telling(word)]
        found += words[:1]
    return found


def _find_change_of_sides(said: str, known: str, language: Language) -> Conflict | None:
    """The same words around the same relation, around two opposites, or behind two verbs, exchanged."""
    for relation in {found[0] for found in _RELATION.finditer(known)}:
        mine, theirs = _sides(said, relation, language), _sides(known, relation, language)
        if mine and theirs and _moved(theirs[0], mine[1], mine[0]) and _moved(theirs[1], mine[0], mine[1]):
            return Conflict("direction", said, known)
    for group in _WAYS:
        mine, theirs = _sides_of_way(said, group, language), _sides_of_way(known, group, language)
        if mine and theirs and _moved(theirs[0], mine[1], mine[0]) and _moved(theirs[1], mine[0], mine[1]):
            return Conflict("direction", said, known)
    if has_other_object(said, known, language):
        return Conflict("direction", said, known)
    for one, other in _pairs(language):
        mine_at, theirs_at = _find_both(said, one, other, language), _find_both(known, one, other, language)
        if mine_at and theirs_at and (mine_at[0] < mine_at[1]) != (theirs_at[0] < theirs_at[1]):
            between = said[min(mine_at) : max(mine_at)]
            if _RELATION.search(between) and _RELATION.search(known[min(theirs_at) : max(theirs_at)]):
                return Conflict("direction", said, known)
    return None


def has_other_object(said: str, known: str, language: Language) -> bool:
    """Whether the same verb takes something else in the answer, which the text names in another place."""
    for verbs in _EXCHANGES:
        mine, theirs = _find_object(said, verbs, language), _find_object(known, verbs, language)
        is_other = mine and theirs and not any(kin(a, b) for a in mine for b in theirs)
        if is_other and any(kin(mine[0], word) for word in _parts(known, language)):
            return True
    return False


def _find_object(text: str, verbs: re.Pattern[str], language: Language) -> list[str]:
    found = verbs.search(text)
    return _parts(text[found.end() :], language)[:2] if found else []


def _parts(text: str, language: Language) -> list[str]:
    """The words of a text; the pairs of characters of a Chinese one."""
    if language == "zh":
        return [text[at : at + 2] for at in range(len(text) - 1) if all(map(is_han, text[at : at + 2]))]
    return [word for word in re.findall(r"[a-z]+", text) if telling(word)]


def _find_both(text: str, one: str, other: str, language: Language) -> tuple[int, int] | None:
    """Where two words stand, each once; None where one of them doesn't."""
    places = [_find_word(text, word, language) for word in (one, other)]
    first, second = places
    return (first[0], second[0]) if len(first) == len(second) == 1 and first != second else None


def _find_word(text: str, word: str, language: Language) -> list[int]:
    pattern = re.escape(word) if language == "zh" else rf"(?<![\w-]){re.escape(word)}(?![\w-])"
    return [found.start() for found in re.finditer(pattern, text)]


def _sides(text: str, relation: str, language: Language) -> tuple[Set[str], Set[str]] | None:
    """The content words before and behind a relation that a text has once; none that are on both sides."""
    places = _find_word(text, relation, language)
    if len(places) != 1:
        return None
    before = set(_content(text[: places[0]], language))
    after = set(_content(text[places[0] + len(relation) :], language))
    return before - after, after - before


def _sides_of_way(text: str, way: re.Pattern[str], language: Language) -> tuple[Set[str], Set[str]] | None:
    """The content words before and behind the place where a text says where something goes."""
    found = way.search(text)
    if found is None:
        return None
    before, after = (
        set(_content(text[: found.start()], language)),
        set(_content(text[found.end() :], language)),
    )
    return before - after, after - before


def _moved(words: Set[str], there: Set[str], here: Set[str]) -> bool:
    """Whether a word of one side stands on the other one, and not where it was."""
    gone = [word for word in words if any(kin(word, other) for other in there)]
    return any(not any(kin(word, other) for other in here) for word in gone)


def _content(text: str, language: Language) -> Iterator[str]:
    if language == "zh":
        yield from (char for char in text if is_han(char) and char not in _EMPTY_HAN)
    else:
        yield from telling(text)


def _pairs(language: Language) -> Sequence[tuple[str, str]]:
    return (*OPPOSITES_ZH, *_FURTHER_ZH) if language == "zh" else (*OPPOSITES_EN, *_FURTHER_EN)


def _has(text: str, word: str, language: Language) -> bool:
    if language == "zh" or any(map(is_han, word)):
        return word in text
    return _find_form(word).search(text) is not None


@lru_cache(maxsize=1024)
def _find_form(word: str) -> re.Pattern[str]:
    """The pattern of a word in any of its regular forms."""
    stem = re.escape(word.removesuffix("e"))
    ending = r"(?:e|es|ed|ing|er|s)?" if word.endswith("e") else r"(?:s|es|d|ed|ing)?"
    return re.compile(rf"(?<![\w-]){stem}{ending}(?![\w-])")


def are_opposites(one: str, other: str) -> bool:
    """Whether two words say the opposite of each other."""
    return (one, other) in _ALL_PAIRS or (other, one) in _ALL_PAIRS


def has_other_subject(clause: str, matched: str, others: Sequence[str], language: Language) -> bool:
    """Whether a clause says of one thing what the text says of another one.

    `matched`: the clause of the text that speaks of the same; `others`: its further clauses.
    """
    mine, theirs = _parts(clause.lower(), language), _parts(matched.lower(), language)
    if not mine or not theirs or kin(mine[0], theirs[0]):
        return False
    subjects = [parts[0] for one in others if len(parts := _parts(one.lower(), language)) >= MIN_SENTENCE]
    is_other = any(kin(mine[0], one) for one in subjects) and not any(kin(mine[0], one) for one in theirs)
    return is_other and any(kin(a, b) for a in mine[1:] for b in theirs[1:])


_ALL_PAIRS = frozenset((*OPPOSITES_EN, *_FURTHER_EN, *OPPOSITES_ZH, *_FURTHER_ZH))
