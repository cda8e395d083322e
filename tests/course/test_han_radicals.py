"""Characters that a PDF names by their radicals are read as the characters they are."""

import pytest

from tutor_app.course.han_radicals import mend_radical


@pytest.mark.parametrize(
    ("written", "read"), [("⼩", "小"), ("⾏", "行"), ("⻓", "长"), ("⻚", "页"), ("小", "小"), ("a", "a")]
)
def test_a_radical_is_read_as_its_character(written, read):
    assert mend_radical(written) == read
