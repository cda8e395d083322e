"""What real programs put into PDF files is read as people read it."""

import pytest

from tests.course.paper import BOLD, FIXED, HEIGHT, Paper, bold, han, paragraph, words
from tests.course.test_pdf_pages import blocks, read
from tutor_app.course.pdf import PdfReader
from tutor_app.course.raw import RawHeading, joined

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
