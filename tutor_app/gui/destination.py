"""Where explanations come from; it stands out while text leaves the machine."""

from PySide6.QtWidgets import QPushButton, QWidget

from tutor_app.gui.notice import announce
from tutor_app.settings.settings import Settings
from tutor_app.tutor.explanations import destination, destination_in_words


class DestinationButton(QPushButton):
    """Opens the choice of who explains, and says if that is a server."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_settings(Settings())

    def show_settings(self, settings: Settings) -> None:
        """Say where text goes, also to a screen reader if that has changed."""
        address = destination(settings)
        text, told = self.tr("Explanations…"), self.tr("Who explains: this machine, a server, or quotation")
        if address:
            told = destination_in_words(address)
            text = self.tr("To {place}") if address.is_here else self.tr("Leaves this machine: {place}")
            text = text.format(place=address.place)
        changed = text != self.text()
        self.setText(text.replace("&", "&&"))
        self.setToolTip(told)
        self.setAccessibleName(text)
        self.setAccessibleDescription(told)
        self._stand_out(address is not None and not address.is_here)
        if changed and address:
            announce(self, told)

    def _stand_out(self, stands_out: bool) -> None:
        name = "leaves" if stands_out else "stays"
        if name != self.objectName():
            self.setObjectName(name)
            self.style().unpolish(self)
            self.style().polish(self)
