"""Which execution provider the models run on, and why: the user's choice, the platform's order, else the CPU.

A provider counts only if it is there, really runs the probe (a fall-back of onnxruntime is silent), gives the
CPU's numbers, and is not slower than the CPU.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from tutor_app.core.language import tr

CPU = "CPUExecutionProvider"
PROVIDERS = {
    "cpu": CPU,
    "cuda": "CUDAExecutionProvider",
    "tensorrt-rtx": "NvTensorRTRTXExecutionProvider",
    "dml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "webgpu": "WebGpuExecutionProvider",
}
ORDER = {
    "win32": ("tensorrt-rtx", "cuda", "dml", "openvino", "webgpu"),
    "darwin": ("coreml", "webgpu"),
    "linux": ("tensorrt-rtx", "cuda", "openvino", "webgpu"),
}
TOLERANCE = 2e-2  # of the probe's outputs, all within ±1: half precision passes, a wrong kernel does not


@dataclass(frozen=True)
class Probe:
    """One input run on a provider."""

    ran_on: str
    difference: float  # from the CPU's answer, the largest
    seconds: float


class Prober(Protocol):
    """What can be asked of onnxruntime."""

    def available(self) -> Sequence[str]:
        """Names of the providers of this build and its plug-ins."""

    def probe(self, provider: str) -> Probe:
        """Raises anything: drivers do."""


@dataclass(frozen=True)
class Device:
    """An execution provider of onnxruntime, with the reason for it in the learner's words."""

    provider: str
    reason: str


def choose(wish: str, platform: str, prober: Prober) -> Device:
    """The device for a wish: "auto", or a name in PROVIDERS."""
    if wish == "cpu":
        return Device(CPU, tr("The CPU is used, as chosen."))
    names = ORDER.get(platform, ()) if wish == "auto" else (wish,)
    available = prober.available()
    complaints: list[str] = []
    for name in names:
        provider = PROVIDERS.get(name, name)
        if provider not in available:
            if wish != "auto":
                complaints.append(tr("{name} is not available", name=name))
            continue
        complaint = _complaint(name, provider, prober, demands_speed=wish == "auto")
        if not complaint:
            chosen = tr("{name} is used, as chosen.", name=name)
            return Device(provider, tr("{name} is used.", name=name) if wish == "auto" else chosen)
        complaints.append(complaint)
    if not complaints:
        return Device(CPU, tr("The CPU is used: no other device is available."))
    return Device(CPU, tr("The CPU is used: {reasons}.", reasons="; ".join(complaints)))


def _complaint(name: str, provider: str, prober: Prober, demands_speed: bool) -> str:
    """Why a provider is not used; empty if it may be."""
    try:
        found = prober.probe(provider)
        plain = prober.probe(CPU)
    except Exception as error:  # noqa: BLE001  drivers raise what they like
        return tr("{name} failed ({kind})", name=name, kind=type(error).__name__)
    if found.ran_on != provider:
        return tr("{name} silently fell back to the CPU", name=name)
    if not found.difference <= TOLERANCE:
        return tr("{name} gave wrong numbers", name=name)
    if demands_speed and found.seconds > plain.seconds:
        return tr("{name} is slower", name=name)
    return ""


class Remembered:
    """A prober that runs a probe once: asked again, it says the same, be it in another language."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober
        self._found: dict[str, Probe | Exception] = {}

    def available(self) -> Sequence[str]:
        return self._prober.available()

    def probe(self, provider: str) -> Probe:
        if provider not in self._found:
            try:
                self._found[provider] = self._prober.probe(provider)
            except Exception as error:  # noqa: BLE001  drivers raise what they like
                self._found[provider] = error
        found = self._found[provider]
        if isinstance(found, Exception):
            raise found
        return found


@cache
def _prober() -> Prober:
    from tutor_app.engine.runtime import OnnxProber

    return Remembered(OnnxProber())


def chosen_device(wish: str) -> Device:
    """The device of this process, the same whenever it is asked for."""
    return choose(wish, sys.platform, _prober())
