"""Weights become ONNX without torch, and only the right ones."""

import json
import pickle
import struct

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from tutor_app.core.errors import TutorError
from tutor_app.engine.assemble import assemble
from tutor_app.engine.assemble.recipe import Ingredient, quantised, read_recipe, scales
from tutor_app.engine.assemble.weights import NotWeights, read_weights
from tutor_app.engine.registry.installed import export_path, missing_exports
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.registry.verify import sha256_of
from tutor_app.settings.home import MANIFESTS
from tutor_app.training.template import Unexplained, save, template

EXPORTS = [(m.name, e.part, e.precision) for m in load_manifests().values() for e in m.exports]


@pytest.mark.parametrize(("model", "part", "precision"), EXPORTS)
def test_what_is_assembled_is_byte_for_byte_what_was_checked(models_home, model, part, precision):
    made = export_path(models_home, model, part, precision)
    graph = MANIFESTS / model / made.name
    assert sha256_of(made.with_suffix(".bin")) == read_recipe(graph.with_suffix(".json")).sha256
    assert made.read_bytes() == graph.read_bytes()


def test_a_graph_of_an_older_version_is_made_again_and_an_export_of_the_user_is_not(home, models_home):
    name, manifest = "efficientnet-lite0", load_manifests()["efficientnet-lite0"]
    made = export_path(home, name, "image", "float32")
    made.parent.mkdir(parents=True)
    (made.parents[1] / manifest.files[0].name).symlink_to(models_home.models / name / manifest.files[0].name)
    made.write_bytes(b"a graph with its weights inside")
    assert not missing_exports(home, manifest)
    made.with_suffix(".bin").write_bytes(b"weights of an older graph")
    assert missing_exports(home, manifest) == [made.name]
    assemble(home, name)
    assert not missing_exports(home, manifest)
    assert made.read_bytes() == (MANIFESTS / name / made.name).read_bytes()


def test_weights_of_another_version_are_refused_and_leave_nothing(home, models_home):
    name = "efficientnet-lite0"
    [file] = load_manifests()[name].files
    content = bytearray((models_home.models / name / file.name).read_bytes())
    for place in range(1000, len(content) - 1000, 500_000):  # some of it is the classifier, which is left out
        content[place] ^= 1
    (home.models / name).mkdir(parents=True)
    (home.models / name / file.name).write_bytes(content)
    with pytest.raises(TutorError, match="not those it was checked with"):
        assemble(home, name)
    assert not list((home.models / name / "onnx").glob("*"))


def safetensors(path, **arrays):
    header, body = {}, b""
    for name, values in arrays.items():
        header[name] = {
            "dtype": "F32",
            "shape": values.shape,
            "data_offsets": [len(body), len(body) + values.nbytes],
        }
        body += values.tobytes()
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)
    return path


def test_safetensors_are_read_as_they_were_written(tmp_path):
    values = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert np.array_equal(read_weights(safetensors(tmp_path / "a.safetensors", w=values))["w"], values)


@pytest.mark.parametrize("name", ["model.bin", "x-q4.bin", "x.safetensors", "x.pth", "x.unknown"])
@pytest.mark.parametrize("content", [b"", b"\x06\x00\x00\x00", b"\xff" * 200])
def test_damaged_weights_are_told_apart(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(NotWeights):
        dict(read_weights(file))


class Hostile:
    def __reduce__(self):
        return print, ("run",)


def test_code_in_a_weight_file_is_not_run(tmp_path, capsys):
    file = tmp_path / "evil.pth"
    file.write_bytes(pickle.dumps(Hostile(), protocol=2))
    with pytest.raises(NotWeights, match="no tensor"):
        read_weights(file)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("axis", [-1, 0, 1])
def test_int8_is_within_half_a_step(axis):
    values = np.random.default_rng(5).standard_normal((40, 30)).astype(np.float32)
    steps = scales(values, axis)
    assert np.abs(quantised(values, axis) * steps - values).max() <= steps.max() / 2 + 1e-6
    assert np.abs(quantised(values, axis)).max() == 127


def model_of(weights):
    """y = x W, in which W is the transpose of the source, as exporters write it."""
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "W"], ["y"])],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 40])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 50])],
        [numpy_helper.from_array(np.ascontiguousarray(weights.T), "W")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def test_a_template_finds_a_transposed_weight_and_gives_it_back(tmp_path):
    weights = np.random.default_rng(6).standard_normal((50, 40)).astype(np.float32)
    made = template(model_of(weights), {"w": weights}, "g.bin")
    save(made, tmp_path / "g.onnx")
    recipe = read_recipe(tmp_path / "g.json")
    assert recipe.ingredients == (Ingredient("w", (50, 40), transposed=True),)
    (tmp_path / "g.bin").write_bytes(recipe.ingredients[0].make({"w": weights}).tobytes())
    [tensor] = onnx.load(tmp_path / "g.onnx").graph.initializer
    assert np.array_equal(numpy_helper.to_array(tensor, str(tmp_path)), weights.T)
    assert (tmp_path / "g.onnx").stat().st_size < 1000


def test_a_graph_with_weights_from_elsewhere_is_refused(monkeypatch):
    monkeypatch.setattr("tutor_app.training.template.MOST_GRAPH_BYTES", 1000)
    weights = np.ones((50, 40), dtype=np.float32)
    with pytest.raises(Unexplained, match="stay in the graph"):
        template(model_of(weights), {"w": 2 * weights}, "g.bin")
