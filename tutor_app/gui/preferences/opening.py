"""Opens the preferences over the window, and does what is chosen there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tutor_app.core.errors import TutorError
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.actions import Action
from tutor_app.gui.open_course import OpenCourse
from tutor_app.gui.preferences.about import About
from tutor_app.gui.preferences.dialog import Preferences
from tutor_app.gui.preferences.explaining import Explaining
from tutor_app.gui.preferences.looks import Looks
from tutor_app.gui.preferences.model_shelf import ModelShelf
from tutor_app.gui.preferences.page import Page
from tutor_app.gui.preferences.record_shelf import RecordShelf
from tutor_app.gui.preferences.shelf import Shelf
from tutor_app.gui.preferences.shortcuts import Shortcuts
from tutor_app.gui.preferences.speaking import Speaking
from tutor_app.settings.reader import language_of_reader
from tutor_app.store.backup import Backup, back_up
from tutor_app.tutor import library
from tutor_app.tutor.open_window import command
from tutor_app.tutor.pace import seconds_by_task
from tutor_app.tutor.removing import bring_back, set_aside
from tutor_app.tutor.session import Tutor

RECENT = 20  # turns that tell how fast the models are
READING, SPEAKING, EXPLAINING, KEYS, COURSES, MODELS, RECORD, ABOUT = range(8)  # the groups in their order


class PreferencesOpener(QObject):
    """Makes the dialog anew each time: what it shows changes.

    Signals:
        chosen: the name of a setting that was changed, and is kept already.
        restoring: the record is about to be another one.
        restored: it is another one.
        explained_anew: who explains was chosen anew, and is kept already.
        tour_asked, keys_asked: the learner wants to see it.
        troubled: a TutorError.
    """

    chosen = Signal(str)
    restoring = Signal()
    restored = Signal()
    explained_anew = Signal()
    tour_asked = Signal()
    keys_asked = Signal()
    troubled = Signal(object)

    def __init__(
        self, tutor: Tutor, course: OpenCourse, devices: Callable[[], Sequence[str]], window: QWidget
    ) -> None:
        super().__init__(window)
        self._tutor, self._course, self._devices, self._window = tutor, course, devices, window
        self.dialog: Preferences | None = None

    def open(self, actions: Sequence[Action], device: str, group: int | None = None) -> None:
        """Show the preferences, or another group of those that are shown."""
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = Preferences(self._pages(actions, device), self._window)
        if group is not None:
            self.dialog.open_group(group)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _pages(self, actions: Sequence[Action], device: str) -> list[Callable[[], Page]]:
        """In the order of their places."""
        tutor = self._tutor
        return [
            lambda: self._choosing(Looks(tutor.settings, language_of_reader(tutor.settings))),
            lambda: self._choosing(Speaking(tutor.settings, self._devices)),
            self._explaining,
            lambda: self._choosing(Shortcuts(actions, tutor.settings, command(tutor.home))),
            self._shelf,
            lambda: self._models(device),
            self._record,
            self._about,
        ]

    def _choosing(self, page: Looks | Speaking | Shortcuts) -> Page:
        page.chosen.connect(self._choose)
        return page

    def _explaining(self) -> Page:
        explaining = Explaining(self._tutor)
        explaining.chosen.connect(self._choose)
        explaining.saved.connect(self.explained_anew)
        return explaining

    @property
    def group(self) -> int | None:
        """Which group is shown; None: the dialog is closed."""
        return self.dialog.group if self.dialog is not None and self.dialog.isVisible() else None

    def _choose(self, name: str, value: object) -> None:
        try:
            self._tutor.choose(replace(self._tutor.settings, **{name: value}))  # type: ignore[arg-type]
        except TutorError as error:
            self.troubled.emit(error)
            return
        self.chosen.emit(name)

    def _shelf(self) -> Shelf:
        self._shelf_page = shelf = Shelf(self._tutor)
        shelf.open_asked.connect(self._course.open)
        shelf.add_asked.connect(self._course.add)
        shelf.remove_asked.connect(self._remove)
        shelf.undo_asked.connect(self._bring_back)
        shelf.renamed.connect(self._rename)
        shelf.reordered.connect(self._reorder)
        return shelf

    def _models(self, device: str) -> ModelShelf:
        page = ModelShelf(self._tutor.home, device, seconds_by_task(self._tutor.turns(limit=RECENT)))
        page.troubled.connect(self.troubled)
        return page

    def _record(self) -> RecordShelf:
        self._record_page = page = RecordShelf(self._tutor.home)
        page.copy_asked.connect(self._copy_record)
        page.restore_asked.connect(self._restore)
        return page

    def _copy_record(self) -> None:
        try:
            back_up(self._tutor.home, datetime.now(UTC), "asked")
        except TutorError as error:
            self.troubled.emit(error)
        self._record_page.fill()

    def _restore(self, backup: Backup) -> None:
        self.restoring.emit()
        try:
            before = self._tutor.restore(backup)
        except TutorError as error:
            self.troubled.emit(error)
            self._record_page.fill()
            return
        self.restored.emit()
        self._record_page.tell_restored(backup, before)

    def _about(self) -> About:
        about = About(self._tutor.home)
        about.tour_asked.connect(self._show_tour)
        about.keys_asked.connect(self.keys_asked)
        return about

    def _show_tour(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.tour_asked.emit()

    def _remove(self, course: CourseFolder) -> None:
        self._course.let_go(course)
        try:
            aside = set_aside(self._tutor.home, course)
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._shelf_page.tell_removed(course.title, aside)
        self._course.look()

    def _rename(self, course: CourseFolder, title: str) -> None:
        try:
            renamed = library.rename(course, title)
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._shelf_page.fill()
        self._course.take_title(renamed)

    def _reorder(self, names: list[str]) -> None:
        try:
            library.put_in_order(self._tutor.home, names)
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._course.look()

    def _bring_back(self, aside: Path) -> None:
        try:
            bring_back(self._tutor.home, aside)
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._shelf_page.tell_back()
        self._course.look()
