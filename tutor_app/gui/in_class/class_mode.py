"""Class mode: begins, steps from passage to passage, ends without a trace."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QApplication, QWidget
from shiboken6 import isValid

from tutor_app.core.errors import TutorError
from tutor_app.gui.ask_bar import AskBar
from tutor_app.gui.draft import Draft
from tutor_app.gui.in_class.large import dress_as_before, dress_for_class
from tutor_app.gui.in_class.private import hide_private, show_private
from tutor_app.gui.in_class.spotlight import Spotlight
from tutor_app.gui.in_class.strip import Strip
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.running_turn import RunningTurn
from tutor_app.tutor.session import Tutor


class ClassMode(QObject):
    """Knows what was there before the class, and brings it back.

    Signals:
        beginning: the learner's own place is to be kept.
        begun, ended: what is shown is to be that of a class, or the learner's own again.
        troubled: a TutorError.
    """

    beginning = Signal()
    begun = Signal()
    ended = Signal()
    troubled = Signal(object)

    def __init__(
        self, tutor: Tutor, window: QWidget, turn: RunningTurn, material: MaterialView, bar: AskBar
    ) -> None:
        super().__init__(window)
        self._tutor, self._window = tutor, window
        self._turn, self._material, self._bar = turn, material, bar
        self.strip = Strip()
        self.strip.ended.connect(self.end)
        self.spotlight: Spotlight | None = None
        self._dark = QWidget(window)
        self._draft, self._was_full = Draft(), False
        self._number = 0
        turn.shown.connect(self._light)
        self._keys = self._presenter_keys()
        self._make_dark()

    @property
    def is_on(self) -> bool:
        return self._tutor.is_in_class

    def toggle(self) -> None:
        if self.is_on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Put away what is the learner's own, and show the rest large."""
        if self.is_on:
            return
        self._turn.forget()
        self.beginning.emit()
        try:
            self._tutor.begin_class()
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._draft = self._bar.draft
        self._bar.clear()
        hide_private(self._window)
        self._material.put_marks_away(True)
        dress_for_class(self._app(), self._window, self._tutor.settings)
        self._was_full = self._window.isFullScreen()
        self._window.showFullScreen()
        self._set_keys(True)
        self.begun.emit()

    def end(self) -> None:
        """The learner's own again; the class is forgotten unless it was asked to be kept."""
        if not self.is_on:
            return
        self._turn.forget()
        self._bar.talk.drop()
        self._bar.clear()
        try:
            self._tutor.end_class(is_kept=self.strip.keep.isChecked())
        except TutorError as error:
            self.troubled.emit(error)
        self._set_keys(False)
        self._dark.hide()
        self._put_spotlight_out()
        self.strip.hide()
        dress_as_before(self._app(), self._window, self._tutor.settings)
        show_private(self._window)
        self._material.put_marks_away(False)
        self._bar.restore(self._draft)
        if not self._was_full:
            self._window.showNormal()
        self.ended.emit()

    def step(self, by: int) -> None:
        """To the passage after or before this one; at either end, or without any, a page on."""
        numbers = self._turn.numbers
        place = numbers.index(self._number) + by if self._number in numbers else -1
        if 0 <= place < len(numbers):
            self._turn.cite(numbers[place])
        else:
            self._turn_page(by)

    def darken(self) -> None:
        """A black screen, so that the class looks at the teacher; once more ends it."""
        self._dark.setGeometry(self._window.rect())
        self._dark.setVisible(self._dark.isHidden())
        self._dark.raise_()

    def _app(self) -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    def _turn_page(self, by: int) -> None:
        if sheet := self._material.sheet:
            self._put_spotlight_out()
            step = QAbstractSlider.SliderAction
            sheet.verticalScrollBar().triggerAction(
                step.SliderPageStepAdd if by > 0 else step.SliderPageStepSub
            )

    def _light(self, number: int) -> None:
        self._number = number
        if not (self.is_on and number and self._material.sheet):
            self._put_spotlight_out()
            return
        self._put_spotlight_out()
        self.spotlight = Spotlight(self._material.sheet)
        self.spotlight.show_number(number)

    def _put_spotlight_out(self) -> None:
        lit, self.spotlight = self.spotlight, None
        if lit is not None and isValid(lit):  # another course takes the sheet away, with what lies on it
            lit.hide()
            lit.deleteLater()

    def _presenter_keys(self) -> list[QShortcut]:
        """What a presenter sends, and Esc; they mean nothing outside a class."""
        acts: dict[str, Callable[[], object]] = {
            "PgDown": lambda: self.step(1),
            "PgUp": lambda: self.step(-1),
            "B": self.darken,
            ".": self.darken,
            "Esc": self.end,
        }
        return [self._key(keys, act) for keys, act in acts.items()]

    def _key(self, keys: str, act: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(act)
        shortcut.setEnabled(False)
        return shortcut

    def _set_keys(self, is_on: bool) -> None:
        for shortcut in self._keys:
            shortcut.setEnabled(is_on)

    def _make_dark(self) -> None:
        self._dark.setAutoFillBackground(True)
        self._dark.setStyleSheet("background: #000000;")
        self._dark.setAccessibleName(self.tr("The screen is dark; B shows it again"))
        self._dark.hide()
