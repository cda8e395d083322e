"""The window: what is asked, shown, stopped and said."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.material.direct import DirectDrawer
from tutor_app.core.answer import Answer, Evidence, Pin
from tutor_app.core.cancel import Cancellation
from tutor_app.core.counted import Counted, Stretch
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.formula import ReadFormula
from tutor_app.core.language import speak
from tutor_app.core.material import Box, PageLocator
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.messages import (
    Answered,
    Doing,
    Failed,
    Found,
    Heard,
    Mind,
    Partial,
    Pictured,
    Read,
    Ready,
    Stopped,
)
from tutor_app.gui.ask_bar import AskBar
from tutor_app.gui.client import EngineClient, in_thread
from tutor_app.gui.draft import Draft
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.material.side import MARKS
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.preferences.explaining import Explaining
from tutor_app.gui.theme import dress
from tutor_app.gui.window import MainWindow
from tutor_app.settings.home import below
from tutor_app.tutor import library
from tutor_app.tutor.session import Tutor

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Silent:
    """An engine that is ready and answers nothing by itself: the test speaks for it."""

    ready = Ready("CPUExecutionProvider", "The CPU is used.")

    def answer(self, ask, say, cancel):
        while True:  # until it is stopped
            cancel.check()
            time.sleep(0.01)

    def listen(self, listen, say, later):
        say(Heard(listen.id, "Why does", " ice", final=False))

    def hush(self):
        pass


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Both sample courses, without vectors."""
    home = below(tmp_path_factory.mktemp("courses"))
    for source in library.sample_sources():
        add(home, source, Preparation(lambda language: "none"), lambda _: None, Cancellation())
    return home.courses


@pytest.fixture
def window(home, courses, qtbot, monkeypatch):
    monkeypatch.setattr("tutor_app.gui.window.MaterialView", lambda: MaterialView(DirectDrawer()))
    dress(QApplication.instance(), "light")
    speak("en")
    home.data.mkdir(parents=True)
    home.courses.symlink_to(courses, target_is_directory=True)
    tutor = Tutor(home)
    client = EngineClient(Silent, start=in_thread)
    window = MainWindow(tutor, client, Indexer(home))
    qtbot.addWidget(window)
    window.begin()
    yield window
    window.close()
    window.material.close_course()
    client.close()
    tutor.close()


@pytest.fixture
def asked(window):
    """A turn that the learner has asked; its id."""
    window.ask(Draft("Why does ice float?"))
    return window.turn.id


EVIDENCE = (Evidence(1, "passage", 3, 0.5), Evidence(2, "figure", 1, 0.4))


def answer(text, in_material=True):
    return Answer(text, EVIDENCE, in_material, "quote")


def heard(window, message):
    """What the engine says, shown to its end."""
    window.hear(message)
    window.turn.catch_up()


def buttons(window, name):
    return [b for b in window.panel.findChildren(QPushButton) if b.objectName() == name and not b.isHidden()]


def test_the_first_course_opens_with_three_example_questions(window):
    assert window.windowTitle().startswith("Tutor")
    assert len(buttons(window, "example")) == 3


def test_an_example_is_asked_with_one_click(window, qtbot):
    text = buttons(window, "example")[0].text().replace("\n", " ")
    buttons(window, "example")[0].click()
    assert window._tutor.turns()[0].turn.note == text


def test_evidence_is_shown_and_marked_before_a_word_of_explanation(window, asked):
    heard(window, Found(asked, EVIDENCE))
    assert [b.accessibleName().split(":")[0] for b in buttons(window, "evidence")] == [
        "Citation 1",
        "Citation 2",
    ]
    assert window.panel.explanation.isHidden()
    assert window.material.sheet.boxes_in_view(1)


def test_an_explanation_grows_and_its_citations_are_links(window, asked, qtbot):
    heard(window, Found(asked, EVIDENCE))
    heard(window, Partial(asked, "Ice is "))
    heard(window, Partial(asked, "light [1]."))
    qtbot.waitUntil(lambda: "light" in window.panel.explanation.toPlainText())
    assert 'href="cite:1/0"' in window.panel.explanation.toHtml()
    heard(window, Answered(asked, answer("Ice is light [1].")))
    assert window._tutor.turns()[0].answer.text == "Ice is light [1]."


