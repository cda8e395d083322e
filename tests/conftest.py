"""Every test has a home of its own, and nobody's else."""

import pytest

from tutor_app.settings.home import VARIABLE, find_home


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "home"))
    return find_home()
