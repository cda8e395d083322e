"""A handout is printed, and written beside the window, which tells how far it is and can stop it."""

import threading
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from tests.gui.test_history import keep, opened  # noqa: F401  fixtures
from tests.gui.test_window import answer, courses, window  # noqa: F401  fixtures
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.gui.history.exporter import Exporter
from tutor_app.gui.history.opener import _day, _selection
from tutor_app.gui.history.printing import write_pdf
from tutor_app.gui.history.writing import Share, WritingFailed, WritingStopped, Written, serve_writing, write
from tutor_app.tutor.handout.chosen import Chosen, chosen_turns

PATIENCE_MS = 30000  # another process has to start


@pytest.fixture
def pdf(window, tmp_path):  # noqa: F811
    def pdf():
        write_pdf(window._tutor, chosen_turns(window._tutor, Chosen()), tmp_path / "a.pdf")
        return pypdfium2.PdfDocument(tmp_path / "a.pdf")

    return pdf


def text_of(document):
    return [" ".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document))]


def drawn_of(page, kind):
    return list(page.get_objects(filter=[kind], max_depth=4))


def test_a_printed_question_begins_a_page_and_has_its_answer_sources_and_pages(keep, pdf):  # noqa: F811
    keep("Why does a stone fall?", answer("It is pulled [1], and it is heavy [2]."))
    keep("And steel?", "stopped")
    document = pdf()
    told = text_of(document)
    assert told[0].startswith("1. Why does a stone fall? Motion, Forces and Energy")
    assert "It is pulled [1], and it is heavy [2]." in told[0]
    assert "[1] Motion, Forces and Energy, page 2" in told[0]
    assert told[-1].startswith("2. And steel?")
    assert "This question was not answered." in told[-1]
    assert told[-1].endswith(str(len(document)))  # the number of the page
    assert sum(len(drawn_of(page, raw.FPDF_PAGEOBJ_IMAGE)) for page in document) == 2
    document.close()


def test_formulas_are_printed_as_drawings(keep, pdf):  # noqa: F811
    keep("Why?", replace(answer("So $\\frac{a}{b}=c$."), evidence=()))
    with_formula = pdf()
    assert "frac" not in text_of(with_formula)[0]
    assert drawn_of(with_formula[0], raw.FPDF_PAGEOBJ_PATH)
    with_formula.close()


def test_no_word_is_taken_for_markup_in_print(keep, pdf):  # noqa: F811
    keep('<img src="file:///etc/passwd"> <b>', replace(answer("<i>x</i> &amp; [1]"), evidence=()))
    document = pdf()
    assert '<img src="file:///etc/passwd"> <b>' in text_of(document)[0]
    assert "<i>x</i> & [1]" in text_of(document)[0]
    assert drawn_of(document[0], raw.FPDF_PAGEOBJ_IMAGE) == []
    document.close()


def test_a_full_disk_is_said_in_words_in_print_too(window, keep, tmp_path):  # noqa: F811
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    keep("Why?")
    (tmp_path / ".a.pdf.part").symlink_to(full)
    turns = chosen_turns(window._tutor, Chosen())
    with pytest.raises(TutorError, match="can't be written"):
        write_pdf(window._tutor, turns, tmp_path / "a.pdf")
    with pytest.raises(TutorError, match="can't be written"):
        write_pdf(window._tutor, turns, tmp_path / "nowhere" / "a.pdf")
    assert not list(tmp_path.glob("*a.pdf*"))


def test_printing_stops_between_two_questions(window, keep, tmp_path):  # noqa: F811
    for _ in range(3):
        keep("Why?", "stopped")
    cancel = Cancellation()
    turns = chosen_turns(window._tutor, Chosen())
    with pytest.raises(Cancelled):
        write_pdf(window._tutor, turns, tmp_path / "a.pdf", lambda _: cancel.request(), cancel)
    assert not list(tmp_path.glob("*a.pdf*"))


def test_a_name_that_tells_no_kind_is_said_in_words(window, keep, tmp_path):  # noqa: F811
    keep("Why?")
    with pytest.raises(TutorError, match="isn't known"):
        write(window._tutor.home, Chosen(), tmp_path / "a.docx", lambda _: None, Cancellation())