def test_a_click_on_a_citation_shows_its_lines(window, asked, qtbot):
    heard(window, Found(asked, EVIDENCE))
    heard(window, Answered(asked, answer("See [2].")))
    shown = []
    window.material.show = lambda number=None: shown.append(number)
    window.panel.explanation.anchorClicked.emit(QUrl("cite:2"))
    buttons(window, "evidence")[0].click()
    assert shown == [2, 1]


def test_a_click_on_a_pinned_citation_marks_its_very_lines_and_another_one_all_again(window, asked):
    heard(window, Found(asked, EVIDENCE))
    whole = window.material.sheet.boxes_in_view(1)
    line = PageLocator(0, (Box(72, 72, 200, 84),))
    heard(window, Partial(asked, "Ice is light [1]. ", (Pin(1, (line,)),)))
    heard(window, Partial(asked, "It floats [1].", (Pin(1),)))
    window.panel.explanation.anchorClicked.emit(QUrl("cite:1/0"))
    [pinned] = window.material.sheet.boxes_in_view(1)
    assert [pinned] != whole
    window.panel.explanation.anchorClicked.emit(QUrl("cite:1/1"))
    assert window.material.sheet.boxes_in_view(1) == whole


def test_what_is_not_in_the_material_is_struck_and_said_in_words(window, asked, qtbot):
    heard(window, Found(asked, EVIDENCE))
    heard(window, Partial(asked, "Ice is light. [1] ~~It is green.~~ (not in your material)"))
    qtbot.waitUntil(lambda: "green" in window.panel.explanation.toPlainText())
    assert "It is green. (not in your material)" in window.panel.explanation.toPlainText()
    assert "line-through" in window.panel.explanation.toHtml()


def test_a_bracketed_number_of_the_material_is_no_link(window, asked, qtbot):
    heard(window, Found(asked, EVIDENCE))
    heard(window, Answered(asked, answer("As shown in \\[2]. [1]")))
    assert "As shown in [2]. [1]" in window.panel.explanation.toPlainText()
    assert 'href="cite:2' not in window.panel.explanation.toHtml()


def test_a_link_of_the_material_opens_nothing(window):
    shown = []
    window.panel.cited.connect(shown.append)
    window.panel.explanation.anchorClicked.emit(QUrl("https://example.org"))
    assert shown == []


def test_what_is_said_of_an_older_turn_is_not_shown(window, asked):
    heard(window, Heard(asked - 1, "an older question"))
    assert window.panel.question.text() == "Why does ice float?"


def test_the_question_is_shown_as_it_was_heard(window, asked):
    heard(window, Doing(asked, "speech"))
    assert window.bar.state.text() == "Hearing you…"
    heard(window, Heard(asked, "Why does ice float on water?"))
    assert window.panel.question.text() == "Why does ice float on water?"


def test_escape_stops_the_turn(window, asked, qtbot):
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window._tutor.turns()[0].state == "stopped", timeout=5000)
    assert window.bar.state.text() == "Stopped"
    assert not window.bar.stop.isEnabled()


def test_a_new_question_stops_the_one_before_it(window, asked):
    window.ask(Draft("And why does steel sink?"))
    assert [turn.state for turn in window._tutor.turns()] == ["asked", "stopped"]
    assert window.turn.id != asked


def test_a_failure_is_a_notice_and_the_question_is_kept(window, asked):
    heard(window, Failed(asked, "No words were heard.", "Speak up."))
    assert window.notice.text.text() == "No words were heard. Speak up."
    assert not window.notice.isHidden()
    assert window._tutor.turns()[0].state == "failed"


def test_a_question_that_failed_can_be_asked_again_with_enter(window, qtbot, tmp_path):
    draft = Draft("Why?", audio=tmp_path / "why.wav")
    draft.audio.write_bytes(b"")
    window.ask(draft)
    heard(window, Failed(window.turn.id, "The model process stopped."))
    assert window.bar.draft == draft
    assert not window.bar.voice.isHidden()


def test_a_question_that_failed_does_not_replace_one_that_is_begun(window, asked):
    window.bar.note.setPlainText("And steel?")
    heard(window, Failed(asked, "The model process stopped."))
    assert window.bar.note.toPlainText() == "And steel?"


