"""The same training on a Ray cluster: a worker for each shard of a step. Needs the extra `ray`."""

import logging
import os
import secrets
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.training.fusion.fit import Report
from tutor_app.training.fusion.job import Job
from tutor_app.training.fusion.team import Workers

if TYPE_CHECKING:
    from ray.util.queue import Queue

LOCAL = "local"  # the address that starts a cluster on this machine
FAILURES = 3  # workers or machines that may die; the training goes on from its checkpoint
_ANSWER_S = 10
_STORE_BYTES = 2**27  # Ray's shared memory; nothing large is put there
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0"}
_AT_HOME = {
    # Ports on the loopback alone, on Linux as well. Source: github.com/ray-project/ray/issues/18730
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_TRAIN_ENABLE_PREEMPTION_WATCHER": "0",
    "RAY_TRAIN_METRICS_ENABLED": "0",
}


def train_on(address: str, job: Job, report: Report) -> None:
    """Train with a worker for each of `config.shards`; the end is in the checkpoint.

    address: `local`, `auto` (the cluster that this machine is part of) or HOST:PORT.

    Raises:
        TutorError: Ray is not installed, or `address` is none where it answers.
    """
    with _cluster(address, job.config.shards), _progress(report) as reports, _interrupts_kept():
        _trainer(job, reports).fit()


@contextmanager
def _cluster(address: str, workers: int) -> Iterator[None]:
    """Ray, connected; without its dashboard and usage statistics."""
    os.environ.update(_QUIET)
    options: dict[str, Any] = {}
    if address == LOCAL:
        os.environ.update(_AT_HOME)
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))  # Ray reads it once in a process
        options = {
            "num_cpus": workers, "object_store_memory": _STORE_BYTES, "include_dashboard": False,
            "log_to_driver": False,
        }  # fmt: skip
    try:
        import ray
    except ImportError as error:
        raise TutorError(
            tr("Training on a cluster needs Ray, which is not installed."),
            tr('Install it with: pip install -e ".[train,ray]"'),
        ) from error
    try:
        _knock(address)
        ray.init(address, logging_level=logging.WARNING, **options)
    except OSError as error:
        raise TutorError(
            tr("No Ray cluster answers at {address}.", address=address),
            tr("Start one: ray start --head --disable-usage-stats. Or train on this machine: --ray local"),
        ) from error
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Ray waits for minutes where nobody listens.

    Raises:
        OSError: nobody does.
        TutorError: Ray Train can't be called from outside a cluster.
    """
    if "://" in address:
        raise TutorError(
            tr("Ray Train starts on a machine of the cluster, not through {address}.", address=address),
            tr("Run the command there, with: --ray auto"),
        )
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER_S).close()


def _trainer(job: Job, reports: "Queue") -> Any:
    from ray.train import FailureConfig, RunConfig, ScalingConfig
    from ray.train.torch import TorchConfig, TorchTrainer

    return TorchTrainer(
        _work,
        train_loop_config={"job": job, "reports": reports},
        torch_config=TorchConfig(backend="gloo"),
        scaling_config=ScalingConfig(num_workers=job.config.shards),
        run_config=RunConfig(
            name=job.checkpoint.stem,
            storage_path=str(job.checkpoint.parent / "ray"),
            failure_config=FailureConfig(max_failures=FAILURES),
        ),
    )


def _work(given: dict[str, Any]) -> None:
    """One worker. All begin with the leader's weights: start values can differ from machine to machine."""
    job: Job = given["job"]
    team = Workers()
    run = job.run(team)
    if len(set(team.gathered(run.step))) > 1:
        raise ValueError(f"the workers don't share the folder of {job.checkpoint}")
    team.share(run.network.state_dict().values())
    run.train(lambda step, losses: given["reports"].put((step, dict(losses))), job.checkpoint)


@contextmanager
def _progress(report: Report) -> Iterator["Queue"]:
    """A queue whose entries are reported here, where the training was called."""
    from ray.util.queue import Queue

    reports = Queue(actor_options={"num_cpus": 0})

    def follow() -> None:
        while (entry := reports.get()) is not None:
            report(*entry)

    follower = Thread(target=follow, daemon=True)
    follower.start()
    try:
        yield reports
    finally:
        reports.put(None)
        follower.join()
        reports.shutdown()


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Ray Train takes over Ctrl+C and doesn't give it back."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
