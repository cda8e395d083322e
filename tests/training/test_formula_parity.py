"""The exported formula reader writes what its source writes."""

import pytest
from tokenizers import Tokenizer

from tutor_app.engine.assemble.weights import read_weights
from tutor_app.engine.registry.installed import weight
from tutor_app.training.export import formula_graphs, trace
from tutor_app.training.formula_network import formula_network
from tutor_app.training.formula_parity import FORMULAS, compare


@pytest.fixture(scope="module")
def network(models_home):
    return formula_network(read_weights(weight(models_home, "latex-ocr", "weights.pth")))


@pytest.fixture(scope="module")
def words(models_home):
    return Tokenizer.from_file(str(weight(models_home, "latex-ocr", "tokenizer.json"))).get_vocab_size()


def test_in_float32_every_token_is_the_sources(network, words, tmp_path):
    for graph in formula_graphs(network):
        trace(graph, tmp_path, ())
    found = compare(tmp_path, "float32", network, words, FORMULAS[:4])
    assert found.same == 4
    assert found.worst_difference < 1e-3


def test_the_assembled_int8_keeps_the_tokens(network, words, models_home):
    found = compare(models_home.models / "latex-ocr" / "onnx", "int8", network, words, FORMULAS[:4])
    assert found.same == 4
