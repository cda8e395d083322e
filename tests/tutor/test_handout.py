"""A handout is one file with questions, answers and the pages they cite, and nothing in it can run."""

import base64
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.gui.test_window import EVIDENCE, courses  # noqa: F401  fixture
from tutor_app.core.answer import Answer, Pin
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.language import speak
from tutor_app.core.material import Box, PageLocator
from tutor_app.core.turn import Turn
from tutor_app.tutor.handout import chosen as choosing
from tutor_app.tutor.handout.chosen import Chosen, chosen_turns
from tutor_app.tutor.handout.markup import answer_html, plain_html
from tutor_app.tutor.handout.page_file import SelfContained, write_html
from tutor_app.tutor.handout.picture import STRONG, WASH, Mark, file_picture, page_picture
from tutor_app.tutor.handout.shared_pages import SharedPages
from tutor_app.tutor.past import question_of
from tutor_app.tutor.session import Tutor

TOLD = Answer("It is pulled harder [1], and needs more force [2].", EVIDENCE, True, "quote")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DRAWN = {
    *("p", "br", "span", "code", "table", "thead", "tbody", "tr", "th", "td"),
    *("svg", "g", "path", "rect", "symbol", "use", "title", "text", "tspan"),
}
EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.fixture
def tutor(home, courses):  # noqa: F811
    home.data.mkdir(parents=True)
    home.courses.symlink_to(courses, target_is_directory=True)
    speak("en")
    with Tutor(home) as tutor:
        yield tutor


@pytest.fixture
def course(tutor):
    return next(course for course in tutor.courses() if course.kind == "pdf")


@pytest.fixture
def keep(tutor, course):
    def keep(note="Why?", outcome=TOLD, now=NOW, course=course, **parts):
        kept = tutor._record.begin(Turn(course.path, note, **parts), now)
        tutor.finish(kept.id, outcome)
        return tutor._record.turn(kept.id)

    return keep


@pytest.fixture
def written(tutor, tmp_path):
    def written(chosen=Chosen()):  # noqa: B008
        file = tmp_path / "a.html"
        write_html(tutor, chosen_turns(tutor, chosen), file)
        return file.read_text(encoding="utf-8")

    return written


