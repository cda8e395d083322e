"""Which device the models run on, and why."""

from dataclasses import dataclass

from tutor_app.core.language import tr

CPU = "CPUExecutionProvider"


@dataclass(frozen=True)
class Device:
    """An execution provider of onnxruntime, with the reason for it in the learner's words."""

    provider: str
    reason: str


def chosen_device(wish: str) -> Device:
    return Device(CPU, tr("The CPU is used."))
