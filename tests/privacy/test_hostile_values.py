"""Deep JSON, lone surrogates and %00 end in a sentence, or cost only what they stand in."""

import json

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.course.making import known_course
from tutor_app.course.markdown import MarkdownReader
from tutor_app.engine.explain.chunks import content
from tutor_app.engine.explain.server.events import chunks
from tutor_app.engine.explain.server.failure import Failure, of_status
from tutor_app.settings.guidance import guidance_of
from tutor_app.settings.keys import kept_key
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import load
from tutor_app.tutor.library import courses
from tutor_app.tutor.open_window import read

DEEP = "[" * 150_000
HERE = ServerAddress.parse("localhost:1234")


@pytest.mark.parametrize(
    "line",
    [DEEP, '{"do": "take", "picture": "/a\\u0000b.png"}', '{"do": ' + DEEP, '{"do": "take", "picture": 7}'],
    ids=["deep", "nul", "inside", "number"],
)
def test_the_door_takes_no_such_message(line):
    with pytest.raises(ValueError):  # noqa: PT011  of many kinds
        read(line.encode())


def test_a_picture_with_a_lone_surrogate_in_its_name_is_only_not_found():
    assert not read(b'{"do": "take", "picture": "/tmp/\\ud800.png"}').picture.exists()


@pytest.mark.parametrize(
    "about",
    [
        DEEP,
        "7",
        "{}",
        '{"title": 7, "language": "en", "kind": "markdown", "source": "source"}',
        '{"title": "T", "language": "en", "kind": "markdown", "source": "a\\u0000b"}',
        '{"title": "T", "language": "xx", "kind": "markdown", "source": "source"}',
    ],
    ids=range(6),
)
def test_one_bad_course_costs_only_itself(home, tmp_path, about):
    whole = {"title": "Whole \ud800", "language": "en", "kind": "markdown", "source": "source"}
    for name, text in (("bad", about), ("whole", json.dumps(whole))):
        (home.courses / name).mkdir(parents=True)
        (home.courses / name / "course.json").write_text(text, encoding="utf-8")
    (tmp_path / "a.md").write_text("# A\n\nText.\n", encoding="utf-8")
    assert [course.title for course in courses(home)] == ["Whole \ufffd"]
    assert known_course(home, tmp_path / "a.md") is None


@pytest.mark.parametrize("text", ["a = " + DEEP, "a = \x00", 'a = "\\ud800"', "a" * 10])
def test_settings_that_cannot_be_read_are_named(home, text):
    home.config.mkdir(parents=True)
    for file in (home.settings_file, home.guidance_file, home.keys_file):
        file.write_text(text, encoding="utf-8")
    with pytest.raises(TutorError, match="can't be read"):
        load(home.settings_file)
    with pytest.raises(TutorError, match="can't be read"):
        guidance_of(home.guidance_file, "motion")
    assert kept_key(home, HERE) == ""


def test_a_server_that_nests_is_no_language_model():
    with pytest.raises(Failure, match="no language model"):
        list(chunks([b"data: " + DEEP.encode()], HERE))
    assert "refused" in str(of_status(400, {}, DEEP.encode(), HERE, "m"))


def test_what_a_server_says_can_be_kept():
    line = b'data: {"choices": [{"delta": {"content": "a\\ud800b"}, "finish_reason": "stop"}]}'
    [chunk] = chunks([line], HERE)
    assert content(chunk) == "a\ufffdb"


def test_a_picture_named_with_a_nul_is_left_out(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("# A\n\nBefore.\n\n![x](a%00.png)\n\nAfter.\n", encoding="utf-8")
    reader = MarkdownReader(file)
    items = [item for number in range(reader.parts) for item in reader.read(number)]
    assert "After." in str(items)
