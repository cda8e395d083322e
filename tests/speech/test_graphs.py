"""Half precision on a GPU, where it was exported; else int8."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.engine.devices import CPU
from tutor_app.engine.speech.graphs import speech_graph

CUDA = "CUDAExecutionProvider"


@pytest.mark.parametrize(
    ("here", "provider", "chosen"),
    [
        (["int8", "float16"], CUDA, "float16"),
        (["int8", "float16"], CPU, "int8"),
        (["int8"], CUDA, "int8"),
    ],
)
def test_the_graph_fits_the_device(home, here, provider, chosen):
    folder = home.models / "whisper-base" / "onnx"
    folder.mkdir(parents=True)
    for precision in here:
        (folder / f"encoder.{precision}.onnx").touch()
    assert speech_graph(home, "whisper-base", "encoder", provider).name == f"encoder.{chosen}.onnx"


def test_a_missing_graph_is_said(home):
    with pytest.raises(TutorError, match="whisper-base"):
        speech_graph(home, "whisper-base", "encoder", CPU)
