"""A picture file → pixels, whatever a learner pastes or drops."""

from pathlib import Path

import numpy as np

from tutor_app.core.arrays import Pixels
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.picture_decoding import MAX_PIXELS, PictureTooLarge, decode_picture


def read_picture(path: Path, max_pixels: int = MAX_PIXELS) -> Pixels:
    """Decode the picture in `path`: upright, transparency laid on a ground that its ink stands out from.

    Raises:
        TutorError: it is no picture, broken, or of more than 40 million pixels.
    """
    try:
        if not path.is_file():  # a pipe or a device would keep whoever reads it waiting
            raise OSError("no regular file")
        with path.open("rb") as content:
            return np.asarray(decode_picture(content, max_pixels))
    except PictureTooLarge as error:
        raise TutorError(
            tr("The picture {name} is too large.", name=path.name), tr("Give a smaller part of it.")
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise TutorError(
            tr("{name} is not a picture that can be read.", name=path.name), tr("Give a PNG or JPEG file.")
        ) from error
