"""Starts the window."""

import gc
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from tutor_app import __version__
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak, tr
from tutor_app.gui.capture.elsewhere import Elsewhere
from tutor_app.gui.client import EngineClient
from tutor_app.gui.design.icons import keep_icons_in
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.material.drawer import Lent, ProcessDrawer
from tutor_app.gui.material.view import MaterialView
from tutor_app.gui.panel import Panel
from tutor_app.gui.steps import Steps
from tutor_app.gui.theme import dress, reading_of
from tutor_app.gui.translation import Translation
from tutor_app.gui.window import MainWindow
from tutor_app.settings.home import Home
from tutor_app.settings.permissions import protect
from tutor_app.settings.reader import language_of_reader
from tutor_app.tutor import microphone
from tutor_app.tutor.engine import load_in_process
from tutor_app.tutor.leftovers import forget_leftovers
from tutor_app.tutor.logs import log_to_file
from tutor_app.tutor.open_window import is_shown
from tutor_app.tutor.session import Tutor
from tutor_app.tutor.window_lock import WindowLock

log = logging.getLogger(__name__)


def run(home: Home) -> int:
    """Open the window and stay until it is closed, or show the one that is open; the exit code."""
    if is_shown(home):
        return 0
    keep_icons_in(home.cache / "icons")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tutor")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.tutor.Tutor")
    protect(home)
    log_to_file(home, "window")
    sys.excepthook = _show_bug
    try:
        tutor = Tutor(home)
    except TutorError as error:
        _warn(f"{error}\n{error.hint}")
        return 1
    lock = take_window(home, _warn)
    if lock is None:
        return 1
    forget_leftovers(tutor)
    gc.freeze()  # what was imported stays: Python needn't go through it each time that it tidies
    desk = Desk(app, tutor)
    desk.open()
    if desk.window and not tutor.settings.toured:
        desk.window.ways.show_tour()
    code = app.exec()
    desk.close()
    lock.release()
    return code


def take_window(home: Home, warn: Callable[[str], object]) -> WindowLock | None:
    """Take the lock of a home's one window; where another process has it, say so and give None."""
    lock = WindowLock(home)
    if lock.acquire():
        return lock
    # the window that has it was asked to show itself and gave no answer: it is starting, or hangs
    message = tr("Another window of Tutor is open and does not answer.")
    hint = tr("Wait a moment and start again, or end that program.")
    warn(f"{message}\n{hint}")
    return None


def _warn(text: str) -> None:
    """Show a sentence where there is no window yet."""
    QMessageBox(QMessageBox.Icon.NoIcon, "Tutor", text).exec()


class Desk(QObject):
    """The window with its processes; makes it anew when language or theme change."""

    def __init__(self, app: QApplication, tutor: Tutor) -> None:
        super().__init__()
        self._app, self._tutor = app, tutor
        self._translation = Translation(app)
        self._drawer = ProcessDrawer()  # begins while the window is being made
        self.client: EngineClient | None = None
        self.indexer = Indexer(tutor.home, self)
        self.elsewhere = Elsewhere(tutor.home, self)
        self.window: MainWindow | None = None
        self._unshown: list[str] = []  # choices that no window shows yet
        self._steps = Steps(self)

    def open(self) -> None:
        """Show the window, then start the models: the first paint waits for nothing."""
        for _ in self._opening():
            pass
        QTimer.singleShot(0, microphone.wake)

    def _opening(self, before: MainWindow | None = None) -> Iterator[None]:
        """The steps, between which what waits may be done; one made anew stands where `before` stood."""
        language = language_of_reader(self._tutor.settings)
        speak(language)
        self._translation.use(language)
        dress(self._app, self._tutor.settings.theme, reading_of(self._tutor.settings))
        self.client = self.client or EngineClient(partial(load_in_process, self._tutor.home), parent=self)
        yield
        material = MaterialView(Lent(self._drawer))
        yield
        panel = Panel()
        yield
        window = MainWindow(self._tutor, self.client, self.indexer, material, panel)
        window.look_chosen.connect(self._look_anew)
        window.ways.toured.connect(self._remember_tour)
        window.ways.preferences.chosen.connect(self._take_up)
        yield
        if before:
            window.restoreGeometry(before.saveGeometry())
        window.show()
        self.window = window
        self.elsewhere.serve(window, with_tray=self._tutor.settings.tray)
        yield
        window.begin()
        if not before:
            yield
            window.ways.practice.open_if_begun()

    def close(self) -> None:
        self.elsewhere.close()
        self.indexer.close()
        self._drawer.close()
        if self.client:
            self.client.close()
        with suppress(TutorError):  # then at the next start
            self._tutor.purge()
        self._tutor.close()

    def _take_up(self, name: str) -> None:
        if name == "tray" and self.elsewhere.tray is not None:
            self.elsewhere.tray.show(self._tutor.settings.tray)

    def _remember_tour(self) -> None:
        with suppress(TutorError):  # then it is offered once more
            self._tutor.choose(replace(self._tutor.settings, toured=True))

    def _look_anew(self, name: str) -> None:
        """A choice that only a new window shows; what comes while one is made is shown by the next."""
        self._unshown.append(name)
        self._steps.add(self._show_unshown())

    def _show_unshown(self) -> Iterator[None]:
        """All of them by one window."""
        if names := self._unshown:
            self._unshown = []
            yield from self._renewal(is_other_language="language" in names)

    def _renewal(self, *, is_other_language: bool) -> Iterator[None]:
        old, self.window = self.window, None
        if old:
            old.leave()
        yield
        yield from self._opening(old)
        yield
        if old and self.window:
            self.window.follow(old)
            old.ways.let_go()
            if self.client:
                self.client.said.disconnect(old.hear)
            old.deleteLater()
        yield
        if is_other_language and self.client:
            self.client.speak(language_of_reader(self._tutor.settings))


def _show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """One dialog for what no sentence foresees; the log has the rest."""
    log.error("a bug", exc_info=(kind, error, trace))
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Tutor", tr("Something went wrong inside the tutor."))
    box.setDetailedText(f"{kind.__name__}: {error}\nTutor {__version__}, Python {sys.version.split()[0]}")
    box.exec()
