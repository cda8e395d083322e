"""Marks and places of the learner's record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.annotation import Anchor, Annotation, Quote
from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, LineLocator, PageLocator
from tutor_app.store.margins import LeftAt
from tutor_app.store.record import Record

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
ON_PAGE = Anchor(Quote("force is a push", "The ", " or a pull"), 4, PageLocator(2, (Box(1, 2, 30, 40.5),)))
IN_TEXT = Anchor(Quote("力是推或拉"), 0, LineLocator("01.md", 3, 4))


@pytest.fixture
def margins(home):
    record = Record(home)
    yield record.margins
    record.close()


@pytest.mark.parametrize("anchor", [ON_PAGE, IN_TEXT])
def test_a_mark_comes_back_as_it_was_made(margins, anchor):
    made = margins.add(Annotation(0, "motion", anchor, NOW, NOW, "underline", "pink", "why?"))
    assert made.id > 0
    assert margins.of("motion") == [made]
    assert margins.of("another course") == []


def test_a_mark_that_is_changed_keeps_its_number(margins):
    made = margins.add(Annotation(0, "motion", ON_PAGE, NOW, NOW))
    changed = replace(made, note="because", colour="blue", changed_at=NOW + timedelta(hours=1))
    margins.change(changed)
    assert margins.of("motion") == [changed]


def test_what_is_deleted_can_come_back(margins):
    made = [margins.add(Annotation(0, "motion", anchor, NOW, NOW)) for anchor in (ON_PAGE, IN_TEXT)]
    margins.delete(made[0].id, NOW)
    assert margins.of("motion") == made[1:]
    margins.restore(made[0].id)
    assert margins.of("motion") == made


def test_the_place_of_each_course_is_kept(margins):
    assert margins.left_at("motion") is None
    margins.leave("motion", LeftAt(3.25, 0.0, "two"))
    margins.leave("motion", LeftAt(7.5, 1.5, "single"))
    margins.leave("optics", LeftAt(0.0, 0.0, "continuous"))
    assert margins.left_at("motion") == LeftAt(7.5, 1.5, "single")


def test_a_full_disk_is_said_in_words(margins):
    margins._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(TutorError, match="can't be saved"):
        margins.add(Annotation(0, "motion", ON_PAGE, NOW, NOW, note="x" * 1_000_000))


def test_a_mark_of_no_known_kind_is_refused():
    with pytest.raises(ValueError, match="no such mark"):
        Annotation(0, "motion", ON_PAGE, NOW, NOW, "circle")  # type: ignore[arg-type]
