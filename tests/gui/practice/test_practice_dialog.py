"""Practice in the window: by keys alone, nothing lost, everything named."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tutor_app.core.material import LineLocator
from tutor_app.core.practice import Concept, ConceptMap, Grade, Item, ItemSource
from tutor_app.gui.practice.card_dialog import CardDialog
from tutor_app.gui.practice.charts import DueChart
from tutor_app.gui.practice.dialog import PROGRESS, REVIEW, TODAY, PracticeDialog
from tutor_app.gui.practice.paper_dialog import PaperDialog
from tutor_app.settings.settings import Settings
from tutor_app.store.record import Record
from tutor_app.tutor.practice.practice import GivenAnswer, Practice

SOURCE = ItemSource((), (LineLocator("01.md", 3, 4),))


def item(id, kind="cloze", key=("force",), options=()):
    return Item(
        id=id, course="motion", kind=kind, prompt=f"{id}: a ____ is a push.", key=key, options=options,
        source=SOURCE, language="en", explanation="Force is a push.", concepts=("f",), hints=("Look here.",),
    )  # fmt: skip


@pytest.fixture
def practice(home):
    record = Record(home)
    now = datetime(2026, 3, 5, 10, tzinfo=UTC)
    made = Practice(record.practice, Settings(), "motion", lambda: now)
    choice = item("a", "multiple_choice", options=("mass", "force"))
    concepts = ConceptMap((Concept(id="f", course="motion", name="force", rank=0),))
    made.refresh([choice, item("b"), item("c", "true_false", ("true",))], concepts)
    yield made
    record.close()


@pytest.fixture
def dialog(qtbot, practice):
    shown = PracticeDialog(practice, "motion")
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def press(qtbot, dialog, *keys):
    for key in keys:
        target = dialog.focusWidget() or dialog
        qtbot.keyClick(target, key)


def test_a_review_goes_by_keys_alone(qtbot, dialog, practice):
    assert dialog.pages.currentIndex() == TODAY
    qtbot.keyClick(dialog.today.begin, Qt.Key.Key_Space)
    assert dialog.pages.currentIndex() == REVIEW
    press(qtbot, dialog, Qt.Key.Key_2)
    assert dialog.review.is_open
    press(qtbot, dialog, Qt.Key.Key_3)
    assert [(one.item, one.grade, one.answer) for one in practice.log()] == [("a", Grade.GOOD, "force")]
    assert dialog.review.typed.hasFocus()
    qtbot.keyClicks(dialog.review.typed, "force 1")
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.review.is_open
    press(qtbot, dialog, Qt.Key.Key_1)
    assert practice.log()[-1].answer == "force 1"
    press(qtbot, dialog, Qt.Key.Key_Space)
    assert dialog.review.is_open
    press(qtbot, dialog, Qt.Key.Key_4)
    assert len(practice.log()) == 3


def test_a_key_that_is_held_down_grades_one_item(qtbot, dialog, practice):
    dialog.ask_next()
    dialog.review.open_answer()
    page = dialog.review
    page.grades[Grade.GOOD].click()
    page._grade(Grade.GOOD)
    assert len(practice.log()) == 1


def test_ctrl_z_takes_the_last_answer_back_and_asks_it_again(qtbot, dialog, practice):
    dialog.ask_next()
    dialog.review.open_answer("mass")
    dialog.review.grades[Grade.AGAIN].click()
    assert len(practice.log()) == 1
    dialog.review.undo_asked.emit()
    assert practice.log() == []
    assert dialog.review.prompt.text().startswith("a:")


def test_hints_are_shown_one_by_one_and_told_with_the_answer(qtbot, dialog, practice):
    dialog.ask_next()
    press(qtbot, dialog, Qt.Key.Key_H)
    assert dialog.review.hint.text() == "Look here."
    dialog.review.open_answer("force")
    dialog.review.grades[Grade.HARD].click()
    assert practice.log()[0].hints == 1


@pytest.mark.parametrize("tool", ["bury", "suspend", "flag", "delete"])
def test_what_is_put_away_is_not_asked_and_comes_back(qtbot, dialog, practice, tool):
    dialog.ask_next()
    dialog.review.tools[tool].click()
    assert "a" not in practice.queue().new
    dialog.review.undo_asked.emit()
    assert "a" in practice.queue().new


def test_the_lines_of_an_item_are_shown_in_the_book(qtbot, dialog):
    dialog.ask_next()
    dialog.review.open_answer()
    with qtbot.waitSignal(dialog.source_asked) as shown:
        dialog.review.source.click()
    assert shown.args == ["motion", SOURCE.locators[0]]


def test_escape_leaves_the_review_first(qtbot, dialog):
    dialog.ask_next()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.pages.currentIndex() == TODAY
    assert dialog.isVisible()


def test_what_is_known_is_a_chart_and_a_table(qtbot, dialog, practice):
    dialog.ask_next()
    dialog.review.open_answer("force")
    dialog.review.grades[Grade.GOOD].click()
    dialog.ways[PROGRESS].click()
    table = dialog.progress.table
    assert table.rowCount() == 1
    assert [table.item(0, column).text() for column in (0, 4)] == ["force", "1"]
    assert table.item(0, 2).text().endswith("%")
    assert "force" in dialog.progress.chart.accessibleDescription()


def test_a_card_of_ones_own_is_written_and_asked(qtbot, dialog, practice):
    dialog.write_card("What is mass?")
    card = dialog.findChild(CardDialog)
    assert not card.buttons.button(card.buttons.StandardButton.Save).isEnabled()
    card.key.setPlainText("inertia")
    card.accept()
    assert any(one.prompt == "What is mass?" for one in practice.items)


def test_every_control_has_a_name(dialog):
    dialog.ask_next()
    for button in dialog.findChildren(QPushButton):
        assert not button.isVisibleTo(dialog) or button.text() or button.accessibleName()
    for name in (dialog.review.typed, dialog.progress.table, dialog.today.table, dialog.today.chart):
        assert name.accessibleName()


def test_a_chart_draws_any_numbers(qtbot):
    chart = DueChart()
    qtbot.addWidget(chart)
    for counts in ((), (0,), (0, 0, 3), tuple(range(30)), (10**6,)):
        chart.show_counts(counts)
        assert not chart.grab().isNull()


def test_a_leech_is_told(qtbot, dialog, practice):
    now = [datetime(2026, 3, 5, 10, tzinfo=UTC)]
    practice._now = lambda: now[0]
    target = practice.item("b")
    for _ in range(7):
        practice.answer(target, GivenAnswer(grade=Grade.EASY))
        now[0] += timedelta(days=60)
        practice.answer(target, GivenAnswer(grade=Grade.AGAIN))
    practice.answer(target, GivenAnswer(grade=Grade.EASY))
    now[0] += timedelta(days=60)
    dialog.ask_next()
    dialog.review.open_answer()
    dialog.review.grades[Grade.AGAIN].click()
    assert "8" in dialog.notice.text.text()


@pytest.mark.parametrize("name", ["t.pdf", "t.md", "t.xml", "t.zip"])
def test_a_test_is_written_to_a_file_of_each_kind(qtbot, dialog, tmp_path, name):
    dialog.make_test()
    paper = dialog.findChild(PaperDialog)
    paper.with_key.setChecked(True)
    paper.write(tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert len(content) > 300
    assert not name.endswith(".pdf") or content.startswith(b"%PDF")
    assert not paper.isVisible()


def test_a_test_that_cannot_be_written_is_told_and_stays_open(qtbot, dialog, tmp_path):
    dialog.make_test()
    paper = dialog.findChild(PaperDialog)
    paper.write(tmp_path / "nowhere" / "t.md")
    assert paper.notice.isVisibleTo(paper)
    assert paper.isVisible()
