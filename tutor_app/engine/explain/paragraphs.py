"""A passage as paragraphs: prose, lists with their lead, tables, formulas with what their letters mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor_app.core.language import is_han
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.question import Numbered
from tutor_app.engine.explain.sentences import ENDS, MARK, sentence_spans

SpanForm: TypeAlias = Literal["prose", "list", "table", "entry", "formula", "caption"]

MAX_ENTRY = 420  # letters of a glossary's entry
LEAST_LETTERS = 10
MAX_TORN = 60  # letters of one line of a formula

_ITEM = re.compile(MARK)
_ROW = re.compile(r"^\s*\|.*\|\s*$|\S\s+\|\s+\S")
_RULE = re.compile(r"^[\s|:—-]+$")  # below a table's header
_ENTRY = re.compile(r"^\**(?P<head>[^:：*。.!?]{2,60}?)\**[:：]\**\s*(?P<meaning>\S.*)$", re.DOTALL)
_FORMULA = re.compile(r"^\s*(?:\$\$?.+\$\$?[.,，。]?|\\\[.+\\\])\s*$", re.DOTALL)
_ANNOUNCES = re.compile(
    r"[:：][*_]*\s*$|\b(?:the )?following\b[^.]*[.]?\s*$|\bas follows\b"
    r"|\bthese (?:steps|rules|reasons|types)\b"
    r"|\b(?:two|three|four|five|six|seven|several) (?:\w+ )?(?:steps|ways|types|kinds|stages|phases"
    r"|reasons|parts)\b"
    r"|以下|如下|下列|下面几|这几|[几两三四五六七八九]\s*(?:个|种|点|类|步|方面|条)|主要有|包括",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^\**(?:Figure|Fig\.|Table|图|表)\s*\d+(?:[.-]\d+)*\**[.:：\s]")
_EXAMPLE = re.compile(
    r"(?:For (?:example|instance)|As an example|Suppose|Imagine)\b|例如|比如|譬如|举例|假设"
)
_GOALS = re.compile(r"able to[:：]?$|(?:学习)?目标[:：]?$|you (?:will|should) (?:learn|know)", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SIGN = re.compile(r"[=≈≤≥<>√∝Δ∑∫+/^×·−]|^\(?\d+(?:\.\d+)?\)?$|^[A-Za-z0-9 ]{1,4}$")
_WHERE = re.compile(r"^(?:where|Here|in which|with)\b|^(?:其中|这里|式中)")

# What points back says nothing without the sentence before it.
_LEANS = re.compile(
    r"(?:This|That|These|Those|It|Its|They|Their|He|She|His|Her|Such|Both|Here|There|Then|Thus|Therefore|Hence"
    r"|So|But|However|Otherwise|Instead|Conversely|Additionally|Also|Finally|Moreover|Furthermore|Likewise"
    r"|Similarly|Nevertheless|Nonetheless|Second|Secondly|Third|Thirdly|Next|Another|Other|And|Or"
    r"|Because of this|In this (?:way|case|example|situation)|In (?:contrast|turn|addition|other words)"
    r"|As a result|On the other hand|For (?:example|instance)|We call this|The (?:result|latter|former|same)"
    r"|At this point|Again|Now|Meanwhile|After this|Accordingly|Consequently|Similar)\b"
    r"|[此这那它其该]|因此|所以|于是|但|不过|然而|反之|否则|同样|另外|此外|最后|其次|接着|然后|在[这此那]|上述|如[上下]?图所?示"
    r"|例如|比如|换句话说|也就是说|相反|为此|从而|同时|并且|而且|由此|综上|总之|对此|后者|前者|另一"
)
_NAMES_BEFORE = re.compile(r"(?:\S+\s+){1,7}?(?:this|these|those)\s\w|.{1,6}(?:这[种个些样]|该|上述)")
# What sets a task, sends the reader away or announces what comes is no explanation.
_INSTRUCTS = re.compile(
    r"\**(?:Visit|Watch|Read|Click|Go to|See|View|Explore|Refer to|Recall that|Notice|Suppose you"
    r"|Consider the following|Solution:|By the end of|In this (?:section|chapter|module|unit), (?:you|we)"
    r"|Try|Test your)\b"
    r"|\**(?:Explain|Describe|List|Define|Identify|Discuss|Compare|State|Calculate|Compute|Find|Determine|Draw|Sketch"
    r"|Show|Construct|Estimate|Name|Choose|Select|Answer|Complete|Write|Use|Using|Give|Fill|Match|Label|Assume"
    r"|Evaluate) (?:in|the|a|an|how|why|what|which|whether|one|two|three|four|your|each|that|this|these|and"
    r"|at least|some|both|all|as|its|their|it)\b"
    r"|\(?[a-z]\)\s|\d{1,3}\.\s*$|练习|思考题?[:：]|试[着一]|请[^求]|本节将|下面我们将|我们将|接下来|让我们"
)
_EXCLUDED_TITLES = re.compile(
    r"^(?:(?:review |practice |conceptual |critical thinking )?questions?"
    r"|exercises?|problems?(?: (?:&|and) exercises?)?|homework|practice(?: tests?)?|references|bibliography"
    r"|further (?:reading|research)|(?:table of )?contents|solutions?|answers?|discussions?|self.?check"
    r"|练习|习题|思考题|参考文献|目录|讨论|延伸阅读)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, by its place in the passage's text."""

    start: int
    end: int
    text: str

    @property
    def is_told(self) -> bool:
        """Whether it states something: no question, no task, no order to whoever reads."""
        return is_statement(self.text)


