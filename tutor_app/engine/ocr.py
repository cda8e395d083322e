"""Words on a screenshot or a scanned page, Chinese and English, and where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Box
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.runtime import cores
from tutor_app.settings.home import Home

NAME = "ppocr-v6-small"
DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"

MOST_PX = 1600  # the longer side that is searched for text; smaller pictures aren't blown up
LEAST_PX = 8  # on the shorter side: nothing can be read below
LEAST_CONFIDENCE = 0.6

Network: TypeAlias = Callable[[NDArray[Any]], NDArray[Any]]


@dataclass(frozen=True)
class ScreenWord:
    """A word, label or line: what stands together on one line of the picture."""

    text: str
    box_px: Box  # of the picture, origin top left
    confidence: float  # 0 to 1


class WordReader:
    """PP-OCRv6 through rapidocr, which finds lines, cuts them out and spells them.

    rapidocr opens its own sessions, on the CPU; our verified files and thread count go in, nothing is
    fetched or logged.
    """

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._stop = _Stoppable()
        engine.text_det.session = self._stop.around(engine.text_det.session)
        engine.text_rec.session = self._stop.around(engine.text_rec.session)

    @classmethod
    def open(cls, home: Home, device: str = "auto") -> "WordReader":
        """`device` is for the day when rapidocr takes our sessions: screens are small, the CPU will do.

        Raises:
            TutorError: the weights are missing or broken.
        """
        files = weight(home, NAME, DETECTOR), weight(home, NAME, RECOGNISER)
        try:
            from rapidocr import RapidOCR  # 0.8 s: not before a screenshot is there

            engine = RapidOCR(params=_settings(*map(str, files)))
            blank = np.full((48, 48, 3), 255, np.uint8)
            engine(blank, use_det=True, use_rec=False)
            engine(blank, use_det=False, use_rec=True)
        except Exception as error:
            raise TutorError(
                tr("The text reader's files can't be used."),
                tr("Fetch it again: tutor models fetch {model}", model=NAME),
            ) from error
        return cls(engine)

    def read(self, picture: Pixels, cancel: Cancellation) -> list[ScreenWord]:
        """What is written on a picture, in reading order; empty if nothing is.

        Raises:
            Cancelled: between two networks or two batches of lines.
        """
        cancel.check()
        if picture.ndim != 3 or min(picture.shape[:2]) < LEAST_PX:
            return []
        with self._stop.when(cancel):
            found = self._engine(picture[:, :, ::-1], use_det=True, use_rec=True)
        if found.boxes is None or not found.txts:
            return []
        lines = zip(found.txts, found.boxes, found.scores, strict=True)
        return [ScreenWord(text, _upright(box), float(score)) for text, box, score in lines]


def words_of(words: list[ScreenWord]) -> str:
    """What is written, one line each."""
    return "\n".join(word.text for word in words)


class _Stoppable:
    """Lets a Cancellation in between the runs of rapidocr's networks."""

    def __init__(self) -> None:
        self._cancel = Cancellation()

    def when(self, cancel: Cancellation) -> "_Stoppable":
        self._cancel = cancel
        return self

    def __enter__(self) -> None:
        self._cancel.check()

    def __exit__(self, *_: object) -> None:
        self._cancel = Cancellation()

    def around(self, network: Network) -> Network:
        def run(pixels: NDArray[Any]) -> NDArray[Any]:
            self._cancel.check()
            return network(pixels)

        return run


def _settings(detector: str, recogniser: str) -> dict[str, Any]:
    return {
        "Global.log_level": "critical",
        "Global.use_cls": False,  # text upside down is rare on a screen, and the third network is not ours
        "Global.text_score": LEAST_CONFIDENCE,
        "Det.model_path": detector,
        "Det.limit_type": "max",
        "Det.limit_side_len": MOST_PX,
        "Rec.model_path": recogniser,
        "EngineConfig.onnxruntime.intra_op_num_threads": cores(),
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }


def _upright(corners: NDArray[np.float32]) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))
