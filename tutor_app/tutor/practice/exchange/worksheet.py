"""A test on paper: Markdown, with or without its key."""

from collections.abc import Sequence

from tutor_app.core.language import tr
from tutor_app.core.practice import Item
from tutor_app.tutor.practice.wording import answer_in_words

LETTERS = "ABCDEFGHIJ"
BLANK = "\n".join(["", "\\_" * 40, ""])


def to_markdown(title: str, items: Sequence[Item], *, with_key: bool) -> str:
    """Give the questions one after the other; the key stands at the end."""
    parts = [f"# {title}"]
    for number, item in enumerate(items, start=1):
        parts.append(f"**{number}.** {item.prompt}")
        parts.append(_to_room(item))
    if with_key:
        parts.append(f"## {tr('Key')}")
        parts += [f"**{number}.** {_to_key(item)}" for number, item in enumerate(items, start=1)]
    return "\n\n".join(parts) + "\n"


def _to_room(item: Item) -> str:
    """Where the answer goes."""
    if item.kind == "multiple_choice":
        return "\n".join(
            f"- {letter}. {option}" for letter, option in zip(LETTERS, item.options, strict=False)
        )
    if item.kind == "true_false":
        return f"- A. {tr('True')}\n- B. {tr('False')}"
    if item.kind == "match_terms":
        definitions = "\n".join(
            f"- {letter}. {key}" for letter, key in zip(LETTERS, sorted(item.key), strict=False)
        )
        terms = "\n".join(f"- {term}: \\_\\_\\_" for term in item.options)
        return f"{terms}\n\n{definitions}"
    if item.options:
        return "\n".join(f"- \\_\\_\\_ {option}" for option in item.options)
    return BLANK


def _to_key(item: Item) -> str:
    place = item.options.index(item.key[0]) if item.kind == "multiple_choice" else -1
    letter = f"{LETTERS[place]}. " if 0 <= place < len(LETTERS) else ""
    words = answer_in_words(item).replace("\n", "; ")
    return f"{letter}{words}" + (f" – {item.explanation}" if item.explanation else "")
