"""Books that are long, and books that are heavy, written in a moment."""

import random
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 595, 842  # A4, in points
LINES = 52
SCAN_PX = (3000, 4000)
WORDS = ("force", "motion", "energy", "mass", "work", "friction", "gravity", "speed", "heat", "wave")


def write_long_book(file: Path, pages: int) -> Path:
    """Full pages of text, every fifth with a drawing of 600 strokes."""
    rng = random.Random(1)
    return _write(file, pages, lambda number: (_text(rng, number) + _drawing(rng, number), b""))


def write_heavy_book(file: Path, size_bytes: int) -> Path:
    """Each page a scan in life: one JPEG of 12 megapixels of noise under a line of text."""
    noise = np.random.default_rng(1).integers(0, 256, (SCAN_PX[1], SCAN_PX[0], 3), dtype=np.uint8)
    scan = BytesIO()
    Image.fromarray(noise).save(scan, "jpeg", quality=80)
    width, height = SCAN_PX
    head = (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    )
    head += f"/Filter/DCTDecode/Length {scan.tell()}"
    picture = f"<<{head}>>stream\n".encode() + scan.getvalue() + b"\nendstream"
    placed = "BT /F1 11 Tf 60 800 Td (Page {}) Tj ET q 475 0 0 633 60 100 cm /Im Do Q"
    return _write(file, size_bytes // scan.tell(), lambda number: (placed.format(number).encode(), picture))


def _text(rng: random.Random, number: int) -> bytes:
    lines = [f"Page {number} of the book"] + [" ".join(rng.choices(WORDS, k=14)) for _ in range(LINES)]
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 10.5 Tf 14 TL 60 790 Td {shown} ET".encode()


def _drawing(rng: random.Random, number: int) -> bytes:
    if number % 5:
        return b""
    strokes = (
        f"{rng.uniform(60, 535):.1f} {rng.uniform(60, 400):.1f} m "
        f"{rng.uniform(60, 535):.1f} {rng.uniform(60, 400):.1f} l S"
        for _ in range(600)
    )
    return " ".join([" 0.4 w 0.2 0.4 0.7 RG", *strokes]).encode()


def _write(file: Path, pages: int, page: Callable[[int], tuple[bytes, bytes]]) -> Path:
    offsets: list[int] = []
    with file.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        for body in _objects(pages, page):
            offsets.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), body))
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
        out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(offsets) + 1, start))
    return file


def _objects(pages: int, page: Callable[[int], tuple[bytes, bytes]]) -> Iterator[bytes]:
    """Catalogue, page tree, font; then page, content and picture of each page."""
    yield b"<</Type/Catalog/Pages 2 0 R>>"
    kids = " ".join(f"{4 + 3 * number} 0 R" for number in range(pages))
    yield f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode()
    yield b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    for number in range(pages):
        content, picture = page(number)
        own = 4 + 3 * number
        images = f"/XObject<</Im {own + 2} 0 R>>" if picture else ""
        yield (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {own + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{images}>>>>"
        ).encode()
        yield b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
        yield picture or b"null"
