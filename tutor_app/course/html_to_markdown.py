"""Turn HTML that stands in Markdown into Markdown: paragraphs, headings, lists, tables, pictures, captions.

Nothing of it is run or kept: unknown tags vanish, their text stays; scripts, styles and frames go altogether.
"""

import re
from html.parser import HTMLParser

_DROPPED = frozenset("script style iframe template noscript svg object head select video".split())
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "center",
        "figure",
        "details",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "pre",
        "form",
        "nav",
        "address",
        "hr",
    ]
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "del": "~~", "s": "~~"}
_HEADING = re.compile(r"h([1-6])$")
_CAPTION_LENGTH = 300  # letters of a line below a picture that is its caption


def to_markdown(html: str) -> str:
    """Return Markdown that says what a piece of HTML shows; empty where it shows nothing."""
    writer = _MarkdownWriter()
    writer.feed(html)
    writer.close()
    return writer.finish()


class _MarkdownWriter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._text = ""
        self._prefix = ""
        self._dropped: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._rows: list[list[str]] | None = None
        self._is_centred = False
        self._has_picture = False  # in this block
        self._is_after_picture = False
        self._is_code = False

    def finish(self) -> str:
        self._end_block()
        return "\n\n".join(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropped or tag in _DROPPED:
            self._dropped += [tag] if tag in _DROPPED else []
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or _HEADING.match(tag) or tag in ("li", "summary", "figcaption", "caption"):
            self._begin_block(tag, given)
        elif tag == "br":
            self._text += "\n"
        elif tag == "img":
            self._picture(given)
        elif tag in _MARKS and not self._is_code:
            self._text += _MARKS[tag]
        self._begin_cells(tag)

    def _begin_cells(self, tag: str) -> None:
        if tag == "table":
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag == self._dropped[-1]:
                self._dropped.pop()
            return
        if tag in ("td", "th") and self._rows:
            self._rows[-1].append(" ".join(self._text.split()).replace("|", "\\|"))
            self._text = ""
        elif tag == "table" and self._rows is not None:
            rows, self._rows, self._text = self._rows, None, ""
            self._blocks += filter(None, [_table(rows)])
        elif tag in _MARKS and not self._is_code:
            self._text += _MARKS[tag]
        elif tag in ("ul", "ol"):
            self._end_block()
            self._lists[-1:] = []
        elif (
            tag in _BLOCKS or _HEADING.match(tag) or tag in ("li", "summary", "figcaption")
        ) and self._rows is None:
            self._end_block(is_caption=tag in ("figcaption", "caption"))
            self._is_code = self._is_code and tag != "pre"

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._text += data if self._is_code else re.sub(r"\s+", " ", data)

    def _begin_block(self, tag: str, given: dict[str, str]) -> None:
        if self._rows is not None and tag != "table":
            return  # inside a table's cell
        self._end_block()
        self._is_centred = "center" in (given.get("align", ""), tag) or "center" in given.get("style", "")
        if heading := _HEADING.match(tag):
            self._prefix = "#" * int(heading.group(1)) + " "
        elif tag in ("ul", "ol"):
            self._lists.append((tag, 0))
        elif tag == "li" and self._lists:
            kind, number = self._lists[-1]
            self._lists[-1] = (kind, number + 1)
            self._prefix = "  " * (len(self._lists) - 1) + ("- " if kind == "ul" else f"{number + 1}. ")
        elif tag in ("summary", "dt"):
            self._prefix = "**"
        elif tag == "blockquote":
            self._prefix = "> "
        self._is_code = tag == "pre"

    def _picture(self, given: dict[str, str]) -> None:
        source = given.get("src", "").strip()
        if source:
            alt = " ".join(given.get("alt", "").replace("]", " ").replace("[", " ").split())
            self._text += f"![{alt}](<{source.replace('<', '').replace('>', '')}>)\n"
            self._has_picture = True

    def _end_block(self, *, is_caption: bool = False) -> None:
        text, prefix, self._text, self._prefix = self._text, self._prefix, "", ""
        had_picture, self._has_picture = self._has_picture, False
        if self._is_code and text.strip():
            self._blocks.append("```\n" + text.strip("\n") + "\n```")
            return
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        pictures = [line for line in lines if line.startswith("![")]
        words = " ".join(line for line in lines if not line.startswith("!["))
        self._blocks += pictures
        if words:
            follows_one = bool(pictures) or self._is_after_picture
            names_caption = is_caption or (self._is_centred and len(words) <= _CAPTION_LENGTH)
            self._blocks.append(_wrap(words, prefix, is_caption=follows_one and names_caption))
        self._is_after_picture = bool(pictures) or (had_picture and not words)
        if (
            self._lists
            and len(self._blocks) > 1
            and _is_item(self._blocks[-2])
            and _is_item(self._blocks[-1])
        ):
            self._blocks[-2:] = [f"{self._blocks[-2]}\n{self._blocks[-1]}"]


def _wrap(words: str, prefix: str, *, is_caption: bool) -> str:
    if is_caption:
        return f"*{words.strip('*_ ')}*"
    if prefix == "**":
        return f"**{words.strip('* ')}**"
    return f"{prefix}{words}"


def _is_item(block: str) -> bool:
    return bool(re.match(r"\s*(?:- |\d+\. )", block))


def _table(rows: list[list[str]]) -> str:
    full = [row for row in rows if any(row)]
    if not full:
        return ""
    width = max(map(len, full))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in full]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
