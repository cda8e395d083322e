"""Pictures that are shown with a question: a region, a screenshot, one that is pasted or dropped."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Region
from tutor_app.gui.capture.camera import Camera, camera_of_this_desktop
from tutor_app.gui.capture.forward import bring_forward
from tutor_app.tutor.open_window import Part

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

    def __init__(self, media: Path, window: QWidget, camera: Camera | None = None) -> None:
        """`window` is out of the way while the screen is grabbed."""
        super().__init__(window)
        self.media, self._window = media, window
        self.camera = camera or camera_of_this_desktop(self)
        self._part: Part = "region"
        self._is_left = False
        self._gone = QTimer(self, interval=HIDE_MS, singleShot=True)
        self._gone.timeout.connect(lambda: self.camera.take(self._part))
        self.camera.looked.connect(self._come_back)
        self.camera.taken.connect(self._arrive)
        self.camera.troubled.connect(self.troubled)

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

    def take_screenshot(self, part: Part = "region") -> None:
        """What is behind the window is what is asked about. Harmless while one is being taken."""
        if self._gone.isActive() or self.camera.is_busy:
            return
        self._part = part
        self._window.setWindowOpacity(0.0)
        self._window.hide()
        self._gone.start()

    def leave(self) -> None:
        """The window is closed: nothing brings it back."""
        self._gone.stop()
        self._is_left = True

    def _come_back(self) -> None:
        if not self._is_left:
            self._window.setWindowOpacity(1.0)
            self._window.show()

    def _arrive(self, image: QImage) -> None:
        if not self._is_left:
            self.take(image)
            bring_forward(self._window)  # from wherever it was asked for

    def _keep(self, image: QImage) -> Path | None:
        path = self.media / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.png"
        with suppress(OSError):  # then it can't be saved either
            path.parent.mkdir(parents=True, exist_ok=True)
        if image.isNull() or not image.save(str(path)):
            hint = self.tr("Check that the disk is not full.")
            self.troubled.emit(TutorError(self.tr("The picture can't be saved."), hint))
            return None
        return path
