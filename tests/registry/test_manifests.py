"""The committed manifests say enough to fetch, check and use each model."""

import re

import pytest

from tutor_app.engine.registry.manifest import WeightFile, load_manifests
from tutor_app.settings.home import MANIFESTS

ALL = load_manifests()


def test_every_file_has_a_manifest_of_its_name():
    assert set(ALL) == {file.stem for file in MANIFESTS.glob("*.toml")}


def test_the_default_set_covers_every_part_of_a_turn():
    defaults = [m for m in ALL.values() if m.default]
    assert {m.task for m in defaults} == {
        "speech", "text", "reading", "voice activity", "image", "explanation", "formula"
    }  # fmt: skip
    assert defaults[-1].task == "explanation"  # the largest comes last: the rest is of use before


@pytest.mark.parametrize("manifest", ALL.values(), ids=ALL)
def test_each_model_can_be_fetched_and_is_described(manifest):
    assert all(file.parts or file.url for file in manifest.files)
    assert all(file.url.startswith("https://") for file in manifest.files if file.url)
    assert manifest.licence in {"MIT", "Apache-2.0"}
    assert manifest.inputs
    assert manifest.outputs
    assert manifest.preprocessing


@pytest.mark.parametrize("manifest", ALL.values(), ids=ALL)
def test_each_package_is_pinned(manifest):
    for file in manifest.files:
        assert all(re.fullmatch(r"[\d.]+", part.version) for part in file.parts)


@pytest.mark.parametrize(("size", "sha256"), [(0, "a" * 64), (1, "A" * 64), (1, "a" * 63)])
def test_a_file_without_size_or_checksum_is_refused(size, sha256):
    with pytest.raises(ValueError, match="needs its size and SHA-256"):
        WeightFile("weights.bin", size, sha256)
