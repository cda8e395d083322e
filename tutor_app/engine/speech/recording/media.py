"""An audio or video file → its sound, block by block, through PyAV (FFmpeg). Only decoded, never written."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from tutor_app.core.arrays import Samples
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.speech.recording.gaps import Gaps
from tutor_app.engine.speech.recording.tracks import Score, choose_track, measure_loudness
from tutor_app.engine.speech.resampling import Resampled

Raw: TypeAlias = NDArray[np.float32]  # (n, channels), at the file's own rate

GAP_S = 0.1  # a longer one in the times of a file's sound is silence
MOST_SILENCE_S = 60.0  # of a gap: a file may say that it is silent for weeks
LOST_SHARE, LOST_S = 0.05, 2.0  # of what the file says that it holds: less is an estimate


class Media:
    """One file. `ends_early` and `gaps` are whole when all blocks have been read."""

    def __init__(self, path: Path) -> None:
        """Raises: TutorError: there is no such file, or no sound in it."""
        self._path = path
        self.ends_early, self.gaps = False, Gaps()
        with self._opened() as container:
            duration = container.duration
            self.seconds = duration / av.time_base if duration and duration > 0 else None

    def blocks(self, score: Score = measure_loudness) -> Iterator[Samples]:
        """About a second each. What can't be decoded is left out, and is silence where the file has times; of
        a long silence only `MOST_SILENCE_S` come, and `gaps` has the rest. `score` tells which of several
        tracks is heard.

        Raises:
            TutorError: there is no sound in it after all.
        """
        heard = 0.0
        resampled, rate = None, 0
        self.gaps = Gaps()
        for raw, raw_rate in self._raw_blocks(score):
            if resampled is None or raw_rate != rate:
                resampled, rate = Resampled(raw_rate), raw_rate
            heard += len(raw) / rate
            yield resampled.add(raw)
        if resampled is None:
            raise _empty(self._path)
        yield resampled.add(np.zeros((0, 1), dtype=np.float32), last=True)
        self.ends_early |= heard + self.gaps.total_s < (self.seconds or 0) * (1 - LOST_SHARE) - LOST_S

    def _raw_blocks(self, score: Score) -> Iterator[tuple[Raw, int]]:
        """Frames joined to about a second, with their rate."""
        frames: list[Raw] = []
        held, rate, channels = 0, 0, 0
        for raw, raw_rate in self._frames(score):
            if frames and (held >= rate or raw_rate != rate or raw.shape[1] != channels):
                yield np.concatenate(frames), rate
                frames, held = [], 0
            frames.append(raw)
            held, rate, channels = held + len(raw), raw_rate, raw.shape[1]
        if frames:
            yield np.concatenate(frames), rate

    def _frames(self, score: Score) -> Iterator[tuple[Raw, int]]:
        resamplers: dict[tuple[str, str, int], AudioResampler] = {}
        at = 0.0
        track = self._chosen_track(score)
        with self._opened() as container:
            begin = (container.start_time or 0) / av.time_base
            for frame in self._decoded(container, track):
                key = (frame.format.name, frame.layout.name, frame.sample_rate)
                to_floats = resamplers.setdefault(key, AudioResampler(format="fltp"))
                missing_s = (frame.time - begin - at) if frame.time is not None else 0.0
                if GAP_S < missing_s <= (self.seconds or 0) - at:
                    silence_s = min(missing_s, MOST_SILENCE_S)
                    yield from _silence(silence_s, frame.sample_rate)
                    self.gaps.add(at + silence_s - self.gaps.total_s, missing_s - silence_s)
                    at += missing_s
                for converted in to_floats.resample(frame):
                    at += converted.samples / converted.sample_rate
                    yield converted.to_ndarray().T.astype(np.float32, copy=False), converted.sample_rate

    def _chosen_track(self, score: Score) -> int:
        """Its number in the file."""
        with self._opened() as container:
            return choose_track(container, score).index

    def _decoded(self, container: "av.container.InputContainer", track: int) -> Iterator[AudioFrame]:
        packets = container.demux(container.streams[track])
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, OSError):
                self.ends_early = True
                return
            if packet is None:
                return
            try:
                frames = packet.decode()
            except (av.FFmpegError, ValueError):
                continue
            yield from (frame for frame in frames if isinstance(frame, AudioFrame) and frame.samples)

    def _opened(self) -> "av.container.InputContainer":
        if not self._path.is_file():
            raise TutorError(
                tr("There is no file {file}.", file=self._path), tr("Check its name and folder.")
            )
        if not self._path.stat().st_size:
            raise _empty(self._path)
        try:
            # a list of addresses is a medium, too: nothing but files is opened
            container = av.open(
                f"file:{self._path}", options={"protocol_whitelist": "file"}, metadata_errors="replace"
            )
        except (av.FFmpegError, OSError, ValueError) as error:
            raise _unreadable(self._path) from error
        if not container.streams.audio:
            container.close()
            raise TutorError(
                tr("There is no sound in {name}.", name=self._path.name),
                tr("Give a recording, or a video with a sound track."),
            )
        return container


def _silence(seconds: float, rate: int) -> Iterator[tuple[Raw, int]]:
    left = round(seconds * rate)
    while left > 0:
        yield np.zeros((min(left, rate), 1), dtype=np.float32), rate
        left -= rate


def _empty(path: Path) -> TutorError:
    return TutorError(tr("{name} is empty.", name=path.name), tr("Record it or copy it again."))


def _unreadable(path: Path) -> TutorError:
    return TutorError(
        tr("{name} is not a recording that can be read.", name=path.name),
        tr("Give an audio or video file that a player can play."),
    )
