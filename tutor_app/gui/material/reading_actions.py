"""What is done by a key while reading."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tutor_app.gui.actions import Action

if TYPE_CHECKING:
    from tutor_app.gui.material.view import MaterialView


class ReadingActions(QObject):
    """The actions of a material view; whoever has the window gives them their keys."""

    def __init__(self, view: MaterialView) -> None:
        super().__init__(view)
        self._view = view
        self.all = [*self._finding(), *self._zooming(), *self._going(), *self._marking()]

    def _finding(self) -> list[Action]:
        view, bar = self._view, self._view.find_bar
        before = partial(view.step, -1)
        return [
            _page(
                "find", self.tr("Find in the material"), "Ctrl+F", bar.open, button=view.bar.buttons["find"]
            ),
            _page("find-next", self.tr("Next hit"), "F3", partial(view.step, 1), button=bar.next),
            _page("find-previous", self.tr("Previous hit"), "Shift+F3", before, button=bar.previous),
            _page(
                "find-everywhere",
                self.tr("Search all courses"),
                "Ctrl+Shift+F",
                view.search_all_courses,
                button=view.side.hits.all_courses,
            ),
        ]

    def _zooming(self) -> list[Action]:
        view, buttons = self._view, self._view.bar.buttons
        return [
            _page(
                "larger", self.tr("Larger"), "Ctrl++", view.zoom_in, button=buttons["larger"], also="Ctrl+="
            ),
            _page("smaller", self.tr("Smaller"), "Ctrl+-", view.zoom_out, button=buttons["smaller"]),
            _page("fit-width", self.tr("Fit the width"), "Ctrl+0", view.fit_width, button=buttons["fit"]),
            _page("fit-page", self.tr("Fit the page"), "Ctrl+9", view.fit_page, told=view.bar.tell_fit_page),
        ]

    def _going(self) -> list[Action]:
        view, buttons = self._view, self._view.bar.buttons
        field = view.page_field
        return [
            _page("page", self.tr("Go to a page"), "Ctrl+G", field.edit, told=field.number.setToolTip),
            _page("back", self.tr("Back"), "Alt+Left", view.go_back, button=buttons["back"]),
            _page("forward", self.tr("Forward"), "Alt+Right", view.go_forward, button=buttons["forward"]),
            _page(
                "side",
                self.tr("Contents, pages, notes and hits"),
                "F4",
                buttons["outline"].toggle,
                button=buttons["outline"],
            ),
        ]

    def _marking(self) -> list[Action]:
        view, marking = self._view, self._view.marking
        return [
            _page(
                "select",
                self.tr("Select with the keys"),
                "F7",
                view.select_with_keys,
                told=view.bar.tell_select,
            ),
            _page(
                "highlight",
                self.tr("Highlight the selected words"),
                "Ctrl+H",
                partial(marking.mark, "highlight", "yellow"),
                told=partial(marking.tell, "yellow"),
            ),
            _page(
                "underline",
                self.tr("Underline the selected words"),
                "Ctrl+U",
                partial(marking.mark, "underline", "blue"),
                told=partial(marking.tell, "underline"),
            ),
            _page(
                "mark-note",
                self.tr("Write a note to the selected words"),
                "Ctrl+M",
                marking.note,
                told=partial(marking.tell, "note"),
            ),
            _page(
                "ask-about",
                self.tr("Ask about the selected words"),
                "Ctrl+Shift+A",
                marking.ask,
                told=partial(marking.tell, "ask"),
            ),
        ]


_page = partial(Action, where="page")
