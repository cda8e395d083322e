"""Courses that the fusion model has still to read are known without opening a model."""

import subprocess
import sys

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Fusion, Preparation
from tutor_app.tutor import library


def course(home, tmp_path, fused_by=None, encoder="minilm-l6"):
    """A course read by an encoder, and by a fusion model where one is named."""
    (tmp_path / "a.md").write_text("# Friction\n\nFriction slows a sliding block, because surfaces catch.\n")

    def read(texts):
        return *(np.ones((len(texts), 4), np.float32),) * 2, [np.ones((1, 64), np.float32)] * len(texts)

    fusion = Fusion(fused_by, read, lambda figures: (np.ones((len(figures), 4)),) * 2) if fused_by else None
    preparation = Preparation(lambda language: encoder, fusion_for=lambda encoder: fusion)
    return add(home, tmp_path / "a.md", preparation, lambda _: None, Cancellation())


@pytest.fixture(autouse=True)
def newest(monkeypatch):
    """One fusion model, for English courses."""
    monkeypatch.setattr(library, "identity", {"minilm-l6": "newest", "e5-small": ""}.__getitem__)
    monkeypatch.setattr(library, "is_installed", lambda home, name: True)


@pytest.mark.parametrize("fused_by", [None, "older"])
def test_a_course_of_no_or_an_older_fusion_model_is_unread(home, tmp_path, fused_by):
    made = course(home, tmp_path, fused_by)
    assert library.unread(home) == [made]


def test_a_course_that_the_newest_model_read_is_not_read_again(home, tmp_path):
    course(home, tmp_path, "newest")
    assert library.unread(home) == []


def test_a_course_whose_language_has_no_fusion_model_waits_for_nothing(home, tmp_path):
    course(home, tmp_path, encoder="e5-small")
    assert library.unread(home) == []


def test_nothing_is_read_while_an_encoder_is_missing(home, tmp_path, monkeypatch):
    course(home, tmp_path)
    monkeypatch.setattr(library, "is_installed", lambda home, name: name != "efficientnet-lite0")
    assert library.unread(home) == []


def test_a_model_waits_for_its_own_picture_encoder(home, tmp_path, monkeypatch):
    made = course(home, tmp_path)
    monkeypatch.setattr(library, "picture_for", lambda encoder: "vit-tiny")
    monkeypatch.setattr(library, "is_installed", lambda home, name: name != "vit-tiny")
    assert library.unread(home) == []
    monkeypatch.setattr(library, "is_installed", lambda home, name: name != "efficientnet-lite0")
    assert library.unread(home) == [made]


def test_asking_loads_no_model_runtime():
    code = (
        "import sys\nfrom tutor_app.settings.home import find_home\nfrom tutor_app.tutor import library\n"
        "library.unread(find_home())\nprint('onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
