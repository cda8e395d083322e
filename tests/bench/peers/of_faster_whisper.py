"""faster-whisper as it is installed, in an environment of its own: FOLDER THREADS."""

import sys

from faster_whisper import BatchedInferencePipeline, WhisperModel
from protocol import Hear, serve, timed


def hearing(model: WhisperModel | BatchedInferencePipeline, **options) -> Hear:
    def hear(samples, language):
        segments, _ = model.transcribe(samples, language=language, **options)
        return "".join(segment.text for segment in segments).strip()

    return timed(hear)


if __name__ == "__main__":
    model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2]))
    serve(
        {
            "whole": hearing(model, beam_size=5),
            "greedy": hearing(model, beam_size=1),
            "long": hearing(model, beam_size=5, vad_filter=True),
            "batched": hearing(BatchedInferencePipeline(model), beam_size=5, batch_size=8),
        }
    )
