"""What was marked, written as Markdown, as W3C Web Annotations and into a copy of the PDF."""

import json
from datetime import UTC, datetime

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.gui.material.sample import write_pdf
from tutor_app.cli.main import main
from tutor_app.core.annotation import Anchor, Annotation, Quote
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak
from tutor_app.core.material import Box, LineLocator, PageLocator
from tutor_app.course.folder import CourseFolder
from tutor_app.course.pdf_placing import Placing
from tutor_app.settings.settings import Settings, save
from tutor_app.store.record import Record
from tutor_app.tutor.annotations.export import export

MADE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LINE = Box(50, 82, 200, 106)
TURNED = [f"/MediaBox[0 0 400 500]/CropBox[20 30 380 480]/Rotate {angle}" for angle in (0, 90, 180, 270)]


def mark(id, page=0, note="", style="highlight", colour="yellow"):
    anchor = Anchor(Quote("Force and\nmass", "before ", " after"), 7, PageLocator(page, (LINE,)))
    return Annotation(id, "motion", anchor, MADE, MADE, style, colour, note)


@pytest.fixture
def book(tmp_path):
    speak("en")
    write_pdf(tmp_path / "book.pdf", ["Force and mass"] * 4, TURNED)
    return CourseFolder(tmp_path, "Motion", "en", "pdf", "book.pdf")


def test_markdown_quotes_each_mark_under_its_page(book, tmp_path):
    file = tmp_path / "marks.md"
    export(book, [mark(1, 2, "Why?"), mark(2, 0, style="underline", colour="pink")], file)
    assert file.read_text(encoding="utf-8") == (
        "# Motion\n\n## page 1\n\n> Force and mass\n>\n> — *underlined, pink, 2026-11-25*\n\n"
        "## page 3\n\n> Force and mass\n>\n> — *highlighted, yellow, 2026-11-25*\n\nWhy?\n"
    )


def test_web_annotations_say_where_in_three_ways(book, tmp_path):
    file = tmp_path / "marks.json"
    export(book, [mark(1, 2, "Why?")], file)
    page = json.loads(file.read_text(encoding="utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    [item] = page["items"]
    assert item["motivation"] == "commenting"
    assert item["body"][0]["value"] == "Why?"
    assert item["created"] == "2026-11-25T09:30:00Z"
    assert item["target"]["source"] == "book.pdf"
    fragment, quote = item["target"]["selector"]
    assert fragment["value"] == "page=3&viewrect=50,82,150,24"
    assert fragment["refinedBy"] == {"type": "TextPositionSelector", "start": 7, "end": 21}
    assert (quote["type"], quote["exact"], quote["prefix"], quote["suffix"]) == (
        "TextQuoteSelector",
        "Force and\nmass",
        "before ",
        " after",
    )


def test_a_mark_has_the_same_name_each_time_and_no_other_has_it(book, tmp_path):
    names = []
    for _ in range(2):
        export(book, [mark(1), mark(2)], tmp_path / "marks.json")
        names.append([item["id"] for item in json.loads((tmp_path / "marks.json").read_text())["items"]])
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


def test_lines_of_a_text_are_named_by_their_file(tmp_path):
    anchor = Anchor(Quote("力"), 3, LineLocator("01.md", 4, 5))
    course = CourseFolder(tmp_path, "力学", "zh", "markdown", "text")
    export(course, [Annotation(1, "motion", anchor, MADE, MADE)], tmp_path / "marks.json")
    [item] = json.loads((tmp_path / "marks.json").read_text(encoding="utf-8"))["items"]
    assert item["target"]["source"] == "text/01.md"
    assert item["target"]["selector"][0]["value"] == "line=4,6"
    assert item["target"]["selector"][2] == {"type": "TextPositionSelector", "start": 3, "end": 4}


@pytest.mark.parametrize("page", range(4))
def test_the_copy_of_the_pdf_marks_the_very_line_whatever_the_page_is_turned_by(book, tmp_path, page):
    export(book, [mark(5, page, "Why? 为什么", colour="green")], tmp_path / "copy.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "copy.pdf")
    sheet = document[page]
    assert pdfium.FPDFPage_GetAnnotCount(sheet) == 1
    annotation = pdfium.FPDFPage_GetAnnot(sheet, 0)
    quad = pdfium.FS_QUADPOINTSF()
    assert pdfium.FPDFAnnot_GetAttachmentPoints(annotation, 0, quad)
    box = Placing.of(sheet).box(quad.x1, quad.y1, quad.x4, quad.y4)
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((50, 82, 200, 106), abs=0.01)
    assert contents(annotation) == "Why? 为什么"
    picture = sheet.render(scale=1).to_numpy()
    inside, outside = picture[84:104, 60:190].mean(axis=(0, 1)), picture[200:220, 60:190].mean(axis=(0, 1))
    assert inside[1] > inside[0] + 20  # green on the line
    assert outside[1] == pytest.approx(outside[0], abs=1)  # and nowhere else
    pdfium.FPDFPage_CloseAnnot(annotation)
    document.close()


def contents(annotation):
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    room = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", room, size)
    return bytes(room).decode("utf-16-le").rstrip("\0")


def test_the_copy_begins_with_the_very_bytes_of_the_book(book, tmp_path):
    before = (tmp_path / "book.pdf").read_bytes()
    export(book, [mark(1)], tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes().startswith(before)
    assert (tmp_path / "book.pdf").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "kind"), [("marks.docx", "pdf"), ("marks", "pdf"), ("marks.pdf", "markdown")]
)
def test_a_kind_that_cannot_be_written_is_refused_and_leaves_nothing(tmp_path, name, kind):
    course = CourseFolder(tmp_path / "course", "Motion", "en", kind, "book.pdf")
    with pytest.raises(TutorError):
        export(course, [mark(1)], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_words(book, tmp_path):
    with pytest.raises(TutorError, match="can't be written"):
        export(book, [mark(1)], tmp_path / "nowhere" / "marks.md")


def test_the_command_writes_what_the_record_holds(home, capsys):
    folder = home.courses / "motion"
    folder.mkdir(parents=True)
    save(home.settings_file, Settings(language="en"))
    about = {"title": "Motion", "language": "en", "kind": "pdf", "source": "book.pdf"}
    (folder / "course.json").write_text(json.dumps(about), encoding="utf-8")
    record = Record(home)
    record.margins.add(mark(0, 1))
    record.margins.delete(record.margins.add(mark(0, 2)).id, MADE)
    record.close()
    assert main(["course", "annotations", "motion", "--out", str(home.data / "marks.md")]) == 0
    assert "1 annotations of Motion" in capsys.readouterr().out
    assert "page 2" in (home.data / "marks.md").read_text()
    assert main(["course", "annotations", "motion", "--out", "marks.xyz"]) == 1