@dataclass(frozen=True)
class Paragraph:
    """What stands together: sentences, or a lead with its items, or a table's header and rows."""

    form: SpanForm
    sentences: tuple[Sentence, ...]
    has_lead: bool = False  # the first sentence leads to the list or the table

    @property
    def head(self) -> int:
        """How many of a table's sentences are its lead and its header."""
        return min(int(self.has_lead) + 1, len(self.sentences))


def explains(numbered: Numbered) -> bool:
    """Tell whether a passage can explain: exercises, references and contents can't."""
    titles = numbered.passage.path
    return numbered.explains and not any(_EXCLUDED_TITLES.match(title.strip("# *")) for title in titles)


def leans_back(sentence: str) -> bool:
    """Tell whether a sentence says little without the one before it."""
    bare = sentence.lstrip('*_“"( ')
    return bool(_LEANS.match(bare) or _NAMES_BEFORE.match(bare))


def begins_example(sentence: str) -> bool:
    """Tell whether a sentence begins an example of what was said before it."""
    return bool(_EXAMPLE.match(sentence))


def is_statement(sentence: str) -> bool:
    """Tell whether a sentence states something: no question, no task, no order to the reader."""
    bare = sentence.rstrip("”\"'*_) ")
    is_torn = sentence.count("$") % 2 == 1 and "$$" not in sentence  # a formula was cut
    return not (
        is_torn
        or bare.endswith(("?", "？"))
        or _INSTRUCTS.match(sentence)
        or count_letters(sentence) < LEAST_LETTERS
    )


def split_paragraphs(text: str, silent: Sequence[tuple[int, int]] = ()) -> list[Paragraph]:
    """Split a passage's text; what orders a model about, and what is to be learnt, is left out."""
    found: list[Paragraph] = []
    for start, end in _lines(text):
        line = text[start:end]
        form = _form(line)
        told = (one for one in _sentences(text, start, end, form) if not is_order(one.text))
        sentences = tuple(one for one in told if not any(a <= one.start < b for a, b in silent))
        if not sentences:
            continue
        before = found[-1] if found else None
        if before and (joined := _join(before, form, sentences)):
            found[-1:] = joined
        else:
            found.append(Paragraph(form, sentences))
    return [one for one in found if not _is_goals(one)]


