"""The keys of actions, which can be changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QWidget

from tutor_app.gui.actions import Action, taken_twice
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.theme import styled


class Shortcuts(Page):
    """One field for each action; a key that is taken already is said and not kept.

    Signals:
        chosen: "keys", and the keys that are not the usual ones, by the actions' names.
    """

    chosen = Signal(str, object)

    def __init__(
        self, actions: Sequence[Action], chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Keys"))
        self._actions = {action.name: action for action in actions}
        self.told = styled(QLabel(wordWrap=True), "quiet")
        self.fields = {action.name: self._field(action, chosen) for action in actions}
        self.usual = with_icon(QPushButton(self.tr("All as they were")), "rotate-ccw")
        self.usual.clicked.connect(self._go_back)
        self.add_row(self.tr("Keys"), self.told)
        for name, field in self.fields.items():
            self.add(self._actions[name].words, field)
        self.add_row(self.usual.text(), _left(self.usual))
        self._tell()

    def _field(self, action: Action, chosen: Mapping[str, str]) -> QKeySequenceEdit:
        field = QKeySequenceEdit(action.keys(chosen))
        field.setMaximumSequenceLength(1)
        inner = field.findChild(QLineEdit)
        if inner is not None:
            inner.setAccessibleName(action.words)
            inner.setPlaceholderText(self.tr("Press a key"))
        field.editingFinished.connect(self._keep)
        return field

    def _keep(self) -> None:
        if not self._tell():
            return
        chosen = {
            name: text
            for name, field in self.fields.items()
            if (text := _portable(field.keySequence())) != _portable(self._actions[name].keys({}))
        }
        self.chosen.emit("keys", chosen)

    def _tell(self) -> bool:
        """Whether every key is taken once."""
        twice = taken_twice({name: field.keySequence() for name, field in self.fields.items()})
        if not twice:
            self.told.setText(self.tr("Press a field, then the key. It counts at once."))
            return True
        one, other = (self._actions[name].words for name in twice[0])
        text = self.tr("“{one}” and “{other}” have the same key: change one of them.")
        self.told.setText(text.format(one=one, other=other))
        announce(self, self.told.text())
        return False

    def _go_back(self) -> None:
        for name, field in self.fields.items():
            field.setKeySequence(self._actions[name].keys({}))
        self._keep()


def _portable(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


def _left(button: QPushButton) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, NEAR_PX, 0, 0)
    line.addWidget(button)
    line.addStretch(1)
    return row
