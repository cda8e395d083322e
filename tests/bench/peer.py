"""A recogniser in a process of its own: ours, or faster-whisper in an environment under `.bench`."""

import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.bench.heard import Clip, Heard
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.speech.recogniser import speech_model
from tutor_app.engine.speech.tokens import FIRST_TIMESTAMP
from tutor_app.settings.home import find_home

PEERS = Path(__file__).parent / "peers"
PLACE = Path(".bench") / "faster-whisper"
VOCABULARY = 51865


class Peer:
    """See `peers/protocol.py`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hear(self, mode: str, samples: Path, clip: Clip) -> Heard:
        answer = self._ask({"mode": mode, "samples": str(samples), "language": clip.language})
        sure = tuple((at, count) for at, count in answer.get("sure", ()))
        return Heard(clip, answer["text"], answer["seconds"], answer.get("first_words"), sure)

    def word_ends(self, samples: Path, clip: Clip) -> list[float]:
        """Seconds in the clip at which each unit of its text ends."""
        return self._ask({"mode": "times", "samples": str(samples), "language": clip.language})["ends"]

    def memory(self) -> float:
        """Bytes, at most."""
        return float(self._ask({"mode": "memory"})["bytes"])

    def close(self) -> None:
        self._process.communicate()

    def _ask(self, asked: dict[str, str]) -> dict:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def tutor(threads: int) -> Peer:
    return Peer([sys.executable, str(PEERS / "of_tutor.py"), str(threads)])


def faster_whisper(folder: Path, threads: int) -> Peer:
    """Installed at first; `folder` gets the weights that ours are made of, in its form."""
    model = folder / "model"
    if not model.exists():
        _write_weights(model)
    return Peer([str(_environment()), str(PEERS / "of_faster_whisper.py"), str(model), str(threads)])


def _environment() -> Path:
    """Its Python."""
    python = PLACE / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (PLACE / "ready").exists():
        venv.create(PLACE, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "faster-whisper"], check=True)
        (PLACE / "ready").touch()
    return python.absolute()


def _write_weights(model: Path) -> None:
    home = find_home()
    ours = speech_model(home)
    model.mkdir()
    for name in ("model.bin", "tokenizer.json"):
        (model / name).symlink_to(weight(home, ours, name).absolute())
    tokenizer = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    tokens = {id: token for token, id in tokenizer["model"]["vocab"].items()}
    tokens |= {added["id"]: added["content"] for added in tokenizer["added_tokens"]}
    listed = [tokens.get(id, f"<|{(id - FIRST_TIMESTAMP) * 0.02:.2f}|>") for id in range(VOCABULARY)]
    (model / "vocabulary.json").write_text(json.dumps(listed), encoding="utf-8")
    config = {
        "alignment_heads": load_manifests()[ours].alignment_heads,
        "lang_ids": list(range(50259, 50358)),
        "suppress_ids": [],
        "suppress_ids_begin": [220, 50257],
    }
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
