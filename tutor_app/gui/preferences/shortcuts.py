"""The keys of actions, which can be changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from tutor_app.gui.actions import Action, Where, is_fixed, portable, taken_twice
from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.theme import styled
from tutor_app.settings.settings import Settings


class Shortcuts(Page):
    """One field for each action; a key that is taken already is said and not kept.

    Signals:
        chosen: the name of a setting, and its value; of "keys": those that are not the usual ones, by the
            actions' names.
    """

    chosen = Signal(str, object)

    def __init__(
        self, actions: Sequence[Action], settings: Settings, command: str, parent: QWidget | None = None
    ) -> None:
        """`command`: what a key of the desktop's is to call."""
        super().__init__("", parent)
        self.set_title(self.tr("Keys"))
        chosen = settings.keys
        self._actions = {action.name: action for action in actions}
        self.told = styled(QLabel(wordWrap=True), "quiet")
        self.fields = {action.name: self._field(action, chosen) for action in actions}
        self.usual = with_icon(QPushButton(self.tr("All as they were")), "rotate-ccw")
        self.usual.clicked.connect(self._go_back)
        self.add_row(self.tr("Keys"), self.told)
        self._add_fields("window", self.tr("Asking and the window"))
        self._add_fields("page", self.tr("The page"))
        self.add_row(self.usual.text(), _left(self.usual))
        self._add_elsewhere(settings, command)
        self._tell()

    def _add_elsewhere(self, settings: Settings, command: str) -> None:
        title = self.tr("From every program")
        self.add_row(title, styled(QLabel(title, wordWrap=True), "heading"))
        self.command = QLineEdit(command, readOnly=True)
        self.command.setCursorPosition(0)
        hint = self.tr(
            "In the keyboard settings of your desktop, give this command a key: you drag a frame on the"
            " screen, and ask about it here. Tutor is opened where it is not."
        )
        self.add(self.tr("A screenshot, by a key of the desktop"), self.command, hint)
        self.copy = with_icon(QPushButton(self.tr("Copy the command")), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(command))
        self.add_row(self.copy.text(), _left(self.copy))
        self.tray = QCheckBox(self.tr("An entry beside the clock"))
        self.tray.setChecked(settings.tray)
        hint = self.tr("To open Tutor, ask by voice or take a screenshot. It goes when the window is closed.")
        self.add(self.tray.text(), self.tray, hint)
        self.tray.clicked.connect(lambda on: self.chosen.emit("tray", on))

    def _add_fields(self, where: Where, title: str) -> None:
        self.add_row(title, styled(QLabel(title, wordWrap=True), "heading"))
        for name, field in self.fields.items():
            if self._actions[name].where == where:
                self.add(self._actions[name].words, field)

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
        self.chosen.emit("keys", self._chosen())

    def _chosen(self) -> dict[str, str]:
        """The keys that are not the usual ones."""
        return {
            name: text
            for name, field in self.fields.items()
            if (text := portable(field.keySequence())) != portable(self._actions[name].keys({}))
        }

    def _tell(self) -> bool:
        """Whether every key is free, and taken once."""
        trouble = self._trouble()
        self.told.setText(trouble or self.tr("Press a field, then the key. It counts at once."))
        if trouble:
            announce(self, trouble)
        return not trouble

    def _trouble(self) -> str:
        for name, field in self.fields.items():
            if is_fixed(field.keySequence()):
                keys = field.keySequence().toString(QKeySequence.SequenceFormat.NativeText)
                text = self.tr("“{one}”: the key {keys} always means something else. Choose another one.")
                return text.format(one=self._actions[name].words, keys=keys)
        chosen = self._chosen()
        twice = taken_twice({name: action.all_keys(chosen) for name, action in self._actions.items()})
        if not twice:
            return ""
        one, other = (self._actions[name].words for name in twice[0])
        text = self.tr("“{one}” and “{other}” have the same key: change one of them.")
        return text.format(one=one, other=other)

    def _go_back(self) -> None:
        for name, field in self.fields.items():
            field.setKeySequence(self._actions[name].keys({}))
        self._keep()


def _left(button: QPushButton) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, NEAR_PX, 0, 0)
    line.addWidget(button)
    line.addStretch(1)
    return row
