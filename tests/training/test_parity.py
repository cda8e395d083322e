"""What is exported says what its source says, on real recordings."""

import pytest

from tutor_app.engine.assemble.weights import read_weights
from tutor_app.engine.registry.installed import weight
from tutor_app.training import whisper_source
from tutor_app.training.export import trace, whisper_graphs
from tutor_app.training.parity import Differs, Parity, clips, compare_whisper


@pytest.fixture(scope="module")
def source(models_home):
    return whisper_source.whisper_model(read_weights(weight(models_home, "whisper-base", "model.bin")))


@pytest.fixture(scope="module")
def recordings():
    english = [clip for clip in clips() if clip.parent.name == "en"]
    assert len(english) >= 3
    return english


def test_whisper_in_float32_gives_openai_whispers_tokens(source, recordings, tmp_path):
    for graph in whisper_graphs(source):
        trace(graph, tmp_path, ())
    found = compare_whisper(tmp_path, "float32", source, recordings)
    assert found.same == len(recordings)
    assert found.worst_difference < 1e-3


def test_the_assembled_int8_keeps_most_tokens(source, recordings, models_home):
    found = compare_whisper(models_home.models / "whisper-base" / "onnx", "int8", source, recordings)
    assert found.same >= len(recordings) / 2


def test_too_far_is_refused():
    with pytest.raises(Differs):
        Parity(10, 4, 1.0, 0.1).demand(0.5, 0.99)
    with pytest.raises(Differs):
        Parity(10, 10, 1.0, 0.1, 0.98).demand(0.5, 0.99)
    Parity(10, 5, 1.0, 0.1, 0.99).demand(0.5, 0.99)
