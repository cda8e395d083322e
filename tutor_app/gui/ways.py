"""The ways from the window to everything else: keys, preferences, the history, help, the tour, a class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from tutor_app.gui.actions import Action
from tutor_app.gui.help.sheet import KeySheet
from tutor_app.gui.help.tour import Step, Tour
from tutor_app.gui.history.opener import HistoryOpener
from tutor_app.gui.in_class.class_mode import ClassMode
from tutor_app.gui.keys import TALK, Keys
from tutor_app.gui.practice.opener import PracticeOpener
from tutor_app.gui.preferences.opening import PreferencesOpener
from tutor_app.tutor.session import Tutor

if TYPE_CHECKING:
    from tutor_app.gui.window import MainWindow

LOOKS = ("language", "theme", "text_percent", "font")  # settings that only a new window shows


class Ways(QObject):
    """Opens each of them, and has what is chosen there take effect.

    Signals:
        look_chosen: the name of a setting that only a new window shows.
        explained_anew: the models are to begin anew with what was chosen.
        toured: the tour was seen or skipped.
    """

    look_chosen = Signal(str)
    explained_anew = Signal()
    toured = Signal()

    def __init__(self, tutor: Tutor, window: MainWindow) -> None:
        super().__init__(window)
        self._tutor, self._window = tutor, window
        self.in_class = ClassMode(tutor, window, window.turn, window.material, window.bar)
        devices = window.bar.talk.devices
        self.preferences = PreferencesOpener(tutor, window.course, devices, window)
        self.history = HistoryOpener(tutor, window.turn, window.course, window)
        self.practice = PracticeOpener(tutor, window.course, window.panel)
        self.actions = self._actions()
        self._keys = Keys(window, window.bar.talk, window.turn, window.aloud, window.material)
        self._keys.set(self.actions, tutor.settings.keys)
        self.sheet: KeySheet | None = None
        self.preferences.chosen.connect(self._take_up)
        self.preferences.explained_anew.connect(self.explained_anew)
        self.preferences.tour_asked.connect(self.show_tour)
        self.preferences.keys_asked.connect(self.show_keys)

    def show_preferences(self, group: int | None = None) -> None:
        self.preferences.open(self.actions, self._window.device, group)

    def show_keys(self) -> None:
        """The sheet of all keys."""
        self.sheet = KeySheet(self.actions, self._tutor.settings.keys, self._window)
        self.sheet.show()

    def show_tour(self) -> Tour:
        """Four steps, that can be skipped."""
        tour = Tour(self._window, self._steps())
        tour.ended.connect(self.toured)
        return tour

    def let_go(self) -> None:
        """Keys are nothing to this window any more."""
        self._keys.let_go()

    def _take_up(self, name: str) -> None:
        """A choice counts at once."""
        if name in LOOKS:
            self.look_chosen.emit(name)
        elif name == "keys":
            self._keys.set(self.actions, self._tutor.settings.keys)
        elif name == "still":
            self._window.material.is_still = self._tutor.settings.still
        elif name == "general_answers":
            self.explained_anew.emit()
        else:
            self._window.hearing.show_choices()

    def _actions(self) -> list[Action]:
        window = self._window
        bar, header = window.bar, window.header
        return [
            Action(TALK, self.tr("Hold to talk"), "F8", bar.talk.toggle),
            Action("note", self.tr("Write a question"), "Ctrl+L", bar.note.setFocus),
            Action(
                "region",
                self.tr("Drag a frame on the page"),
                "Ctrl+R",
                window.material.start_region,
                bar.region,
            ),
            Action(
                "screenshot",
                self.tr("Drag a frame anywhere on the screen"),
                "Ctrl+Shift+S",
                window.pictures.take_screenshot,
                bar.screenshot,
            ),
            Action(
                "copy", self.tr("Copy the explanation as Markdown"), "Ctrl+Shift+C", window.panel.copy.click
            ),
            Action(
                "aloud",
                self.tr("Read aloud, or be silent"),
                "F9",
                window.panel.toggle_aloud,
            ),
            Action(
                "add",
                self.tr("Add course material"),
                _usual(QKeySequence.StandardKey.Open),
                window.course.add,
            ),
            Action(
                "thread",
                self.tr("New thread"),
                "Ctrl+N",
                window.begin_thread,
                window.panel.new_thread,
            ),
            Action("practice", self.tr("Practice"), "Ctrl+T", self.practice.open, header.practice),
            Action("card", self.tr("Make a card of the answer"), "Ctrl+K", self.practice.make_card),
            Action("history", self.tr("Earlier questions"), "Ctrl+E", self.history.open, header.history),
            Action("class", self.tr("Show to a class"), "F5", self.in_class.toggle, header.in_class),
            Action(
                "preferences", self.tr("Preferences"), "Ctrl+,", self.show_preferences, header.preferences
            ),
            Action("help", self.tr("Help: all keys"), "F1", self.show_keys, header.help),
            Action("quit", self.tr("Quit"), "Ctrl+Q", window.close),
            *window.material.actions_of_reading,
        ]

    def _steps(self) -> Sequence[Step]:
        window = self._window
        return (
            Step(
                window.header.courses,
                self.tr("Your course"),
                self.tr("Two samples are here. Add your own PDF or Markdown: it is read on this machine."),
            ),
            Step(
                window.bar.talk,
                self.tr("Say it"),
                self.tr("Hold the button, or F8, while you speak. Your words appear as they are heard."),
            ),
            Step(
                window.bar.region,
                self.tr("Frame it"),
                self.tr("Drag a frame on the page or the screen, to ask about a figure or a formula."),
            ),
            Step(
                window.panel,
                self.tr("See where it stands"),
                self.tr(
                    "The passages light up on the page; each number in the explanation leads to its lines."
                ),
            ),
        )


def _usual(key: QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
