"""A training on a tiny book: it learns, and a kill costs nothing."""

import numpy as np
import pytest
import torch

from tests.training.fusion.prepared import BOOKS, GRID, books
from tests.training.fusion.test_parts import SUBSETS, asked
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.encoders.text import encoder_for
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.training.fusion.export import export_network
from tutor_app.training.fusion.fit import Config, Run, corpora_in
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.model import Shape
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.tasks import Queue

CONFIG = Config(
    steps=6, questions=4, figures=4, choices=2, warm_up=2, check_every=3, held_back=3, books=BOOKS,
    shape=Shape(width=16, heads=2, layers=1, grid_layers=1, pieces=16),
)  # fmt: skip


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return books(tmp_path_factory.mktemp("books"))


def run_of(work, config=CONFIG):
    return Run(config, corpora_in(work / "work", work / "data", BOOKS), Ragged(work / "work", "pointing"))


def test_a_training_that_was_killed_ends_like_one_that_was_not(work, tmp_path):
    whole = run_of(work)
    whole.train(lambda *_: None)
    killed = run_of(work)
    for _ in range(3):
        killed.advance()
        killed.step += 1
    killed._judge(lambda *_: None)
    killed.save(tmp_path / "kept.run")
    resumed = run_of(work)
    resumed.resume(tmp_path / "kept.run")
    assert resumed.step == 3
    resumed.train(lambda *_: None)
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, resumed.network.state_dict()[name]), name


def test_a_checkpoint_of_another_configuration_is_refused(work, tmp_path):
    run_of(work).save(tmp_path / "kept.run")
    other = run_of(work, Config(**{**CONFIG.__dict__, "seed": 9}))
    with pytest.raises(ValueError, match="another configuration"):
        other.resume(tmp_path / "kept.run")


def test_the_loss_falls(work):
    run = run_of(work, Config(**{**CONFIG.__dict__, "steps": 40, "check_every": 100}))
    seen = []
    for _ in range(40):
        seen.append(run.advance()["passage alignment"])
        run.step += 1
    assert np.mean(seen[-8:]) < np.mean(seen[:8])


def test_what_a_shard_draws_hangs_on_seed_step_and_shard_alone(work):
    one, other = run_of(work), run_of(work)
    other.advance([1])  # whatever was drawn before
    other.network.load_state_dict(one.network.state_dict())
    other.queue = Queue()
    with torch.no_grad():
        mine, theirs = ({n: v.item() for n, v in run.losses(0).items()} for run in (one, other))
        next_shard = {n: v.item() for n, v in one.losses(1).items()}
    assert mine == theirs
    assert mine != next_shard


def test_the_exported_files_say_what_torch_says_for_every_subset(work, tmp_path):
    run = run_of(work)
    network = run.network.eval()
    name = encoder_for("en")
    folder = tmp_path / f"fusion-{name}"
    export_network(network, folder, ("float32",))
    Calibration().write(folder / "calibration.json")
    model = FusionModel.open(name, "cpu", tmp_path)
    for keep in SUBSETS:
        given = asked(keep)
        found = model.fuse([given, asked()], Cancellation())[0]
        with torch.no_grad():
            expected = network.fusion(Given.of([given, asked()], GRID))
        for part in ("meaning", "look", "read", "gates"):
            difference = np.abs(getattr(found, part) - getattr(expected, part)[0].numpy()).max()
            assert difference < 1e-4, (keep, part)
