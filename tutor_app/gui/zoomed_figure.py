"""A figure in a window of its own, as large as one likes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QPixmap, QResizeEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QDialog, QGraphicsScene, QGraphicsView, QVBoxLayout, QWidget

STEP = 1.25
MOST = 12.0  # pixels of the window for one of the picture
SIZE_PX = (900, 640)


class ZoomedFigure(QDialog):
    """Ctrl and + or -, or the wheel; Ctrl+0 shows all of it again, Esc closes."""

    def __init__(self, name: str, picture: QPixmap, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.view = _View(picture)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(description)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.resize(*SIZE_PX)
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, self.view.enlarge),
            (QKeySequence.StandardKey.ZoomOut, self.view.reduce),
            ("Ctrl+0", self.view.fit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)


class _View(QGraphicsView):
    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._is_fitted = True
        scene = QGraphicsScene(self)
        item = scene.addPixmap(picture)
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setScene(scene)
        self.setBackgroundBrush(QColor("white"))  # figures are drawn for paper
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def fit(self) -> None:
        """All of it."""
        self._is_fitted = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def enlarge(self) -> None:
        self._zoom(STEP)

    def reduce(self) -> None:
        self._zoom(1 / STEP)

    def _zoom(self, factor: float) -> None:
        scale = self.transform().m11() * factor
        if 0.05 <= scale <= MOST:
            self._is_fitted = False
            self.scale(factor, factor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
