"""Keep inline code out of the way while the text around it is rewritten."""

import re
from collections.abc import Callable

# What stands in the backticks of a role, as in {ref}`x`, is text, and their last begins no code.
_CODE_SPAN = re.compile(
    r"(?P<role>\{[\w:-]{1,60}\}`[^`\n]{0,1000}`)"
    r"|(?<![`\\])(?P<mark>`+)(?!`)[^\n]{1,1000}?(?<!`)(?P=mark)(?!`)"
)
_FIRST, _LAST = "\ue000", "\ue001"  # for private use: no text has a meaning for them
_PLACEHOLDER = re.compile(f"{_FIRST}(\\d+){_LAST}")


def rewrite_around_code(text: str, rewrite: Callable[[str], str]) -> str:
    """Return the text rewritten, its inline code as it was."""
    spans: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        if match["role"]:
            return match.group()
        spans.append(match.group())
        return f"{_FIRST}{len(spans) - 1}{_LAST}"

    rewritten = rewrite(_CODE_SPAN.sub(put_away, text.replace(_FIRST, "").replace(_LAST, "")))
    return _PLACEHOLDER.sub(lambda match: spans[int(match.group(1))], rewritten)
