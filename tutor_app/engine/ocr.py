"""Words on a screenshot or a scanned page, Chinese and English, and where they stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
MAX_ASPECT = 3.0  # of the sides, above which a picture is read in pieces
CUT_WITHIN_PX = 480  # where the next cut is looked for: some lines of text, or a few words
BLANK = 16  # between its lightest and darkest value: nothing is written there
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
        """What is written on a picture, in reading order; empty if nothing is. A long one is read in pieces.

        Raises:
            Cancelled: between two networks or two batches of lines.
        """
        cancel.check()
        if picture.ndim != 3 or min(picture.shape[:2]) < LEAST_PX:
            return []
        return [
            _moved(word, x, y)
            for x, y, piece in cut_long(picture)
            for word in self._read_piece(piece, cancel)
        ]

    def _read_piece(self, picture: Pixels, cancel: Cancellation) -> list[ScreenWord]:
        if int(picture.max()) - int(picture.min()) < BLANK:
            return []
        with self._stop.when(cancel):
            found = self._engine(picture[:, :, ::-1], use_det=True, use_rec=True)
        if found.boxes is None or not found.txts:
            return []
        lines = zip(found.txts, found.boxes, found.scores, strict=True)
        return [ScreenWord(text, _upright(box), float(score)) for text, box, score in lines]


def cut_long(picture: Pixels) -> Iterator[tuple[int, int, Pixels]]:
    """Cut a picture that is much longer than wide, or the other way round, into pieces that can be read.

    As a whole it would be made so small that no letter is left. Each piece comes with the x and y of its top
    left; cuts lie where there is least to cut through, between two lines or two words.
    """
    height, width = picture.shape[:2]
    longer, shorter = max(height, width), min(height, width)
    if longer <= MOST_PX or longer <= MAX_ASPECT * shorter:
        yield 0, 0, picture
        return
    axis = 0 if height > width else 1
    length = max(MOST_PX, shorter)
    start = 0
    while start < longer:
        end = longer if longer - start <= 1.3 * length else _quietest_cut(picture, axis, start + length)
        yield (0, start, picture[start:end]) if axis == 0 else (start, 0, picture[:, start:end])
        start = end


def _quietest_cut(picture: Pixels, axis: int, near: int) -> int:
    """The middle of the widest gap, rows or columns of hardly any change, shortly before `near`."""
    first = near - CUT_WITHIN_PX
    strip = picture[first:near] if axis == 0 else picture[:, first:near].transpose(1, 0, 2)
    change = np.abs(np.diff(strip.astype(np.int16), axis=1)).sum(axis=(1, 2))
    quiet = [*(change <= 1.1 * change.min() + 1), False]
    best = start = 0
    middle = int(change.argmin())
    for place, is_quiet in enumerate(quiet):
        if is_quiet:
            continue
        if place - start > best:
            best, middle = place - start, (start + place) // 2
        start = place + 1
    return first + middle


def _moved(word: ScreenWord, x: int, y: int) -> ScreenWord:
    box = word.box_px
    return replace(word, box_px=Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)) if x or y else word


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