class Pipe:
    """The window's end, which says nothing until the test is over."""

    def __init__(self):
        self.sent = []
        self.over = threading.Event()

    def send(self, message):
        self.sent.append(message)

    def recv(self):
        self.over.wait()
        raise EOFError


@pytest.mark.parametrize("name", ["a.html", "a.pdf"])
def test_the_process_sends_shares_and_an_outcome(window, keep, tmp_path, name):  # noqa: F811
    keep("Why?", "stopped")
    keep("And?", "stopped")
    pipe = Pipe()
    serve_writing(pipe, window._tutor.home, Chosen(), tmp_path / name)
    assert pipe.sent == [Share(0.5), Share(1.0), Written(tmp_path / name)]
    serve_writing(pipe, window._tutor.home, Chosen(words="zebra"), tmp_path / name)
    assert pipe.sent[3:] == [WritingFailed("There is no question to write.")]
    pipe.over.set()


def test_the_listed_the_selected_and_the_days_questions_can_be_chosen(window, keep, opened):  # noqa: F811
    keep("first")
    kept = keep("second")
    dialog = opened()
    assert _selection(dialog) == Chosen(ids=(kept.id,))
    day = _day(dialog)
    assert (day.course, day.day) == (kept.turn.course.name, kept.asked_at.astimezone().date())
    wanted = []
    window.ways.history._export = wanted.append
    dialog.search.setText("second")
    dialog.all_wanted.emit()
    assert wanted == [Chosen(words="second", course=kept.turn.course.name)]


@pytest.mark.parametrize(
    ("given", "kind", "written"),
    [("a", "PDF (*.pdf)", "a.pdf"), ("a.b", "", "a.b.html"), ("a.PDF", "", "a.PDF"), ("", "", None)],
)
def test_a_name_gets_the_ending_of_the_kind_that_was_chosen(
    window, monkeypatch, given, kind, written  # noqa: F811
):  # fmt: skip
    monkeypatch.setattr("tutor_app.gui.history.opener.QFileDialog.getSaveFileName", lambda *_: (given, kind))
    files = []
    window.ways.history.export_to = lambda chosen, file: files.append(file)
    window.ways.history._export(Chosen())
    assert files == ([Path(written)] if written else [])


def test_a_file_is_written_beside_the_window_and_that_is_said(
    window, keep, opened, qtbot, tmp_path  # noqa: F811
):  # fmt: skip
    keep("Why?")
    dialog = opened()
    history = window.ways.history
    history.export_to(Chosen(), tmp_path / "a.pdf")
    assert dialog.foot.is_writing
    assert not dialog.export.isEnabled()
    qtbot.waitUntil(lambda: not history.exporter.is_busy, timeout=PATIENCE_MS)
    assert dialog.foot.told.text() == f"Written: {tmp_path / 'a.pdf'}"
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert not dialog.foot.is_writing
    assert dialog.export.isEnabled()


def test_writing_can_be_stopped_and_a_file_that_was_there_stays(
    window, keep, opened, qtbot, tmp_path  # noqa: F811
):  # fmt: skip
    for _ in range(30):
        keep("Why?")
    (tmp_path / "a.html").write_text("old")
    dialog = opened()
    history = window.ways.history
    history.export_to(Chosen(), tmp_path / "a.html")
    dialog.foot.stop.click()
    qtbot.waitUntil(lambda: not history.exporter.is_busy, timeout=PATIENCE_MS)
    assert dialog.foot.told.text() == "Stopped; nothing was written."
    assert [f.name for f in tmp_path.glob("*a.html*")] == ["a.html"]
    assert (tmp_path / "a.html").read_text() == "old"


def test_what_is_written_while_the_history_is_closed_is_said_in_the_window(
    window, keep, opened  # noqa: F811
):  # fmt: skip
    opened().close()
    window.ways.history.exporter.ended.emit(WritingFailed("It can't be written.", "Make room."))
    assert window.notice.text.text() == "It can't be written. Make room."
    window.ways.history.exporter.ended.emit(WritingStopped())


def test_a_process_that_dies_is_said(home, qtbot, tmp_path):
    exporter = Exporter(home)
    exporter.write(Chosen(), tmp_path / "a.html")
    exporter.job._process.kill()
    with qtbot.waitSignal(exporter.ended, timeout=PATIENCE_MS) as ended:
        pass
    assert ended.args[0].message == "Writing stopped unexpectedly."
