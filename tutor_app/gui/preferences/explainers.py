"""What a language model of this machine, or a server, is named by."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, NEAR_PX
from tutor_app.settings.home import Home
from tutor_app.settings.keys import kept_key
from tutor_app.settings.server import ServerAddress
from tutor_app.tutor.explanations import choices

MODEL_LETTERS = 28


class LocalModel(QWidget):
    """One of the models in the list, or a file of the learner's own.

    Signals:
        changed: another one is chosen.
    """

    changed = Signal()

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QComboBox()
        self.model.setAccessibleName(self.tr("Language model"))
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.model.setMinimumContentsLength(MODEL_LETTERS)
        self.model.addItem(self.tr("Chosen by memory and speed"), "auto")
        for name, title in choices():
            self.model.addItem(title, name)
        self.pick = QPushButton(self.tr("Choose a &file…"))
        self.pick.setAccessibleDescription(self.tr("A GGUF file of your own"))
        self.pick.setAutoDefault(False)
        row = Flow(NEAR_PX)
        row.addWidget(self.model)
        row.addWidget(self.pick)
        column = _column(self)
        column.addWidget(_label(self.tr("Language model"), self.model))
        column.addLayout(row)
        self.choose(chosen)
        self.model.currentIndexChanged.connect(self.changed)
        self.pick.clicked.connect(self._pick_file)

    @property
    def chosen(self) -> str:
        """Its name, or the path of its file."""
        return str(self.model.currentData())

    def choose(self, chosen: str) -> None:
        """One in the list, or a file that is added to it."""
        if self.model.findData(chosen) < 0:
            self.model.addItem(self.tr("File: {name}").format(name=Path(chosen).name), chosen)
        self.model.setCurrentIndex(self.model.findData(chosen))

    def _pick_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a language model"), "", self.tr("Language models (*.gguf)")
        )
        if name:
            self.choose(name)


class Server(QWidget):
    """Its address, its key and the model there; the key is that of the address.

    Signals:
        changed: something else stands in a field.
    """

    changed = Signal()

    def __init__(self, home: Home, address: str, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self.address, self.key, self.model = QLineEdit(address), QLineEdit(), QComboBox(editable=True)
        self.address.setPlaceholderText("http://localhost:11434")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(self.tr("only if the server asks for one"))
        self.key.setAccessibleDescription(self.tr("Kept in a file that only you can read"))
        self.model.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = QLineEdit(placeholderText=self.tr("the server's first"))
        inner.setAccessibleName(self.tr("Model of the server"))
        self.model.setLineEdit(inner)
        self.model.setEditText(model)
        self._arrange()
        self._show_key()
        self.address.editingFinished.connect(self._show_key)
        for field in (self.address, self.key):
            field.textChanged.connect(self.changed)
        self.model.editTextChanged.connect(self.changed)

    @property
    def has_new_key(self) -> bool:
        """Whether the key is another one than is kept for this address."""
        kept = self._kept_key()
        return kept is not None and self.key.text() != kept

    def offer(self, known: tuple[str, ...]) -> None:
        """The models that the server has; what was typed stays."""
        typed = self.model.currentText()
        self.model.clear()
        self.model.addItems(list(known))
        self.model.setEditText(typed)

    def _show_key(self) -> None:
        """The key that is kept for this address, unless one has been typed."""
        kept = self._kept_key()
        if kept is not None and not self.key.isModified():
            self.key.setText(kept)

    def _kept_key(self) -> str | None:
        """None while the address is none."""
        try:
            return kept_key(self._home, ServerAddress.parse(self.address.text()))
        except TutorError:
            return None

    def _arrange(self) -> None:
        column = _column(self)
        for label, name, field in (
            (self.tr("Add&ress"), self.tr("Address of the server"), self.address),
            (self.tr("&Key"), self.tr("Key of the server"), self.key),
            (self.tr("&Model"), self.tr("Model of the server"), self.model),
        ):
            field.setAccessibleName(name)
            column.addWidget(_label(label, field))
            column.addWidget(field)
            column.addSpacing(APART_PX - HAIR_PX)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(HAIR_PX)
    return column


def _label(words: str, control: QWidget) -> QLabel:
    label = QLabel(words, wordWrap=True)
    label.setBuddy(control)
    return label
