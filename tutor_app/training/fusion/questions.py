"""Questions as learners put them: pointing, by name, in fragments; with slips of the keyboard."""

import re
from collections.abc import Sequence

import numpy as np

from tutor_app.core.language import language_of
from tutor_app.training.books import Exercise

KINDS = ("definition", "why", "how", "compare", "example", "figure", "solve")
FIGURE = KINDS.index("figure")
MOST_ZH = 10  # characters of one thing that a Chinese note names

# What is said while pointing names nothing: only the picture tells what is meant.
POINTING = {
    "en": (
        "What does this show?", "Why does this part go down?", "What is this?", "Can you explain this?",
        "What does this mean?", "How do I read this?", "What is happening here?", "Why does it look so?",
        "What is the arrow for?", "Explain this to me, please.", "I don't understand this picture.",
        "What do these labels stand for?", "Where in the text is this explained?", "What is this called?",
        "Why is this one larger than the other?", "What happens next in this?", "How does this work?",
        "What should I see here?", "Which part of this matters?", "What are these two things?",
        "Why does the line rise here?", "Tell me about this.", "Is this important?", "What goes in here?",
        "Help me with this one.", "What is the difference between these?", "How did they get this?",
        "What is the point of this diagram?", "Can you walk me through this?", "this?",
        "Where does this come from?", "What would change if this were missing?",
    ),
    "zh": (
        "这是什么？", "这张图说明了什么？", "为什么这里会下降？", "请解释一下这个图。", "这部分是什么意思？",
        "这个怎么看？", "这里发生了什么？", "这两个有什么区别？", "这条线为什么上升？", "箭头表示什么？",
        "我看不懂这张图。",
        "这个在书里哪里讲过？", "这一步是怎么来的？", "这个部分叫什么？", "能讲讲这个吗？",
        "为什么会这样？", "这里画的是什么？", "这些标注代表什么？", "请给我讲讲这张图。", "这说明什么？",
        "这条曲线怎么理解？", "这个图的重点是什么？", "这里为什么要这样做？", "接下来会怎么样？",
        "这是怎么工作的？", "这一块有什么用？", "这几个部分是什么关系？", "没看懂，帮我解释一下。",
        "这重要吗？", "这个结果是怎么得到的？", "如果去掉这个会怎么样？", "这个？",
    ),
}  # fmt: skip

NAMING = (
    "What does {} show?", "Explain {}.", "Why {}?", "How does {} work?", "What is meant by {}?",
    "Where can I read about {}?", "I have a question about {}.", "{}", "Tell me more about {}.",
    "What is the role of {}?",
)  # fmt: skip

ASKING_ZH = (
    "{}是什么？", "请解释一下{}。", "为什么要用{}？", "{}是怎么回事？", "{}有什么作用？", "{}怎么理解？",
    "书里哪里讲了{}？", "我想问一下{}。", "{}", "再讲讲{}。", "什么是{}？",
)  # fmt: skip

_CUES = (
    ("compare", r"\b(compare|contrast|differ\w*|distinguish|versus|similarit\w+)\b|区别|比较|不同"),
    (
        "solve",
        r"\b(calculate|estimate|compute|solve|find the|determine|construct)\b"
        r"|\bhow (many|much|far|long|fast)\b|计算|求",
    ),
    ("example", r"\b(examples?|such as|which of the following)\b|例子|举例"),
    ("why", r"\b(why|reason|because|cause)\b|为什么|为何"),
    ("definition", r"\b(what (is|are)|define|definition|term|meaning|called|refers? to)\b|什么是|定义"),
    ("how", r"\b(how|describe|explain|process|steps?)\b|怎样|如何|怎么"),
)  # fmt: skip
_WORD = re.compile(r"[\w'’-]+")
# longer ones first: what they hold is told apart by none of the shorter
_GAP_ZH = re.compile(
    r"书里哪里讲了|有什么作用|是怎么回事|为什么要用|解释一下|怎么理解|想问一下|为什么|再讲讲|我们"
    r"|你们|他们|它们|可以|能够|可能|应该|应用|需要|必须|如何|怎样|怎么|什么|哪些|哪个"
    r"|哪里|多少|是否|如果|那么|因为|所以|由于|因此|例如|比如|以及|并且|而且|或者|还是"
    r"|但是|然后|同时|通过|根据|使用|利用|采用|进行|得到|给出|试着|尝试|这个|那个|这些"
    r"|那些|这里|那里|一个|一些|一种|两个|两种|不同|每个|各个|所有|任何|其他|其中|之间"
    r"|之后|之前|时候|情况|解释|说明|描述|讨论|比较|写出|证明|计算|考虑|假设|设计|没有|的"
    r"|了|是|在|和|与|或|及|对|将|把|被|从|向|以|于|而|但|也|都|就|还|又|很|更|最"
    r"|有|其|这|那|该|它|你|我|他|吗|呢|吧|啊|请"
)
_RUN_ZH = re.compile(r"[\w\-+./]+")
_EMPTY = frozenset(
    _WORD.findall("""
    the a an of and or to in is are was were be by for on with as at from that this these those it
    its which what how why does do did can shows show shown figure image photo diagram picture
    drawing illustration credit (a) (b) following each has have had not
    """)
)


