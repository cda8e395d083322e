"""The options of a question that checks tell what was right, and not by colour alone."""

import pytest

from tutor_app.core.checking import CheckQuestion
from tutor_app.gui.check_card import CheckCard

ASKED = CheckQuestion("gap", "Ice ____ on water.", ("floats", "sinks", "melts"), 0, 7, "Ice floats on water.")


@pytest.mark.parametrize(("chosen", "signs"), [(0, ["✓", "", ""]), (2, ["✓", "", "✗"])])
def test_the_right_option_and_a_wrong_choice_are_marked(qtbot, chosen, signs):
    card = CheckCard()
    qtbot.addWidget(card)
    card.offer(ASKED)
    card.open.click()
    card.show_result(chosen)
    assert [option.words[0] if option.words[0] in "✓✗" else "" for option in card.options] == signs
    assert "right answer" in card.options[0].accessibleName()
    assert ("your choice" in card.options[chosen].accessibleName()) == (chosen != 0)


def test_the_sentence_that_it_rests_on_is_shown_on_the_page_after_the_choice(qtbot):
    card = CheckCard()
    qtbot.addWidget(card)
    card.offer(ASKED)
    card.open.click()
    assert card.source.isHidden()
    card.show_result(0)
    with qtbot.waitSignal(card.source_asked) as asked:
        card.source.click()
    assert asked.args == [ASKED]
