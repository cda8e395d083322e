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
