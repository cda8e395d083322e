"""Formulas, figures, tables and labels of PDF files stay what they are."""

import pytest

from tests.course.paper import FIXED, HEIGHT, Paper, drawing, paragraph, words
from tests.course.test_pdf_pages import PROSE, blocks, figures, read
from tests.course.test_pdf_reading import headings, texts
from tutor_app.core.formula import ReadFormula
from tutor_app.course.pdf import PdfReader
from tutor_app.course.raw import RawBlock

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
