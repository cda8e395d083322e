"""What the tests of the window share."""

import subprocess
import sys

import pytest

from tutor_app.settings.home import Home, below


@pytest.fixture(scope="session")
def prepared(models_home, tmp_path_factory) -> Home:
    """A home with the models and both sample courses."""
    home = below(tmp_path_factory.mktemp("home"))
    home.data.mkdir(parents=True)
    home.models.symlink_to(models_home.models, target_is_directory=True)
    subprocess.run(
        [sys.executable, "-m", "tutor_app", "--home", str(home.data.parent), "course", "add", "--samples"],
        check=True,
        capture_output=True,
    )
    return home
