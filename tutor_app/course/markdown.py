"""Markdown files → headings, blocks and figures with their lines."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from textwrap import dedent
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from tutor_app.core.errors import TutorError
from tutor_app.core.figure_labels import label_of
from tutor_app.core.language import tr
from tutor_app.core.material import BlockKind, LineLocator
from tutor_app.core.picture_decoding import decode_picture, is_picture
from tutor_app.course.markdown_files import check_readable, list_material
from tutor_app.course.memory_limit import limit_memory
from tutor_app.course.raw import Line, RawBlock, RawFigure, RawHeading, RawItem, texts
from tutor_app.course.trials import Trials

MAX_BYTES = 20_000_000
MAX_FIGURE_PIXELS = 4_000_000  # kept of a photograph: 16 are looked at together
CAPTION_LETTERS = 400  # of a paragraph below a picture that begins as a caption does
_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "blockquote_open": "paragraph",
}
_PICTURE = re.compile(
    r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:<[^<>\n]*>|[^()\n]|\([^()\n]*\))*\)|\[[^\[\]]*\])?"
)  # linear: no part of it can be read in two ways
_EMPHASISED = re.compile(r"^\s*(?P<mark>\*\*?|__?)(?P<text>[^*_].*?)(?P=mark)\s*$", re.DOTALL)
_MARKS = re.compile(
    r"(?P<mark>\*\*|__|`|~~)(?P<text>[^*_`~]+)(?P=mark)|(?<!\w)[*_](?P<slant>[^*_]+)[*_](?!\w)"
)


class MarkdownReader:
    """A Markdown file, or a folder of them in their author's order. A part is a file."""

    def __init__(self, source: Path, trials: Trials | None = None) -> None:
        """Raises: TutorError: there is no Markdown in `source`."""
        self._trials = trials or Trials()
        self._root = source if source.is_dir() else source.parent
        files = list_material(source)
        check_readable(files, source)
        self._files = files.texts

    @property
    def title(self) -> str:
        """The first heading of the first file that has one; else that file's name."""
        for part in range(len(self._files)):
            try:
                found = next((i for i in self.read(part) if isinstance(i, RawHeading)), None)
            except TutorError:
                continue
            if found:
                return found.text
            break
        return self._files[0].stem

    @property
    def parts(self) -> int:
        return len(self._files)

    @property
    def is_continuous(self) -> bool:
        return False

    def sample(self) -> str:
        for part in range(len(self._files)):
            try:
                return " ".join(texts(self.read(part)))
            except TutorError:
                continue
        return ""

    def name(self, part: int) -> str:
        return self._files[part].name

    def read(self, part: int) -> Sequence[RawItem]:
        with self._trials.attempt(str(part)), limit_memory():
            return self._read(self._files[part])

    def _read(self, file: Path) -> Sequence[RawItem]:
        try:
            if file.stat().st_size > MAX_BYTES:
                raise TutorError(
                    tr("{name} is too large.", name=file.name), tr("Divide it into several files.")
                )
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise TutorError(
                tr("{name} can't be read as text.", name=file.name), tr("Save it as UTF-8 and try again.")
            ) from error
        return list(self._items(file, text.split("\n")))

    def close(self) -> None:
        """Nothing is held open."""

    def _items(self, file: Path, lines: Sequence[str]) -> Iterator[RawItem]:
        name = file.relative_to(self._root).as_posix()
        groups = list(_top_level(MarkdownIt("commonmark").enable("table").parse("\n".join(lines))))
        position = 0
        while position < len(groups):
            tokens, following = groups[position], groups[position + 1] if position + 1 < len(groups) else []
            first, end = tokens[0].map or [0, 0]
            source = lines[first:end]
            pictures = list(_pictures(tokens))
            position += 1
            if tokens[0].type == "heading_open":
                yield RawHeading(
                    int(tokens[0].tag[1:]), _plain_title(tokens), LineLocator(name, first, end - 1)
                )
            elif pictures:
                is_alone = tokens[0].type == "paragraph_open"
                beside = _PICTURE.sub("", "\n".join(source)).strip() if is_alone else ""
                below = _caption(following, lines) if is_alone and not beside else ""
                caption = _emphasised(beside) if beside else below
                items = list(self._figures(file, name, pictures, caption))
                yield from items
                if (beside != "" and not caption) or not is_alone:
                    yield from _block(tokens, [_PICTURE.sub("", line) for line in source], name, first)
                position += bool(below and any(isinstance(item, RawFigure) for item in items))
            elif tokens[0].type in _KINDS:
                yield from _block(tokens, source, name, first)

    def _figures(
        self, file: Path, name: str, pictures: Sequence[tuple[Token, list[int]]], caption: str
    ) -> Iterator[RawItem]:
        """Figures of the pictures that can be shown; of others the words that stand with them."""
        for token, (first, end) in pictures:
            source, alt = str(token.attrGet("src") or ""), " ".join(token.content.split())
            words = caption if caption and len(pictures) == 1 else str(token.attrGet("title") or "")
            words = words if label_of(words) or not label_of(alt) else alt
            words = words or alt
            locator = LineLocator(name, first, end - 1)
            picture = _find_picture(file.parent, source, self._root)
            if picture is not None:
                yield RawFigure(
                    label_of(words), words, alt, partial(self._load, picture), locator, str(picture)
                )
            elif len(words) > len(Path(source).stem) + 3 and not caption:
                yield RawBlock("caption", (Line(words, LineLocator(name, first, first)),))

    def _load(self, file: Path) -> Image.Image:
        """Raises: TutorError, OSError, ValueError, SyntaxError."""
        name = file.relative_to(self._root).as_posix()
        with self._trials.attempt(f"picture {name}"), limit_memory(), file.open("rb") as content:
            return decode_picture(content, kept_pixels=MAX_FIGURE_PIXELS)


