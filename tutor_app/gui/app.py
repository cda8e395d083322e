"""Starts the window."""

import logging
import sys
from dataclasses import replace
from functools import partial
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from tutor_app import __version__
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, speak, tr
from tutor_app.gui.client import EngineClient
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.theme import dress
from tutor_app.gui.window import MainWindow
from tutor_app.settings.home import RESOURCES, Home
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import Theme
from tutor_app.tutor.engine import load_in_process
from tutor_app.tutor.logs import log_to_file
from tutor_app.tutor.session import Tutor

log = logging.getLogger(__name__)


def run(home: Home) -> int:
    """Open the window and stay until it is closed; the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tutor")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.tutor.Tutor")
    log_to_file(home, "window")
    sys.excepthook = _show_bug
    try:
        tutor = Tutor(home)
    except TutorError as error:
        QMessageBox.critical(None, "Tutor", f"{error}\n{error.hint}")
        return 1
    desk = Desk(app, tutor)
    desk.open()
    code = app.exec()
    desk.close()
    return code


class Desk(QObject):
    """The window with its processes; makes it anew when language or theme change."""

    def __init__(self, app: QApplication, tutor: Tutor) -> None:
        super().__init__()
        self._app, self._tutor = app, tutor
        self._translators: list[QTranslator] = []
        self.client: EngineClient | None = None
        self.indexer = Indexer(tutor.home, self)
        self.window: MainWindow | None = None

    def open(self) -> None:
        """Show the window, then start the models: the first paint waits for nothing."""
        language = language_of_reader(self._tutor.settings)
        speak(language)
        self._translate(language)
        dress(self._app, self._tutor.settings.theme)
        self.client = self.client or EngineClient(partial(load_in_process, self._tutor.home), parent=self)
        window = MainWindow(self._tutor, self.client, self.indexer)
        header = window.header
        header.language.setCurrentIndex(header.language.findData(language))
        header.theme.setCurrentIndex(header.theme.findData(self._tutor.settings.theme))
        window.language_chosen.connect(self._choose_language)
        window.theme_chosen.connect(self._choose_theme)
        window.show()
        self.window = window
        window.begin()

    def close(self) -> None:
        self.indexer.close()
        if self.client:
            self.client.close()
        self._tutor.close()

    def _choose_language(self, language: Language) -> None:
        self._tutor.choose(replace(self._tutor.settings, language=language))
        self._open_anew()
        if self.client:
            self.client.restart()  # its sentences change too

    def _choose_theme(self, theme: Theme) -> None:
        self._tutor.choose(replace(self._tutor.settings, theme=theme))
        self._open_anew()

    def _open_anew(self) -> None:
        old, self.window = self.window, None
        if old:
            old.leave()
        self.open()
        if old and self.window:
            self.window.follow(old)
            old.keys.let_go()
            if self.client:
                self.client.said.disconnect(old.hear)
            old.deleteLater()

    def _translate(self, language: Language) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
        self._translators = []
        if language == "en":
            return
        for name, folder in (
            ("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            ("tutor_zh_CN", str(RESOURCES / "translations")),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)


def _show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """One dialog for what no sentence foresees; the log has the rest."""
    log.error("a bug", exc_info=(kind, error, trace))
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    box = QMessageBox(QMessageBox.Icon.Warning, "Tutor", tr("Something went wrong inside the tutor."))
    box.setDetailedText(f"{kind.__name__}: {error}\nTutor {__version__}, Python {sys.version.split()[0]}")
    box.exec()
