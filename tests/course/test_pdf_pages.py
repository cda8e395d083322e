"""What stands on a page of a PDF is found, in reading order, with its place."""

import pytest

from tests.course.paper import HEIGHT, Paper, drawing, formula, han, paragraph, words
from tutor_app.course.pdf import PdfReader
from tutor_app.course.raw import RawBlock, RawFigure, RawHeading, joined

PROSE = ["Friction slows a sliding", "block because rough sur-", "faces catch each other."]


def read(tmp_path, paper, page=0):
    reader = PdfReader(paper.save(tmp_path / "a.pdf"))
    try:
        return list(reader.read(page))
    finally:
        reader.close()


def blocks(items):
    return [(item.kind, joined(item.lines, item.joiner)[0]) for item in items if isinstance(item, RawBlock)]


def figures(items):
    return [item for item in items if isinstance(item, RawFigure)]


def test_lines_of_a_paragraph_are_one_block_and_a_hyphen_joins(tmp_path):
    items = read(tmp_path, Paper().page(paragraph(PROSE, 40, 500)))
    assert blocks(items) == [
        ("paragraph", "Friction slows a sliding block because rough surfaces catch each other.")
    ]


def test_chinese_lines_join_without_a_space(tmp_path):
    items = read(tmp_path, Paper().page(han("机器学习从数据中学习", 40, 500), han("规律。", 40, 485)))
    assert blocks(items) == [("paragraph", "机器学习从数据中学习规律。")]


def test_letters_of_a_formula_are_the_ones_that_people_type(tmp_path):
    [(_, text)] = blocks(read(tmp_path, Paper().page(formula("F = mv", 40, 500))))
    assert text == "F = mv"


@pytest.mark.parametrize(
    ("entries", "x", "y"),
    [("", 60, HEIGHT - 500), ("/CropBox [50 100 350 580]", 10, 80), ("/Rotate 180", None, None)],
)
def test_a_box_is_where_the_page_shows_the_line(tmp_path, entries, x, y):
    [block] = read(tmp_path, Paper().page(words("Inertia", 60, 500, 20), entries=entries))
    locator = block.locator if isinstance(block, RawHeading) else block.lines[0].locator
    if x is None:  # turned round: right of the middle, in the lower half
        assert locator.boxes[0].x1 == pytest.approx(400 - 60, abs=4)
        assert locator.boxes[0].y0 == pytest.approx(500, abs=4)
    else:
        assert locator.boxes[0].x0 == pytest.approx(x, abs=4)
        assert locator.boxes[0].y1 == pytest.approx(y, abs=4)


def test_the_outline_gives_headings_their_levels(tmp_path):
    paper = Paper().page(words("2 Forces", 40, 540), paragraph(PROSE, 40, 500))
    paper.outline = [("Forces", 0)]
    [heading] = [item for item in read(tmp_path, paper) if isinstance(item, RawHeading)]
    assert (heading.level, heading.text) == (1, "2 Forces")


def test_large_letters_are_headings_where_there_is_no_outline(tmp_path):
    items = read(tmp_path, Paper().page(words("Forces", 40, 540, 18), paragraph(PROSE, 40, 500)))
    assert isinstance(items[0], RawHeading)


def test_the_picture_of_a_figure_holds_the_labels_of_its_axes_but_no_prose(tmp_path):
    caption = words("Figure 3.2: Work of a spring.", 100, 260, 9)
    plain = drawing(60, 300, 200, 90)
    sizes = []
    for name, labels in (
        ("none", ""),
        ("axis", "\n".join([words("0", 60, 289, 8), words("10", 245, 289, 8), words("time", 130, 278, 8)])),
        ("prose", words("Friction slows a sliding block, as we saw.", 60, 394, 10)),
    ):
        (tmp_path / name).mkdir()
        [figure] = figures(read(tmp_path / name, Paper().page(plain, labels, caption)))
        sizes.append(figure.picture.size)
        [box] = figure.locator.boxes
        labelled = 22 if name == "axis" else 0
        assert (box.y0, box.y1) == pytest.approx((HEIGHT - 390, HEIGHT - 300 + labelled), abs=3)
    bare, with_axis, with_prose = sizes
    assert with_axis[1] - bare[1] == pytest.approx(2 * 20, abs=8)  # at two pixels a point
    assert with_prose == bare


def test_parts_of_a_drawing_above_one_caption_are_one_figure(tmp_path):
    page = Paper().page(
        paragraph(PROSE, 40, 540),
        drawing(60, 300, 90, 90),
        drawing(230, 300, 90, 90),
        words("Figure 3.2: Work of a spring.", 100, 280, 9),
    )
    [figure] = figures(read(tmp_path, page))
    assert figure.label == "Figure 3.2"
    [box] = figure.locator.boxes
    assert (box.x0, box.y0) == pytest.approx((60, HEIGHT - 390), abs=3)
    assert (box.x1, box.y1) == pytest.approx((320, HEIGHT - 300), abs=3)


def test_a_flat_drawing_with_many_labels_is_a_figure_if_a_caption_says_so(tmp_path):
    page = Paper().page(
        paragraph(PROSE, 40, 540),
        f"0.8 g 60 380 280 40 re f 0 g {drawing(60, 380, 280, 40)}",
        words("5.0 kg, 6.0 m/s and 2.0 kg, 4.0 m/s", 80, 395, 8),
        words("Figure 4.2: Recoil.", 100, 360, 9),
    )
    [figure] = figures(read(tmp_path, page))
    assert figure.label == "Figure 4.2"


def test_text_in_a_shaded_box_is_text(tmp_path):
    box = "0.9 g 30 440 330 90 re f 0 g"
    lines = ["A body at rest stays at rest", "unless a force acts on it from outside."]
    items = read(tmp_path, Paper().page(box, paragraph(lines, 40, 500)))
    assert not figures(items)
    assert blocks(items) == [("paragraph", " ".join(lines))]


def test_cells_of_a_table_stay_in_their_rows(tmp_path):
    rows = [("Name", "Speed", "Mass"), ("car", "30", "1200"), ("bicycle", "8", "90")]
    cells = [
        words(cell, 40 + 110 * column, 500 - 14 * row)
        for row, names in enumerate(rows)
        for column, cell in enumerate(names)
    ]
    assert blocks(read(tmp_path, Paper().page(*cells))) == [
        ("table", "Name | Speed | Mass\ncar | 30 | 1200\nbicycle | 8 | 90")
    ]


def test_running_heads_and_page_numbers_are_left_out(tmp_path):
    paper = Paper(outline=[("Forces", 0)])
    paper.page(words("Forces", 40, 570, 18), paragraph(PROSE, 40, 500), words("12", 200, 20, 8))
    paper.page(words("Forces", 40, 570, 9), paragraph(PROSE, 40, 500), words("13", 200, 20, 8))
    assert [item.text for item in read(tmp_path, paper, 0) if isinstance(item, RawHeading)] == ["Forces"]
    [only] = read(tmp_path, paper, 1)
    assert only.lines[0].text == PROSE[0]