class Tags(HTMLParser):
    """What a browser would take for tags."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


def pictures(page):
    found = re.findall(r'src="data:image/(?:jpeg|png);base64,([^"]+)"', page)
    return [Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB") for data in found]


def test_a_page_has_question_answer_numbered_sources_and_the_cited_pages(keep, written):
    keep("Why does a heavy stone not fall faster?")
    page = written()
    assert "<title>Questions about Motion, Forces and Energy</title>" in page
    assert "Why does a heavy stone not fall faster?" in page
    assert '<a class="citation" href="#question-1-source-1">[1]</a>' in page
    assert 'id="question-1-source-1"' in page
    assert page.count("; marked: [") == 4  # two pages, each with its words for who doesn't see it
    assert [picture.width for picture in pictures(page)] == [1100, 1100]


def test_a_page_needs_nothing_else_and_lets_nothing_run(keep, written):
    keep()
    page = written()
    tags = Tags(page).tags
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; img-src data:;"
                     " style-src 'unsafe-inline'"}) in tags  # fmt: skip
    places = [a.get("src") or a.get("href") for _, a in tags if "src" in a or "href" in a]
    assert places
    assert all(place.startswith(("data:", "#")) for place in places)
    assert not [tag for tag, _ in tags if tag in ("script", "link", "iframe", "object")]


@pytest.mark.parametrize(
    "text",
    [EVIL, f"`{EVIL}`", f"[x](javascript:alert(1)) ![x](http://x/y.png) <http://x> {EVIL}", f"[a]: {EVIL}",
     f"$\\text{{{EVIL}}}$", f"${EVIL}$", f"$${EVIL}$$", "&lt;script&gt;", f"| {EVIL} |\n|---|\n| {EVIL} |"],
)  # fmt: skip
def test_no_words_of_anybody_become_markup(text):
    embedding = SelfContained()
    for page in (plain_html(text, embedding), answer_html(text, embedding, 1, {1})):
        found = Tags(page).tags
        assert {tag for tag, _ in found} <= DRAWN
        assert not [name for _, attributes in found for name in attributes if name.startswith("on")]


def test_the_learners_and_the_courses_words_are_escaped_wherever_they_stand(
    keep, written, tutor, monkeypatch
):
    keep(EVIL, replace(TOLD, text=f"{EVIL} [1]"))
    keep(EVIL, TutorError(EVIL, EVIL))
    evil = [replace(course, title=EVIL) for course in tutor.courses()]
    monkeypatch.setattr(tutor, "courses", lambda: evil)
    tags = Tags(written()).tags
    assert "script" not in {tag for tag, _ in tags}
    assert all(a.get("src", "").startswith("data:") for tag, a in tags if tag == "img")


def test_formulas_are_drawings_with_their_words_and_one_that_cannot_be_drawn_is_its_source(keep, written):
    keep(
        "What is $F=ma$?",
        replace(TOLD, text="$$\\frac{1}{2}$$ [1], but $\\nonsense{$ not, and `$5` neither."),
    )
    page = written()
    assert 'aria-label="F equals m a"' in page
    assert 'aria-label="one half"' in page
    assert page.count("<svg") == 2
    assert "<code>$5</code>" in page


def test_a_bracketed_number_of_the_material_is_no_citation():
    page = answer_html("As in \\[2], a[1] [3].", SelfContained(), 1, {1, 2})
    assert "As in [2], a<a" in page
    assert page.count("<a ") == 1


def test_marks_are_washed_over_the_cited_lines_and_the_very_lines_more_strongly(course, tutor):
    box, line = Box(100, 100, 300, 112), Box(100, 130, 300, 142)
    picture = page_picture(course.source_path, 0, [Mark(1, (box, line), (line,))], "", "")
    image = Image.open(io.BytesIO(picture.encoded)).convert("RGB")
    scale = image.width / 595.28
    for spot, colour in ((box, WASH), (line, STRONG)):
        pixel = image.getpixel((round(scale * 298), round(scale * (spot.y0 + 2))))
        assert pixel == pytest.approx(colour, abs=6)  # in the colours that are kept
    assert min(image.getpixel((round(scale * 50), round(scale * 50)))) > 250


def test_the_pinned_lines_are_those_of_the_answer(keep, written, tutor, course):
    locator = tutor.index(course).passage(3).locators[0]
    pins = (Pin(1, (PageLocator(locator.page, locator.boxes[:1]),)),)
    keep(outcome=replace(TOLD, text="It is [1].", evidence=EVIDENCE[:1], pins=pins))
    [image] = pictures(written())
    colours = {image.getpixel((x, y)) for y in range(0, image.height, 2) for x in range(300, 800, 5)}
    assert any(max(abs(a - b) for a, b in zip(colour, STRONG, strict=True)) < 6 for colour in colours)


def test_a_figure_that_was_asked_about_and_what_the_learner_showed_are_in_it(keep, written, tmp_path):
    shown = tmp_path / "shown.png"
    Image.new("RGB", (30, 20), "blue").save(shown)
    keep(outcome=replace(TOLD, figure=FigureTold(1, (), "", ())), image=shown)
    first, *others = pictures(written())
    assert first.size == (30, 20)
    assert len(others) == 3


def test_material_without_pages_is_quoted_as_it_is_written(keep, written, tutor):
    chinese = next(course for course in tutor.courses() if course.kind == "markdown")
    keep("为什么？", TOLD, course=chinese)
    page = written()
    assert "<blockquote><p><strong>" in page
    assert "marked" not in page


def test_a_hint_shows_no_word_and_no_page_that_could_be_the_answer(keep, written):
    keep(outcome=replace(TOLD, text="Look here [1].", level=1, next_level=2))
    page = written()
    assert "page 2" in page
    assert "<blockquote>" not in page
    assert pictures(page) == []


def test_what_has_gone_since_is_left_out(keep, written, tutor, course):
    keep("Why?", replace(TOLD, evidence=(replace(EVIDENCE[0], id=99_999), EVIDENCE[1])))
    keep("Of a course that was removed", course=replace(course, path=tutor.home.courses / "gone"))
    page = written()
    assert "Of a course that was removed" in page
    assert len(pictures(page)) == 1


def test_a_session_is_the_questions_of_one_course_on_one_day(keep, tutor, course):
    day = date(2026, 11, 25)
    noon = datetime(2026, 11, 25, 12).astimezone()
    other = next(one for one in tutor.courses() if one != course)
    keep("yesterday", now=noon - timedelta(hours=13))
    keep("first", now=noon - timedelta(hours=12))
    keep("of another course", now=noon, course=other)
    keep("last", now=noon + timedelta(hours=11))
    keep("tomorrow", now=noon + timedelta(hours=12))
    turns = chosen_turns(tutor, Chosen(course=course.path.name, day=day))
    assert [past.question for past in turns] == ["first", "last"]


def test_a_search_or_a_selection_is_written_oldest_first(keep, tutor):
    one, two, three = keep("ice"), keep("steel"), keep("more ice")
    assert [past.id for past in chosen_turns(tutor, Chosen(words="ice"))] == [one.id, three.id]
    assert [past.id for past in chosen_turns(tutor, Chosen(ids=(two.id, one.id)))] == [one.id, two.id]


def test_nothing_and_too_much_are_said_in_words(keep, tutor, monkeypatch):
    with pytest.raises(TutorError, match="no question"):
        chosen_turns(tutor, Chosen())
    monkeypatch.setattr(choosing, "MOST", 1)
    keep()
    keep()
    with pytest.raises(TutorError, match="More than 1"):
        chosen_turns(tutor, Chosen())


def test_a_full_disk_is_said_in_words_and_the_old_file_stays(keep, tutor, tmp_path):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    keep()
    file = tmp_path / "a.html"
    file.write_text("old")
    (tmp_path / ".a.html.part").symlink_to(full)
    with pytest.raises(TutorError, match="can't be written"):
        write_html(tutor, chosen_turns(tutor, Chosen()), file)
    assert [(f.name, f.read_text()) for f in tmp_path.glob("*a.html*")] == [("a.html", "old")]


def test_a_place_that_is_none_is_said_in_words(keep, tutor, tmp_path):
    keep()
    with pytest.raises(TutorError, match="can't be written"):
        write_html(tutor, chosen_turns(tutor, Chosen()), tmp_path / "nowhere" / "a.html")


def test_it_tells_how_far_it_is_and_stops_without_a_file(keep, tutor, tmp_path):
    cancel, shares = Cancellation(), []

    def say(share):
        shares.append(share)
        cancel.request()

    for _ in range(4):
        keep(outcome="stopped")
    with pytest.raises(Cancelled):
        write_html(tutor, chosen_turns(tutor, Chosen()), tmp_path / "a.html", say, cancel)
    assert shares == [0.25]
    assert not list(tmp_path.glob("*.html*"))


def test_a_question_has_words_even_if_it_was_none(keep, tmp_path, tutor):
    spoken = tutor.home.media / "a.wav"
    spoken.write_bytes(b"sound")
    first = keep("Why?")
    assert question_of(keep("", replace(TOLD, transcript="What?"), audio=spoken)) == "What?"
    assert question_of(keep("", "stopped", audio=spoken)) == "A recording"
    assert question_of(keep("", follows=first.as_earlier(), wish="simpler")) == "Why? – more simply"
    assert question_of(keep("", follows=first.as_earlier(), level=3)) == "Why? – the next hint"


def test_it_speaks_the_language_of_the_reader(keep, written):
    keep(outcome="stopped")
    speak("zh")
    page = written()
    speak("en")
    assert '<html lang="zh-CN">' in page
    assert "关于《Motion, Forces and Energy》的问题" in page
    assert "这个问题没有得到回答。" in page


def test_print_is_kept_sharp_in_few_colours_and_a_photograph_as_one(course, tmp_path):
    slope, noise = Image.linear_gradient("L"), Image.effect_noise((256, 256), 20)
    photograph = Image.merge("RGB", (slope, slope.rotate(90), ImageChops.add(slope.rotate(180), noise, 2)))
    photograph.save(tmp_path / "a.png")
    assert file_picture(tmp_path / "a.png", "", "").mime == "image/jpeg"
    page = page_picture(course.source_path, 2, [], "", "")
    assert page.mime == "image/png"
    assert len(page.encoded) < 150_000


def test_a_page_that_several_questions_cite_is_shown_once_and_led_to(keep, written):
    for note in ("Why?", "And why is that?", "How so?"):
        keep(note)
    page = written()
    assert len(pictures(page)) == 2
    anchors = re.findall(r'<a name="(page-[^"]+)"', page)
    assert len(anchors) == 2
    assert [page.count(f'href="#{anchor}"') for anchor in anchors] == [2, 2]
    assert page.count("it is shown with question") == 4
    assert page.index(f'name="{anchors[0]}"') < page.index("And why is that?")


def test_a_shared_page_has_the_marks_of_all_its_questions():
    shared, box = SharedPages(), Box(10, 10, 100, 20)
    course = Path("course")
    shared.add(course, 1, {4: [Mark(1, (box,))], 5: [Mark(2, (box,))]})
    shared.add(course, 3, {4: [Mark(1, (box,))]})
    assert [mark.label for mark in shared.marks(course, 4)] == ["1.1", "3.1"]
    assert [mark.label for mark in shared.marks(course, 5)] == [""]
    assert (shared.show(course, 4, 1), shared.show(course, 4, 3)) == (None, 1)


def test_print_begins_no_page_for_each_question_and_breaks_no_picture(keep, written):
    keep()
    style = re.search(r"@media print \{(.*?)\n\}", written(), re.DOTALL)[1]
    assert "break-before" not in style
    assert ".picture, blockquote, table { break-inside: avoid; }" in style
