"""Small PDF files written by hand, so that a test knows each letter's place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 400, 600
ITALIC = (  # v, m and F as the mathematical letters U+1D463, U+1D45A and U+1D439
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "1 begincodespacerange <00> <FF> endcodespacerange\n"
    "3 beginbfchar <76> <D835DC63> <6D> <D835DC5A> <46> <D835DC39> endbfchar\n"
    "endcmap end end"
)


@dataclass
class Paper:
    """A PDF file in the making; texts are placed by their baseline, origin bottom left."""

    pages: list[tuple[str, str]] = field(default_factory=list)  # entries of the page, its content
    outline: list[tuple[str, int]] = field(default_factory=list)  # title, page
    trailer: str = ""
    catalog: str = ""  # more entries of the catalogue
    fonts: dict[str, str] = field(default_factory=dict)  # names beside F, Z and M, and their dictionaries
    resources: str = ""
    more: list[str] = field(default_factory=list)  # objects that entries speak of: see `number`
    width: float = WIDTH
    height: float = HEIGHT

    def page(self, *content: str, entries: str = "") -> "Paper":
        self.pages.append((entries, "\n".join(content)))
        return self

    def number(self, text: str) -> int:
        """Add an object that entries may speak of; its number."""
        self.more.append(text)
        return 7 + len(self.more)

    def save(self, file: Path) -> Path:
        file.write_bytes(self.content())
        return file

    def content(self) -> bytes:
        first = 8 + len(self.more)
        outlines = first + 2 * len(self.pages)
        kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(self.pages)))
        named = f"/Outlines {outlines} 0 R" if self.outline else ""
        objects = [
            f"<< /Type /Catalog /Pages 2 0 R {named} {self.catalog} >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            " /DescendantFonts [5 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /ToUnicode 7 0 R >>",
            f"<< /Length {len(ITALIC)} >>\nstream\n{ITALIC}\nendstream",
        ]
        objects.extend(self.more)
        fonts = " ".join(f"/{name} {text}" for name, text in self.fonts.items())
        for number, (entries, content) in enumerate(self.pages):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}] {entries}"
                f" /Resources << /Font << /F 3 0 R /Z 4 0 R /M 6 0 R {fonts} >> {self.resources} >>"
                f" /Contents {first + 2 * number + 1} 0 R >>"
            )
            objects.append(f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream")
        objects.extend(self._marks(first, outlines))
        return _file(objects, self.trailer)

    def _marks(self, first: int, root: int) -> list[str]:
        if not self.outline:
            return []
        last = root + len(self.outline)
        marks = [f"<< /First {root + 1} 0 R /Last {last} 0 R /Count {len(self.outline)} >>"]
        for number, (title, page) in enumerate(self.outline, start=root + 1):
            after = f"/Next {number + 1} 0 R" if number < last else ""
            before = f"/Prev {number - 1} 0 R" if number > root + 1 else ""
            marks.append(
                f"<< /Title ({title}) /Parent {root} 0 R {after} {before}"
                f" /Dest [{first + 2 * page} 0 R /XYZ 0 {HEIGHT} 0] >>"
            )
        return marks


def words(text: str, x: float, y: float, size: float = 10) -> str:
    """A line of Latin text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {x} {y} Td ({escaped}) Tj ET"


def han(text: str, x: float, y: float, size: float = 10) -> str:
    """A line of Chinese text."""
    return f"BT /Z {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def formula(text: str, x: float, y: float, size: float = 10) -> str:
    """Letters v, m and F as typesetters put them into formulas."""
    return f"BT /M {size} Tf {x} {y} Td ({text}) Tj ET"


def bold(text: str, x: float, y: float, size: float = 10) -> str:
    """A line of bold Latin text, of a paper that has `BOLD` as font B."""
    return words(text, x, y, size).replace("/F ", "/B ", 1)


BOLD = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
FIXED = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"


def paragraph(lines: Sequence[str], x: float, y: float, size: float = 10) -> str:
    """Lines below each other, the first one's baseline at y."""
    return "\n".join(words(line, x, y - 1.2 * size * number, size) for number, line in enumerate(lines))


def drawing(x: float, y: float, wide: float, high: float) -> str:
    """Axes and a curve: strokes, as plots are drawn."""
    return (
        f"{x} {y} m {x + wide} {y} l S {x} {y} m {x} {y + high} l S"
        f" {x} {y} m {x + wide / 2} {y + high} {x + wide / 2} {y} {x + wide} {y + high} c S"
    )


def _file(objects: Sequence[str], trailer: str) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    root = f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (end + root).encode("latin-1")
