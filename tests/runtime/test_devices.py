"""The device is chosen for a reason, and the reason is said."""

import pytest

from tutor_app.core.language import speak
from tutor_app.engine.devices import CPU, PROVIDERS, TOLERANCE, Probe, Remembered, choose
from tutor_app.engine.runtime import OnnxProber

CUDA, DML, COREML, OPENVINO = (PROVIDERS[name] for name in ("cuda", "dml", "coreml", "openvino"))


class Fake:
    """A machine with some providers and what each does when probed."""

    def __init__(self, **does):
        self.does = {PROVIDERS[name]: behaviour for name, behaviour in does.items()}
        self.probed = []

    def available(self):
        return [*self.does, CPU]

    def probe(self, provider):
        self.probed.append(provider)
        match self.does.get(provider, "runs"):
            case "raises":
                raise RuntimeError("driver too old")
            case "falls back":
                return Probe(CPU, 0.0, 1.0)
            case "is wrong":
                return Probe(provider, 10 * TOLERANCE, 0.1)
            case "gives no number":
                return Probe(provider, float("nan"), 0.1)
            case "is slow":
                return Probe(provider, 0.0, 5.0)
        return Probe(provider, 0.001, 1.0 if provider == CPU else 0.1)


@pytest.mark.parametrize(
    ("wish", "platform", "machine", "provider", "reason"),
    [
        ("auto", "linux", Fake(), CPU, "no other device"),
        ("auto", "linux", Fake(cuda="runs"), CUDA, "cuda is used"),
        ("auto", "win32", Fake(cuda="runs", dml="runs"), CUDA, "cuda is used"),
        ("auto", "win32", Fake(dml="runs", openvino="runs"), DML, "dml is used"),
        ("auto", "darwin", Fake(coreml="runs"), COREML, "coreml is used"),
        ("auto", "linux", Fake(openvino="runs"), OPENVINO, "openvino is used"),
        ("auto", "linux", Fake(cuda="raises", openvino="runs"), OPENVINO, "openvino is used"),
        ("auto", "linux", Fake(cuda="raises"), CPU, "cuda failed (RuntimeError)"),
        ("auto", "linux", Fake(cuda="falls back"), CPU, "cuda silently fell back"),
        ("auto", "win32", Fake(dml="is wrong"), CPU, "dml gave wrong numbers"),
        ("auto", "darwin", Fake(coreml="gives no number"), CPU, "coreml gave wrong numbers"),
        ("auto", "linux", Fake(openvino="is slow"), CPU, "openvino is slower"),
        ("auto", "plan9", Fake(cuda="runs"), CPU, "no other device"),
        ("openvino", "linux", Fake(openvino="is slow"), OPENVINO, "as chosen"),
        ("cuda", "linux", Fake(), CPU, "cuda is not available"),
        ("cuda", "linux", Fake(cuda="falls back"), CPU, "cuda silently fell back"),
        ("dml", "win32", Fake(cuda="runs", dml="runs"), DML, "as chosen"),
        ("cpu", "linux", Fake(cuda="runs"), CPU, "as chosen"),
        ("abacus", "linux", Fake(), CPU, "abacus is not available"),
    ],
)
def test_the_wish_then_the_platforms_order_then_the_cpu(wish, platform, machine, provider, reason):
    device = choose(wish, platform, machine)
    assert device.provider == provider
    assert reason in device.reason


def test_nothing_is_probed_where_there_is_only_a_cpu():
    machine = Fake()
    choose("auto", "linux", machine)
    assert machine.probed == []


def test_what_was_probed_is_told_in_another_language_without_probing_again():
    machine = Fake(cuda="raises", openvino="runs")
    remembered = Remembered(machine)
    english = choose("auto", "linux", remembered)
    probed = list(machine.probed)
    speak("zh")
    chinese = choose("auto", "linux", remembered)
    speak("en")
    assert chinese.provider == english.provider == OPENVINO
    assert chinese.reason != english.reason
    assert machine.probed == probed


def test_the_cpu_of_this_machine_passes_the_probe():
    found = OnnxProber().probe(CPU)
    assert found.ran_on == CPU
    assert found.difference < 1e-4
    assert CPU in OnnxProber().available()
