"""Questions as learners put them: pointing, by name, in fragments; with slips of the keyboard."""

import re

import numpy as np

from tutor_app.training.books import Exercise

KINDS = ("definition", "why", "how", "compare", "example", "figure", "solve")
FIGURE = KINDS.index("figure")

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
        "为什么会这样？",
    ),
}  # fmt: skip

NAMING = (
    "What does {} show?", "Explain {}.", "Why {}?", "How does {} work?", "What is meant by {}?",
    "Where can I read about {}?", "I have a question about {}.", "{}", "Tell me more about {}.",
    "What is the role of {}?",
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
    words = [w for w in dict.fromkeys(_WORD.findall(text)) if w.lower() not in _EMPTY and len(w) > 2]
    if not words:
        return text
    count = min(len(words), int(random.integers(2, 6)))
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
