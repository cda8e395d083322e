"""onnxruntime, and only here: how a session starts, how a run stops, what a device does."""

import importlib
import importlib.util
import os
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import tr
from tutor_app.engine.devices import CPU, Probe, chosen_device
from tutor_app.engine.graph_outputs import with_outputs
from tutor_app.settings.home import RESOURCES

Array: TypeAlias = NDArray[Any]

ort.disable_telemetry_events()  # Windows heeds this alone; elsewhere `tutor_app` has told it before

PROBE_FILE = RESOURCES / "probe.onnx"  # y = softmax(x xᵀ / 16) x; made by packaging/make_probe.py
PLUG_INS = ("onnxruntime_ep_openvino", "onnxruntime_ep_webgpu", "onnxruntime_ep_nv_tensorrt_rtx")


class Session:
    """A model that is ready to run. `inner`: tensors of its graph that only come when they are asked for."""

    def __init__(self, session: ort.InferenceSession, inner: Sequence[str] = ()) -> None:
        self._session = session
        self._outputs = [node.name for node in session.get_outputs() if node.name not in inner]

    @property
    def provider(self) -> str:
        """What it really runs on: a fall-back of onnxruntime is silent, so ask the session."""
        return str(self._session.get_providers()[0])

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(node.name for node in self._session.get_inputs())

    def shape(self, name: str) -> tuple[int | str | None, ...]:
        """Of an input; a side that may be of any length is a name or None."""
        return {node.name: tuple(node.shape) for node in self._session.get_inputs()}[name]

    def run(
        self, feeds: Mapping[str, Array], cancel: Cancellation, wanted: Sequence[str] | None = None
    ) -> list[Array]:
        """All outputs in the graph's order, or those `wanted`; stops soon after `cancel` is requested.

        onnxruntime looks at `terminate` between two nodes of the graph, so the wait is one node long.

        Raises:
            Cancelled: a stop was requested.
        """
        options = ort.RunOptions()
        with cancel.interrupting(lambda: setattr(options, "terminate", True)):
            try:
                outputs: list[Array] = self._session.run(wanted or self._outputs, dict(feeds), options)
            except Exception:
                # onnxruntime has no error class for a terminated run (its issue 20999): ask our own flag
                try:
                    cancel.check()
                except Cancelled as stop:
                    raise stop from None
                raise
        return [np.asarray(output) for output in outputs]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_session(
    model: Path,
    device: str = "auto",
    threads: int = 0,
    inner: Sequence[str] = (),
    *,
    plans: bool = True,
    spins: bool = False,
) -> Session:
    """A session on `model`, on the device for that wish; `threads` 0 is one for each core.

    `inner` names tensors inside the graph that `Session.run` can give as well. `plans`: memory is planned for
    each shape of the inputs and the plan kept; that is too much of it where every run has another shape.
    `spins`: within a run its threads wait for one another awake, which pays where nodes take microseconds.

    Raises:
        TutorError: the file is missing or is not a model that onnxruntime can run.
    """
    try:
        return _session(model, chosen_device(device).provider, threads, inner, plans=plans, spins=spins)
    except Exception as error:
        raise TutorError(
            tr("The model file {file} can't be used.", file=model.name),
            tr("Fetch it again: tutor models fetch {model}", model=_owner(model)),
        ) from error


def _owner(file: Path) -> str:
    """The model that a file belongs to: graphs that were made stand in a folder of their own."""
    return file.parent.parent.name if file.parent.name == "onnx" else file.parent.name


class OnnxProber:
    """Asks onnxruntime itself."""

    def available(self) -> Sequence[str]:
        _register_plug_ins()
        devices = {device.ep_name for device in ort.get_ep_devices()}
        return [*ort.get_available_providers(), *devices]

    def probe(self, provider: str) -> Probe:
        """The better of two runs, since the first one compiles."""
        values = np.sin(np.arange(512 * 256, dtype=np.float32)).reshape(512, 256)
        session = _session(PROBE_FILE, provider)
        seconds = []
        for _ in range(2):
            start = time.perf_counter()
            [found] = session.run({"x": values}, Cancellation())
            seconds.append(time.perf_counter() - start)
        scores = values @ values.T / 16
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        expected = weights / weights.sum(axis=1, keepdims=True) @ values
        return Probe(session.provider, float(np.abs(found - expected).max()), min(seconds))


def _session(
    model: Path,
    provider: str,
    threads: int = 0,
    inner: Sequence[str] = (),
    *,
    plans: bool = True,
    spins: bool = False,
) -> Session:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = plans
    # threads that spin between two runs take the cores from the window and the language model
    options.add_session_config_entry("session.intra_op.allow_spinning", str(int(spins)))
    options.add_session_config_entry("session.force_spinning_stop", "1")
    graph: str | bytes = str(model)
    if inner:
        graph = with_outputs(model.read_bytes(), inner)
        options.add_session_config_entry(
            "session.model_external_initializers_file_folder_path", str(model.parent)
        )
    devices = [device for device in ort.get_ep_devices() if device.ep_name == provider]
    if provider not in ort.get_available_providers() and devices:
        options.add_provider_for_devices(devices, {})  # a plug-in's own way
        return Session(ort.InferenceSession(graph, options), inner)
    if provider == "CUDAExecutionProvider":
        ort.preload_dlls(directory="")  # finds the libraries that pip installed
    providers = [provider] if provider == CPU else [provider, CPU]
    return Session(ort.InferenceSession(graph, options, providers=providers), inner)


@cache
def _register_plug_ins() -> None:
    """Plug-in providers that are installed beside onnxruntime, once a process."""
    for name in PLUG_INS:
        if importlib.util.find_spec(name):
            plug_in = importlib.import_module(name)
            ort.register_execution_provider_library(name, plug_in.get_library_path())