def kind_of(question: str) -> int | None:
    """Which of KINDS a question is, where its words say so."""
    for kind, cue in _CUES:
        if re.search(cue, question, re.IGNORECASE):
            return KINDS.index(kind)
    return None


def pointing(random: np.random.Generator, language: str = "en") -> str:
    bank = POINTING[language]
    return bank[int(random.integers(len(bank)))]


def named(text: str, random: np.random.Generator) -> str:
    """A question that names its subject with a few neighbouring words of a caption or sentence."""
    if language_of(text) == "zh":
        return _named_in_chinese(text, random)
    words = [w for w in _WORD.findall(text)]
    if len(words) < 2:
        return text
    length = int(random.integers(2, min(7, len(words)) + 1))
    start = int(random.integers(0, len(words) - length + 1))
    phrase = words[start : start + length]
    while phrase and phrase[0].lower() in _EMPTY:
        phrase = phrase[1:]
    return NAMING[int(random.integers(len(NAMING)))].format(" ".join(phrase or words[start : start + length]))


def fragment(text: str, random: np.random.Generator) -> str:
    """A typed note: two to five telling words, in their order."""
    if language_of(text) == "zh":
        return _some(list(dict.fromkeys(telling(text))), random) or text
    words = [w for w in dict.fromkeys(_WORD.findall(text)) if w.lower() not in _EMPTY and len(w) > 2]
    return _some(words, random) or text


def telling(text: str) -> list[str]:
    """What a Chinese text speaks of: what is left of its clauses between words that tell nothing.

    Nobody needs to know where a word ends: whoever types a note leaves out the words between, too.
    """
    parts = (part for run in _RUN_ZH.findall(text) for part in _GAP_ZH.split(run))
    return [part if part.isascii() else part[:MOST_ZH] for part in parts if len(part) > 1]


def _named_in_chinese(text: str, random: np.random.Generator) -> str:
    """One to three neighbouring things, as they stand in the text."""
    clauses = [clause for clause in _RUN_ZH.findall(text) if len(clause) > 1]
    if not clauses:
        return text
    clause = clauses[int(random.integers(len(clauses)))]
    things = [part for part in _GAP_ZH.split(clause) if len(part) > 1] or [clause]
    first = int(random.integers(len(things)))
    last = min(len(things), first + int(random.integers(1, 4))) - 1
    start = clause.index(things[first])
    phrase = clause[start : clause.index(things[last], start) + len(things[last])]
    return ASKING_ZH[int(random.integers(len(ASKING_ZH)))].format(phrase[: 2 * MOST_ZH])


def _some(words: Sequence[str], random: np.random.Generator) -> str:
    """Two to five of them."""
    count = min(len(words), int(random.integers(2, 6))) if words else 0
    chosen = sorted(random.permutation(len(words))[:count])
    return " ".join(words[i] for i in chosen)


def misspelt(text: str, random: np.random.Generator, slips: float = 0.04) -> str:
    """Letters swapped, doubled or left out, about `slips` of them."""
    letters = list(text)
    for i in range(len(letters) - 1):
        if random.random() < slips and letters[i].isalpha():
            match int(random.integers(3)):
                case 0:
                    letters[i], letters[i + 1] = letters[i + 1], letters[i]
                case 1:
                    letters[i] = ""
                case _:
                    letters[i] += letters[i]
    return "".join(letters)


def asked(problem: str) -> str:
    """An exercise as one would say it: its first lines without formulas and options."""
    stem = re.split(r"\n-|\n[A-Da-d]\.", problem, maxsplit=1)[0]
    return " ".join(re.sub(r"\$[^$]*\$|\\\w+|[{}_^]", " ", stem).split())


def stem_of(exercise: Exercise) -> str:
    """A multiple choice without its options."""
    return exercise.problem.split("\n- ", 1)[0].strip()
