"""What the look of a block's text says of its role: questions, tasks, options, dates, sources, …"""

import re
from collections.abc import Sequence

from tutor_app.core.language import is_han

_MARKS = r"[*_\s]*"
NUMBER = re.compile(
    rf"^{_MARKS}(?:(?:exercise|problem|question|练习|习题|思考题|问题|第)\s*)?[(（\[]?"
    r"(?P<number>\d{1,3}(?:[.-]\d{1,3}){0,3})(?:[.)）\]:：、．题]|\s(?=[A-Z\u4e00-\u9fff]))",
    re.IGNORECASE,
)
_LETTER = re.compile(rf"^{_MARKS}(?:[-*+•]\s+)?[(（]?(?P<letter>[a-hA-H])[.)）、．]\s*\S")
_BULLET = re.compile(r"^\s*(?:[-*+•◦▪‣·●○■□]|\(?[a-z0-9]{1,3}[.)、．）])\s*")
_LABEL = re.compile(
    rf"^{_MARKS}(?:exercise|problem|question|quiz|try it|check your understanding|练习|习题"
    rf"|思考题)\s*\d+(?:[.-]\d+)*\b",
    re.IGNORECASE,
)
_SOLUTION = re.compile(
    rf"^{_MARKS}(?:(?:solutions?|answers?)\b(?:\s+(?:to|for))?(?:\s+(?:exercise|problem"
    rf"|question))?\s*(?P<number>\d+(?:[.-]\d+)*)?"
    r"\s*(?:[.:：)]|$|\n)|ans(?:wer)?\s*[.:：]|the correct answer is\b|(?:参考)?(?:答案"
    r"|解答)\s*(?P<han>\d+(?:[.-]\d+)*)?\s*[:：.、]|解\s*[:：])",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    rf"^{_MARKS}(?:worked |solved )?(?:example|case study)\b\s*(?:\d|[:.]|$)"
    rf"|^{_MARKS}例\s*题?\s*[\d一二三四五六七八九十(（:：]",
    re.IGNORECASE,
)
_TASK = re.compile(
    rf"^{_MARKS}(?:[(（\[]?\d{{1,3}}(?:[.-]\d{{1,3}})*[.)）\]、．]?\s*)?(?:[(（]?[a-z][.)）]\s*)?"
    r"(?:please\s+)?(?:calculate|compute|explain (?:why|how|what|the|in)|describe (?:the|how|what|a|an"
    r"|two|three|some|your)|prove|show that"
    r"|derive|determine|sketch|graph the|plot the|draw|evaluate|solve|simplify|factor|find (?:the|a|an"
    r"|all|two|three|out)|state (?:the|whether)"
    r"|list (?:the|two|three|four|five|some|at)|name (?:the|two|three|four)|define|identify|compare"
    r"|contrast|discuss|give (?:an|a|two|three|some) "
    r"|estimate|justify|verify|construct|convert|write (?:a|an|the|down|out)|consider (?:the|a|an)"
    r"|suppose|assume|using (?:the|a)|match|classify"
    r"|choose|select|complete|fill in|predict|summarize|implement|modify|design|repeat|express|use (?:the"
    r"|a|an)|implement|try (?:to|out)"
    r"|(?:试)?(?:计算|证明|求(?!得|解器)|推导|判断|画出|说明|解释|讨论|简述|论述|比较|分析|列出|写出|指出"
    r"|设计|实现|编写|举例|给出|尝试|选择|填空|验证"
    r"|描述|阐述|列举|设(?:有|函数|随机)?|已知|若|为什么|如何|请))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？][\"”’)\]*_\s]*$|[?？]\s*(?:\n|$|[(（])|_{3,}|[(（]\s{1,8}[)）]\s*[。.]?"
    r"|\bwhich of the following\b|下列|以下哪",
    re.IGNORECASE,
)
_AIMS = re.compile(
    rf"^{_MARKS}(?:by|at) the end of (?:this|the) (?:section|chapter|unit|lesson|module|course|book"
    rf"|lecture)s?\b[^.]{{0,80}}\b(?:will|should|able|can|must)\b"
    rf"|^{_MARKS}(?:after|upon|on|once you) (?:have )?(?:reading|studying|completing|completion of"
    rf"|working through|finishing|completed?|read|studied|finished) (?:this|the) "
    r"(?:section|chapter|unit|lesson|module|course|book|lecture)\b[^.]{0,60}\b(?:will|should|able|can|must)\b"
    rf"|^{_MARKS}(?:in|throughout) this (?:section|chapter|unit|lesson|module|lecture),? (?:you|we"
    rf"|students)(?: will|'ll|’ll) (?:learn|explore|discover|be able|study|look|see|cover)"
    rf"|^{_MARKS}you (?:will|should) (?:be able to|learn (?:how )?to)\b.{{0,20}}[:：]?\s*$"
    r"|^(?:通过|完成|学完|学习完?|学了|在).{0,12}(?:本[章节课单元]|这[一]?[章节课]|课程).{0,30}(?:能够?"
    r"|应该?|将|可以|会|掌握|了解|理解)"
    r"|^(?:本[章节课]|这[一]?[章节课])的?(?:学习|教学)?目标",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:(?:\.\s?){4,}|…{2,}|·{4,}|(?:\.\s){3,})\s*(?:\d{1,4}|[ivxl]{1,6})\s*$")
