"""A model is fetched whole or not at all, and what goes wrong is said."""

import errno
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.registry.weights import CONTENT, Given, file_of, model_of, unreachable
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.registry.fetch import fetch
from tutor_app.engine.registry.sources import FolderSource


def here(home, model="small"):
    return sorted(f.name for f in (home.models / model).iterdir() if not f.name.startswith("."))


def test_what_arrives_is_whole_and_leaves_nothing_beside_it(home):
    said = []
    fetch(home, model_of(), said.append, sources=[Given()])
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT
    assert here(home) == ["weights.bin"]
    assert [p.done_bytes for p in said] == sorted(p.done_bytes for p in said)
    assert said[-1].done_bytes == said[-1].total_bytes == len(CONTENT)


def test_what_is_here_is_not_fetched_again(home):
    fetch(home, model_of(), sources=[Given()])
    second = Given()
    fetch(home, model_of(), sources=[second])
    assert second.asked == []


def test_altered_bytes_never_take_the_files_place(home):
    altered = CONTENT[:-1] + b"?"
    with pytest.raises(TutorError, match=r"weights\.bin arrived with wrong bytes from a test") as caught:
        fetch(home, model_of(), sources=[Given(altered)])
    assert "--from FOLDER" in caught.value.hint
    assert here(home) == []


@pytest.mark.parametrize("first", [Given(b"no weights"), unreachable()], ids=["wrong bytes", "no network"])
def test_the_next_source_is_asked_where_one_fails(home, first):
    fetch(home, model_of(), sources=[first, Given()])
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT


def test_sources_are_asked_in_order_until_one_has_it(home):
    first, second = Given(), Given()
    fetch(home, model_of(), sources=[first, second])
    assert (first.asked, second.asked) == (["weights.bin"], [])


def test_a_file_without_a_source_is_asked_for(home):
    with pytest.raises(TutorError, match="No source has") as caught:
        fetch(home, model_of())
    assert "tutor models import" in caught.value.hint


def test_too_little_space_is_said_before_anything_is_fetched(home):
    source = Given()
    with pytest.raises(TutorError, match="not enough space") as caught:
        fetch(home, model_of(), sources=[source], free_bytes=lambda _: len(CONTENT))
    assert "TUTOR_HOME" in caught.value.hint
    assert source.asked == []


def test_what_arrived_before_needs_no_more_space(home):
    (home.models / "small").mkdir(parents=True)
    (home.models / "small/weights.bin.part").write_bytes(CONTENT)
    fetch(home, model_of(), sources=[Given()], free_bytes=lambda _: 300_000_000)
    assert here(home) == ["weights.bin"]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "not enough space"),
        (errno.EROFS, "can't be written"),
        (errno.EACCES, "can't be written"),
    ],
)
def test_a_disk_that_refuses_is_told_apart(home, number, message):
    with pytest.raises(TutorError, match=message):
        fetch(home, model_of(), sources=[Given(failure=OSError(number, "refused"))])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a file that is always full")
def test_a_disk_that_fills_up_is_said(home, tmp_path):
    (tmp_path / "weights.bin").write_bytes(CONTENT)
    (home.models / "small").mkdir(parents=True)
    (home.models / "small/weights.bin.part").symlink_to("/dev/full")
    with pytest.raises(TutorError, match="not enough space"):
        fetch(home, model_of(), sources=[FolderSource(tmp_path / "weights.bin")])


def test_a_models_folder_that_is_none_is_said(home):
    home.data.mkdir(parents=True)
    home.models.write_text("a file")
    with pytest.raises(TutorError, match="can't be written") as caught:
        fetch(home, model_of(), sources=[Given()])
    assert caught.value.hint


def test_stopping_keeps_what_is_whole(home):
    first, second = file_of(b"one", "one.bin"), file_of(name="two.bin")
    cancel = Cancellation()

    class OneThenStop(Given):
        def write(self, file, into, report, cancel):
            if file is second:
                cancel.request()
            self.content = b"one" if file is first else CONTENT
            super().write(file, into, report, cancel)

    with pytest.raises(Cancelled):
        fetch(home, model_of(first, second), cancel=cancel, sources=[OneThenStop()])
    assert "one.bin" in here(home)
    assert "two.bin" not in here(home)
    rest = Given()
    fetch(home, model_of(first, second), sources=[rest])
    assert rest.asked == ["two.bin"]


def test_a_usb_stick_gives_a_file_by_its_name_or_its_size(home, tmp_path):
    stick = tmp_path / "stick"
    (stick / "deep").mkdir(parents=True)
    (stick / "deep/renamed.dat").write_bytes(CONTENT)
    fetch(home, model_of(), sources=[FolderSource(stick)])
    assert here(home) == ["weights.bin"]


class Watched(Cancellation):
    """Tells when somebody looks whether to stop: that is, when he waits."""

    def __init__(self):
        super().__init__()
        self.looked = threading.Event()

    def check(self):
        self.looked.set()
        super().check()


class Slow(Given):
    """Has begun, and ends only when it is let."""

    def write(self, file, into, report, cancel):
        BEGUN.set()
        assert LET.wait(20)
        super().write(file, into, report, cancel)


BEGUN, LET = threading.Event(), threading.Event()


def test_two_at_once_fetch_once(home):
    second, waiting = Given(), Watched()
    one = threading.Thread(target=fetch, args=(home, model_of()), kwargs={"sources": [Slow()]})
    two = threading.Thread(
        target=fetch, args=(home, model_of()), kwargs={"sources": [second], "cancel": waiting}
    )
    one.start()
    assert BEGUN.wait(20)
    two.start()
    assert waiting.looked.wait(20)
    LET.set()
    one.join()
    two.join()
    assert second.asked == []
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT


def test_waiting_for_another_can_be_stopped(home):
    cancel = Cancellation()
    cancel.request()

    class Meanwhile(Given):
        def write(self, file, into, report, _):
            with pytest.raises(Cancelled):
                fetch(home, model_of(), cancel=cancel, sources=[Given()])
            super().write(file, into, report, _)

    fetch(home, model_of(), sources=[Meanwhile()])
    assert here(home) == ["weights.bin"]


HOLD = """
import sys
from pathlib import Path
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.registry.lock import locked
with locked(Path(sys.argv[1]), Cancellation()):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_process_that_died_locks_nobody_out(home):
    command = [sys.executable, "-c", HOLD, str(home.models / "small")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline().strip() == b"held"
        holder.kill()
    fetch(home, model_of(), sources=[Given()])
    assert here(home) == ["weights.bin"]
