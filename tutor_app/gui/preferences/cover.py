"""What a course looks like from outside: its first page, or its first figure."""

from contextlib import closing, suppress

import pypdfium2
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from tutor_app.core.errors import TutorError
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.gui.theme import text_share

COVER = QSize(84, 112)  # with text of the usual size
_DENSITY = 2


def cover_size() -> QSize:
    """It grows with the text beside it."""
    return COVER * text_share()


def cover(course: CourseFolder) -> QPixmap:
    """No larger than `cover_size`; a null one if there is nothing to show."""
    image = _first_page(course) if course.kind == "pdf" else _first_figure(course)
    if image.isNull():
        return QPixmap()
    mode = Qt.TransformationMode.SmoothTransformation
    small = QPixmap.fromImage(image.scaled(cover_size() * _DENSITY, Qt.AspectRatioMode.KeepAspectRatio, mode))
    small.setDevicePixelRatio(_DENSITY)
    return small


def _first_page(course: CourseFolder) -> QImage:
    try:
        document = pypdfium2.PdfDocument(course.source_path)
    except (OSError, pypdfium2.PdfiumError):
        return QImage()
    with closing(document):
        page = document[0]
        scale = cover_size().height() * _DENSITY / page.get_height()
        picture = page.render(scale=scale).to_pil().convert("RGB")
    line = 3 * picture.width
    return QImage(picture.tobytes(), picture.width, picture.height, line, QImage.Format.Format_RGB888).copy()


def _first_figure(course: CourseFolder) -> QImage:
    with suppress(TutorError), closing(CourseIndex.open(course)) as index:
        if index.count("figure"):
            return QImage(str(course.path / index.figure(1).image))
    return QImage()
