"""The bar above the sheet: where the reader is, how large, how laid out, and on what paper."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from tutor_app.core.paper import Paper
from tutor_app.gui.design.icons import icon_size
from tutor_app.gui.material.icons import icon
from tutor_app.gui.material.layout import Spread
from tutor_app.gui.material.page_field import PageField

SPACING_PX = 60  # between the parts, and at both ends


class ToolBar(QWidget):
    """Buttons by name, and one menu.

    Signals:
        spread_chosen: a Spread.
        paper_chosen: a Paper.
        fit_page_asked, keys_asked, links_asked: as they say.
    """

    spread_chosen = Signal(str)
    paper_chosen = Signal(str)
    fit_page_asked = Signal()
    keys_asked = Signal()
    links_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_field = PageField()
        self.percent = QLabel()
        self.percent.setAccessibleName(self.tr("Zoom"))
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons: dict[str, QToolButton] = {}
        self._spreads: dict[str, QAction] = {}
        self._papers: dict[str, QAction] = {}
        self._arrange()
        self._make_menu()

    def tell_layout(self, spread: Spread | None, paper: Paper) -> None:
        """Check what is chosen; no spread: the material has no pages."""
        for name, action in self._spreads.items():
            action.setEnabled(spread is not None)
            action.setChecked(name == spread)
        self._papers[paper].setChecked(True)
        self._fit_page.setEnabled(spread is not None)

    def tell_fit_page(self, words: str) -> None:
        """The words of that choice in the menu, with its key."""
        self._fit_page.setText(words)

    def tell_select(self, words: str) -> None:
        self._select.setText(words)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(2)
        row.addWidget(self._button("outline", self.tr("Contents, pages, notes and hits"), is_switch=True))
        row.addWidget(self._button("back", self.tr("Back")))
        row.addWidget(self._button("forward", self.tr("Forward")))
        row.addSpacing(8)
        row.addWidget(self.page_field)
        row.addStretch(1)
        row.addWidget(self._button("smaller", self.tr("Smaller")))
        row.addWidget(self.percent)
        row.addWidget(self._button("larger", self.tr("Larger")))
        row.addWidget(self._button("fit", self.tr("Fit the width")))
        row.addWidget(self._button("layout", self.tr("Layout and paper")))
        row.addStretch(1)
        row.addWidget(self._button("words", self.tr("The page as plain words"), is_switch=True))
        row.addWidget(self._button("find", self.tr("Find in the material")))

    def _make_menu(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Layout and paper"))
        self._spreads = self._choices(
            menu,
            {
                "continuous": self.tr("Continuous"),
                "single": self.tr("One page"),
                "two": self.tr("Two pages"),
            },
            self.spread_chosen.emit,
        )
        menu.addSeparator()
        self._fit_page = menu.addAction(self.tr("Fit the page"))
        self._fit_page.triggered.connect(self.fit_page_asked)
        menu.addSeparator()
        self._papers = self._choices(
            menu,
            {"print": self.tr("As printed"), "sepia": self.tr("Sepia"), "night": self.tr("Night")},
            self.paper_chosen.emit,
        )
        menu.addSeparator()
        self._select = menu.addAction(self.tr("Select with the keys"))
        self._select.triggered.connect(self.keys_asked)
        menu.addAction(self.tr("Links on this page…")).triggered.connect(self.links_asked)
        button = self.buttons["layout"]
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _choices(self, menu: QMenu, words: dict[str, str], choose: object) -> dict[str, QAction]:
        group = QActionGroup(menu)
        actions = {}
        for name, text in words.items():
            action = QAction(text, menu, checkable=True)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
            actions[name] = action
        group.triggered.connect(lambda action: choose(action.data()))  # type: ignore[operator]
        return actions

    def _button(self, name: str, words: str, is_switch: bool = False) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setCheckable(is_switch)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(icon_size(button))
        button.setIcon(icon(name, self.palette()))
        self.buttons[name] = button
        return button

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """What is only told gives way where the buttons need all of the width: in large type."""
        told = (self.percent, self.page_field.total)
        wanted = [*self.buttons.values(), self.page_field.number, *told]
        wide = sum(max(one.sizeHint().width(), one.minimumWidth()) for one in wanted) + SPACING_PX
        for label in told:
            if label.isHidden() == (wide <= self.width()):
                label.setHidden(wide > self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for name, button in self.buttons.items():
                button.setIcon(icon(name, self.palette()))
