"""Choose the sound track that is heard: the one marked as the main one, unless nobody speaks in it."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.engine.speech.resampling import Mixer

Score: TypeAlias = Callable[[Samples], float]  # how much is said in a part of a track, 0: nothing

PROBES = (0.0, 0.25, 0.5, 0.75)  # of the file, where it is looked at
PROBE_S = 10.0
MOST_PACKETS = 5_000  # of a look: a track may have none
MAIN_SHARE = 0.5  # of what is said in the fullest track: the main one needs no more
FLOOR = 1e-3  # of full scale (-60 dB): less is silence


def measure_loudness(samples: Samples) -> float:
    """Give the share of tenths of a second that are no silence, where no voice detector is at hand."""
    tenths = samples[: len(samples) // 1600 * 1600].reshape(-1, 1600)
    return float((np.sqrt((tenths**2).mean(axis=1)) > FLOOR).mean()) if len(tenths) else 0.0


def choose_track(container: "av.container.InputContainer", score: Score) -> AudioStream:
    """Give the track to hear; the file is then at its beginning or somewhere else: open it anew."""
    tracks = list(container.streams.audio)
    if len(tracks) == 1:
        return tracks[0]
    said = [_score_track(container, track, score) for track in tracks]
    main = next((n for n, track in enumerate(tracks) if _is_main(track)), 0)
    fullest = int(np.argmax(said))
    return tracks[main if said[main] > 0 and said[main] >= MAIN_SHARE * said[fullest] else fullest]


def _is_main(track: AudioStream) -> bool:
    disposition = getattr(av.stream, "Disposition", None)
    return disposition is not None and bool(track.disposition & disposition.default)


def _score_track(container: "av.container.InputContainer", track: AudioStream, score: Score) -> float:
    parts = [list(_probe(container, track, at)) for at in PROBES]
    sound = [np.concatenate(part) for part in parts if part]
    return max((score(part) for part in sound), default=0.0)


def _probe(container: "av.container.InputContainer", track: AudioStream, share: float) -> Iterator[Samples]:
    """Some seconds of a track from there on; what can't be decoded is left out."""
    to_samples, mixer = AudioResampler(format="fltp", rate=SAMPLE_RATE_HZ), Mixer()
    count = 0
    try:
        container.seek(int((container.start_time or 0) + share * (container.duration or 0)))
        for number, packet in enumerate(container.demux(track)):
            for frame in _decode(packet):
                for part in to_samples.resample(frame):
                    samples = mixer.mix(part.to_ndarray().T.astype(np.float32, copy=False))
                    count += len(samples)
                    yield samples
            if count >= PROBE_S * SAMPLE_RATE_HZ or number > MOST_PACKETS:
                return
    except (av.FFmpegError, OSError, ValueError):
        return


def _decode(packet: "av.packet.Packet[AudioStream]") -> list[AudioFrame]:
    try:
        return [frame for frame in packet.decode() if isinstance(frame, AudioFrame) and frame.samples]
    except (av.FFmpegError, ValueError):
        return []
