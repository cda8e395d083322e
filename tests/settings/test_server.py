"""A server's address as people write it, and its key where nobody else reads it."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.settings.keys import VARIABLE, keep_key, key_for
from tutor_app.settings.server import ServerAddress

SCHOOL = ServerAddress("https", "models.school.example", 443)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("localhost:11434", "http://localhost:11434/v1"),
        ("localhost", "http://localhost/v1"),
        (" http://127.0.0.1:8080/v1/ ", "http://127.0.0.1:8080/v1"),
        ("models.school.example", "https://models.school.example/v1"),
        ("https://models.school.example/api/v2/chat/completions", "https://models.school.example/api/v2"),
        ("https://models.school.example:443/v1/models", "https://models.school.example/v1"),
        ("http://[::1]:1234", "http://[::1]:1234/v1"),
        ("10.0.0.7:8000", "http://10.0.0.7:8000/v1"),
        ("http://bücher.example", "http://xn--bcher-kva.example/v1"),
    ],
)
def test_an_address_is_read_as_it_is_written(text, address):
    assert str(ServerAddress.parse(text)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://",
        "ftp://a.example",
        "a b.example",
        "http://a:b@c.example",
        "http://a.example:0x",
        "http://a.example:99999",
        "http://a.example/v1?key=secret",
        "http://a..example",
        "http://a.example/v 1",
    ],
)
def test_what_is_no_address_is_said_in_words(text):
    with pytest.raises(TutorError, match="not the address") as wrong:
        ServerAddress.parse(text)
    assert "http://localhost:11434" in wrong.value.hint


@pytest.mark.parametrize(
    ("text", "is_here"),
    [
        ("localhost:1", True),
        ("127.8.0.1:1", True),
        ("[::1]:1", True),
        ("192.168.1.2:1", False),
        ("localhost.example", False),
    ],
)
def test_text_leaves_the_machine_unless_the_server_is_on_it(text, is_here):
    assert ServerAddress.parse(text).is_here is is_here


@pytest.fixture(autouse=True)
def no_variable(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_key_is_kept_for_its_server_alone(home):
    keep_key(home, SCHOOL, " sk-1 ")
    keep_key(home, ServerAddress.parse("localhost:1"), "sk-2")
    assert key_for(home, SCHOOL) == "sk-1"
    assert key_for(home, ServerAddress.parse("https://elsewhere.example")) == ""
    assert key_for(home, ServerAddress.parse("http://models.school.example:443")) == ""  # not encrypted


def test_a_key_is_readable_by_its_owner_alone(home):
    keep_key(home, SCHOOL, "sk-1")
    keep_key(home, SCHOOL, "sk-2")
    assert home.keys_file.stat().st_mode & 0o077 == 0
    assert not home.settings_file.exists()


def test_an_empty_key_is_forgotten(home):
    keep_key(home, SCHOOL, "sk-1")
    keep_key(home, SCHOOL, "")
    assert key_for(home, SCHOOL) == ""
    assert "sk-1" not in home.keys_file.read_text()


@pytest.mark.parametrize("key", ["密钥", "two words", "line\nbreak"])
def test_what_can_be_no_key_is_refused(home, key):
    with pytest.raises(TutorError, match="not a key"):
        keep_key(home, SCHOOL, key)


def test_the_variable_comes_first(home, monkeypatch):
    keep_key(home, SCHOOL, "sk-1")
    monkeypatch.setenv(VARIABLE, "sk-9")
    assert key_for(home, SCHOOL) == "sk-9"


@pytest.mark.parametrize("content", ["no toml", "a = 3", 'a = "x y"'])
def test_a_broken_file_of_keys_is_no_keys(home, content):
    home.config.mkdir(parents=True)
    home.keys_file.write_text(content)
    assert key_for(home, SCHOOL) == ""


def test_a_folder_that_cannot_be_written_is_said_in_words(home):
    home.config.parent.mkdir(parents=True)
    home.config.write_text("a file")
    with pytest.raises(TutorError, match="can't be saved"):
        keep_key(home, SCHOOL, "sk-1")
