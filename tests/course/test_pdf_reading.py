"""What real programs put into PDF files is read as people read it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.course.paper import BOLD, FIXED, HEIGHT, Paper, bold, drawing, han, paragraph, words
from tests.course.test_pdf_pages import PROSE, blocks, figures, read
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box
from tutor_app.course.pdf import PdfReader
from tutor_app.course.raw import RawBlock, RawHeading, joined

LEFT = [
    "A tide is the slow rise and",
    "fall of the sea. The moon",
    "pulls the water below it more",
    "than the ground under it, and",
    "so two hills of water run",
    "round the earth every day.",
]
RIGHT = [
    "A current is water that moves",
    "through the sea like a river.",
    "Wind drives it near the top,",
    "and cold salt water that sinks",
    "drives it in the depths, for",
    "cold water weighs more.",
]


def texts(items):
    return [text for _, text in blocks(items)]


def headings(items):
    return [(item.level, item.text) for item in items if isinstance(item, RawHeading)]


def both(left, right, apart, top=500):
    """Two columns as a program writes them that goes through a page row by row."""
    rows = zip(left, right, strict=True)
    return "\n".join(
        words(one, 40, top - 12 * row) + "\n" + words(other, 40 + apart, top - 12 * row)
        for row, (one, other) in enumerate(rows)
    )


@pytest.mark.parametrize("apart", [148, 190])
def test_columns_written_row_by_row_are_read_one_after_the_other(tmp_path, apart):
    items = read(tmp_path, Paper().page(words("The sea", 40, 530, 18), both(LEFT, RIGHT, apart)))
    assert texts(items) == [" ".join(LEFT), " ".join(RIGHT)]


def test_three_columns_written_row_by_row_are_three(tmp_path):
    narrow = [
        "salt makes water",
        "heavy, and heat",
        "makes it light so",
        "that it floats on",
        "what is colder",
        "below.",
    ]
    page = "\n".join(
        words(text, x, 500 - 12 * row, 8)
        for row, line in enumerate(zip(LEFT, RIGHT, narrow, strict=True))
        for text, x in zip(line, (20, 150, 285), strict=True)
    )
    assert texts(read(tmp_path, Paper().page(page))) == [" ".join(LEFT), " ".join(RIGHT), " ".join(narrow)]


def test_chinese_columns_written_row_by_row_are_read_one_after_the_other(tmp_path):
    left = [
        "海水每天涨落两次叫做",
        "潮汐。月亮对海水的引",
        "力使靠近它的海面升高",
        "背面的海面也同样升高",
        "所以每天有两次涨潮。",
    ]
    right = [
        "海流是在海洋里流动的",
        "水。风推动海面的水流",
        "冷而咸的水比较重所以",
        "会沉到海底并推动深处",
        "的水慢慢地流动起来。",
    ]
    page = "\n".join(
        han(one, 30, 500 - 14 * row) + "\n" + han(other, 160, 500 - 14 * row)
        for row, (one, other) in enumerate(zip(left, right, strict=True))
    )
    assert texts(read(tmp_path, Paper().page(page))) == ["".join(left), "".join(right)]


def test_a_sentence_goes_on_at_the_head_of_the_next_column(tmp_path):
    left, right = ["Water that is heated in a", "pan rises, cools and then"], ["sinks at the sides of it."]
    page = Paper().page(paragraph(left, 40, 300), paragraph(right, 220, 500))
    assert texts(read(tmp_path, page)) == [" ".join([*left, *right])]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The long-", "lasting snow fell."], "The long-lasting snow fell."),
        (["A half-", "finished bridge."], "A half-finished bridge."),
        (["Pages 12-", "15 are missing."], "Pages 12-15 are missing."),
        (["Her father-in-", "law came."], "Her father-in-law came."),
        (["The trans-", "former hums."], "The transformer hums."),
        (["Both pre-", "and post-war houses."], "Both pre- and post-war houses."),
        (["An Anglo-", "Saxon word."], "An Anglo-Saxon word."),
        (["A one-way street.", "Another is one-", "way, too."], "A one-way street. Another is one-way, too."),
        (["Sunlight falls. A sun-", "light lamp."], "Sunlight falls. A sunlight lamp."),
    ],
)
def test_a_word_that_a_line_divides_is_whole_with_the_hyphen_that_is_its_own(tmp_path, lines, text):
    items = read(tmp_path, Paper().page(paragraph(lines, 40, 400)))
    assert texts(items) == [text]


def test_hyphens_where_words_may_be_divided_are_none(tmp_path):
    pairs = [(f"{ord(char):02X}", f"{ord(char):04X}") for char in "snowflakeid"]
    paper = Paper(fonts={"H": HYPHENS}, more=[cmap(*pairs, ("7E", "00AD"))])
    paper.page("BT /H 10 Tf 40 500 Td 12 TL (a snow~) Tj T* (flake in~side a lane) Tj ET")
    assert texts(read(tmp_path, paper)) == ["a snowflake inside a lane"]


def test_every_kind_of_hyphen_is_the_one_that_people_type(tmp_path):
    paper = Paper(fonts={"H": HYPHENS}).page("BT /H 10 Tf 40 500 Td (half-moon) Tj ET")
    paper.more.append(CMAP_OF_HYPHEN)
    assert texts(read(tmp_path, paper)) == ["half-moon"]


def cmap(*pairs):
    """A stream that gives codes their Unicode."""
    entries = " ".join(f"<{code}> <{value}>" for code, value in pairs)
    width = len(pairs[0][0]) // 2
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange "
        f"<{'00' * width}> <{'FF' * width}> endcodespacerange\n{len(pairs)} beginbfchar {entries} endbfchar\n"
        "endcmap end end"
    )
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


CMAP_OF_HYPHEN = cmap(*((f"{ord(char):02X}", f"{ord(char):04X}") for char in "halfmoon"), ("2D", "2010"))
HYPHENS = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 8 0 R >>"


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        ("very lake has an outlet.", "Every lake has an outlet."),
        ("lake has an outlet.", "A lake has an outlet."),
    ],
)
def test_a_large_first_letter_belongs_to_its_word(tmp_path, rest, text):
    capital = words(text[0], 40, 476, 36)
    lines = paragraph([rest, "Without one it turns salt."], 70, 492, 10)
    below = paragraph(["In dry lands this is so."], 40, 468, 10)
    items = read(tmp_path, Paper().page(capital, lines, below))
    assert texts(items) == [f"{text} Without one it turns salt. In dry lands this is so."]


def test_what_is_printed_twice_to_look_bold_is_read_once(tmp_path):
    twice = (
        words("Granite is hard, grey stone.", 40, 500, 12)
        + "\n"
        + words("Granite is hard, grey stone.", 40.4, 500, 12)
    )
    shadow = words("Lava cools", 41.2, 449, 12) + "\n" + words("Lava cools", 40, 450, 12)
    assert texts(read(tmp_path, Paper().page(twice, shadow))) == [
        "Granite is hard, grey stone.",
        "Lava cools",
    ]


def test_what_cannot_be_seen_is_not_read(tmp_path):
    hidden = f"3 Tr {words('The secret word is plum.', 40, 300)} 0 Tr"
    white = f"1 g {words('The other word is pear.', 40, 250)} 0 g"
    outside = words("Nobody sees a fig.", 40, -200)
    reversed_out = f"0.1 0.2 0.5 rg 30 190 340 30 re f 1 g {words('White on blue is seen.', 40, 200)} 0 g"
    items = read(
        tmp_path,
        Paper().page(paragraph(["Apples are red and round."], 40, 500), hidden, white, outside, reversed_out),
    )
    assert texts(items) == ["Apples are red and round.", "White on blue is seen."]


def test_zero_width_characters_are_no_part_of_words(tmp_path):
    pairs = [(f"{ord(char):02X}", f"{ord(char):04X}") for char in "mosandle"]
    paper = Paper(fonts={"H": HYPHENS}, more=[cmap(*pairs, ("7E", "200B"), ("7C", "FEFF"))])
    paper.page("BT /H 10 Tf 40 500 Td (m~oss an|d ~sand) Tj ET")
    paper.fonts["H"] = HYPHENS
    assert texts(read(tmp_path, paper)) == ["moss and sand"]


def test_slanted_text_is_no_part_of_the_lines_that_it_crosses(tmp_path):
    stamp = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 80 380 Tm (DRAFT COPY) Tj ET"
    items = read(
        tmp_path, Paper().page(paragraph(["A lens bends light.", "A mirror throws it back."], 40, 450), stamp)
    )
    assert texts(items)[0] == "A lens bends light. A mirror throws it back."
    assert texts(items)[1:] == ["DRAFT COPY"]


def test_a_stamp_on_every_page_is_on_none(tmp_path):
    paper = Paper()
    for number in range(5):
        paper.page(
            paragraph([f"Sheet {number} tells of glass and sand."], 40, 400),
            "BT /F 40 Tf 0.7 0.7 -0.7 0.7 80 180 Tm (DRAFT COPY) Tj ET",
        )
    assert texts(read(tmp_path, paper, 2)) == ["Sheet 2 tells of glass and sand."]


def test_a_page_whose_text_is_turned_is_read_upright_and_marked_where_it_stands(tmp_path):
    lines = ["A sail turns wind to thrust.", "A keel keeps a boat on course."]
    turned = "\n".join(
        f"BT /F 10 Tf 0 1 -1 0 {200 + 12 * row} 100 Tm ({text}) Tj ET" for row, text in enumerate(lines)
    )
    [block] = read(tmp_path, Paper().page(turned))
    assert joined(block.lines, block.joiner)[0] == " ".join(lines)
    box = block.lines[0].locator.boxes[0]
    assert (box.x0, box.y1) == pytest.approx((192, HEIGHT - 100), abs=4)
    assert box.y1 - box.y0 > 5 * (box.x1 - box.x0)


PROGRAMS = [
    "PowerPoint Presentation", "Microsoft Word - essay7 (final)", "Untitled-3", "/home/jo/lesson.tex",
    "notes.pages",
    "幻灯片 1", "Document2", "Slide 1", "file:///C:/a/b.html", "Scan_0042", "CorelDRAW Graphic12",
]  # fmt: skip


@pytest.mark.parametrize("title", PROGRAMS)
def test_a_title_that_a_program_left_is_none(tmp_path, title):
    assert titled(tmp_path, title) == "a"


@pytest.mark.parametrize(
    "title", ["Word Problems in Algebra", "Rivers and Lakes", "海洋", "Excel for Biologists"]
)
def test_a_title_that_an_author_gave_is_the_course_s(tmp_path, title):
    assert titled(tmp_path, title) == title


def titled(tmp_path, title):
    paper = Paper().page(words("Rain falls.", 40, 500))
    code = title.encode("utf-16-be").hex()
    paper.trailer = f"/Info {paper.number(f'<< /Title <FEFF{code}> >>')} 0 R"
    reader = PdfReader(paper.save(tmp_path / "a.pdf"))
    try:
        return reader.title
    finally:
        reader.close()


def test_one_bookmark_does_not_hide_the_headings_that_are_printed(tmp_path):
    paper = Paper(fonts={"B": BOLD}, outline=[("Front page", 0)])
    paper.page(words("Weather", 40, 400, 30))
    for topic in ("Wind", "Rain", "Snow"):
        paper.page(
            bold(topic, 40, 500, 18),
            paragraph([f"{topic} comes out of the clouds", "or with them, as you know."], 40, 470),
        )
    found = [headings(read(tmp_path, paper, page)) for page in (1, 2, 3)]
    assert found == [[(2, "Wind")], [(2, "Rain")], [(2, "Snow")]]


def test_bold_lines_of_their_own_are_headings_where_letters_have_one_size(tmp_path):
    text = ["A river begins at its source", "and ends at its mouth."]
    paper = Paper(fonts={"B": BOLD})
    paper.page(
        bold("Chapter 2 Rivers", 40, 560), paragraph(text, 40, 535), bold("2.1 Springs", 40, 500),
        paragraph(text, 40, 475), bold("Note: a river is no canal.", 40, 430), paragraph(text, 40, 410),
    )  # fmt: skip
    assert headings(read(tmp_path, paper)) == [(1, "Chapter 2 Rivers"), (2, "2.1 Springs")]


def test_lines_of_a_program_are_code_with_their_indents(tmp_path):
    code = ["def fall(h):", "    return 2 * h"]
    lines = "\n".join(
        words(text.strip(), 40 + 6 * (len(text) - len(text.lstrip())), 440 - 12 * row).replace("/F ", "/C ")
        for row, text in enumerate(code)
    )
    paper = Paper(fonts={"C": FIXED}).page(
        paragraph(["Here is how it falls:"], 40, 460), lines, paragraph(["And so on for ever."], 40, 400)
    )
    assert blocks(read(tmp_path, paper)) == [
        ("paragraph", "Here is how it falls:"), ("code", "\n".join(code)),
        ("paragraph", "And so on for ever."),
    ]  # fmt: skip


def test_bullets_that_are_drawn_begin_items(tmp_path):
    items = ["Feldspar is pink", "Quartz is clear", "Mica shines"]
    page = "\n".join(
        f"{40} {502 - 14 * row} 4 4 re f {words(text, 52, 500 - 14 * row)}" for row, text in enumerate(items)
    )
    assert blocks(read(tmp_path, Paper().page(page))) == [("list", f"• {text}") for text in items]


def test_a_footnote_is_not_in_the_middle_of_a_sentence(tmp_path):
    mark = "BT /F 10 Tf 40 300 Td (Tin melts early,) Tj /F 6 Tf 4 Ts (3) Tj 0 Ts /F 10 Tf ( and lead) Tj ET"
    note = "BT /F 5 Tf 3 Ts 40 100 Td (3) Tj 0 Ts /F 8 Tf ( At 232 degrees.) Tj ET"
    page = Paper().page(mark, note, paragraph(["melts a little later than tin."], 220, 500))
    assert texts(read(tmp_path, page)) == [
        "Tin melts early, and lead melts a little later than tin.",
        "At 232 degrees.",
    ]


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 7 of 90", "vii", "第 7 页"])
def test_page_numbers_are_left_out_wherever_they_stand(tmp_path, number):
    foot = han(number, 190, 70) if "第" in number else words(number, 190, 70)
    items = read(tmp_path, Paper().page(paragraph(["Clay holds water."], 40, 400), foot))
    assert texts(items) == ["Clay holds water."]


def test_a_head_that_changes_with_its_chapter_is_left_out(tmp_path):
    paper = Paper()
    for number in range(60):
        paper.page(
            words(f"Part {'ABCDEFGHIJ'[number // 6]} of the book", 40, 545), words(str(number + 1), 360, 545),
            paragraph([f"Stone number {number} was found", "in the river bed."], 40, 400),
        )  # fmt: skip
    assert texts(read(tmp_path, paper, 31)) == ["Stone number 31 was found in the river bed."]


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


CMEX = "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CMEX10 /FirstChar 0 /LastChar 127 >>"
CMMI = "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CMMI10 /Encoding /WinAnsiEncoding >>"


def integral(y):
    """∫ f = 1/2, as TeX writes it: the sign is code 0x5A of its font, the fraction two lines."""
    return (
        f"BT /X 10 Tf 150 {y} Td (Z) Tj /I 10 Tf 12 0 Td (f) Tj 8 0 Td (=) Tj"
        f" 14 7 Td (1) Tj 0 -14 Td (2) Tj ET 182 {y + 2} 10 0.4 re f"
    )


def test_a_display_formula_is_one_block_in_its_own_signs(tmp_path):
    paper = Paper(fonts={"X": CMEX, "I": CMMI})
    paper.page(
        paragraph(["The area is half the square:"], 40, 520),
        integral(480),
        paragraph(["and no more than that."], 40, 440),
    )
    kinds = blocks(read(tmp_path, paper))
    assert [kind for kind, _ in kinds] == ["paragraph", "formula", "paragraph"]
    assert kinds[1][1].startswith("∫")


@pytest.mark.parametrize(
    ("latex", "confidence", "expected"),
    [
        (r"\int f=\frac{1}{2}", -0.001, r"$$\int f=\frac{1}{2}$$"),
        (r"\int f=\frac{1}{2}", -0.05, r"$$\int f=\frac{1}{2}$$"),
        (r"\sum_{k=0}^{9}ab=\frac{x}{y}", -0.001, None),
        (r"\int f=\frac{1}{2}", -0.5, None),
    ],
    ids=["certain", "likely, and the letters are the page's", "other letters", "a guess"],
)
def test_a_formula_that_its_letters_do_not_say_is_read_as_a_picture(tmp_path, latex, confidence, expected):
    paper = Paper(fonts={"X": CMEX, "I": CMMI}).page(integral(480))
    pictures = []

    def read_formula(picture):
        pictures.append(picture)
        return ReadFormula(latex, confidence, confidence > -0.01)

    reader = PdfReader(paper.save(tmp_path / "a.pdf"), read_formula=read_formula)
    [(kind, text)] = blocks(reader.read(0))
    assert kind == "formula"
    assert text == expected if expected else text.startswith("∫")
    assert pictures[0].min() < 128
    reader.close()


def test_a_formula_in_one_row_is_written_from_its_letters(tmp_path):
    row = (
        "BT /I 10 Tf 150 480 Td (v) Tj /I 7 Tf -3 Ts (0) Tj 0 Ts /F 10 Tf ( = ) Tj /I 10 Tf (a) Tj"
        " /I 7 Tf 4 Ts (2) Tj 0 Ts /F 10 Tf ( + 7) Tj ET"
    )
    paper = Paper(fonts={"I": CMMI}).page(
        paragraph(["The speed at first is this:"], 40, 520), row, words("(4.2)", 340, 480)
    )
    [_, (kind, text)] = blocks(read(tmp_path, paper))
    assert (kind, text) == ("formula", "$$v_{0} = a^{2} + 7$$ (4.2)")


def test_powers_and_indices_in_a_sentence_are_no_numbers_of_their_own(tmp_path):
    line = "BT /F 10 Tf 40 500 Td (An area of 3 m) Tj /F 7 Tf 4 Ts (2) Tj 0 Ts /F 10 Tf ( is wet.) Tj ET"
    assert texts(read(tmp_path, Paper().page(line))) == ["An area of 3 m² is wet."]


def test_numbers_at_axes_belong_to_the_figure_and_are_no_words(tmp_path):
    ticks = [words(str(10 * n), 60 + 40 * n, 289, 8) for n in range(5)]
    page = Paper().page(
        paragraph(["Heat flows from hot to cold."], 40, 540), drawing(60, 300, 200, 90), *ticks,
        words("time in hours", 130, 278, 8), words("Figure 3.2: Cooling of tea.", 100, 250, 9),
    )  # fmt: skip
    items = read(tmp_path, page)
    [figure] = figures(items)
    assert figure.alt == "time in hours"
    assert texts(items) == ["Heat flows from hot to cold.", "Figure 3.2: Cooling of tea."]
    [box] = figure.locator.boxes
    assert box.y1 >= HEIGHT - 279


def test_the_last_words_of_a_paragraph_are_no_label_of_the_drawing_below(tmp_path):
    lines = ["Heat flows from what is hot to what", "is cold."]
    page = Paper().page(
        paragraph(lines, 60, 410), drawing(60, 300, 200, 90), words("Figure 1: Tea.", 100, 280, 9)
    )
    assert texts(read(tmp_path, page))[0] == " ".join(lines)


def test_page_labels_are_known(tmp_path):
    paper = Paper(catalog="/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>")
    for number in range(3):
        paper.page(words(f"Leaf {number} of the book.", 40, 400))
    reader = PdfReader(paper.save(tmp_path / "a.pdf"))
    assert [reader.label(part) for part in range(3)] == ["i", "ii", "1"]
    reader.close()


def test_blocks_keep_every_line_s_place(tmp_path):
    [block] = read(tmp_path, Paper().page(paragraph(["Ice floats on water for", "it is lighter."], 40, 500)))
    assert isinstance(block, RawBlock)
    assert [len(line.locator.boxes) for line in block.lines] == [1, 1]


def test_pieces_of_a_formula_that_the_file_holds_apart_fill_the_holes_of_their_lines(tmp_path):
    line = "BT /F 10 Tf 40 500 Td (Higher values of) Tj 92 0 Td (make the curve smooth, and so does) Tj ET"
    below = words("a wider window.", 40, 488)
    pieces = [words("q", 123, 500), words("w", 298, 500)]
    items = read(tmp_path, Paper().page(line, below, *pieces))
    assert texts(items) == ["Higher values of q make the curve smooth, and so does w a wider window."]


def test_a_subtitle_that_the_file_holds_last_stands_below_its_title(tmp_path):
    page = Paper().page(
        words("Glaciers", 40, 540, 24), paragraph(["Snow turns to ice, and the", "ice flows."], 40, 470),
        words("How they move", 40, 515, 14),
    )  # fmt: skip
    assert headings(read(tmp_path, page)) == [(1, "Glaciers"), (2, "How they move")]


def test_a_table_with_rules_and_a_framed_program_are_text(tmp_path):
    rules = "\n".join(f"40 {500 - 14 * n} m 240 {500 - 14 * n} l S" for n in range(4))
    rules += "\n" + "\n".join(f"{40 + 100 * n} 458 m {40 + 100 * n} 500 l S" for n in range(3))
    cells = [
        words(text, 45 + 100 * (n % 2), 489 - 14 * (n // 2))
        for n, text in enumerate(["tin", "232", "lead", "327"])
    ]
    code = "\n".join(words(f"row{n} = melt({n})", 50, 330 - 12 * n).replace("/F ", "/C ") for n in range(3))
    frame = "0.9 g 40 290 300 60 re f 0 g 40 290 300 60 re S 41 291 298 58 re S 42 292 296 56 re S"
    paper = Paper(fonts={"C": FIXED}).page(paragraph(PROSE, 40, 580), rules, *cells, frame, code)
    items = read(tmp_path, paper)
    assert not figures(items)
    assert blocks(items)[1:] == [
        ("table", "tin | 232\nlead | 327"), ("code", "row0 = melt(0)\nrow1 = melt(1)\nrow2 = melt(2)"),
    ]  # fmt: skip


def test_a_small_fraction_in_a_line_is_one(tmp_path):
    half = "36 4 Td /F 7 Tf (1) Tj 0 -7 Td (2) Tj 6 3 Td /F 10 Tf"
    line = f"BT /F 10 Tf 40 400 Td (It falls ) Tj {half} (of its height.) Tj ET"
    assert texts(read(tmp_path, Paper().page(line))) == ["It falls 1/2 of its height."]


CMSY = "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CMSY10 /FirstChar 0 /LastChar 127 >>"


@pytest.mark.parametrize(
    ("latex", "is_right"), [(r"f=\frac{1}{\sqrt{a}b}", True), (r"f=\frac{1}{\sqrt{ab}}", False)]
)
def test_a_root_that_was_read_too_far_is_not_believed(tmp_path, latex, is_right):
    page = (
        "BT /I 10 Tf 150 480 Td (f) Tj /F 10 Tf 10 0 Td (=) Tj 16 8 Td (1) Tj ET"
        " BT /S 10 Tf 170 470 Td (p) Tj ET BT /I 10 Tf 179 470 Td (a) Tj 10 0 Td (b) Tj ET"
        " 170 484 30 0.4 re f ROOT"
    )
    signs = Paper(fonts={"S": CMSY, "I": CMMI}).page(page.replace("ROOT", ""))
    reader = PdfReader(signs.save(tmp_path / "bare.pdf"))
    box = next(line for line in reader._page_look(0).lines if "√" in line.text).letters[0].box
    reader.close()
    bar = f"{box.x1} {HEIGHT - box.y0} {185 - box.x1} 0.4 re f"
    paper = Paper(fonts={"S": CMSY, "I": CMMI}).page(page.replace("ROOT", bar))
    reader = PdfReader(
        paper.save(tmp_path / "a.pdf"), read_formula=lambda _: ReadFormula(latex, -0.001, True)
    )
    [(_, text)] = blocks(reader.read(0))
    assert (text == f"$${latex}$$") == is_right
    reader.close()


def test_the_number_of_a_chapter_belongs_to_its_title(tmp_path):
    page = Paper().page(words("Chapter 4", 40, 530), words("Winds", 40, 500, 20), paragraph(PROSE, 40, 450))
    assert headings(read(tmp_path, page)) == [(1, "Chapter 4: Winds")]
