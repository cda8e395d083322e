"""Every test has a home of its own, and nobody's else."""

import os
from pathlib import Path

import pytest

from tutor_app.settings.home import VARIABLE, below, find_home


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "home"))
    return find_home()


@pytest.fixture(scope="session")
def models_home():
    """The home whose models ./check has fetched."""
    folder = os.environ.get("TUTOR_TEST_HOME")
    return below(Path(folder)) if folder else find_home()