def find_pictures(text: str, folder: Path) -> list[Path]:
    """Return the picture files that a text in this folder shows, each once."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    images = [child for token in tokens for child in token.children or () if child.type == "image"]
    found = (_find_picture(folder, str(image.attrGet("src") or ""), folder) for image in images)
    return list(dict.fromkeys(path for path in found if path))


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Each block of the text with all that stands in it."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            if group[0].map:
                yield group
            group = []


def _pictures(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[int]]]:
    """Each picture of a block with the lines it stands in."""
    lines = tokens[0].map or [0, 1]
    for token in tokens:
        lines = token.map or lines
        for child in token.children or ():
            if child.type == "image":
                yield child, list(lines)


def _block(tokens: Sequence[Token], source: Sequence[str], name: str, first: int) -> Iterator[RawBlock]:
    """The blocks of a top-level block: one, but for a list that has code in it."""
    kind = _KINDS[tokens[0].type]
    begin = first
    for code in _inner_code(tokens) if kind == "list" else ():
        yield from _lines_block(kind, tokens, source[begin - first : code[0] - first], name, begin)
        inner = dedent("\n".join(source[code[0] - first : code[1] - first])).split("\n")
        yield from _lines_block("code", (), inner, name, code[0])
        begin = code[1]
    yield from _lines_block(kind, tokens, source[begin - first :], name, begin)


def _inner_code(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The lines of each fence that stands inside a list."""
    for token in tokens:
        if token.type == "fence" and token.map:
            yield token.map


def _lines_block(
    kind: BlockKind, tokens: Sequence[Token], source: Sequence[str], name: str, first: int
) -> Iterator[RawBlock]:
    joiner = " " if kind == "paragraph" and source and not source[0].lstrip().startswith("$$") else "\n"
    if joiner == "\n" and kind == "paragraph":
        kind = "formula"
    lines = tuple(
        Line(text.strip() if kind != "code" else text, LineLocator(name, number, number))
        for number, text in enumerate(source, start=first)
        if text.strip(" |\t-*+>") or (kind == "code" and text.strip())
    )
    if lines:
        yield RawBlock(kind, lines, joiner, _items(tokens, lines) if kind == "list" else ())


def _items(tokens: Sequence[Token], lines: Sequence[Line]) -> tuple[int, ...]:
    """The places among a list's lines where its items begin; those of inner lists belong to theirs."""
    first = {
        token.map[0] for token in tokens if token.type == "list_item_open" and token.level == 1 and token.map
    }
    places = [
        n
        for n, line in enumerate(lines)
        if isinstance(line.locator, LineLocator) and line.locator.first_line in first
    ]
    return tuple(places)


def _plain_title(tokens: Sequence[Token]) -> str:
    """A heading's words without marks; of a formula its own text."""
    raw = tokens[1].content if len(tokens) > 1 else ""
    plain = _MARKS.sub(lambda match: match["text"] or match["slant"], _PICTURE.sub("", raw))
    return " ".join(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", plain).split()) or "…"


def _caption(following: Sequence[Token], lines: Sequence[str]) -> str:
    """A paragraph just below a picture is its caption if it is emphasised, or begins as a caption does."""
    if not following or following[0].type != "paragraph_open" or not following[0].map:
        return ""
    text = "\n".join(lines[slice(*following[0].map)]).strip()
    begins_so = bool(label_of(text)) and len(text) <= CAPTION_LETTERS
    return _emphasised(text) or (text if begins_so else "")


def _emphasised(text: str) -> str:
    """What stands in a text that is emphasised as a whole; empty for any other."""
    match = _EMPHASISED.match(text)
    return match["text"].strip("*_ ") if match else ""


def _find_picture(folder: Path, source: str, root: Path) -> Path | None:
    """The file that a picture's address names; None for what is missing, elsewhere or no picture.

    Names are compared as they look: composed or not, and in any case where that leaves one file.
    """
    if not source or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//", source):
        return None
    named = unquote(source).split("#")[0].replace("\\", "/").replace("\x00", "")
    for name in dict.fromkeys((named, named.split("?")[0])):
        try:
            found = _on_disk(folder / name)
            if found and found.resolve().is_relative_to(root.resolve()) and found.is_file() and _opens(found):
                return found
        except (OSError, ValueError, RuntimeError):
            continue
    return None


def _on_disk(path: Path) -> Path | None:
    if path.is_file():
        return path
    if not path.parent.is_dir():
        return None
    wanted = unicodedata.normalize("NFC", path.name)
    names = [other for other in path.parent.iterdir() if unicodedata.normalize("NFC", other.name) == wanted]
    if not names:
        names = [
            o for o in path.parent.iterdir() if unicodedata.normalize("NFC", o.name).lower() == wanted.lower()
        ]
    return names[0] if len(names) == 1 else None


def _opens(file: Path) -> bool:
    """Whether its header is a picture's; all of it is read when the figure is written."""
    try:
        with file.open("rb") as content:
            return is_picture(content)
    except OSError:
        return False
