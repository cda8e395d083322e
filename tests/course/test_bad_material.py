"""Material that can't be read is refused in words, and never leaves half a course behind."""

import resource

import pytest
from PIL import Image

from tests.course.paper import Paper, drawing, words
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.material import Box
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.markdown import MAX_FIGURE_PIXELS
from tutor_app.course.preparation import Preparation
from tutor_app.course.report import describe_omissions, read_report
from tutor_app.settings.home import below

WORDS_ONLY = Preparation(encoder_for=lambda language: "none")
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'x' * 32}) /U ({'y' * 32}) /P -4 >> /ID [(a) (a)]"
PAGE = words("A body keeps its speed while no force acts on it.", 40, 400)


def put(home, source, preparation=WORDS_ONLY):
    return add(home, source, preparation, lambda progress: None, Cancellation())


def file(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", Paper(trailer=LOCK).page(PAGE).content(), "locked with a password"),
        ("a.pdf", Paper().page(PAGE).content()[:400], "damaged or is not a PDF"),
        ("a.pdf", b"<html>not found</html>", "damaged or is not a PDF"),
        ("a.pdf", b"", "damaged or is not a PDF"),
        ("a.pdf", Paper().content(), "damaged|no pages"),
        ("a.pdf", Paper().page("").content(), "no text"),
        ("a.md", b"", "no text"),
        ("a.md", bytes(range(256)) * 20, "can't be read as text"),
        ("a.docx", b"PK", "can't be read yet"),
    ],
)
def test_material_that_cannot_be_read_is_refused_in_words(home, tmp_path, name, content, says):
    with pytest.raises(TutorError, match=says) as refused:
        put(home, file(tmp_path, name, content))
    assert refused.value.hint
    assert not list(home.courses.glob("*"))


@pytest.mark.parametrize("name", ["gone.pdf", "gone.md", "folder"])
def test_a_file_that_is_not_there_is_named(home, tmp_path, name):
    with pytest.raises(TutorError, match=name):
        put(home, tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig", "shift_jis"])
def test_a_text_is_read_in_whatever_encoding_it_is_saved(home, tmp_path, encoding):
    text = "# 天気\n\n" + "雨量計は雨を集める。風向計は風の方向を示す。気圧計は空気の圧力を測る。\n" * 4
    text = (
        text
        if encoding != "gb18030"
        else "# 天气\n\n" + "雨量计收集雨水。风向标指示风的方向。气压计测量空气的压力。\n" * 4
    )
    index = CourseIndex.open(put(home, file(tmp_path, "a.md", text.encode(encoding))))
    assert index.by_words("passage", text.split("\n")[2][:3], 1)
    index.close()


def test_one_file_that_cannot_be_read_costs_that_file(home, tmp_path):
    file(tmp_path, "a.md", b"# Rain\n\nA rain gauge collects rain in a tube.\n")
    file(tmp_path, "b.md", bytes(range(256)) * 20)
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere")
    course = put(home, tmp_path)
    assert [one.name for one in read_report(course.path)] == ["b.md", "gone.png"]
    assert "b.md" in describe_omissions(read_report(course.path))
    index = CourseIndex.open(course)
    assert index.by_words("passage", "gauge", 1)
    index.close()


def test_a_page_that_cannot_be_read_costs_that_page(home, tmp_path):
    paper = Paper().page(PAGE).page(PAGE).page(words("The last page tells of friction.", 40, 400))
    content = paper.content()
    second = content.index(b"/Type /Page ", content.index(b"/Type /Page ") + 9)
    damaged = content[:second] + b"/Type /Pork " + content[second + 12 :]
    course = put(home, file(tmp_path, "a.pdf", damaged))
    index = CourseIndex.open(course)
    assert index.by_words("passage", "friction", 1)
    index.close()
    assert all(one.name.startswith("page") for one in read_report(course.path))


def test_a_picture_named_again_and_again_is_kept_once(home, tmp_path):
    Image.new("RGB", (300, 200), "red").save(tmp_path / "a.png")
    text = "# Pictures\n\nMany pictures of one thing.\n\n" + "\n\n".join(
        f"![Figure {n}](a.png)" for n in range(300)
    )
    course = put(home, file(tmp_path, "a.md", text.encode()))
    index = CourseIndex.open(course)
    assert index.figure(300).image == index.figure(1).image
    assert len(list((course.path / "figures").iterdir())) == 1
    index.close()


@pytest.mark.parametrize(
    "paper",
    [
        Paper(width=1e7, height=1e7).page(PAGE, drawing(0, 0, 9e6, 9e6)),
        Paper().page("q " * 200_000, PAGE),
        Paper().page(PAGE, "\n".join(drawing(n * 7 % 380, n * 13 % 560, 9, 9) for n in range(20_000))),
        Paper().page(PAGE, "\n".join(words("again and again", n % 300, n % 590) for n in range(8000))),
    ],
    ids=["a page of 3 km", "nested without end", "strokes without end", "words without end"],
)
def test_a_page_made_to_choke_a_reader_is_read_all_the_same(home, tmp_path, paper):
    index = CourseIndex.open(put(home, paper.save(tmp_path / "bomb.pdf")))
    assert index.by_words("passage", "body force", 1)
    index.close()


def test_a_scan_can_be_added_once_there_is_someone_to_read_it(home, tmp_path):
    scan = Paper().page("0.9 g 0 0 400 600 re f").save(tmp_path / "scan.pdf")
    with pytest.raises(TutorError, match="no text"):
        put(home, scan)
    reader = Preparation(
        lambda language: "none", read_page=lambda picture: [("Inertia", Box(80, 40, 160, 60))]
    )
    index = CourseIndex.open(put(home, scan, reader))
    [passage] = [index.passage(hit.id) for hit in index.by_words("passage", "inertia", 9)]
    assert passage.locators[0].boxes == (Box(40, 20, 80, 30),)  # read at two pixels a point
    index.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    home = below(tmp_path / "home")
    file(tmp_path, "home", b"a file where the folder should be")
    source = Paper().page(PAGE).save(tmp_path / "a.pdf")
    with pytest.raises(TutorError, match="can't be written"):
        put(home, source)


def test_a_full_disk_is_told_and_nothing_is_left(home, tmp_path):
    source = Paper().page(PAGE, "% " + "x" * 300_000).save(tmp_path / "a.pdf")
    with at_most(100_000), pytest.raises(TutorError, match="can't be written"):
        put(home, source)
    assert not list(home.courses.glob("*"))
    assert put(home, source).index_file.exists()


class at_most:
    """Files of this process can't grow beyond a size: what a full disk is, to one file."""

    def __init__(self, size_bytes):
        self._size = size_bytes

    def __enter__(self):
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._size, self._before[1]))

    def __exit__(self, *_):
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def test_pictures_that_are_missing_or_none_leave_the_text(home, tmp_path):
    file(tmp_path, "a.md", b"# Ramp\n\n![none](no.png)\n\n![bad](bad.png)\n\nA ramp is a tilted plane.\n")
    file(tmp_path, "bad.png", b"not a picture")
    index = CourseIndex.open(put(home, tmp_path / "a.md"))
    assert index.count("figure") == 0
    assert index.by_words("passage", "tilted", 1)
    index.close()


