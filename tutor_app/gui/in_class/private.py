"""What is the learner's own and not for a class."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

_PRIVATE, _WAS_SHOWN = "is_private", "was_shown"
W = TypeVar("W", bound=QWidget)


def private(widget: W) -> W:
    """The same widget, hidden while a class looks: history, notes, what may tell of the learner."""
    widget.setProperty(_PRIVATE, True)
    return widget


def hide_private(root: QWidget) -> None:
    for widget in _privates(root):
        widget.setProperty(_WAS_SHOWN, not widget.isHidden())
        widget.hide()


def show_private(root: QWidget) -> None:
    """Again as it was."""
    for widget in _privates(root):
        widget.setVisible(bool(widget.property(_WAS_SHOWN)))


def _privates(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.property(_PRIVATE)]
