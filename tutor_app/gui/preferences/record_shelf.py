"""The copies of the learner's record: made, and put in its place again."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from tutor_app.gui.design.icons import with_icon
from tutor_app.gui.design.tokens import APART_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.theme import styled
from tutor_app.settings.home import Home
from tutor_app.store.backup import Backup, list_backups


class RecordShelf(Page):
    """Copies are made once a day; one is put in the record's place after a question, and can be undone.

    Signals:
        copy_asked: the record is to be copied now.
        restore_asked: a Backup that is to take the record's place.
    """

    copy_asked = Signal()
    restore_asked = Signal(object)

    def __init__(self, home: Home, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Your record"))
        self._home = home
        self._restored: Backup | None = None
        self._before: Backup | None = None  # the record as it was, which undo puts back

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Write the list as it stands now."""
        self.empty()
        says = self.tr(
            "What you asked and marked is copied once a day and before every change of its tables."
            " Media are not copied."
        )
        self.add_row(says, styled(QLabel(says, wordWrap=True), "quiet"))
        if self._restored and self._before:
            self._offer_undo(self._restored, self._before)
        copy = with_icon(QPushButton(self.tr("Copy now")), "plus")
        copy.clicked.connect(self.copy_asked)
        self.add_row(copy.text(), _line(copy))
        self._list(list_backups(self._home))

    def tell_restored(self, backup: Backup, before: Backup | None) -> None:
        """A copy took the record's place; the record before it was copied, too."""
        self._restored, self._before = backup, before
        self.fill()
        announce(self, self._told(backup))

    def confirm(self, backup: Backup) -> None:
        """Ask before a copy takes the record's place."""
        told = self.tr("Put the record back as it was on {moment}?").format(moment=self.moment(backup))
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), told, parent=self)
        box.setInformativeText(
            self.tr("What was asked and marked since is copied first: you can undo this here.")
        )
        yes = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        for button in (yes, no):
            button.setIcon(QIcon())  # the desktop's own are of another style
        box.setDefaultButton(no)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: self.restore_asked.emit(backup))
        box.open()

    def moment(self, backup: Backup) -> str:
        """When it was made, as the reader writes it."""
        seconds = round(backup.made_at.timestamp())
        return QLocale().toString(_local(seconds), QLocale.FormatType.ShortFormat)

    def _list(self, backups: Sequence[Backup]) -> None:
        if not backups:
            text = self.tr("There is no copy yet.")
            self.add_row(text, styled(QLabel(text, wordWrap=True), "quiet"))
        for backup in backups:
            self.add_row(self.moment(backup), self._card(backup))

    def _card(self, backup: Backup) -> QFrame:
        card = styled(QFrame(), "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(APART_PX, APART_PX, APART_PX, APART_PX)
        row.addWidget(QLabel(f"{self.moment(backup)} · {self._reason(backup)}", wordWrap=True), 1)
        restore = with_icon(QPushButton(self.tr("Restore…")), "rotate-ccw")
        restore.setAccessibleName(self.tr("Restore the copy of {moment}").format(moment=self.moment(backup)))
        restore.clicked.connect(lambda: self.confirm(backup))
        row.addWidget(restore)
        return card

    def _offer_undo(self, backup: Backup, before: Backup) -> None:
        undo = with_icon(QPushButton(self.tr("Undo")), "undo-2")
        undo.setAccessibleName(self.tr("Bring back the record as it was before"))
        undo.clicked.connect(lambda: self.restore_asked.emit(before))
        self.add_row(self._told(backup), _line(QLabel(self._told(backup), wordWrap=True), undo))

    def _told(self, backup: Backup) -> str:
        return self.tr("The record is again as it was on {moment}.").format(moment=self.moment(backup))

    def _reason(self, backup: Backup) -> str:
        return {
            "daily": self.tr("made every day"),
            "migration": self.tr("made before a new version"),
            "restore": self.tr("made before a copy was restored"),
            "asked": self.tr("made by you"),
        }.get(backup.reason, backup.reason)


def _local(seconds: int) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(seconds)


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return line
