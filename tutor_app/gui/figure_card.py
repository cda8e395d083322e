"""The figure that a question is about: picture, caption, what the material says of it, description."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tutor_app.core.figure_told import FigureTold, Origin
from tutor_app.core.material import Figure
from tutor_app.gui.maths.text import FormulaText
from tutor_app.gui.theme import styled
from tutor_app.gui.zoomed_figure import ZoomedFigure

MOST_HEIGHT_PX = 260
FRAME_PX = 3


class FigureCard(QFrame):
    """Hidden until a question is about a figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure")
        self.picture = FigurePicture()
        self.picture.clicked.connect(self._zoom)
        self.caption = styled(FormulaText(), "plain")
        self.mentions = styled(FormulaText(), "plain")
        self.origin = styled(QLabel(wordWrap=True), "quiet")
        self.description = styled(FormulaText(), "plain")
        self.caption.setAccessibleName(self.tr("Caption"))
        self.mentions.setAccessibleName(self.tr("What the material says of the figure"))
        self.description.setAccessibleName(self.tr("Description of the figure"))
        self._mentioned = styled(QLabel(self.tr("The material says of it")), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (
            self.picture, self.caption, self._mentioned, self.mentions, self.origin, self.description
        ):  # fmt: skip
            column.addWidget(widget)
        self._name = ""
        self.hide()

    def clear(self) -> None:
        self.picture.show_picture(QPixmap())
        self.hide()

    def show_figure(self, figure: Figure, picture: QPixmap, told: FigureTold) -> None:
        """Show a figure, or more of it."""
        self._name = figure.label or self.tr("Figure")
        self.picture.show_picture(picture)
        self.picture.setAccessibleName(self.tr("{figure}, enlarge").format(figure=self._name))
        self.picture.setAccessibleDescription(told.description)
        self.picture.setToolTip(self.tr("Enlarge"))
        self.caption.setText(figure.caption)
        self.mentions.setText("\n".join(told.mentions))
        self.origin.setText(self._origin(told.made_of))
        self.description.setText(told.description)
        is_new = told.made_of not in ((), ("caption",))  # else it repeats the caption
        for widget, is_shown in (
            (self.caption, bool(figure.caption)),
            (self._mentioned, bool(told.mentions)),
            (self.mentions, bool(told.mentions)),
            (self.origin, is_new),
            (self.description, is_new),
        ):
            widget.setVisible(is_shown)
        self.show()

    def _origin(self, made_of: tuple[Origin, ...]) -> str:
        if "alternative text" in made_of:
            return self.tr("Description, from the material's own alternative text")
        names = {
            "caption": self.tr("its caption"),
            "mentions": self.tr("a sentence that mentions it"),
            "words": self.tr("the words read on it"),
        }
        parts = self.tr(", ", "between the parts of a list").join(names[origin] for origin in made_of)
        return self.tr("Description, put together from: {parts}").format(parts=parts)

    def _zoom(self) -> None:
        dialog = ZoomedFigure(self._name, self.picture.pixmap, self.picture.accessibleDescription(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()


class FigurePicture(QAbstractButton):
    """A picture as wide as its place, on white; a click or the space bar enlarges it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pixmap = QPixmap()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_picture(self, pixmap: QPixmap) -> None:
        self.pixmap = pixmap
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self._fitted(self.width()).height()) + 2 * FRAME_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._fitted(self.width())
        area = QRectF((self.width() - size.width()) / 2, FRAME_PX, size.width(), size.height())
        painter.fillRect(area, QColor("white"))
        if not self.pixmap.isNull():
            density = self.devicePixelRatioF()
            fine = self.pixmap.scaled(
                (size.toSize() * density),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawPixmap(area, fine, QRectF(fine.rect()))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(self.palette().accent().color())
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(-2, -2, 2, 2))

    def _fitted(self, width: int) -> QSizeF:
        if self.pixmap.isNull():
            return QSizeF(width, 0)
        room = QSizeF(min(width - 2 * FRAME_PX, self.pixmap.width()), MOST_HEIGHT_PX)
        return QSizeF(self.pixmap.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
