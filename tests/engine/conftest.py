"""What the tests of the engine share."""

import pytest

from tutor_app.engine import finding


@pytest.fixture(autouse=True)
def closeness_is_unknown(monkeypatch):
    """Cosines of made-up encoders mean nothing."""
    for scale in ("CLOSENESS", "TITLED"):
        monkeypatch.setattr(finding, scale, {})
