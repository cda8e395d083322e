"""Rewrite Markdown as people write it into the plain Markdown that is read and shown.

Done once, when material is copied into its course: front matter, HTML, comments, attributes, admonitions of
MkDocs, MyST, Docusaurus and GitHub, tabs, definition lists, Obsidian's links. Code is left as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent

from markdown_it import MarkdownIt

from tutor_app.course.code_spans import rewrite_around_code
from tutor_app.course.footnotes import number_notes, raise_notes
from tutor_app.course.html_to_markdown import to_markdown

_FRONT_MATTER = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<yaml>.*?)\n(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_TITLE = re.compile(r"^title\s*[:=]\s*[\"']?(?P<title>.*?)[\"']?\s*$", re.MULTILINE)
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})(?P<info>[^`]*)$")
_INNER_FENCE = re.compile(r"^(?P<indent> {4,40})(?P<mark>`{3,}|~{3,})[^`]*$")
_ADMONITION = re.compile(
    r"^(?P<indent>\s*)(?:!!!|\?\?\?\+?)\s+(?P<kind>[\w-]+)[^\"]*(?:\"(?P<title>[^\"]*)\")?\s*$"
)
_TAB = re.compile(r"^(?P<indent>\s*)===[!+]?\s+\"(?P<title>[^\"]*)\"\s*$")
_CONTAINER = re.compile(
    r"^\s{0,3}(?P<mark>:{3,})\s*(?:\{(?P<role>[\w:-]+)\}|(?P<kind>[\w-]+))\s*(?P<title>[^{]*)"
)
_CONTAINER_END = re.compile(r"^\s{0,3}:{3,}\s*$")
_ALERT = re.compile(r"^>\s*\[!(?P<kind>\w+)\][-+]?\s*(?P<title>.*)$")
_DIRECTIVE = re.compile(r"^\{(?P<role>[\w:-]+)\}\s*(?P<title>.*)$")
_OPTION = re.compile(r"^:[\w-]+:.*$")
_DEFINITION = re.compile(r"^:\s{1,3}(?P<meaning>\S.*)$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s|\A[^\n]+\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_ATTRIBUTE = r"(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s}]+))"
_ATTRIBUTES = re.compile(
    rf"(?<=[\w)\].!?`\ue001*_\u4e00-\u9fff])[ \t]*\{{:?[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}"
    r"|^\{:?[ \t]*[#.][^}\n]*\}[ \t]*$",
    re.MULTILINE,
)
_INLINE_TAG = re.compile(
    r"(?<!\]\()</?(?:u|b|i|em|strong|span|sub|sup|kbd|mark|small|big|font|center|a|abbr|ins|q|cite|s|del|label|button|details"
    r"|summary|div|p)(?:\s[^<>]*)?/?>|<wbr\s*/?>",
    re.IGNORECASE,
)
_INLINE_PICTURE = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WIKI_PICTURE = re.compile(r"!\[\[(?P<src>[^\[\]|\n]{1,300})(?:\|(?P<alt>[^\[\]\n]{0,300}))?\]\]")
_WIKI_LINK = re.compile(
    r"(?<!!)\[\[(?P<page>[^\[\]|#\n]{1,300})(?:#[^\[\]|\n]{0,300})?(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\]"
)
_LOOSE_PICTURE = re.compile(
    r"(!\[[^\[\]\n]{0,300}\])"
    r"\((?![<\s])([^()\n]{0,300}[ \\][^()\n]{0,300}\.(?:png|jpe?g|gif|webp|bmp|svg))\)",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\{(?:ref|term|doc|numref|eq|cite\w*|abbr|kbd|sub|sup|math|py:\w+)\}`([^`]*)`")
_LABELS = re.compile(
    r"^:(?:label|width|height|bibliography):`[^`]*`[ \t]*$|^\[TOC\][ \t]*$|^\[\[_?TOC_?\]\][ \t]*$",
    re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANCHOR = re.compile(r"(?<!!)\[\]\(\s*\)(?:\{[^{}\n]{0,200}\})?")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]{1,80}:(?:\{[^{}\n]{0,200}\})?[ \t]?")
_ENTITY_SPACE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);")
_PICTURES = {"figure", "image"}
_NAMELESS = {
    "note",
    "info",
    "abstract",
    "admonition",
    "details",
    "dropdown",
    "center",
    "grid",
    "card",
    "tab-set",
}
MAX_SIGNS, MAX_BACKSLASHES = 400, 1500  # of one kind in a line; long formulas have many of the latter
_WIDE = {sign: chr(ord(sign) + 0xFEE0) for sign in "[]*_`<$\\"}
_DEEP_QUOTE = re.compile(r"^\s{0,3}(?:>\s?){20,}")
MAX_INNER_LINES = 200  # of code in a list's item
MAX_NESTED = 5  # boxes in one another
_MATHS = {"math"}
_CODE = {"code", "code-block", "code-cell", "literalinclude", "prompt", "python", "r", "bash", "console"}


def clean_markdown(text: str) -> str:
    """Return the text as plain Markdown; harmless on what is plain already."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    title = ""
    if front := _FRONT_MATTER.match(text):
        found = _TITLE.search(front["yaml"])
        title, text = found["title"] if found else "", text[front.end() :]
    lines = "\n".join(_directives(text.split("\n")))
    notes = number_notes(lines)
    plain = "".join(part if is_code else _prose(part, notes) for is_code, part in _split_code(lines))
    whole = _html_blocks(plain)
    if title and not _HEADING.search(whole):
        whole = f"# {title}\n\n{whole}"
    return whole


