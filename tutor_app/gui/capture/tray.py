"""An entry beside the clock: to the window, to asking, and out."""

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tutor_app.gui.design.icons import ON_ACCENT, icon
from tutor_app.gui.design.tokens import LIGHT
from tutor_app.gui.theme import palette, styled

SIDE_PX = 64  # drawn once; the desktop makes it smaller


class Tray(QObject):
    """There as long as the window is; it keeps nothing running.

    Signals:
        open_asked, talk_asked, capture_asked, quit_asked: as they say.
    """

    open_asked = Signal()
    talk_asked = Signal()
    capture_asked = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = styled(QMenu(), "icons")
        self.menu.setAccessibleName("Tutor")
        for words, name, signal in (
            (self.tr("Open Tutor"), "book-open", self.open_asked),
            (self.tr("Ask by voice"), "mic", self.talk_asked),
            (self.tr("Screenshot"), "camera", self.capture_asked),
            (self.tr("Quit"), "x", self.quit_asked),
        ):
            action = self.menu.addAction(icon(name, self.menu.palette()), words)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit())
        self.icon = QSystemTrayIcon(mark(), self)
        self.icon.setToolTip("Tutor")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._press)

    def show(self, is_wanted: bool) -> None:
        """Where the desktop has a place for it."""
        self.icon.setVisible(is_wanted and QSystemTrayIcon.isSystemTrayAvailable())

    def close(self) -> None:
        self.icon.hide()
        self.menu.deleteLater()
        self.deleteLater()

    def _press(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()


def mark() -> QIcon:
    """The sign of the application: a book on amber, seen on bright and dark panels."""
    picture = QPixmap(SIDE_PX, SIDE_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, SIDE_PX, SIDE_PX), 14, 14)
    book = icon("book-open", palette(LIGHT), ON_ACCENT).pixmap(SIDE_PX, SIDE_PX)
    painter.drawPixmap(QRectF(10, 10, SIDE_PX - 20, SIDE_PX - 20), book, QRectF(book.rect()))
    painter.end()
    return QIcon(picture)
