"""A fusion model is known by its weights, and one that doesn't fit is refused in words."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.engine.fusion.identity import PICTURE, calibration_file, graph_files, identity, picture_for
from tutor_app.engine.fusion.model import FusionModel


@pytest.fixture
def folder(tmp_path):
    """Files of the right names."""
    for file in (*graph_files("minilm-l6", tmp_path), calibration_file("minilm-l6", tmp_path)):
        file.parent.mkdir(exist_ok=True)
        file.write_text("{}")
    return tmp_path


def test_other_weights_are_another_model(folder):
    before = identity("minilm-l6", folder)
    graph_files("minilm-l6", folder)[0].write_text("trained again")
    assert before.startswith("fusion-minilm-l6 ")
    assert identity("minilm-l6", folder) not in ("", before)


def test_a_model_of_another_picture_encoder_is_another_model(folder):
    before = identity("minilm-l6", folder)
    (folder / "fusion-minilm-l6" / "training.toml").write_text('picture = "vit-tiny"\nseed = 1\n')
    assert picture_for("minilm-l6", folder) == "vit-tiny"
    assert "vit-tiny" in identity("minilm-l6", folder) != before


def test_a_model_that_names_no_picture_encoder_is_of_the_first_one(folder):
    assert picture_for("minilm-l6", folder) == PICTURE
    (folder / "fusion-minilm-l6" / "training.toml").write_text("seed = 1\n")
    assert picture_for("minilm-l6", folder) == picture_for("e5-small", folder) == PICTURE


@pytest.mark.parametrize("missing", range(5))
def test_a_model_without_one_of_its_files_is_none(folder, missing):
    [*graph_files("minilm-l6", folder), calibration_file("minilm-l6", folder)][missing].unlink()
    assert identity("minilm-l6", folder) == ""
    with pytest.raises(TutorError, match="no fusion model"):
        FusionModel.open("minilm-l6", folder=folder)


@pytest.mark.parametrize("wrong", ["{}", "not json", '{"of another": 1}', "[]"])
def test_a_calibration_of_another_version_is_refused_in_words(folder, wrong):
    calibration_file("minilm-l6", folder).write_text(wrong)
    with pytest.raises(TutorError, match="can't be used"):
        FusionModel.open("minilm-l6", folder=folder)