_PAGE_AT_END = re.compile(
    r"[^\d\s.,:/-].{0,150}?(?:\s|\||\.{2,}|…|·)\s*(?P<page>\d{1,4}|[ivxl]{1,6})\s*\|?\s*$"
)
_LINK_ONLY = re.compile(r"^\s*(?:[-*+]|\d+[.)])?\s*(?:\*\*)?\[[^\]]+\]\([^)]*\)(?:\*\*)?\s*$")
_DATE = re.compile(
    r"\b(?:week|lecture|session|class|day|meeting)\s*\d{1,2}\b|第\s*[\d一二三四五六七八九十]+\s*(?:周|讲"
    r"|次课|课时|次)"
    r"|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b[,.]?\s+(?:\d"
    r"|[a-z]{3,9}\.?\s+\d)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd"
    r"|th)?\b(?!,?\s*\d{3})"
    r"|\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\b20\d\d-\d\d-\d\d\b|\d{1,2}\s*月\s*\d{1,2}\s*日",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(?:homework|midterm|final exam|quizzes|participation|attendance|assignments?|projects?"
    r"|labs?)\b.{0,30}\b\d{1,3}\s?%"
    r"|\boffice hours\b|\bdue (?:on|by|at|date)\b|\bprerequisites?:|(?:平时|期中|期末|作业|考勤|考试"
    r"|实验)(?:成绩|考试|作业)?.{0,8}\d{1,3}\s?[%％]",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:\[(?:\d{1,3}|\w+\d{2,4}\w?)\]|\d{1,3}[.)])\s*.{10,}\b(?:1[6-9]|20)\d\d\b"
    r"|^\s*(?:[-*•]\s*)?[A-Z][\w'’-]+,\s+(?:[A-Z][\w.'’-]*[\s,&]*){1,8}.*?[(,.]\s*(?:1[6-9]|20)\d\d[a-z]?\b"
    r"|\bdoi\.org/|\bdoi:\s?10\.|\bRetrieved (?:from|[A-Z][a-z]+ \d)"
    r"|\[(?:J|M|C|D|P|N|R|S|EB/OL|J/OL|M/OL)\]",
)
_CITED = re.compile(r"^\s*(?:\[(?:\d{1,3}|[A-Z]\w+\d{2,4}\w?)\])\s*\S")
_ENTRY = re.compile(
    r"^\s*(?:[-*+•]\s+)?(?:\*\*(?P<bold>[^*\n]{1,80}?):?\*\*\s*[:：—–-]?\s*|(?P<term>[^.。!?？:：\n"
    r"|]{1,60}?)\s*(?:[:：]|\s[—–-]{1,2}\s|——)\s*)(?P<meaning>\S.*)",
    re.DOTALL,
)
_TERM_ALONE = re.compile(r"^\s*\*\*[^*\n]{1,80}\*\*[:：]?\s*$")
_SENTENCES = re.compile(r"[.!?](?:\s|$)|[。！？]")
_PROCEDURE = re.compile(
    r"\b(?:steps?|procedure|strategy|algorithm|follow(?:s|ing)|how to|instructions|process|method)\b|步骤"
    r"|方法|流程|过程|如下",
    re.IGNORECASE,
)
MIN_PAGE_LINES = 3
PROSE_WORDS = 35  # of a paragraph of two sentences that asks nothing


