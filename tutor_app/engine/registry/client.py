"""A package client that runs in a process of its own, and can be stopped."""

import subprocess
import tempfile
from collections.abc import Sequence

from tutor_app.core.cancel import Cancellation

TIMEOUT_S = 1800
POLL_S = 0.2


def run_client(command: Sequence[str], cancel: Cancellation) -> tuple[int | None, str]:
    """Its exit code (None: it took too long) and its complaints.

    Raises:
        Cancelled: it was ended.
        OSError: there is no such program, or the disk is full.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        try:
            _wait(process, cancel)
        finally:
            process.kill()
            process.wait()
        errors.seek(0)
        complaints = errors.read().decode(errors="replace")
    if "No space left" in complaints or "ENOSPC" in complaints:
        raise OSError(28, "No space left on device")
    return process.returncode, complaints


def _wait(process: "subprocess.Popen[bytes]", cancel: Cancellation) -> None:
    for _ in range(int(TIMEOUT_S / POLL_S)):
        cancel.check()
        try:
            process.wait(POLL_S)
        except subprocess.TimeoutExpired:
            continue
        return