def _is_goals(paragraph: Paragraph) -> bool:
    """What is to be learnt is no lesson."""
    return paragraph.form == "list" and bool(_GOALS.search(paragraph.sentences[0].text))


def _join(before: Paragraph, form: SpanForm, sentences: tuple[Sentence, ...]) -> list[Paragraph] | None:
    """What a line makes of the paragraph before it; None where it begins one of its own."""
    last = before.sentences[-1]
    if form == before.form and form in ("list", "table"):
        return [Paragraph(form, before.sentences + sentences, before.has_lead)]
    if form == "list" and before.form == "prose" and _ANNOUNCES.search(last.text):
        return _split_lead(before, Paragraph("list", (last, *sentences), has_lead=True))
    if form == "table" and before.form in ("prose", "caption") and last.text.rstrip().endswith((":", "：")):
        return _split_lead(before, Paragraph("table", (last, *sentences), has_lead=True))
    if form == "prose" and _is_torn_formula(sentences) and before.form in ("prose", "formula"):
        form = "formula" if not is_ended(last.text) or before.form == "formula" else form
    if form == "formula" and before.form in ("prose", "formula") and not is_ended(last.text):
        return (
            _split_lead(before, Paragraph("formula", (last, *sentences)))
            if before.form == "prose"
            else [Paragraph("formula", before.sentences + sentences)]
        )
    if before.form == "formula" and form == "prose" and _WHERE.match(sentences[0].text):
        return [Paragraph("formula", before.sentences + sentences[:1]), Paragraph("prose", sentences[1:])][
            : 1 + bool(sentences[1:])
        ]
    return None


def _is_torn_formula(sentences: Sequence[Sentence]) -> bool:
    """A line of a formula that a PDF has torn apart: hardly a word, and a sign of one."""
    text = " ".join(one.text for one in sentences)
    return len(_LONG_WORD.findall(text)) < 2 and len(text) <= MAX_TORN and bool(_SIGN.search(text))


def _split_lead(before: Paragraph, joined: Paragraph) -> list[Paragraph]:
    """The paragraph without its last sentence, which leads to what follows."""
    rest = before.sentences[:-1]
    return [Paragraph(before.form, rest), joined] if rest else [joined]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.span()


def _form(line: str) -> SpanForm:
    if _ITEM.match(line.lstrip()):
        return "list"
    if _ROW.search(line):
        return "table"
    if _FORMULA.match(line):
        return "formula"
    if _CAPTION.match(line):
        return "caption"
    if (entry := _ENTRY.match(line)) and len(line) < MAX_ENTRY and _is_entry(line, entry["head"]):
        return "entry"
    return "prose"


def _is_entry(line: str, head: str) -> bool:
    """A glossary's entry: a short term, then what it means."""
    is_bold = line.lstrip().startswith("**")
    return is_bold or (count_letters(head) <= 40 and not is_ended(line) and len(head.split()) <= 4)


def _sentences(text: str, start: int, end: int, form: SpanForm) -> tuple[Sentence, ...]:
    if form in ("table", "formula", "entry", "caption"):
        line = text[start:end].strip()
        return () if _RULE.match(line) else (Sentence(start, end, line),)
    if form == "list":
        mark = _ITEM.match(text[start:end].lstrip())
        skipped = len(text[start:end]) - len(text[start:end].lstrip()) + (mark.end() if mark else 0)
        return (Sentence(start + skipped, end, text[start + skipped : end].strip()),)
    return tuple(
        Sentence(start + first, start + last, " ".join(text[start + first : start + last].split()))
        for first, last in _join_clauses(text[start:end])
    )


def _join_clauses(text: str) -> list[tuple[int, int]]:
    """Sentences; one that goes on behind a semicolon is one."""
    joined: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if joined and text[: joined[-1][1]].endswith((";", "；")):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def is_ended(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return text.rstrip("\"”’'）)]*_$ ")[-1:] in tuple(ENDS)


def count_letters(text: str) -> int:
    """Letters; a Chinese character counts as three."""
    return len(text) + 2 * sum(map(is_han, text))
