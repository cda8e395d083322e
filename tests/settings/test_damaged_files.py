"""A damaged line costs itself: other courses and other servers keep what they had, and no lock gets lost."""

import random
from datetime import UTC, datetime

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.settings.guidance import Key, choose, guidance_of
from tutor_app.settings.keys import keep_key, kept_key
from tutor_app.settings.server import ServerAddress

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def guidance(tmp_path):
    file = tmp_path / "guidance.toml"
    choose(file, "motion", (1, 2), Key(then="lock", new_pin="4812"), NOW)
    choose(file, "波", (2, 3), Key(), NOW)
    return file


def strange(folder, value):
    file = folder / "guidance.toml"
    file.write_text(f"motion = {value}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("value", ["3", "[1]", "'text'", "{first = 'x'}", "{first = 3, most = 1}"])
def test_a_strange_value_is_told_in_words(tmp_path, value):
    with pytest.raises(TutorError, match="can't be read"):
        guidance_of(strange(tmp_path, value), "motion")


@pytest.mark.parametrize("value", ["3", "[1]", "{lock = 4}", "{lock = {salt = 'zz', hash = ''}}"])
def test_nothing_is_chosen_where_a_lock_may_have_been(tmp_path, value):
    with pytest.raises(TutorError, match="can't be read"):
        choose(strange(tmp_path, value), "motion", (1, 4), Key(pin="1111"), NOW)


def test_a_broken_part_is_the_course_s_own_and_a_lock_is_not_lost(guidance):
    text = guidance.read_text(encoding="utf-8")
    guidance.write_text(text.replace("first = 2", "first = = 2"), encoding="utf-8")
    assert guidance_of(guidance, "motion").is_locked
    with pytest.raises(TutorError, match="can't be read"):
        guidance_of(guidance, "波")
    guidance.write_text(text.replace("most = 2", "most = = 2"), encoding="utf-8")
    with pytest.raises(TutorError, match="can't be read"):
        guidance_of(guidance, "motion")


def test_of_flipped_bits_none_ends_in_a_traceback(guidance):
    whole, rng = guidance.read_bytes(), random.Random(1)
    for _ in range(200):
        flipped = bytearray(whole)
        flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        guidance.write_bytes(flipped)
        for course in ("motion", "波"):
            try:
                guidance_of(guidance, course)
            except TutorError:
                continue


def test_a_broken_line_of_keys_costs_itself_and_is_set_aside(home):
    one, other, third = (ServerAddress.parse(f"https://{name}.example") for name in ("one", "two", "three"))
    keep_key(home, one, "key-one")
    keep_key(home, other, "key-two")
    home.keys_file.write_text(home.keys_file.read_text().replace('"key-one"', '"key-one'), encoding="utf-8")
    assert kept_key(home, other) == "key-two"
    keep_key(home, third, "key-three")
    assert (kept_key(home, other), kept_key(home, third)) == ("key-two", "key-three")
    assert "key-one" in home.keys_file.with_suffix(".damaged.toml").read_text()
