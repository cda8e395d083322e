"""A training takes the picture encoder that its file names: what it learns and exports has its width."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.engine.encoders_made_up import vision_transformer
from tests.training.fusion.prepared import BOOKS, books
from tests.training.fusion.test_fit import CONFIG, run_of
from tests.training.fusion.test_parts import SMALL, SUBSETS, asked
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.picture import Grid
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.fusion.contribution import of_cells
from tutor_app.engine.fusion.identity import TRAINING
from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.training.fusion.export import export_network
from tutor_app.training.fusion.fit import Config
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.judge import TorchJudge
from tutor_app.training.fusion.late import LateFusion
from tutor_app.training.fusion.model import VARIANTS, Shape
from tutor_app.training.fusion.network import Network
from tutor_app.training.fusion.parity import open_exported, parity
from tutor_app.training.fusion.start import look_axes

NAME, GRID, NEVER = "minilm-l6", Grid(16, 32), Cancellation()


def network(variant="cross_attention"):
    torch.manual_seed(7)
    return Network(Shape(variant, **SMALL, cells=16, picture=32)).eval()


@pytest.fixture
def exported(tmp_path):
    """A folder of manifests with an untrained fusion model on a vision transformer."""
    folder = tmp_path / "models" / f"fusion-{NAME}"
    export_network(network(), folder, ("float32",))
    Calibration().write(folder / "calibration.json")
    (folder / TRAINING).write_text('picture = "vit-tiny"\nseed = 3\n')
    return folder.parent


def test_a_training_takes_the_grid_from_the_manifest_of_its_encoder(home, exported):
    vision_transformer(home, exported)
    config = Config.read(exported / f"fusion-{NAME}" / TRAINING, exported)
    assert (config.picture, config.shape.grid) == ("vit-tiny", GRID)
    assert Config.read(exported / f"fusion-{NAME}" / TRAINING, exported, seed=4).seed == 4


def test_a_training_on_an_unknown_encoder_is_refused(exported):
    with pytest.raises(ValueError, match="no such picture encoder"):
        Config.read(exported / f"fusion-{NAME}" / TRAINING, exported)


def test_the_exported_model_reads_what_the_encoder_sees(home, exported):
    encoder = ImageEncoder.open(home, vision_transformer(home, exported), "cpu", exported)
    random = np.random.default_rng(2)
    grid, other = encoder.grids(list(random.integers(0, 255, (2, 60, 90, 3), np.uint8)), NEVER)
    given = [Asked(asked().note, grid), Asked(grid=other), Asked(asked().note)]
    model = FusionModel.open(NAME, "cpu", exported)
    assert model.grid == encoder.grid == GRID
    assert "vit-tiny" in model.identity
    fused = model.fuse(given, NEVER)
    with torch.no_grad():
        expected = network().fusion(Given.of(given, GRID))
    for row, one in enumerate(fused):
        assert one.look == pytest.approx(expected.look[row].numpy(), abs=1e-4)
        assert one.meaning == pytest.approx(expected.meaning[row].numpy(), abs=1e-4)
    assert [len(one.counted[1]) for one in fused] == [16, 16, 0]
    assert not fused[2].look.any()
    assert of_cells(grid, fused[0].look, lambda some, mask: model.looks(some, NEVER, mask)).shape == (16,)


def test_the_exported_judge_is_near_the_network_for_every_subset(exported):
    judge = open_exported(exported / f"fusion-{NAME}", "float32")
    found = parity(TorchJudge(network()), judge, [asked(grid=GRID), asked(grid=GRID)])
    assert len(found) == len(SUBSETS)
    assert min(one.least_cosine for one in found.values()) > 0.9999


def test_a_model_that_was_trained_on_another_grid_is_refused_in_words(home, exported):
    vision_transformer(home, exported, stated=(16, 64))
    with pytest.raises(TutorError, match="can't be used") as caught:
        FusionModel.open(NAME, "cpu", exported)
    assert "vit-tiny" in caught.value.hint


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """Two books that a vision transformer has seen."""
    folder = books(tmp_path_factory.mktemp("books"), GRID)
    for book in BOOKS:
        (folder / "work" / book / "picture.txt").write_text("vit-tiny\n")
    return folder


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_way_of_fusing_takes_a_step_on_another_grid(work, variant):
    shape = replace(CONFIG.shape, variant=variant, cells=16, picture=32)
    losses = run_of(work, replace(CONFIG, picture="vit-tiny", shape=shape)).advance()
    assert np.isfinite(list(losses.values())).all()


def test_looks_narrower_than_the_models_begin_with_axes_of_zeros(work):
    run = run_of(work, replace(CONFIG, picture="vit-tiny", shape=replace(CONFIG.shape, cells=16, picture=32)))
    mean, axes = look_axes([sampler.corpus for sampler in run.samplers])
    assert (mean.shape, axes.shape) == ((32,), (32, 256))
    assert axes[:, :32].any(axis=0).all()
    assert not axes[:, 32:].any()


def test_books_that_another_encoder_has_seen_are_not_trained_on(work):
    with pytest.raises(ValueError, match="vit-tiny"):
        run_of(work)


def test_late_fusion_takes_pictures_of_any_width():
    with torch.no_grad():
        vectors = LateFusion(GRID).eval()(Given.of([asked(grid=GRID), Asked(asked().note)], GRID))
    assert vectors.norm(dim=1).tolist() == pytest.approx([1, 1], abs=1e-4)
