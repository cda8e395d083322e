"""Our speech beside faster-whisper: the same weights, clips and threads, one clip after the other in turn.

`--data` is a table of clips with the columns file, lang, group, seconds and text. Joined, those of a language
make the long recording.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tests.bench.heard import KINDS, Clip, Heard, clips, error_rate
from tests.bench.peer import faster_whisper, tutor
from tests.bench.row import Row, at_least, at_most
from tutor_app.core.errors import TutorError
from tutor_app.engine.speech.sound import read_sound

THREADS = 2
RATE = 16_000
SHORT_S = (3.0, 10.0)  # clips whose latency is compared
PAUSE_S = 0.7  # between the clips of a long recording
OURS, THEIRS = ("whole", "spoken"), ("whole", "greedy")


def run(data: Path | None) -> Iterator[Row]:
    if data is None or not data.is_file():
        raise TutorError("The benchmark speech needs clips.", "./check --bench speech --data CLIPS.tsv")
    spoken = list(clips(data))
    with tempfile.TemporaryDirectory() as folder:
        yield from _of_clips(spoken, Path(folder))
        yield from _of_long(spoken, Path(folder))


def _of_clips(spoken: Sequence[Clip], folder: Path) -> Iterator[Row]:
    """Each by itself."""
    ours, theirs, timing = tutor(THREADS), faster_whisper(folder, THREADS), tutor(THREADS)
    heard: dict[tuple[str, str], list[Heard]] = {}
    ends: list[list[float]] = []
    for number, clip in enumerate(spoken):
        samples = folder / "clip.npy"
        np.save(samples, read_sound(clip.file))
        if not number:  # what is opened or compiled at first counts for nobody
            _ = [ours.hear("whole", samples, clip), theirs.hear("whole", samples, clip)]
        for who, peer, modes in (("ours", ours, OURS), ("theirs", theirs, THEIRS)):
            for mode in modes:
                heard.setdefault((who, mode), []).append(peer.hear(mode, samples, clip))
        ends.append(timing.word_ends(samples, clip))
        print(f"{number + 1}/{len(spoken)}", end="\r", file=sys.stderr)
    memory = ours.memory() / theirs.memory()
    for peer in (ours, theirs, timing):
        peer.close()
    yield from _errors(heard)
    yield from _times(heard)
    yield from _behind(heard["ours", "spoken"], ends)
    yield at_most("peak memory, times faster-whisper", memory, "", 1.0)


def _of_long(spoken: Sequence[Clip], folder: Path) -> Iterator[Row]:
    """All clips of a language as one recording, beside faster-whisper one by one and in batches."""
    ours, theirs, batched = tutor(THREADS), faster_whisper(folder, THREADS), faster_whisper(folder, THREADS)
    for language in sorted({clip.language for clip in spoken}):
        said = [clip for clip in spoken if clip.language == language]
        pause = np.zeros(int(PAUSE_S * RATE), np.float32)
        sound = np.concatenate([part for clip in said for part in (read_sound(clip.file), pause)])
        samples, name = folder / "long.npy", f"long recording, {language}"
        np.save(samples, sound)
        whole = Clip(samples, language, "", len(sound) / RATE, " ".join(clip.text for clip in said))
        one, plain, many = (
            peer.hear(mode, samples, whole)
            for peer, mode in ((ours, "long"), (theirs, "long"), (batched, "batched"))
        )
        yield Row(f"{name}: its length", whole.seconds, "s")
        yield at_least(f"{name}: throughput, times faster-whisper", plain.seconds / one.seconds, "", 1.3)
        yield Row(f"{name}: throughput, times faster-whisper in batches", many.seconds / one.seconds, "")
        for who, heard in (("ours", one), ("faster-whisper", plain), ("faster-whisper, batches", many)):
            yield Row(f"{name}: errors, {who}", error_rate([heard]), "%")
    for who, peer in (("faster-whisper", theirs), ("faster-whisper in batches", batched)):
        yield Row(f"long recording: peak memory, times {who}", ours.memory() / peer.memory(), "")
    for peer in (ours, theirs, batched):
        peer.close()


def _errors(heard: dict[tuple[str, str], list[Heard]]) -> Iterator[Row]:
    """Words wrong in English, characters in Chinese, in per cent."""
    for kind in KINDS:
        rates = {key: error_rate([one for one in of if one.clip.kind == kind]) for key, of in heard.items()}
        if rates["theirs", "whole"] is None:
            continue
        best = min(rates["theirs", "whole"], rates["theirs", "greedy"])
        yield Row(f"errors, {kind}: faster-whisper", rates["theirs", "whole"], "%")
        yield Row(f"errors, {kind}: faster-whisper, greedy", rates["theirs", "greedy"], "%")
        for mode in OURS:
            yield at_most(f"errors, {kind}: ours, {mode}", rates["ours", mode], "%", best + 0.3)


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


def _behind(heard: Sequence[Heard], ends: Sequence[Sequence[float]]) -> Iterator[Row]:
    """From the end of a word in the voice until it is sure on screen, at the latest when it is all said."""
    lags = []
    for one, said in zip(heard, ends, strict=True):
        if not SHORT_S[0] <= one.clip.seconds <= SHORT_S[1]:
            continue
        at_last = one.clip.seconds + one.seconds
        for number, end in enumerate(said, 1):
            sure_at = next((at for at, count in one.sure if count >= number), at_last)
            lags.append(max(0.0, sure_at - end))
    for name, share in (("median", 50), ("p95", 95)):
        yield at_most(f"sure words behind the voice, {name}", float(np.percentile(lags, share)), "s", 2.0)
