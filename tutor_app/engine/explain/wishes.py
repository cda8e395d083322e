"""What is wished of an answer that was given: sentences that suit it, and words that ask a model for it."""

import re

from tutor_app.core.language import Language, is_han
from tutor_app.core.teaching import Wish
from tutor_app.core.words import search_words

SHORT = 14  # words of a plain sentence; Chinese ones have about as many characters
CUED, UNCUED = 3.0, 0.3  # times as good is a sentence with words of the wish, and one without

_CUES: dict[Wish, re.Pattern[str]] = {
    "example": re.compile(
        r"\b(?:for (?:example|instance)|such as|e\.g\.|suppose|imagine|consider|like a)\b"
        r"|例如|比如|举例|譬如|假设|设想|好比",
        re.IGNORECASE,
    ),
    "why": re.compile(
        r"\b(?:because|since|therefore|thus|hence|so that|due to|causes?|caused|reason|why)\b"
        r"|\bresults? (?:in|from)\b"
        r"|因为|由于|所以|因此|原因|导致|使得|从而|于是",
        re.IGNORECASE,
    ),
    "compare": re.compile(
        r"\b(?:than|whereas|while|unlike|both|differs?|different|difference|in contrast|but)\b"
        r"|\b(?:compared|same|similar)\b"
        r"|而(?!且)|相比|不同|区别|相反|相同|类似|但|比",
        re.IGNORECASE,
    ),
}
_FORMULA = re.compile(r"[=\\$^∑∫√]|\([^)]{25,}\)")

ASKED: dict[Wish, dict[Language, str]] = {
    "simpler": {
        "en": "Explain it again in simpler words and short sentences.",
        "zh": "请用更简单的话、更短的句子再解释一遍。",
    },
    "more": {"en": "Say more about it than was said before.", "zh": "请再多讲一些之前没有讲到的内容。"},
    "example": {"en": "Give an example of it.", "zh": "请举一个例子。"},
    "why": {"en": "Say why that is so.", "zh": "请说明为什么会这样。"},
    "compare": {
        "en": "Compare the things that it is about: what is alike and what is different?",
        "zh": "请比较其中涉及的事物：有什么相同，有什么不同？",
    },
    "en": {"en": "Answer in English.", "zh": "Answer in English."},
    "zh": {"en": "请用中文回答。", "zh": "请用中文回答。"},
}  # fmt: skip


def put(text: str, wish: Wish, language: Language) -> str:
    """The question with what is wished, in words."""
    return f"{text.strip()}\n{ASKED[wish][language]}".strip() if wish != "explain" else text


def suits(sentence: str, wish: Wish, said: str) -> float:
    """How many times as good a sentence is for a wish; 0 where the learner has it already."""
    if wish in ("more", "example") and sentence in said:
        return 0.0
    if wish == "simpler":
        plain = SHORT / max(SHORT, len(search_words(sentence)))
        return plain * (UNCUED if _FORMULA.search(sentence) else 1.0)
    if cue := _CUES.get(wish):
        return CUED if cue.search(sentence) else UNCUED
    return 1.0


def has_cue(sentence: str, wish: Wish) -> bool:
    """Whether a sentence is of the kind that is wished."""
    return wish not in _CUES or bool(_CUES[wish].search(sentence))


def is_in_language(text: str, language: Language) -> bool:
    """Whether quoting it serves a reader of that language."""
    return (sum(map(is_han, text)) * 4 > len(text)) == (language == "zh")
