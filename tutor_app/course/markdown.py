"""Markdown files → headings, blocks and figures with their lines."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from tutor_app.core.errors import TutorError
from tutor_app.core.figure_labels import label_of
from tutor_app.core.language import tr
from tutor_app.core.material import BlockKind, LineLocator
from tutor_app.course.raw import Line, RawBlock, RawFigure, RawHeading, RawItem, texts

SUFFIXES = (".md", ".markdown")
MOST_BYTES = 20_000_000
_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "blockquote_open": "paragraph",
}
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)(?:\s+\"(?P<title>[^\"]*)\")?\)")
_EMPHASISED = re.compile(r"^\s*[*_](?P<text>.+)[*_]\s*$", re.DOTALL)


class MarkdownReader:
    """A Markdown file, or a folder of them in the order of their names. A part is a file."""

    def __init__(self, source: Path) -> None:
        """Raises: TutorError: there is no Markdown in `source`."""
        self._root = source if source.is_dir() else source.parent
        self._files = markdown_files(source)
        if not self._files:
            raise TutorError(
                tr("There is no Markdown in {name}.", name=source.name),
                tr("Give an .md file or a folder of them."),
            )

    @property
    def title(self) -> str:
        first = next((i for i in self.read(0) if isinstance(i, RawHeading)), None)
        return first.text if first else self._files[0].stem

    @property
    def parts(self) -> int:
        return len(self._files)

    def sample(self) -> str:
        return " ".join(texts(self.read(0)))

    def read(self, part: int) -> Sequence[RawItem]:
        file = self._files[part]
        try:
            if file.stat().st_size > MOST_BYTES:
                raise TutorError(
                    tr("{name} is too large.", name=file.name), tr("Divide it into several files.")
                )
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise TutorError(
                tr("{name} can't be read as text.", name=file.name), tr("Save it as UTF-8 and try again.")
            ) from error
        return list(self._items(file, text.splitlines()))

    def close(self) -> None:
        """Nothing is held open."""

    def _items(self, file: Path, lines: Sequence[str]) -> Iterator[RawItem]:
        name = file.relative_to(self._root).as_posix()
        tokens = [t for t in MarkdownIt("commonmark").enable("table").parse("\n".join(lines)) if t.level == 0]
        opened = [token for token in tokens if token.map]
        position = 0
        while position < len(opened):
            token = opened[position]
            following = opened[position + 1] if position + 1 < len(opened) else None
            first, end = token.map or [0, 0]
            source = lines[first:end]
            if token.type == "heading_open":
                title = "\n".join(source).split("\n")[0].strip("# \t")
                yield RawHeading(int(token.tag[1:]), title, LineLocator(name, first, end - 1))
            elif token.type == "paragraph_open" and _IMAGE.search("\n".join(source)):
                beside = _IMAGE.sub("", "\n".join(source)).strip()
                caption = _emphasised(beside) if beside else _caption(following, lines)
                yield from self._figures(file, name, source, first, caption)
                if beside and not caption:
                    yield _block(token, [_IMAGE.sub("", line) for line in source], name, first)
                position += bool(caption and not beside)
            elif token.type in _KINDS:
                yield _block(token, source, name, first)
            position += 1

    def _figures(
        self, file: Path, name: str, source: Sequence[str], first: int, caption: str
    ) -> Iterator[RawFigure]:
        for match in _IMAGE.finditer("\n".join(source)):
            picture = _open_picture(file.parent / unquote(match["src"]).replace("\0", ""), self._root)
            words = caption or match["title"] or match["alt"]
            if picture is not None:
                locator = LineLocator(name, first, first + len(source) - 1)
                yield RawFigure(label_of(words), words, match["alt"], picture, locator)


def markdown_files(source: Path) -> list[Path]:
    """The Markdown files of a folder, by name; README files are about it, not of it."""
    if source.is_file():
        return [source] if source.suffix.lower() in SUFFIXES else []
    found = (f for f in source.rglob("*") if f.suffix.lower() in SUFFIXES and f.stem.upper() != "README")
    return sorted(found, key=lambda f: f.relative_to(source).as_posix())


def _block(token: Token, source: Sequence[str], name: str, first: int) -> RawBlock:
    kind = _KINDS[token.type]
    joiner = " " if kind == "paragraph" and not source[0].lstrip().startswith("$$") else "\n"
    if joiner == "\n" and kind == "paragraph":
        kind = "formula"
    lines = (
        Line(text.strip() if kind != "code" else text, LineLocator(name, number, number))
        for number, text in enumerate(source, start=first)
        if text.strip()
    )
    return RawBlock(kind, tuple(lines), joiner)


def _caption(following: Token | None, lines: Sequence[str]) -> str:
    """An emphasised paragraph just below a picture is its caption."""
    if following is None or following.type != "paragraph_open" or not following.map:
        return ""
    return _emphasised("\n".join(lines[slice(*following.map)]))


def _emphasised(text: str) -> str:
    """What stands in a text that is emphasised as a whole; empty for any other."""
    match = _EMPHASISED.match(text)
    return match["text"].strip("*_ ") if match else ""


def _open_picture(file: Path, root: Path) -> Image.Image | None:
    """None for what is missing, broken, elsewhere or no picture: the text is worth reading all the same."""
    if not file.resolve().is_relative_to(root.resolve()):
        return None
    try:
        with Image.open(file) as picture:
            return picture.convert("RGB") if picture.mode != "RGBA" else _on_white(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _on_white(picture: Image.Image) -> Image.Image:
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")
