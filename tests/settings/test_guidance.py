"""A teacher's lock on hints: a salted hash, told when wrong, slower each time."""

from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.teaching import ANSWER, EXAMPLE, HINT, POINTER, Guidance
from tutor_app.settings.guidance import FREE_TRIES, MOST_WAIT_S, Key, choose, guidance_of

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
PIN = "4812"
LOCK = Key(then="lock", new_pin=PIN)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "guidance.toml"


@pytest.fixture
def locked(file):
    choose(file, "motion", (POINTER, HINT), LOCK, NOW)
    return file


def test_a_course_nobody_chose_for_begins_with_a_pointer_and_ends_with_the_answer(file):
    assert guidance_of(file, "motion") == Guidance(POINTER, ANSWER, is_locked=False)


def test_each_course_has_its_own_levels(file):
    choose(file, "motion", (HINT, EXAMPLE), Key(), NOW)
    assert guidance_of(file, "motion") == Guidance(HINT, EXAMPLE)
    assert guidance_of(file, "another") == Guidance()


def test_the_pin_is_not_in_the_file(locked):
    assert PIN not in locked.read_text()
    assert guidance_of(locked, "motion") == Guidance(POINTER, HINT, is_locked=True)


def test_the_same_pin_has_another_hash_in_another_course(locked):
    choose(locked, "another", (POINTER, HINT), LOCK, NOW)
    hashes = [line for line in locked.read_text().splitlines() if line.startswith(("hash", "salt"))]
    assert len(set(hashes)) == 4


@pytest.mark.parametrize("then", ["keep", "lock", "unlock"])
def test_a_wrong_pin_is_told_and_changes_nothing(locked, then):
    with pytest.raises(TutorError, match="PIN is wrong"):
        choose(locked, "motion", (ANSWER, ANSWER), Key("1111", then, "9999"), NOW)
    assert guidance_of(locked, "motion") == Guidance(POINTER, HINT, is_locked=True)


def test_the_right_pin_changes_the_levels_and_keeps_the_lock(locked):
    choose(locked, "motion", (POINTER, EXAMPLE), Key(PIN), NOW)
    assert guidance_of(locked, "motion") == Guidance(POINTER, EXAMPLE, is_locked=True)
    choose(locked, "motion", (POINTER, ANSWER), Key(PIN, "unlock"), NOW)
    assert guidance_of(locked, "motion") == Guidance()


def test_each_wrong_pin_after_the_third_doubles_the_wait(locked):
    now = NOW
    for _ in range(FREE_TRIES):
        with pytest.raises(TutorError, match="PIN is wrong"):
            choose(locked, "motion", (1, 4), Key("1111"), now)
    for wait_s in (5, 10, 20):
        with pytest.raises(TutorError, match="Too many") as early:
            choose(locked, "motion", (1, 4), Key(PIN), now + timedelta(seconds=wait_s - 1))
        assert "1 seconds" in early.value.hint
        now += timedelta(seconds=wait_s)
        with pytest.raises(TutorError, match="PIN is wrong"):
            choose(locked, "motion", (1, 4), Key("1111"), now)
    assert choose(locked, "motion", (1, 4), Key(PIN), now + timedelta(seconds=MOST_WAIT_S)).is_locked


def test_the_right_pin_forgives_the_wrong_ones(locked):
    for _ in range(FREE_TRIES - 1):
        with pytest.raises(TutorError):
            choose(locked, "motion", (1, 4), Key("1111"), NOW)
    choose(locked, "motion", (1, 2), Key(PIN), NOW)
    with pytest.raises(TutorError, match="PIN is wrong"):
        choose(locked, "motion", (1, 4), Key("1111"), NOW)
    choose(locked, "motion", (1, 2), Key(PIN), NOW)


def test_a_pin_of_three_digits_is_refused(file):
    with pytest.raises(TutorError, match="at least 4"):
        choose(file, "motion", (1, 2), Key(then="lock", new_pin="481"), NOW)
    assert not guidance_of(file, "motion").is_locked


@pytest.mark.parametrize(
    "text",
    ["not TOML [", "[motion]\nfirst = 9\n", "[motion]\nfirst = 3\nmost = 1\n", "[motion]\nfirst = 'a'\n"],
)
def test_a_damaged_file_is_said_in_words_and_unlocks_nothing(file, text):
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(TutorError, match="can't be read"):
        guidance_of(file, "motion")


def test_a_lock_that_was_tampered_with_opens_to_nobody(file):
    file.parent.mkdir()
    file.write_text('[motion]\nfirst = 1\nmost = 2\n[motion.lock]\nsalt = "zz"\nhash = ""\n')
    assert guidance_of(file, "motion").is_locked
    with pytest.raises(TutorError, match="can't be read"):
        choose(file, "motion", (1, 4), Key(""), NOW)
