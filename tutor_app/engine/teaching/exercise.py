"""What makes a question an exercise: a task with a result, that a learner should find."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.checking import GAP
from tutor_app.core.material import Passage
from tutor_app.engine.adapting.questions import EXERCISES
from tutor_app.engine.explain.sentences import sentences
from tutor_app.engine.support import content_words

SAME = 0.8  # of the content words, from which a question is taken for an exercise of the course
LEAST_WORDS = 4  # content words, so that “what is friction?” isn't one because an exercise has it

_MARK = r"(?:[-•*–]|\(?[A-Ha-h][.)．、]|\(?\d{1,2}[)）]|[①-⑧])"
_OPTION_LINE = re.compile(rf"^\s*{_MARK}\s*(?P<option>\S.*)$")
_LETTER = re.compile(r"(?:^|(?<=\s))\(?(?P<letter>[A-H])[.)．、:：]\s*")
_TASK = re.compile(
    r"(?:^|[.!?:,;\n]\s*)(?:please\s+|then\s+|and\s+|now\s+|\d+[.)]\s*)?"
    r"(?:calculate|compute|determine|evaluate|simplify|solve|prove|show that|derive|estimate|convert|factor"
    r"|sketch|choose|select|complete|rewrite|match|fill in|find (?:the|a|an|all|out|how|its|[a-z]\b))\b"
    r"|\bwhich (?:one )?of (?:the following|these)\b|\btrue or false\b|\bto the nearest\b"
    r"|(?:^|[。，,；;？?\s])(?:试|请|并)?(?:计算|求(?![助学职知解])|求解|解方程|证明|化简|推导|画出|写出|选出|填空)"
    r"|下列|以下(?:哪|说法|选项)|判断(?:对错|正误|题)|是否正确",
    re.IGNORECASE,
)
_NUMBER_MARK = re.compile(r"^(?:\d{1,3}[.)、]|[-*•])\s*")
_EITHER = (
    re.compile(r"(?P<one>[\w-]+) or (?:an? |the )?(?P<other>[\w-]+)(?: \w+)?\?", re.IGNORECASE),
    re.compile(
        r"(?:是|属于)(?P<one>[^，。？?：:、是]{1,8})还是(?P<other>[^，。？?：:、]{1,8}?)[？?：:，,。]"
    ),
)
_GAP = re.compile(rf"{GAP[:3]}|\(\s*\)|（\s*）|\[blank\]")
_QUANTITY = re.compile(
    r"\bhow (?:much|many|far|long|fast|high|deep|large|big|heavy|old|often|wide|tall)\b"
    r"|\bwhat (?:is|are|was|will)\b"
    r"|\b(?:probability|value|percentage)\b|多少|多大|多快|多远|多长|多高|多重|多久|几[个次倍秒米]|是什么",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\d[\d.,]*\s*(?:%|°|(?:[kcmμn]?m|[km]?g|m?s|[kM]?N|[kM]?J|[kM]?W|k?Pa|m?mol|m?L|[kM]?Hz|m?V|m?A|K)\b"
    r"|(?:m|km|cm)/|miles?|feet|inch|hours?|minutes?|seconds?|years?|days?|people|dollars?|times"
    r"|千?米|千?克|公斤|公里|厘米|秒|分钟|小时|牛|焦|瓦|伏|安|次|个|元)|[$€£]\s*\d|=\s*-?\d|\d\s*[-+×*/^]\s*\d"
)
_REFERENCE = re.compile(
    r"\b(?:figures?|fig\.|sections?|chapters?|pages?|equations?|tables?)\s*[\d.–-]+|[图表第]\s*[\d.-]+\s*[章节页]?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Exercise:
    """A question as it was put, its options apart."""

    stem: str
    options: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """What a question asks to decide between in its own words: “is it A or B?”."""
        found = next(filter(None, (either.search(self.stem) for either in _EITHER)), None)
        return (found["one"].strip(), found["other"].strip()) if found else ()


def parse(question: str) -> Exercise:
    """Options at line starts, or after A., B., C. in a line, are told from what is asked."""
    lines = question.splitlines()
    marked = [match for line in lines if (match := _OPTION_LINE.match(line))]
    if len(marked) >= 2:
        stem = "\n".join(line for line in lines if not _OPTION_LINE.match(line))
        return Exercise(stem.strip(), tuple(match["option"].strip() for match in marked))
    return _in_line(question)


def is_exercise(question: str, passages: Sequence[Passage] = ()) -> bool:
    """Whether it has options, a gap, a task (“calculate …”), given quantities, or is one of the course's own.

    Everything else (“what is friction?”, “why does ice float?”) asks for an explanation.
    """
    put = parse(question)
    plain = _REFERENCE.sub(" ", question)
    return (
        bool(put.options)
        or bool(_GAP.search(question))
        or bool(_TASK.search(plain))
        or bool(_QUANTITY.search(plain) and _GIVEN.search(plain))
        or any(_is_of(question, passage) for passage in passages)
    )


def sets_task(screen_words: str) -> bool:
    """Whether what stands on the screen is an exercise. Quantities alone are the labels of a figure."""
    asks = "?" in screen_words or "？" in screen_words
    has_options = asks and bool(parse(screen_words).options)
    return has_options or bool(_GAP.search(screen_words) or _TASK.search(screen_words))


def asks_for_number(question: str) -> bool:
    """Whether quantities are given, so that something is to be worked out."""
    return bool(_GIVEN.search(_REFERENCE.sub(" ", question)))


def same_exercise(question: str, text: str) -> str:
    """The sentence, or the line, of a text that asks what the question asks; empty if there is none."""
    asked = set(content_words(question))
    if len(asked) < LEAST_WORDS:
        return ""
    lines = (_NUMBER_MARK.sub("", line.strip()) for line in text.splitlines())
    for sentence in (*sentences(text), *lines):
        words = set(content_words(sentence))
        if len(asked & words) >= SAME * max(len(asked), len(words)) and _asks(sentence):
            return sentence
    return ""


def _asks(sentence: str) -> bool:
    """Whether it sets a task: a statement with the same words is what answers."""
    tasks = (_TASK, _GAP, _GIVEN)
    return sentence.endswith(("?", "？")) or any(pattern.search(sentence) for pattern in tasks)


def _is_of(question: str, passage: Passage) -> bool:
    is_of_exercises = any(EXERCISES.search(title) for title in passage.path)
    return is_of_exercises and bool(same_exercise(question, passage.text))


def _in_line(question: str) -> Exercise:
    """Options in one line; they are in the order of the alphabet, from A."""
    marks: list[re.Match[str]] = []
    for match in _LETTER.finditer(question):
        if match["letter"] == chr(ord("A") + len(marks)):
            marks.append(match)
    if len(marks) < 2:
        return Exercise(question.strip())
    ends = [*(mark.start() for mark in marks[1:]), len(question)]
    options = (question[mark.end() : end].strip(" ;；,，\n") for mark, end in zip(marks, ends, strict=True))
    return Exercise(question[: marks[0].start()].strip(), tuple(filter(None, options)))
