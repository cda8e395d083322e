"""Two workers of a Ray cluster train what one process trains, and go on from its checkpoint."""

import shutil
import sys
from dataclasses import replace

import pytest
import torch

from tests.training.fusion.prepared import books
from tests.training.fusion.test_fit import CONFIG
from tutor_app.core.errors import TutorError
from tutor_app.training.fusion.cluster import train_on
from tutor_app.training.fusion.job import Job

pytestmark = pytest.mark.filterwarnings(  # Ray 2.60 warns of its own defaults
    "ignore:`use_.* is deprecated:DeprecationWarning:ray.data.context"
)
PAIR = replace(CONFIG, steps=20, check_every=10, shards=2)
TOLERANCE = 1e-5  # it is 0 where this was written: two gradients have the same sum in either order


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch):
    """For the workers, which inherit it: with more, bfloat16 rounds other sums."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


class Killed(Exception):
    """What ends a training in its midst."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two books, and a checkpoint before the first step: eigenvectors vary with the number of threads."""
    folder = books(tmp_path_factory.mktemp("books"))
    job = Job(PAIR, folder / "data", folder / "work", folder / "begun.run")
    job.run().save(job.checkpoint)
    return folder


@pytest.fixture(scope="module")
def alone(folder, tmp_path_factory):
    """What one process that computes both shards reports, and its last checkpoint."""
    job, reported = job_of(folder, tmp_path_factory.mktemp("alone")), []
    train_alone(job, lambda *told: reported.append(told))
    return reported, kept(job)


def job_of(folder, runs):
    checkpoint = shutil.copy(folder / "begun.run", runs / "kept.run")
    return Job(PAIR, folder / "data", folder / "work", checkpoint)


def train_alone(job, report):
    """On one thread, as the workers."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        job.run().train(report, job.checkpoint)
    finally:
        torch.set_num_threads(threads)


def kept(job):
    return torch.load(job.checkpoint, weights_only=True)


def demand_same(state, other):
    """Two checkpoints are of one training: weights, best weights and the figures seen."""
    assert state["step"] == other["step"]
    assert torch.equal(state["queue"][1], other["queue"][1])
    torch.testing.assert_close(state["queue"][0], other["queue"][0], atol=TOLERANCE, rtol=0)
    for part in ("network", "best_weights"):
        torch.testing.assert_close(state[part], other[part], atol=TOLERANCE, rtol=0)


def test_two_workers_have_the_losses_and_the_weights_of_one_process(folder, tmp_path, alone):
    job, reported = job_of(folder, tmp_path), []
    train_on("local", job, lambda *told: reported.append(told))
    losses, last = alone
    assert [step for step, _ in reported] == [10, 20, 20]
    for (step, mine), (_, theirs) in zip(reported, losses, strict=True):
        assert mine == pytest.approx(theirs, abs=TOLERANCE), step
    demand_same(kept(job), last)


def test_two_workers_go_on_where_one_process_was_killed(folder, tmp_path, alone):
    def killed(step, _losses):
        if step > PAIR.check_every:
            raise Killed

    job, reported = job_of(folder, tmp_path), []
    with pytest.raises(Killed):
        train_alone(job, killed)
    assert kept(job)["step"] == PAIR.check_every
    train_on("local", job, lambda *told: reported.append(told))
    assert [step for step, _ in reported] == [20, 20]
    demand_same(kept(job), alone[1])


def test_without_ray_the_command_that_installs_it_is_named(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(TutorError) as raised:
        train_on("local", job_of(folder, tmp_path), print)
    assert 'pip install -e ".[train,ray]"' in raised.value.hint


@pytest.mark.parametrize("address", ["auto", "127.0.0.1:1", "ray://127.0.0.1:10001"])
def test_an_address_without_a_cluster_is_named_at_once(folder, tmp_path, address):
    with pytest.raises(TutorError, match=address):
        train_on(address, job_of(folder, tmp_path), print)
