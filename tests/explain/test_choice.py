"""Which model runs here: chosen by hand, or by memory and speed; checked before it is opened."""

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.explain.choice import SLOW_PER_S, chosen_file, explaining_models
from tutor_app.engine.explain.local import LocalModel
from tutor_app.engine.explain.memory import BESIDES_BYTES, check_fits, needed_bytes
from tutor_app.engine.explain.runtimes import language_model
from tutor_app.engine.explain.server.model import ServerModel
from tutor_app.engine.explain.speed import TEST_S, keep_speed, measured_speed, speed_of
from tutor_app.settings.keys import VARIABLE, keep_key
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Settings

LARGE, SMALL = "qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"
PLENTY = 10**12


def have(home, name):
    """An installed model: its file has the right size, and nothing in it."""
    manifest = next(m for m in explaining_models() if m.name == name)
    file = home.models / name / manifest.files[0].name
    file.parent.mkdir(parents=True)
    with file.open("wb") as sparse:
        sparse.truncate(manifest.size_bytes)
    return file


def test_two_sizes_explain_and_the_tests_own_does_not():
    assert [m.name for m in explaining_models()] == [LARGE, SMALL]


def test_a_missing_model_says_how_to_fetch_it(home):
    with pytest.raises(TutorError) as missing:
        chosen_file(home, "auto")
    assert f"tutor models fetch {LARGE}" in missing.value.hint


def test_the_largest_that_fits_is_chosen(home):
    large, small = have(home, LARGE), have(home, SMALL)
    enough = needed_bytes(large.stat().st_size)
    assert chosen_file(home, "auto", lambda: enough) == large
    assert chosen_file(home, "auto", lambda: enough - 1) == small


def test_one_that_is_known_to_be_slow_gives_way_to_a_smaller_one(home):
    large, small = have(home, LARGE), have(home, SMALL)
    keep_speed(home, large, SLOW_PER_S)
    assert chosen_file(home, "auto", lambda: PLENTY) == large
    keep_speed(home, large, SLOW_PER_S - 0.1)
    assert chosen_file(home, "auto", lambda: PLENTY) == small


def test_a_slow_one_is_better_than_none(home):
    large = have(home, LARGE)
    keep_speed(home, large, 0.1)
    assert chosen_file(home, "auto", lambda: PLENTY) == large


def test_a_model_can_be_named(home):
    small = have(home, SMALL)
    have(home, LARGE)
    assert chosen_file(home, SMALL, lambda: PLENTY) == small


def test_a_file_of_ones_own_is_taken(home, tmp_path):
    file = tmp_path / "mine.gguf"
    file.write_bytes(b"GGUF and more")
    assert chosen_file(home, str(file)) == file


@pytest.mark.parametrize("content", [None, b"", b"PK zip"])
def test_a_file_that_is_gone_or_no_model_is_said_in_words(home, tmp_path, content):
    file = tmp_path / "mine.gguf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(TutorError, match=r"mine\.gguf") as wrong:
        chosen_file(home, str(file))
    assert wrong.value.hint


def test_a_folder_is_no_model(home, tmp_path):
    with pytest.raises(TutorError, match="not there"):
        chosen_file(home, str(tmp_path))


def test_one_too_big_for_the_memory_is_refused_before_it_is_opened(tmp_path):
    file = tmp_path / "huge.gguf"
    with file.open("wb") as sparse:
        sparse.truncate(4 * 10**12)
    with pytest.raises(TutorError, match=r"huge\.gguf needs 6400\.1 GB of memory"):
        LocalModel(file)


def test_what_just_fits_is_let_in(tmp_path):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"x" * 1000)
    check_fits(file, lambda: BESIDES_BYTES + 1600)
    with pytest.raises(TutorError):
        check_fits(file, lambda: BESIDES_BYTES + 1599)


class Writing:
    """Writes a token every quarter of a second, by a clock of its own."""

    name, context_tokens = "fake", 4096

    def __init__(self, most=10**6):
        self.now, self.most = 0.0, most

    def write(self, messages, most_tokens, say, cancel, seed=0):
        for _ in range(self.most):
            cancel.check()
            self.now += 0.25
            say("word ")


def test_speed_is_measured_for_three_seconds():
    model = Writing()
    assert measured_speed(model, clock=lambda: model.now) == pytest.approx(4.0)
    assert model.now == pytest.approx(TEST_S + 0.25)


@pytest.mark.parametrize("tokens", [0, 1])
def test_one_that_writes_nothing_has_no_speed(tokens):
    assert measured_speed(Writing(tokens)) == 0


def test_measuring_can_be_stopped():
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        measured_speed(Writing(), cancel)


def test_a_speed_is_kept_for_its_very_file(home, tmp_path):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"x" * 10)
    assert speed_of(home, file) is None
    keep_speed(home, file, 11.04)
    assert speed_of(home, file) == 11.0
    file.write_bytes(b"x" * 11)
    assert speed_of(home, file) is None


def test_a_folder_that_cannot_be_written_costs_only_the_speed(home, tmp_path):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"x")
    home.state.parent.mkdir(parents=True)
    home.state.write_text("a file")
    keep_speed(home, file, 9.0)
    assert speed_of(home, file) is None


def test_a_server_is_used_only_where_it_was_chosen(home, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    address = ServerAddress.parse("localhost:11434")
    keep_key(home, address, "sk-1")
    model = language_model(home, Settings(explainer="server", server="localhost:11434", server_model="m"))
    assert isinstance(model, ServerModel)
    assert model.address == address
    for runtime in ("auto", "local"):
        with pytest.raises(TutorError, match="not on this machine"):
            language_model(home, Settings(explainer=runtime, server="localhost:11434"))


@pytest.mark.parametrize(("server", "words"), [("", "No server was entered"), ("ftp://x", "not the address")])
def test_a_server_without_an_address_is_said_in_words(home, server, words):
    with pytest.raises(TutorError, match=words):
        language_model(home, Settings(explainer="server", server=server))
