"""What counts as a control without a name."""

import pytest

from tests.bench.controls import Node, controls, unnamed

WINDOW = Node("frame", "", (), None)


def test_a_control_without_a_name_is_found_among_the_named():
    save, silent = Node("push button", "Save", (), 0), Node("slider", " ", (), 0)
    assert controls([WINDOW, save, silent]) == [save, silent]
    assert unnamed([WINDOW, save, silent]) == [silent]


def test_the_entry_inside_a_named_box_counts_with_the_box():
    page, panel = Node("spin button", "Page", (), 0), Node("panel", "", (), 1)
    listing = [WINDOW, page, panel, Node("text", "", ("focusable",), 2)]
    assert controls(listing) == [page]
    assert unnamed(listing) == []


@pytest.mark.parametrize(("states", "count"), [(("focusable",), 1), ((), 0)])
def test_a_text_is_a_control_if_it_can_be_entered(states, count):
    assert len(controls([WINDOW, Node("text", "", states, 0)])) == count
