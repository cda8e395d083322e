"""Pictures that are shown with a question: a region, a screenshot, one that is pasted or dropped."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Region
from tutor_app.gui.snip import Snip, grab_screen

HIDE_MS = 250  # so that the desktop has drawn what was behind the window
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif")
MATERIAL = (".pdf", ".md", ".markdown")


class Pictures(QObject):
    """Keeps a picture as a file and says where.

    Signals:
        taken: a PNG's path, and the Region of the page that it shows, or None.
        material_given: a path that is a course's material, not a picture.
        troubled: a TutorError.
    """

    taken = Signal(object, object)
    material_given = Signal(object)
    troubled = Signal(object)

    def __init__(self, media: Path, window: QWidget) -> None:
        """`window` is out of the way while the screen is grabbed."""
        super().__init__(window)
        self.media, self._window = media, window

    def take_region(self, region: Region | None, image: QImage) -> None:
        if path := self._keep(image):
            self.taken.emit(path, region)

    def take(self, image: QImage) -> None:
        self.take_region(None, image)

    def take_file(self, path: Path) -> None:
        if path.suffix.lower() in MATERIAL or path.is_dir():
            self.material_given.emit(path)
            return
        image = QImage(str(path)) if path.suffix.lower() in SUFFIXES else QImage()
        if image.isNull():
            said = self.tr("{name} is not a picture that can be read.").format(name=path.name)
            self.troubled.emit(TutorError(said, self.tr("Give a PNG or JPEG file.")))
            return
        self.take(image)

    def take_screenshot(self) -> None:
        self._window.setWindowOpacity(0.0)  # what is behind the window is what is asked about
        self._window.hide()
        QTimer.singleShot(HIDE_MS, self._snip)

    def _snip(self) -> None:
        try:
            picture = grab_screen()
        except TutorError as error:
            self.troubled.emit(error)
            return
        finally:
            self._window.setWindowOpacity(1.0)
            self._window.show()
        self._snipping = Snip(picture)
        self._snipping.taken.connect(self.take)

    def _keep(self, image: QImage) -> Path | None:
        path = self.media / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.png"
        with suppress(OSError):  # then it can't be saved either
            path.parent.mkdir(parents=True, exist_ok=True)
        if image.isNull() or not image.save(str(path)):
            hint = self.tr("Check that the disk is not full.")
            self.troubled.emit(TutorError(self.tr("The picture can't be saved."), hint))
            return None
        return path
