"""A picture file → pixels, whatever a learner pastes or drops."""

import warnings
from pathlib import Path

import numpy as np
from PIL import Image

from tutor_app.core.arrays import Pixels
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

MOST_PX = 40_000_000  # five 4K screens; more is no screenshot


def read_picture(path: Path) -> Pixels:
    """The picture in `path`, transparency laid on white.

    Raises:
        TutorError: it is no picture, broken, or of more than 40 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is checked here
            with Image.open(path) as picture:
                if picture.width * picture.height > MOST_PX:
                    raise TutorError(
                        tr("The picture {name} is too large.", name=path.name),
                        tr("Give a smaller part of it."),
                    )
                rgba = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise TutorError(
            tr("{name} is not a picture that can be read.", name=path.name), tr("Give a PNG or JPEG file.")
        ) from error
    white = Image.new("RGBA", rgba.size, "white")
    return np.asarray(Image.alpha_composite(white, rgba).convert("RGB"))
