"""What is here, what is damaged, and the commands that say so."""

import argparse
import hashlib
import json
import shutil

import pytest

from tests.registry.weights import CONTENT, Given, file_of, model_of
from tutor_app.cli.models import add_to
from tutor_app.core.errors import TutorError
from tutor_app.engine.registry.exports import damaged_exports
from tutor_app.engine.registry.fetch import fetch
from tutor_app.engine.registry.installed import export_path, exported, is_installed, weight
from tutor_app.engine.registry.manifest import Export
from tutor_app.tutor import models

VAD = "silero-vad"
TWO = model_of(file_of(b"one", "one.bin"), file_of(name="two.bin"))


@pytest.fixture
def tutor(home):
    """Runs `tutor models …`; gives its exit code."""
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())

    def run(*words):
        chosen = parser.parse_args(["models", *map(str, words)])
        return chosen.func(chosen, home)

    return run


def test_a_model_is_missing_then_partial_then_ready(home):
    assert models.status(home, TWO).state == "missing"
    folder = home.models / "small"
    folder.mkdir(parents=True)
    (folder / "one.bin").write_bytes(b"one")
    (folder / "two.bin.part").write_bytes(CONTENT[:1000])
    partial = models.status(home, TWO)
    assert (partial.state, partial.done_bytes) == ("partial", 1003)
    (folder / "two.bin").write_bytes(CONTENT)
    assert models.status(home, TWO).state == "ready"


@pytest.mark.parametrize("look", [weight, lambda h, m, f: exported(h, m, "text", "int8")])
def test_weights_that_are_not_here_are_said_with_the_command(home, look):
    with pytest.raises(TutorError) as caught:
        look(home, "minilm-l6", "model.safetensors")
    assert caught.value.hint == "Fetch it with: tutor models fetch minilm-l6"


def test_an_altered_file_of_the_right_size_is_found_and_fetched_anew(home):
    fetch(home, model_of(), sources=[Given()])
    assert models.damaged(home, model_of()) == []
    (home.models / "small/weights.bin").write_bytes(CONTENT[:-1] + b"?")
    assert models.status(home, model_of()).state == "ready"  # sizes alone can't tell
    wrong = models.damaged(home, model_of())
    assert wrong == ["weights.bin"]
    models.set_aside(home, model_of(), wrong)
    fetch(home, model_of(), sources=[Given()])
    assert models.damaged(home, model_of()) == []


@pytest.fixture
def assembled(home, tmp_path):
    """An ONNX graph with its weights beside it, as `assemble` leaves them, and the committed graphs."""
    model = model_of(exports=(Export("text", "int8"),))
    graph = tmp_path / "graphs/small/text.int8.onnx"
    graph.parent.mkdir(parents=True)
    graph.write_bytes(b"graph")
    graph.with_suffix(".json").write_text(json.dumps({"sha256": hashlib.sha256(CONTENT).hexdigest()}))
    onnx = export_path(home, "small", "text", "int8")
    onnx.parent.mkdir(parents=True)
    onnx.write_bytes(b"graph")
    onnx.with_suffix(".bin").write_bytes(CONTENT)
    return model, onnx, tmp_path / "graphs"


def test_an_assembled_export_is_whole(home, assembled):
    model, _, graphs = assembled
    assert damaged_exports(home, model, graphs=graphs) == []


@pytest.mark.parametrize("suffix", [".onnx", ".bin"])
@pytest.mark.parametrize("content", [b"altered", None], ids=["altered", "gone"])
def test_an_altered_export_is_found(home, assembled, suffix, content):
    model, onnx, graphs = assembled
    file = onnx.with_suffix(suffix)
    file.unlink() if content is None else file.write_bytes(content)
    assert damaged_exports(home, model, graphs=graphs) == ["onnx/text.int8.onnx"]


def test_an_export_from_torch_is_held_to_its_own_record(home, assembled):
    model, onnx, graphs = assembled
    onnx.write_bytes(b"traced")
    record = {"files": {onnx.name: hashlib.sha256(b"traced").hexdigest()}}
    (onnx.parent / "export.json").write_text(json.dumps(record))
    assert damaged_exports(home, model, graphs=graphs) == []
    onnx.write_bytes(b"altered")
    assert damaged_exports(home, model, graphs=graphs) == ["onnx/text.int8.onnx"]


def test_list_tells_a_script_what_is_here(tutor, capsys):
    assert tutor("list", "--json") == 0
    listed = {m["name"]: m for m in json.loads(capsys.readouterr().out)}
    assert listed[VAD]["state"] == "missing"
    assert listed[VAD]["files"][0]["sha256"].startswith("1a153a22")


@pytest.mark.parametrize("verb", ["fetch", "check", "remove", "ready"])
def test_a_name_that_no_model_has_is_said(tutor, verb):
    with pytest.raises(TutorError, match="no model called whisper-huge"):
        tutor(verb, "whisper-huge")


def test_import_refuses_a_folder_without_models(tutor, tmp_path):
    with pytest.raises(TutorError, match="completes no model"):
        tutor("import", tmp_path)


def test_a_model_is_imported_checked_damaged_checked_and_removed(tutor, home, models_home, tmp_path, capsys):
    stick = tmp_path / "stick"
    shutil.copytree(models_home.models / VAD, stick)
    assert tutor("ready", VAD) == 1
    assert tutor("import", stick / "silero_vad.onnx") == 0
    assert is_installed(home, VAD)
    assert tutor("ready", VAD) == tutor("check", VAD) == 0
    with (home.models / VAD / "silero_vad.onnx").open("r+b") as weights:
        weights.write(b"?")
    assert tutor("check") == 1
    assert "damaged or missing: silero_vad.onnx" in capsys.readouterr().out
    assert tutor("fetch", VAD, "--from", stick) == 0
    assert tutor("check", VAD) == 0
    assert tutor("remove", VAD) == 0
    assert not is_installed(home, VAD)


def test_a_folder_that_lacks_one_file_completes_only_a_model_that_has_the_others(home, tmp_path):
    manifest = models.named("ppocr-v6-small")
    for file in manifest.files:
        with (tmp_path / file.name).open("wb") as sparse:
            sparse.truncate(file.size_bytes)
    first, second = (file.name for file in manifest.files)
    (home.models / manifest.name).mkdir(parents=True)
    assert models.in_folder(home, tmp_path / first) == []
    (tmp_path / second).rename(home.models / manifest.name / second)
    assert models.in_folder(home, tmp_path / first) == [manifest]