def test_a_turn_that_runs_when_the_window_closes_is_kept_as_stopped(window, asked):
    window.close()
    assert window._tutor.turns()[0].state == "stopped"


def test_a_window_in_another_theme_goes_on_where_the_one_before_was(window, qtbot):
    heard(window, Silent.ready)
    window.bar.note.setPlainText("Why does")
    window.material.go_to_page(4)
    window.material.open_side(MARKS)
    window.leave()
    after = MainWindow(window._tutor, window._client, window._indexer)
    qtbot.addWidget(after)
    after.begin()
    after.follow(window)
    assert after.bar.note.toPlainText() == "Why does"
    assert after.material.place().position == pytest.approx(window.material.place().position, abs=0.01)
    assert after._ready == Silent.ready
    assert not after.material.side.isHidden()
    assert after.material.side.tabs.currentIndex() == MARKS
    after.close()
    after.material.close_course()


def test_talking_ends_when_the_window_loses_the_keys(window, qtbot, monkeypatch):
    recordings = []

    def record(file, _device):
        recordings.append(Spoken(file))
        return recordings[0]

    monkeypatch.setattr("tutor_app.gui.talk.Recording", record)
    window.bar.talk.start()
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert not window.bar.talk.is_recording
    assert window._tutor.turns()[0].turn.audio == recordings[0].file


class Spoken:
    """A recording of two seconds."""

    is_too_long, is_lost, seconds = False, False, 2.0

    def __init__(self, file):
        self.file = file

    def drain(self):
        return 0.5

    def stop(self):
        return self.seconds


def test_letters_between_angles_are_shown(window, asked):
    heard(window, Answered(asked, answer("If a<b and c>d, then [1].")))
    assert "a<b and c>d" in window.panel.explanation.toPlainText()


def test_a_picture_that_cannot_be_saved_is_a_notice(window):
    media = window._tutor.home.media
    media.rmdir()
    media.write_text("in the way")
    window.bar.picture_given.emit(QImage(20, 20, QImage.Format.Format_RGB32))
    assert "can't be saved" in window.notice.text.text()


def test_words_are_on_screen_while_they_are_spoken_and_gone_afterwards(window, qtbot, monkeypatch):
    monkeypatch.setattr("tutor_app.gui.talk.Recording", lambda file, _device: Spoken(file))
    window.bar.talk.start()
    qtbot.waitUntil(lambda: not window.bar.talk.caption.isHidden(), timeout=5000)
    assert window.bar.talk.caption.accessibleDescription() == "Why does ice"
    assert window.bar.talk.caption.text().startswith("Why does<span")
    window.bar.talk.stop()
    assert window.bar.talk.caption.isHidden()
    assert not window.bar.talk.caption.accessibleDescription()


def test_a_tap_listens_until_the_next_one_and_a_hold_until_it_is_let_go(window, monkeypatch):
    monkeypatch.setattr("tutor_app.gui.talk.Recording", lambda file, _device: Spoken(file))
    talk, now = window.bar.talk, [0.0]
    talk._clock = lambda: now[0]
    talk.press()
    now[0] += 0.1
    talk.release()
    assert talk.is_recording
    talk.press()
    assert not talk.is_recording
    talk.release()
    assert len(window._tutor.turns()) == 1
    talk.press()
    now[0] += 1.0
    talk.release()
    assert not talk.is_recording
    assert len(window._tutor.turns()) == 2


def test_what_was_said_before_the_microphone_was_unplugged_stays_in_the_question(window, qtbot, monkeypatch):
    spoken = []

    def record(file, _device):
        spoken.append(Spoken(file))
        return spoken[-1]

    monkeypatch.setattr("tutor_app.gui.talk.Recording", record)
    window.bar.talk.start()
    spoken[0].is_lost = True
    qtbot.waitUntil(lambda: not window.bar.talk.is_recording, timeout=5000)
    assert window.bar.draft.audio == spoken[0].file
    assert window.notice.text.text().startswith("The microphone is gone.")
    assert not window._tutor.turns()


def test_a_recording_can_be_taken_out_of_the_question(bar):
    bar.restore(Draft("", audio=Path("a.wav")))
    bar.voice.click()
    assert bar.draft.is_empty


