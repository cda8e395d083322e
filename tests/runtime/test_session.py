"""A session stops when asked, and says what is wrong with a file."""

import threading
import time

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.devices import CPU
from tutor_app.engine.runtime import PROBE_FILE, open_session


def test_a_run_gives_what_the_graph_says():
    session = open_session(PROBE_FILE, "cpu")
    [y] = session.run({"x": np.eye(4, dtype=np.float32)}, Cancellation())
    assert session.provider == CPU
    assert session.inputs == ("x",)
    assert len(session.shape("x")) == 2
    assert y.sum(axis=1) == pytest.approx(1.0)


def test_a_requested_stop_ends_a_run_that_is_under_way():
    session = open_session(PROBE_FILE, "cpu", threads=1)
    large = np.ones((6000, 1200), dtype=np.float32)
    start = time.monotonic()
    session.run({"x": large}, Cancellation())
    whole_s = time.monotonic() - start
    cancel = Cancellation()
    timer = threading.Timer(whole_s / 10, cancel.request)
    timer.start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        session.run({"x": large}, cancel)
    assert time.monotonic() - start < 0.9 * whole_s
    timer.join()


def test_a_wrong_input_is_a_bug_not_a_stop():
    session = open_session(PROBE_FILE, "cpu")
    with pytest.raises(Exception, match="Invalid") as failure:
        session.run({"x": np.zeros((2, 2, 2), dtype=np.float32)}, Cancellation())
    assert not isinstance(failure.value, Cancelled | TutorError)


@pytest.mark.parametrize("place", ["onnx/encoder.int8.onnx", "encoder.int8.onnx"])  # made, or fetched ready
@pytest.mark.parametrize("content", [None, b"", b"not a model"])
def test_a_file_that_is_no_model_is_said_in_words(tmp_path, content, place):
    file = tmp_path / "whisper-base" / place
    file.parent.mkdir(parents=True)
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(TutorError, match=r"encoder\.int8\.onnx") as failure:
        open_session(file, "cpu")
    assert "tutor models fetch whisper-base" in failure.value.hint