def _directives(lines: Sequence[str], depth: int = 0) -> Iterator[str]:
    """Lines without admonitions, containers, tabs and MyST's directives: what stands in them stays."""
    if depth > MAX_NESTED:
        yield from lines
        return
    at = 0
    while at < len(lines):
        line = lines[at]
        if end := _code_end(lines, at):
            fence = _FENCE.match(line)
            yield from _fenced(lines[at:end], fence, depth) if fence else lines[at:end]
            at = end
        elif match := (_ADMONITION.match(line) or _TAB.match(line)):
            end = _indented_end(lines, at + 1, len(match["indent"]) + 4)
            kind = match.groupdict().get("kind", "tab")
            body = dedent("\n".join(lines[at + 1 : end])).split("\n")
            yield from _boxed(kind, match["title"], body, depth)
            at = end
        elif match := _CONTAINER.match(line):
            yield from ["", *_name(match["role"] or match["kind"], match["title"])]
            at += 1
        elif _CONTAINER_END.match(line):
            yield ""
            at += 1
        elif match := _ALERT.match(line):
            yield f"> **{match['title'].strip() or match['kind'].capitalize()}**"
            yield ">"
            at += 1
        elif (match := _DEFINITION.match(line)) and at and lines[at - 1].strip():
            yield f": {match['meaning']}"
            at += 1
        else:
            following = _DEFINITION.match(lines[at + 1]) if at + 1 < len(lines) else None
            if following and line.strip() and not line.startswith((" ", "#", "-", ">", "|")):
                yield f"**{line.strip()}**: {following['meaning']}"
                at += 2
            else:
                yield line
                at += 1


def _fenced(lines: Sequence[str], fence: re.Match[str], depth: int) -> Iterator[str]:
    """A fence: code as it is; a directive of MyST as what it shows."""
    directive = _DIRECTIVE.match(fence["info"].strip())
    if not directive or directive["role"] in _CODE:
        yield from lines
        return
    body = [line for line in lines[1:-1] if not _OPTION.match(line.strip())]
    if directive["role"] in _PICTURES:
        caption = " ".join(line.strip() for line in body if line.strip())
        yield from ["", f"![{caption}](<{directive['title'].strip()}>)", ""]
        if caption:
            yield from [f"*{caption}*", ""]
    elif directive["role"] in _MATHS:
        yield from ["", "$$" + " ".join(line.strip() for line in body if line.strip()) + "$$", ""]
    elif directive["role"] not in ("toctree", "tableofcontents", "bibliography", "raw"):
        yield from _boxed(directive["role"], directive["title"], body, depth)


def _boxed(kind: str, title: str | None, body: Sequence[str], depth: int) -> Iterator[str]:
    """A box with its name in bold, then what stands in it as ordinary text."""
    yield from ["", *_name(kind, title)]
    yield from _directives([line for line in body if not _OPTION.match(line.strip())], depth + 1)
    yield ""


def _name(kind: str, title: str | None) -> list[str]:
    """A box's title, or what it is called where that tells something."""
    name = (title or "").strip() or ("" if kind.lower() in _NAMELESS else kind.replace("-", " ").capitalize())
    return [f"**{name}**", ""] if name else []


