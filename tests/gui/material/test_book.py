"""Pages of a PDF as the learner sees them."""

import pytest
from PySide6.QtGui import QColor, QImage

from tests.gui.material.sample import HEIGHT, WIDTH, write_pdf
from tutor_app.core.material import Box
from tutor_app.gui.material.book import PdfBook
from tutor_app.gui.material.drawing import MAX_PIXELS, SLOT_BYTES, Job, Sheets, drawn

TURNED = [f"/MediaBox[0 0 400 500]/Rotate {angle}" for angle in (0, 90, 180, 270)]
CROPPED = [f"/MediaBox[0 0 400 500]/CropBox[20 30 380 480]/Rotate {angle}" for angle in (0, 90, 180, 270)]


def ink_of(image, box, scale):
    """How much of a box is darker than paper, 0 to 1."""
    xs = range(int(box.x0 * scale), int(box.x1 * scale))
    ys = range(int(box.y0 * scale), int(box.y1 * scale))
    dark = sum(QColor(image.pixel(x, y)).lightness() < 128 for x in xs for y in ys)
    return dark / (len(xs) * len(ys))


@pytest.fixture
def open_book(tmp_path):
    books = []

    def open_(pages, keys=()):
        books.append(PdfBook(write_pdf(tmp_path / "book.pdf", pages, keys)))
        return books[-1]

    yield open_
    for book in books:
        book.close()


@pytest.mark.parametrize("keys", TURNED + CROPPED)
def test_found_words_stand_where_the_page_shows_them(open_book, keys):
    book = open_book(["MMMMMM"], [keys])
    ((box,),) = book.find(0, "mmmmmm")
    width, height = book.sizes[0]
    picture = book.picture(0, Box(0, 0, width, height), 2)
    assert ink_of(picture, box, 2) > 0.25
    everywhere = ink_of(picture, Box(0, 0, width, height), 2) * width * height
    assert ink_of(picture, box, 2) * box.area == pytest.approx(everywhere, rel=0.15)  # and nowhere else


@pytest.mark.parametrize("keys", TURNED + CROPPED)
def test_a_point_on_a_word_gives_its_character_back(open_book, keys):
    book = open_book(["MMMMMM"], [keys])
    (box,) = book.boxes(0, 3, 1)
    assert book.character_at(0, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == 3


def test_the_words_in_a_box_are_those_of_the_line(open_book):
    book = open_book(["Force and mass"])
    ((box,),) = book.find(0, "force and mass")
    assert book.words_in(0, box) == "Force and mass"
    assert book.words_in(0, Box(0, 200, WIDTH, 300)) == ""


def test_a_drawn_page_is_the_same_as_a_picture_of_all_of_it(open_book):
    book = open_book(["Energy"])
    assert drawn_page(book, 2) == book.picture(0, Box(0, 0, WIDTH, HEIGHT), 2)


def test_a_huge_page_is_drawn_coarser_not_bigger(open_book):
    image = drawn_page(open_book(["x"], ["/MediaBox[0 0 14000 14000]"]), 8)
    assert image.width() * image.height() <= MAX_PIXELS * 1.01


def drawn_page(book, scale):
    sheets, room = Sheets(1, book.path), bytearray(SLOT_BYTES)
    width, height = drawn(sheets, Job(1, 0, scale), memoryview(room), lambda: True)
    sheets.close()
    return QImage(room, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
