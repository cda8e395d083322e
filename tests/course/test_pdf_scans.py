"""Pages that are pictures, or whose own text is not what they show, are read as they look."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.course.paper import Paper, paragraph, words
from tests.course.test_pdf_pages import read
from tests.course.test_pdf_reading import HYPHENS, cmap, texts
from tutor_app.core.material import Box
from tutor_app.course.pdf import PdfReader

FORM = (
    "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (gas)"
    " /V (nitrogen and argon) /Rect [60 440 300 460]"
    " /DA (/F 10 Tf 0 g) >> << /Type /Annot /Subtype /Widget /FT /Tx /Ff 8192 /T (pin) /V (tulip77)"
    " /Rect [60 380 300 400] >> << /Type /Annot /Subtype /FreeText /Contents (Look at the air, too.)"
    " /Rect [60 300 300 320] /DA (/F 10 Tf 0 g) >> << /Type /Annot /Subtype /FreeText /F 2 /Contents (unseen)"
    " /Rect [60 200 300 220] >>]"
)


def test_what_was_typed_into_a_form_or_upon_a_page_is_read_in_its_place(tmp_path):
    paper = Paper(catalog="/AcroForm << /Fields [] /DA (/F 10 Tf 0 g) >>")
    paper.page(words("Name two gases:", 60, 470), words("Say why:", 60, 350), entries=FORM)
    assert texts(read(tmp_path, paper)) == [
        "Name two gases: nitrogen and argon",
        "Say why:",
        "Look at the air, too.",
    ]


def test_codes_beyond_unicode_cost_a_letter_not_the_page(tmp_path):
    paper = Paper(fonts={"U": UTF8})
    paper.page(
        words("Copper carries current.", 40, 500), "BT /U 10 Tf 40 460 Td <E6B0B4F0A08080FEFEFE> Tj ET"
    )
    assert texts(read(tmp_path, paper))[0] == "Copper carries current."


UTF8 = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF8-H"
    " /DescendantFonts [<< /Type /Font"
    " /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
)


def mapped(pairs, text):
    """A page whose letters have codes with other meanings."""
    paper = Paper(fonts={"H": HYPHENS}, more=[cmap(*pairs)])
    lines = [text[n : n + 40] for n in range(0, len(text), 40)]
    return paper.page(
        *(words(line, 40, 500 - 14 * row).replace("/F ", "/H ") for row, line in enumerate(lines))
    )


def seen(lines):
    """A reader of pictures that sees these lines, and how often it was asked."""
    asked = []

    def read_page(picture):
        asked.append(picture.shape)
        return [
            (text, Box(80, 200 + 30 * row, 80 + 10 * len(text), 220 + 30 * row))
            for row, text in enumerate(lines)
        ]

    return read_page, asked


ENGLISH = (
    "The bark of a tree is the skin that keeps it from drying. It is made of two layers,"
    " and the inner one carries the sugar from the leaves to the roots. If it is cut all"
    " round, the tree will die in the next year. "
)
PICTURE = ["The bark of a tree is the skin", "that keeps it from drying."]


@pytest.mark.parametrize(
    "meaning",
    [
        lambda code: "FFFD",
        lambda code: f"{0xE000 + code:04X}",
        lambda code: f"{0x1B00 + code:04X}",
        lambda code: f"{code + 3:04X}",
    ],
    ids=["replacement", "private", "Balinese", "shifted"],
)
def test_a_text_layer_that_means_other_letters_is_read_as_a_picture(tmp_path, meaning):
    codes = sorted(set(ENGLISH))
    paper = mapped(
        [(f"{ord(char):02X}", meaning(ord(char)) if char != " " else "0020") for char in codes], ENGLISH
    )
    read_page, _ = seen(PICTURE)
    reader = PdfReader(paper.save(tmp_path / "a.pdf"), read_page)
    assert texts(reader.read(0)) == [" ".join(PICTURE)]
    reader.close()


def test_a_sane_text_layer_is_not_read_as_a_picture(tmp_path):
    read_page, asked = seen(PICTURE)
    paper = Paper().page(paragraph([ENGLISH[n : n + 60] for n in range(0, len(ENGLISH), 60)], 40, 500, 8))
    reader = PdfReader(paper.save(tmp_path / "a.pdf"), read_page)
    assert texts(reader.read(0))[0].startswith("The bark of a tree")
    assert not asked
    reader.close()


def test_cyrillic_whose_bytes_were_taken_for_codes_is_cyrillic(tmp_path):
    text = "вода и лед"
    codes = {char: f"{number:02X}" for number, char in enumerate(sorted(set(text) - {" "}), start=0x41)}
    pairs = [(code, char.encode("utf-8").hex().upper()) for char, code in codes.items()]
    shown = "".join(chr(int(codes[char], 16)) if char != " " else " " for char in text * 2)
    assert "вода и лед" in " ".join(texts(read(tmp_path, mapped(pairs, shown))))


IMAGE = "/XObject << /I 8 0 R >>"


def pixel(value, width=2):
    """An image object in one grey."""
    data = "".join(chr(value) for _ in range(width * 2))
    return (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height 2 /ColorSpace /DeviceGray"
        f" /BitsPerComponent 8 /Length {len(data)} >>\nstream\n{data}\nendstream"
    )


def test_a_stamp_over_a_scan_does_not_hide_it(tmp_path):
    paper = Paper(resources=IMAGE, more=[pixel(120)])
    paper.page(
        "q 400 0 0 600 0 0 cm /I Do Q",
        words("Lent by the reading room on Monday, 4 May, for one week", 40, 20, 7),
    )
    read_page, _ = seen([ENGLISH[:60], ENGLISH[60:120]])
    reader = PdfReader(paper.save(tmp_path / "a.pdf"), read_page)
    assert "two layers" in " ".join(texts(reader.read(0)))
    reader.close()


def test_a_picture_behind_every_slide_is_no_scan(tmp_path):
    paper = Paper(resources=IMAGE, more=[pixel(120)])
    for number in range(4):
        paper.page(
            "q 400 0 0 600 0 0 cm /I Do Q", words(f"Slide {number} tells of bark and leaves.", 40, 300, 14)
        )
    read_page, asked = seen(PICTURE)
    reader = PdfReader(paper.save(tmp_path / "a.pdf"), read_page)
    assert texts(reader.read(1)) == ["Slide 1 tells of bark and leaves."]
    assert not asked
    reader.close()


def test_a_hidden_text_below_a_scan_is_what_it_says(tmp_path):
    paper = Paper(resources=IMAGE, more=[pixel(120)])
    lines = [ENGLISH[n : n + 60] for n in range(0, len(ENGLISH), 60)]
    paper.page(
        f"3 Tr {paragraph(lines, 40, 500, 8)} 0 Tr q 400 0 0 600 0 0 cm /I Do Q", words("SCAN", 40, 20, 7)
    )
    read_page, asked = seen(PICTURE)
    reader = PdfReader(paper.save(tmp_path / "a.pdf"), read_page)
    assert "two layers" in " ".join(texts(reader.read(0)))
    assert not asked
    reader.close()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 2.5, -3.0])
def test_a_scan_is_set_upright_before_it_is_read_and_marked_where_it_stands(tmp_path, turn, skew):
    sheet = Image.new("L", (800, 1000), 255)
    font = ImageFont.load_default(24)
    for row in range(12):
        ImageDraw.Draw(sheet).text((80, 150 + 60 * row), "The bark of a tree is its skin", fill=0, font=font)
    scan = sheet.rotate(-skew, fillcolor=255).rotate(-turn, expand=True)
    given = []

    def read_page(picture):
        given.append(picture)
        ink = np.asarray(Image.fromarray(picture).convert("L")) < 128
        rows = np.flatnonzero(ink.any(axis=1))
        first = rows[: int(np.argmax(np.diff(rows) > 3)) + 1]
        columns = np.flatnonzero(ink[first[0] : first[-1] + 1].any(axis=0))
        return [("The bark of a tree", Box(columns[0], first[0], columns[-1] + 1, first[-1] + 1))]

    reader = PdfReader(picture_pdf(tmp_path, scan), read_page, lambda picture: turn)
    [block] = reader.read(0)
    box = block.lines[0].locator.boxes[0]
    wide, high = scan.size
    page = np.asarray(scan) < 128
    part = page[int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1]
    middle = {0: (0.28, 0.165), 90: (0.835, 0.28), 180: (0.72, 0.835), 270: (0.165, 0.72)}[turn]
    assert ((box.x0 + box.x1) / 2 / wide, (box.y0 + box.y1) / 2 / high) == pytest.approx(middle, abs=0.05)
    assert part.sum() > 0.02 * part.size
    upright = given[0].shape
    assert upright[0] > upright[1]
    reader.close()


def picture_pdf(tmp_path, picture):
    """A PDF whose one page is a picture, a pixel a point."""
    file = tmp_path / "scan.pdf"
    picture.save(file, resolution=72)
    return file


def test_a_scan_on_its_side_is_read_without_the_weights_for_orientation(tmp_path):
    def read_page(picture):
        height, width = picture.shape[:2]
        if width > height:
            return [("qz xv", Box(60 + 40 * row, 50, 80 + 40 * row, 700)) for row in range(4)]
        return [
            (text, Box(50, 60 + 40 * row, 700, 80 + 40 * row)) for row, text in enumerate(ENGLISH.split(". "))
        ]

    scan = Image.new("L", (1000, 800), 255)
    ImageDraw.Draw(scan).rectangle((100, 100, 900, 140), fill=0)
    reader = PdfReader(picture_pdf(tmp_path, scan), read_page)
    assert "two layers" in " ".join(texts(reader.read(0)))
    reader.close()