def _fence_end(lines: Sequence[str], at: int, mark: str) -> int:
    closing = re.compile(rf"^\s{{0,3}}{re.escape(mark[0])}{{{len(mark)},}}\s*$")
    return next((n + 1 for n in range(at + 1, len(lines)) if closing.match(lines[n])), len(lines))


def _indented_end(lines: Sequence[str], at: int, indent: int) -> int:
    """The first line that belongs to the box no more."""
    last = at
    for place in range(at, len(lines)):
        line = lines[place]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) < indent and not line.startswith("\t"):
            break
        last = place + 1
    return last


def _split_code(text: str) -> Iterator[tuple[bool, str]]:
    """Fenced code and what stands between it, in order."""
    lines, start, at = text.split("\n"), 0, 0
    while at < len(lines):
        if end := _code_end(lines, at):
            if at > start:
                yield False, "\n".join(lines[start:at]) + "\n"
            yield True, "\n".join(lines[at:end]) + ("\n" if end < len(lines) else "")
            start = at = end
        else:
            at += 1
    if start < len(lines):
        yield False, "\n".join(lines[start:])


def _code_end(lines: Sequence[str], at: int) -> int | None:
    """The line behind the code that a line opens; a fence deeper than that stands in a list's item."""
    if fence := _FENCE.match(lines[at]):
        return _fence_end(lines, at, fence.group(1))
    if not (fence := _INNER_FENCE.match(lines[at])):
        return None
    for end in range(at + 1, min(len(lines), at + MAX_INNER_LINES)):
        line = lines[end]
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < len(fence["indent"]) - 3:
            return None  # the item has ended: it was no fence
        if line.strip() == fence["mark"]:
            return end + 1
    return None


def _prose(text: str, notes: Mapping[str, str]) -> str:
    """Text between code: comments, labels, attributes and inline HTML out, odd pictures put right."""
    text = "\n".join(map(_defuse, text.split("\n")))
    return rewrite_around_code(text, lambda part: raise_notes(_plain_prose(part), notes))


def _plain_prose(text: str) -> str:
    text = _ICON.sub("", _ANCHOR.sub("", _ENTITY_SPACE.sub(" ", _COMMENT.sub("", text))))
    text = _WIKI_PICTURE.sub(lambda m: f"![{m['alt'] or ''}](<{m['src'].strip()}>)", text)
    text = _WIKI_LINK.sub(lambda m: (m["words"] or m["page"]).strip(), text)
    text = _LOOSE_PICTURE.sub(lambda m: f"{m[1]}(<{m[2].replace(chr(92), '/')}>)", text)
    return _LABELS.sub("", _ROLE.sub(_role_words, _ATTRIBUTES.sub("", text)))


def _defuse(line: str) -> str:
    """Take the meaning from signs that a line has too many of: a parser's time grows with their square.

    They are shown wide; a backslash before them would begin a formula.
    """
    for sign, wide in _WIDE.items():
        if line.count(sign) > (MAX_BACKSLASHES if sign == "\\" else MAX_SIGNS):
            line = line.replace(sign, wide)
    return _DEEP_QUOTE.sub("> ", line)


def _role_words(match: re.Match[str]) -> str:
    return match.group(1).split("<")[0].strip() or match.group(1)


def _html_blocks(text: str) -> str:
    """HTML blocks as Markdown, tags inside lines away; blocks are what CommonMark says they are."""
    if "<" not in text:
        return text
    lines = text.split("\n")
    made: list[str] = []
    at = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.level or not token.map or token.map[0] < at:
            continue
        first, end = token.map
        made += lines[at:first]
        if token.type == "html_block":
            made += ["", *to_markdown("\n".join(lines[first:end])).split("\n"), ""]
        elif token.type in ("fence", "code_block"):
            made += lines[first:end]
        else:
            made += _inline_lines(lines[first:end])
        at = end
    return "\n".join([*made, *lines[at:]])


def _inline_lines(lines: Sequence[str]) -> Iterator[str]:
    """Lines without tags, but for code in a list's items."""
    at = 0
    while at < len(lines):
        end = _code_end(lines, at)
        yield from lines[at:end] if end else [_inline_html(lines[at])]
        at = end or at + 1


def _inline_html(line: str) -> str:
    if "<" not in line:
        return line
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(part if part.startswith("`") else _without_tags(part) for part in parts)


def _without_tags(text: str) -> str:
    text = _INLINE_PICTURE.sub(lambda match: to_markdown(match.group()), text)
    return _INLINE_TAG.sub("", _LINE_BREAK.sub(" ", text))
