"""Language, theme, size and letters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from tutor_app.gui.preferences.choice import Choice
from tutor_app.gui.preferences.page import Page
from tutor_app.settings.settings import Settings

SIZES = (100, 125, 150, 175, 200)


class Looks(Page):
    """How the window looks.

    Signals:
        chosen: the name of a setting, and its value.
    """

    chosen = Signal(str, object)

    def __init__(self, settings: Settings, language: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Reading"))
        self.language = Choice([("English", "en"), ("中文", "zh")], language)
        self.theme = Choice(
            [
                (self.tr("As the system"), "system"),
                (self.tr("Light"), "light"),
                (self.tr("Dark"), "dark"),
            ],
            settings.theme,
        )
        sizes = [(self.locale().toString(size) + self.locale().percent(), size) for size in SIZES]
        self.size_of_text = Choice(sizes, settings.text_percent)
        self.legible = QCheckBox(self.tr("Letters that are hard to mistake for each other"))
        self.legible.setChecked(settings.font == "legible")
        self.still = QCheckBox(self.tr("Nothing moves by itself"))
        self.still.setChecked(settings.still)
        self._add_rows()
        self.language.chosen.connect(lambda value: self.chosen.emit("language", value))
        self.theme.chosen.connect(lambda value: self.chosen.emit("theme", value))
        self.size_of_text.chosen.connect(lambda value: self.chosen.emit("text_percent", value))
        self.legible.clicked.connect(lambda on: self.chosen.emit("font", "legible" if on else "system"))
        self.still.clicked.connect(lambda on: self.chosen.emit("still", on))

    def _add_rows(self) -> None:
        self.add("Language · 语言", self.language)
        self.add(self.tr("Theme"), self.theme)
        self.add(self.tr("Size of text"), self.size_of_text)
        self.add(
            self.legible.text(),
            self.legible,
            self.tr("Atkinson Hyperlegible, made for weak eyes and liked with dyslexia. Latin letters only."),
        )
        self.add(
            self.still.text(),
            self.still,
            self.tr("A passage that is shown on the page does not pulse."),
        )
