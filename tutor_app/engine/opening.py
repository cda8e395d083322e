"""What is told and warmed before the first turn."""

from contextlib import suppress

from tutor_app.core.errors import TutorError
from tutor_app.engine.devices import Device
from tutor_app.engine.messages import Ready
from tutor_app.engine.models import Models
from tutor_app.engine.registry.installed import is_installed
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.settings.home import Home


def ready_with(home: Home, device: Device) -> Ready:
    """What runs where and why, and which default models are not here yet."""
    defaults = (m for m in load_manifests().values() if m.default)
    missing = tuple(m.name for m in defaults if not is_installed(home, m.name))
    explainer = "quote" if any(load_manifests()[name].task == "explanation" for name in missing) else "local"
    return Ready(device.provider, device.reason, missing, explainer)


def warm(models: Models) -> None:
    """Open what nearly every turn needs, so that the first one is as quick as the others."""
    with suppress(TutorError):  # what is missing is said when a turn needs it
        models.recogniser.get()
    for encoder in models.text_encoders.values():
        encoder.get_or_none()
