"""Questions that lean on the one before them: “and why is that?”."""

import re

from tutor_app.core.maths.in_text import shortened

FIRST_WORDS = (
    4  # where a pointing word leans on what was said; later it mostly means something in the question
)
FIRST_CHARACTERS = 6  # the same in Chinese
MOST_EARLIER = 300  # characters of what was asked before: its beginning names the subject

_OPENING = re.compile(
    r"^\W*(and|but|so|then|also|what about|how about|how so|why not)\b|^\W*(那|而|但|所以|还有|然后|那么|再)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^(this|that|these|those|it|its|they|them|he|she|there)(['’]\w+)?$|[这那此其]|[它他她]", re.IGNORECASE
)
_CONTENT = re.compile(r"[a-z]{4,}|[㐀-鿿]{2}", re.IGNORECASE)
_ASKING = re.compile(r"^(what|when|where|which|does|with|please|explain)$|^(为什|什么|怎么)", re.IGNORECASE)


def leans(words: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    if not words.strip():
        return False
    if _OPENING.search(words):
        return True
    tokens = re.findall(r"[\w'’]+", words)
    first = [*tokens[:FIRST_WORDS], words.strip()[:FIRST_CHARACTERS]]
    if any(_POINTER.search(token) for token in first):
        return True
    content = [word for word in _CONTENT.findall(words) if not _ASKING.search(word)]
    return not content and not re.search(r"\d", words)


def in_thread(words: str, before: str) -> str:
    """The question with the one that it leans on, for whoever searches and explains."""
    return f"{shortened(before.strip(), MOST_EARLIER)}\n{words.strip()}".strip()
