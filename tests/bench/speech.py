"""Our speech beside faster-whisper: the same weights, clips and threads, one clip after the other in turn.

`--data` is a table of clips with the columns file, lang, group, seconds and text.
faster-whisper is installed in an environment of its own, under `.bench`.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.row import Row, at_most
from tutor_app.core.errors import TutorError
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.speech.recogniser import NAME
from tutor_app.engine.speech.script import simplified
from tutor_app.engine.speech.sound import read_sound
from tutor_app.engine.speech.tokens import FIRST_TIMESTAMP
from tutor_app.settings.home import find_home

THREADS = 2
PEERS = Path(__file__).parent / "peers"
PLACE = Path(".bench") / "faster-whisper"
SHORT_S = (3.0, 10.0)  # clips whose latency is compared
VOCABULARY = 51865
OURS, THEIRS = ("whole", "spoken"), ("whole", "greedy")


@dataclass(frozen=True)
class Clip:
    file: Path
    language: str
    group: str
    seconds: float
    text: str


@dataclass(frozen=True)
class Heard:
    clip: Clip
    text: str
    seconds: float
    first_words: float | None = None


def run(data: Path | None) -> list[Row]:
    if data is None or not data.is_file():
        raise TutorError("The benchmark speech needs clips.", "./check --bench speech --data CLIPS.tsv")
    clips = list(_clips(data))
    with tempfile.TemporaryDirectory() as folder:
        theirs = Peer(
            [
                str(_environment()),
                str(PEERS / "of_faster_whisper.py"),
                str(_weights(Path(folder))),
                str(THREADS),
            ]
        )
        ours = Peer([sys.executable, str(PEERS / "of_tutor.py"), str(THREADS)])
        heard: dict[tuple[str, str], list[Heard]] = {}
        for number, clip in enumerate(clips):
            samples = Path(folder) / "clip.npy"
            np.save(samples, read_sound(clip.file))
            if not number:  # what is opened or compiled at first counts for nobody
                _ = [ours.hear("whole", samples, clip), theirs.hear("whole", samples, clip)]
            for who, peer, modes in (("ours", ours, OURS), ("theirs", theirs, THEIRS)):
                for mode in modes:
                    heard.setdefault((who, mode), []).append(peer.hear(mode, samples, clip))
            print(f"{number + 1}/{len(clips)}", end="\r", file=sys.stderr)
        memory = ours.memory() / theirs.memory()
        for peer in (ours, theirs):
            peer.close()
    return [*_errors(heard), *_times(heard), at_most("peak memory, times faster-whisper", memory, "", 1.0)]


class Peer:
    """A recogniser in a process of its own: `peers/protocol.py`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hear(self, mode: str, samples: Path, clip: Clip) -> Heard:
        answer = self._ask({"mode": mode, "samples": str(samples), "language": clip.language})
        return Heard(clip, answer["text"], answer["seconds"], answer.get("first_words"))

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


def _clips(table: Path) -> Iterator[Clip]:
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            file = table.parent / row["file"]
            yield Clip(file, row["lang"], row["group"], float(row["seconds"]), row["text"])


def _environment() -> Path:
    """Its Python."""
    python = PLACE / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (PLACE / "ready").exists():
        venv.create(PLACE, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "faster-whisper"], check=True)
        (PLACE / "ready").touch()
    return python.absolute()


def _weights(folder: Path) -> Path:
    """The weights that ours are made of, in the form that faster-whisper opens."""
    home, model = find_home(), folder / "model"
    model.mkdir()
    for name in ("model.bin", "tokenizer.json"):
        (model / name).symlink_to(weight(home, NAME, name).absolute())
    tokenizer = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    tokens = {id: token for token, id in tokenizer["model"]["vocab"].items()}
    tokens |= {added["id"]: added["content"] for added in tokenizer["added_tokens"]}
    listed = [tokens.get(id, f"<|{(id - FIRST_TIMESTAMP) * 0.02:.2f}|>") for id in range(VOCABULARY)]
    (model / "vocabulary.json").write_text(json.dumps(listed), encoding="utf-8")
    config = {
        "alignment_heads": load_manifests()[NAME].alignment_heads,
        "lang_ids": list(range(50259, 50358)),
        "suppress_ids": [],
        "suppress_ids_begin": [220, 50257],
    }
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return model


def _errors(heard: dict[tuple[str, str], list[Heard]]) -> Iterator[Row]:
    """Words wrong in English, characters in Chinese, in per cent."""
    for kind in KINDS:
        rates = {key: _rate([one for one in of if _kind(one.clip) == kind]) for key, of in heard.items()}
        if rates["theirs", "whole"] is None:
            continue
        best = min(rates["theirs", "whole"], rates["theirs", "greedy"])
        yield Row(f"errors, {kind}: faster-whisper", rates["theirs", "whole"], "%")
        yield Row(f"errors, {kind}: faster-whisper, greedy", rates["theirs", "greedy"], "%")
        for mode in OURS:
            yield at_most(f"errors, {kind}: ours, {mode}", rates["ours", mode], "%", best + 0.3)


KINDS = ("readers", "adult learners", "child learners", "Mandarin")


def _kind(clip: Clip) -> str:
    if clip.language == "zh":
        return "Mandarin"
    return {"learner_adult": "adult learners", "learner_child": "child learners"}.get(clip.group, "readers")


def _rate(heard: Sequence[Heard]) -> float | None:
    wrong = sum(_distance(_units(one.clip.text, one.clip), _units(one.text, one.clip)) for one in heard)
    length = sum(len(_units(one.clip.text, one.clip)) for one in heard)
    return 100 * wrong / length if length else None


def _units(text: str, clip: Clip) -> list[str]:
    if clip.language == "zh":
        return [letter for letter in simplified(text) if letter.isalnum()]
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))


def _distance(said: Sequence[str], heard: Sequence[str]) -> int:
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def _times(heard: dict[tuple[str, str], list[Heard]]) -> Iterator[Row]:
    """Medians and 95th percentiles over short clips, as parts of faster-whisper's own."""

    def seconds(who: str, mode: str) -> list[float]:
        return [one.seconds for one in heard[who, mode] if SHORT_S[0] <= one.clip.seconds <= SHORT_S[1]]

    for mode in THEIRS:
        for name, share in (("median", 50), ("p95", 95)):
            yield Row(
                f"faster-whisper, {mode}, {name}", float(np.percentile(seconds("theirs", mode), share)), "s"
            )
    for mode, bars in (("spoken", (0.25, 0.8)), ("whole", (0.35, 1.0))):
        for (name, share), bar in zip((("median", 50), ("p95", 95)), bars, strict=True):
            ours, theirs = (
                float(np.percentile(s, share)) for s in (seconds("ours", mode), seconds("theirs", "whole"))
            )
            yield Row(f"ours, {mode}, {name}", ours, "s")
            yield at_most(f"ours, {mode}, {name}, times faster-whisper", ours / theirs, "", bar)
    first = [one.first_words for one in heard["ours", "spoken"] if one.first_words is not None]
    yield at_most("first words after speech begins, median", float(np.median(first)), "s", 0.8)