def test_a_picture_outside_the_material_is_not_taken(home, tmp_path):
    book = tmp_path / "book"
    book.mkdir()
    Image.new("RGB", (90, 90), "red").save(tmp_path / "private.png")
    file(book, "a.md", b"# Ramp\n\nA ramp.\n\n![private](../private.png)\n")
    folder = put(home, book)
    assert not list(folder.path.rglob("*.png"))


def test_different_photographs_are_kept_one_by_one_and_no_larger_than_they_are_looked_at(home, tmp_path):
    birds = tmp_path / "birds"
    birds.mkdir()
    for number in range(6):
        Image.new("RGB", (2500, 2000), (40 * number, 90, 90)).save(birds / f"{number}.jpg")
    text = "# Birds\n\nBirds of the coast.\n\n" + "\n\n".join(f"![Bird {n}]({n}.jpg)" for n in range(6))
    said = []
    file(birds, "a.md", text.encode())
    course = add(home, birds, WORDS_ONLY, said.append, Cancellation())
    kept = [Image.open(picture) for picture in sorted((course.path / "figures").iterdir())]
    assert [picture.getpixel((0, 0))[0] // 38 for picture in kept] == list(range(6))
    assert all(picture.width * picture.height <= MAX_FIGURE_PIXELS for picture in kept)
    assert len(said) >= 6  # each one is a sign of life, and a place to stop at


def test_a_stop_is_heeded_between_two_photographs(home, tmp_path):
    birds = tmp_path / "birds"
    birds.mkdir()
    for number in range(3):
        Image.new("RGB", (300, 200), (40 * number, 90, 90)).save(birds / f"{number}.png")
    text = "# Birds\n\nBirds of the coast.\n\n" + "\n\n".join(f"![Bird {n}]({n}.png)" for n in range(3))
    file(birds, "a.md", text.encode())
    cancel, said = Cancellation(), []

    def report(progress):
        said.append(progress)
        if len(said) == 4:  # its first picture is written
            cancel.request()

    with pytest.raises(Cancelled):
        add(home, birds, WORDS_ONLY, report, cancel)
    assert len(said) == 4
    course = put(home, birds)
    index = CourseIndex.open(course)
    assert index.count("figure") == 3
    index.close()


@pytest.mark.parametrize("title", ["<FEFFD800>", "<FEFF0049DC000063>", "(\\376\\377\\330\\000)"])
def test_half_a_character_in_a_title_costs_the_title(home, tmp_path, title):
    paper = Paper(trailer="/Info 8 0 R", outline=[("Speed", 0), ("\\376\\377\\330\\000", 0), ("Force", 1)])
    paper.number(f"<</Title {title}>>")
    course = put(home, paper.page(PAGE).page(PAGE).save(tmp_path / "motion.pdf"))
    assert course.title == "motion"
