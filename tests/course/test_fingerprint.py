"""The same material is known again; what has changed is not."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.course.making import fingerprint


def test_material_that_has_changed_is_other_material_even_when_it_was_asked_about_before(tmp_path):
    text = tmp_path / "a.md"
    text.write_text("Ice floats.")
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    text.write_text("Ice floats on water.")
    assert fingerprint(tmp_path) != before


def test_material_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(TutorError, match=r"a\.md"):
        fingerprint(tmp_path)
