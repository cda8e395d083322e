"""onnxruntime, and only here: how a session starts, how a run stops."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import tr

Array: TypeAlias = NDArray[Any]

CPU = "CPUExecutionProvider"


class Session:
    """A model that is ready to run."""

    def __init__(self, session: ort.InferenceSession) -> None:
        self._session = session

    @property
    def provider(self) -> str:
        """What it really runs on: a fall-back of onnxruntime is silent, so ask the session."""
        return str(self._session.get_providers()[0])

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(node.name for node in self._session.get_inputs())

    def run(self, feeds: Mapping[str, Array], cancel: Cancellation) -> list[Array]:
        """All outputs in the graph's order; stops soon after `cancel` is requested.

        onnxruntime looks at `terminate` between two nodes of the graph, so the wait is one node long.

        Raises:
            Cancelled: a stop was requested.
        """
        options = ort.RunOptions()
        with cancel.interrupting(lambda: setattr(options, "terminate", True)):
            try:
                outputs: list[Array] = self._session.run(None, dict(feeds), options)
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
    providers: Sequence[str | tuple[str, dict[str, Any]]] = (CPU,),
) -> Session:
    """A session on `model`; `threads` 0 is one for each core.

    Raises:
        TutorError: the file is missing or is not a model that onnxruntime can run.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # threads that spin while they wait take the cores from the window and the language model
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return Session(ort.InferenceSession(str(model), options, providers=list(providers)))
    except Exception as error:
        raise TutorError(
            tr("The model file {file} can't be used.", file=model.name),
            tr("Fetch it again: tutor models fetch {model}", model=model.parent.parent.name),
        ) from error
