"""The window's texts in the reader's language."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from tutor_app.core.language import Language
from tutor_app.settings.home import RESOURCES


class Translation(QObject):
    """One language at a time; widgets that are made later speak it."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []

    def use(self, language: Language) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ours = str(RESOURCES / "translations")
        wanted = [("tutor_en", ours)]  # plurals only: the source is English
        if language == "zh":
            wanted = [("qtbase_zh_CN", qt), ("tutor_zh_CN", ours)]
        for name, folder in wanted:
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)
