"""A manifest says what the picture encoder is: a vision transformer may take the place of today's network."""

import numpy as np
import pytest

from tests.engine.encoders_made_up import SIDE, vision_transformer
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.picture import Grid
from tutor_app.engine.encoders.image import ImageEncoder, cells_of
from tutor_app.engine.registry.manifest import load_manifests

NEVER = Cancellation()


def picture(*shades):
    """Stripes from left to right, of the size that an encoder takes: nothing flows from one into the next."""
    row = np.repeat(np.array(shades, np.uint8), SIDE // len(shades))
    return row[None, :, None].repeat(SIDE, 0).repeat(3, 2)


@pytest.mark.parametrize("token", [True, False])
def test_a_vision_transformer_is_opened_by_its_manifest_and_gives_its_cells(home, tmp_path, token):
    name = vision_transformer(home, tmp_path, token=token)
    encoder = ImageEncoder.open(home, name, "cpu", tmp_path)
    assert encoder.grid == Grid(16, 32)
    grids = encoder.grids([picture(0, 0, 0, 255), picture(9, 9)], NEVER)
    assert grids.shape == (2, 16, 32)
    assert grids.dtype == np.float32
    assert (grids < 50).all()  # nothing of the token for the whole picture
    of_rows = grids[0].reshape(4, 4, 32)
    assert np.allclose(of_rows[:, :3], of_rows[:1, :1], atol=1e-3)  # black, black, black,
    assert not np.allclose(of_rows[:, 3], of_rows[:, 2], atol=0.1)  # white: row by row from the top left


def test_looks_of_any_width_have_norm_1(home, tmp_path):
    encoder = ImageEncoder.open(home, vision_transformer(home, tmp_path), "cpu", tmp_path)
    looks = encoder.looks([picture(0, 255), picture(200, 30)], NEVER)
    assert looks.shape == (2, 32)
    assert np.linalg.norm(looks, axis=1) == pytest.approx(1.0)


def test_a_graph_that_does_not_give_the_stated_grid_is_refused_in_words(home, tmp_path):
    name = vision_transformer(home, tmp_path, stated=(16, 64))
    with pytest.raises(TutorError, match="vit-tiny") as caught:
        ImageEncoder.open(home, name, "cpu", tmp_path).grids([picture(1)], NEVER)
    assert "grid" in caught.value.hint


def test_a_graph_with_another_input_is_refused_in_words(home, tmp_path):
    name = vision_transformer(home, tmp_path)
    manifest = tmp_path / f"{name}.toml"
    manifest.write_text(manifest.read_text().replace('["pixel_values"]', '["pixels"]'))
    with pytest.raises(TutorError, match="manifest"):
        ImageEncoder.open(home, name, "cpu", tmp_path)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("grid = [16, 32]", "needs its grid"),
        ('preprocessing = "square-224-clip-1"', "preprocessing"),
        ("vision.onnx", "needs a graph"),
    ],
)
def test_a_manifest_of_an_image_model_says_what_it_needs(home, tmp_path, wrong, words):
    manifest = tmp_path / f"{vision_transformer(home, tmp_path)}.toml"
    other = {"vision.onnx": "vision.bin", "grid = [16, 32]": ""}.get(wrong, 'preprocessing = "other-1"')
    manifest.write_text(manifest.read_text().replace(wrong, other))
    with pytest.raises(ValueError, match=words):
        load_manifests(tmp_path)


@pytest.mark.parametrize(("cells", "width"), [(0, 8), (4, 0), (12, 8)])
def test_a_grid_has_as_many_cells_across_as_down(cells, width):
    with pytest.raises(ValueError, match="no grid"):
        Grid(cells, width)


@pytest.mark.parametrize(
    ("shape", "is_grid"),
    [
        ((1, 3, 2, 2), True), ((1, 4, 3), True), ((1, 5, 3), True), ((1, 6, 3), False),
        ((1, 4, 2), False), ((1, 3, 3, 3), False), ((2, 4, 3), False), ((1, 3), False),
    ],
)  # fmt: skip
def test_networks_of_both_kinds_give_the_same_cells(shape, is_grid):
    grid = Grid(4, 3)
    cells = cells_of(np.zeros(shape), grid)
    assert (cells is not None) == is_grid
    convolved = np.arange(12.0).reshape(1, 3, 2, 2)
    tokens = convolved.reshape(1, 3, 4).transpose(0, 2, 1)
    assert np.array_equal(cells_of(convolved, grid), cells_of(tokens, grid))