def test_the_same_material_is_read_once(home, tmp_path, qtbot):
    outcomes = []
    indexer = Indexer(home)
    indexer.ended.connect(outcomes.append)
    for name in ("a.pdf", "a.pdf", "b.pdf", "b.pdf"):
        indexer.add(tmp_path / name)
    qtbot.waitUntil(lambda: not indexer.is_busy and len(outcomes) > 1, timeout=20000)
    assert len(outcomes) == 2


def test_a_stopped_turn_leaves_the_bar_ready(window, asked):
    heard(window, Stopped(asked))
    assert not window.bar.stop.isEnabled()


@pytest.fixture
def bar(tmp_path, qtbot):
    bar = AskBar(tmp_path)
    qtbot.addWidget(bar)
    return bar


def test_enter_asks_and_shift_enter_begins_a_line(bar, qtbot):
    bar.note.setPlainText("Why?")
    qtbot.keyClick(bar.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(bar.asked) as asked:
        qtbot.keyClick(bar.note, Qt.Key.Key_Return)
    assert asked.args[0].note.split() == ["Why?"]


def test_enter_that_ends_a_chinese_composition_does_not_ask(bar, qtbot):
    bar.note.setPlainText("为什么")
    QApplication.sendEvent(bar.note, QInputMethodEvent("xue", []))
    with qtbot.assertNotEmitted(bar.asked):
        qtbot.keyClick(bar.note, Qt.Key.Key_Return)


def test_nothing_can_be_asked_of_an_empty_bar(bar, qtbot):
    assert not bar.ask.isEnabled()
    with qtbot.assertNotEmitted(bar.asked):
        bar.send()


def test_a_picture_is_a_chip_that_can_be_removed(bar, qtbot):
    bar.show_picture(Path("a.png"))
    assert not bar.chip.isHidden()
    assert bar.ask.isEnabled()
    bar.chip.click()
    assert bar.draft == Draft("")
    assert bar.chip.isHidden()


def test_a_pasted_picture_joins_the_question(window):
    data = QMimeData()
    data.setImageData(QImage(20, 20, QImage.Format.Format_RGB32))
    window.bar.note.insertFromMimeData(data)
    assert window.bar.draft.image.exists()


@pytest.mark.parametrize("name", ["notes.txt", "broken.png"])
def test_a_dropped_file_that_is_no_picture_is_a_notice(window, tmp_path, name):
    (tmp_path / name).write_text("not a picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    window.bar.dropEvent(
        QDropEvent(
            QPointF(QPoint(5, 5)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert "is not a picture" in window.notice.text.text()
    assert window.bar.draft.is_empty


def test_no_microphone_is_a_notice_and_the_rest_works(window, monkeypatch):
    from tutor_app.core.errors import TutorError

    def none(*_):
        raise TutorError("The microphone can't be used.", "Plug one in.")

    monkeypatch.setattr("tutor_app.gui.talk.Recording", none)
    window.bar.talk.start()
    assert "Plug one in" in window.notice.text.text()
    assert not window.bar.talk.is_recording
    window.ask(Draft("Why?"))
    assert window.turn.id


def test_every_control_has_a_name_for_a_screen_reader(window, asked):
    window.panel.counted.toggle.setChecked(True)
    heard(window, Found(asked, EVIDENCE, COUNTED))
    window.show()
    nameless = []

    def walk(node):
        for place in range(node.childCount()):
            child = node.child(place)
            if child is None or child.state().invisible:
                continue
            if child.state().focusable and not child.text(QAccessible.Text.Name):
                nameless.append((child.role(), child.object().objectName(), child.object().parent()))
            walk(child)

    walk(QAccessible.queryAccessibleInterface(window))
    assert nameless == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_a_machine_without_a_display_says_how_to_ask(home):
    env = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    command = [sys.executable, "-m", "tutor_app"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "tutor ask" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_windows_process_loads_no_model_runtime():
    code = (
        "import sys, tutor_app.gui.app\n"
        "heavy = ('torch', 'onnxruntime', 'transformers', 'whisper', 'xllamacpp')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


COUNTED = Counted(note=(Stretch(0, 3, 4000),), cells=(0,) * 24 + (6000,) + (0,) * 24)


def test_what_counted_is_shown_under_the_question_and_goes_with_it(window, asked):
    assert window.panel.counted.isHidden()
    heard(window, Found(asked, EVIDENCE, COUNTED))
    assert window.panel.counted.toggle.text() == "What counted: picture 60 %, note 40 %"
    window.ask(Draft("And why does steel sink?"))
    assert window.panel.counted.isHidden()


def test_how_a_course_without_the_fusion_model_is_searched_is_a_notice(window, asked):
    heard(window, Mind(asked, "Words and pictures are searched one by one.", "There is no fusion model."))
    assert window.notice.text.text().startswith("Words and pictures are searched one by one.")
    assert window.turn.id


def test_a_course_that_the_fusion_model_has_not_read_is_read_in_the_background(window, monkeypatch):
    read = []
    monkeypatch.setattr(window._indexer, "add", read.append)
    monkeypatch.setattr("tutor_app.gui.open_course.library.unread", lambda home: window._tutor.courses()[:1])
    window.begin()
    assert read == window._tutor.courses()[:1]


def test_formulas_read_on_a_picture_are_shown_with_the_question(window, asked):
    heard(window, Read(asked, "$$F=ma$$", (ReadFormula("F=ma", -0.001, True),)))
    assert window.panel.read.certain.plain() == "$F=ma$"
    heard(window, Read(asked + 1, "", ()))  # of another turn
    assert not window.panel.read.isHidden()


def test_the_figure_asked_about_is_shown_from_the_course(window, asked):
    figure = window._tutor.index(window.course.folder).figure(1)
    heard(window, Found(asked, EVIDENCE))
    heard(window, Pictured(asked, FigureTold(1, ("It shows this.",), "A drawing.", ("caption", "mentions"))))
    assert not window.panel.figure.isHidden()
    assert not window.panel.figure.picture.pixmap.isNull()
    assert window.panel.figure.caption.text() == figure.caption
    window.ask(Draft("Another question"))
    assert window.panel.figure.isHidden()


def test_a_server_that_was_chosen_is_seen_and_the_models_begin_anew(window, qtbot):
    restarted = []
    window._client.restart = lambda: restarted.append(True)
    window.header.destination.click()
    page = window.findChild(Explaining)
    assert page.isVisible()
    page.runtimes["server"].setChecked(True)
    page.server.address.setText("models.school.example")
    page.keep.click()
    assert restarted == [True]
    assert window.header.destination.text() == "Leaves this machine: models.school.example"
    assert "Language model" not in window.header.status.text()


def test_a_turn_is_kept_when_another_explainer_is_chosen(window, asked, qtbot):
    window._client.restart = lambda: None
    window.choose_explanations()
    page = window.findChild(Explaining)
    page.runtimes["quote"].setChecked(True)
    page.keep.click()
    assert window._tutor.turns()[0].state == "stopped"
    assert window._tutor.turns()[0].turn.note == "Why does ice float?"


def test_what_breaks_in_mid_sentence_is_kept_and_can_be_asked_again(window, asked):
    heard(window, Found(asked, EVIDENCE))
    heard(window, Partial(asked, "Ice is "))
    heard(window, Failed(asked, "The connection was cut off.", "Ask again."))
    kept = window._tutor.turns()[0]
    assert (kept.turn.note, kept.state) == ("Why does ice float?", "failed")
    assert window.bar.draft.note == "Why does ice float?"
    window.ask(window.bar.draft)
    assert [turn.state for turn in window._tutor.turns()] == ["asked", "failed"]


def test_a_chinese_question_of_one_line_needs_no_scroll_bar(window, qtbot):
    note = window.bar.note
    window.show()
    for text in ("为什么重的石头不会落得更快？", "Why?", "为什么\nWhy?\n为什么"):
        note.setPlainText(text)
        QApplication.processEvents()
        assert note.verticalScrollBar().maximum() == 0


def test_without_a_course_nothing_offers_to_work_on_one(window):
    window.course.let_go(window.course.folder)
    assert window.material.bar.isHidden()
    window.header.list_courses([], None)
    assert not window.header.courses.isEnabled()
    assert not window.header.hints.isEnabled()
    window.course.look()