def read_number(text: str) -> str:
    """Return the number that a task or a solution begins with; empty without one."""
    found = NUMBER.match(text) or _SOLUTION.match(text)
    groups = found.groupdict() if found else {}
    return groups.get("number") or groups.get("han") or ""


def read_letter(text: str) -> str:
    """Return the small letter that an option begins with; empty for other text."""
    found = _LETTER.match(text)
    return found["letter"].lower() if found else ""


def is_task_label(text: str) -> bool:
    return bool(_LABEL.match(text))


def is_solution_label(text: str) -> bool:
    return bool(_SOLUTION.match(text))


def is_example_label(text: str) -> bool:
    return bool(_EXAMPLE.match(text))


def is_question(text: str) -> bool:
    """Tell whether a text asks, or has a gap to be filled."""
    return bool(_ASKS.search(text))


def is_task(text: str) -> bool:
    """Tell whether a text begins as a task does: "Calculate the …"."""
    return bool(_TASK.match(text))


def is_aim(text: str) -> bool:
    """Tell whether a text opens the learning objectives."""
    return bool(_AIMS.match(text))


def is_contents(text: str) -> bool:
    """Tell whether every line ends in a page, or is nothing but a link."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) >= MIN_PAGE_LINES and all(_LINK_ONLY.match(line) for line in lines):
        return True
    return bool(lines) and sum(bool(_LEADER.search(line)) for line in lines) > len(lines) / 2


def read_page(text: str) -> int | None:
    """Return the page that a line of a table of contents ends with."""
    found = _PAGE_AT_END.search(text) if "\n" not in text else None
    return int(found["page"]) if found and found["page"].isdigit() else None


def is_link(text: str) -> bool:
    return bool(_LINK_ONLY.match(text))


def is_date(text: str) -> bool:
    """Tell whether a line begins with a day or week of a course."""
    return bool(_DATE.search(text[:40]))


def is_series(texts: Sequence[str]) -> bool:
    """Tell whether dated lines say the same of each date: "Week 1 weight: 4 lb" is a measurement."""
    said = [
        re.sub(r"[\W\d_]+", " ", _DATE.sub("", strip_bullet(text), count=1)).split()[:1] for text in texts
    ]
    return len(said) > 1 and all(said) and all(one == said[0] for one in said)


def is_schedule(text: str) -> bool:
    """Tell whether most rows have a date or week."""
    lines = [line for line in text.split("\n") if line.strip(" |-:")]
    return len(lines) >= MIN_PAGE_LINES and sum(map(is_date, lines)) > 0.6 * len(lines)


def is_policy(text: str) -> bool:
    """Tell whether a text says how a course is run: weights of marks, office hours."""
    return bool(_POLICY.search(text))


def is_source(text: str) -> bool:
    """Tell whether a text is an entry of a list of references."""
    return bool(_SOURCE.search(text))


def is_cited(text: str) -> bool:
    """Tell whether a text begins with the number in brackets that the text cites it by."""
    return bool(_CITED.match(text))


def is_entry(text: str) -> bool:
    """Tell whether a text is a term with its meaning."""
    return bool(_ENTRY.match(text))


def is_term(text: str) -> bool:
    """Tell whether a text is a term alone, in bold."""
    return bool(_TERM_ALONE.match(text))


def is_prose(text: str) -> bool:
    """Tell whether a text is a paragraph that says something of the subject at some length."""
    words = len(text.split()) + sum(map(is_han, text)) / 2
    return words >= PROSE_WORDS and len(_SENTENCES.findall(text)) >= 2


def strip_bullet(text: str) -> str:
    return _BULLET.sub("", text, count=1)


def share(found: Sequence[bool]) -> float:
    """The part that is true; nothing of nothing."""
    return sum(found) / len(found) if found else 0.0


def is_procedure(text: str) -> bool:
    """Tell whether a text leads to the steps of a procedure."""
    return bool(_PROCEDURE.search(text))
