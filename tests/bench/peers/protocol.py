"""What a recogniser under test says and hears: a line of JSON for each clip. Standard library and numpy only.

The sound is read before the clock starts. The last line asks for the peak of memory.
"""

import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

Hear = Callable[
    [np.ndarray, str], tuple[str, float, dict]
]  # samples at 16 kHz, language → words, seconds, more


def timed(hear: Callable[[np.ndarray, str], str]) -> Hear:
    """The seconds from the whole clip to its words."""

    def heard(samples: np.ndarray, language: str) -> tuple[str, float, dict]:
        start = time.perf_counter()
        text = hear(samples, language)
        return text, time.perf_counter() - start, {}

    return heard


def serve(modes: dict[str, Hear]) -> None:
    """Answer until the input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what libraries print is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["mode"] == "memory":
            kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            answer = {"bytes": kilobytes * 1024}
        else:
            samples = np.load(asked["samples"])
            text, seconds, more = modes[asked["mode"]](samples, asked["language"])
            answer = {"text": text, "seconds": seconds, **more}
        print(json.dumps(answer), file=answers, flush=True)
