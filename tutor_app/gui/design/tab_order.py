"""The Tab key goes through a part of the window as it is read, also through what came later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_in_reading_order(part: QWidget, anchor: QWidget | None = None) -> None:
    """Order what is in `part` as its layouts are; the first one stays where it is in the window's order.

    `anchor`: one that has always been in `part`, where the first may be new and stand at the end.
    """
    stops = list(_stops(part))
    if anchor in stops[1:]:
        QWidget.setTabOrder(anchor, stops[0])
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QScrollArea) and (inside := widget.widget()):
        yield from _stops(inside)
    elif layout := widget.layout():
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if inner := item.widget():
            yield from _stops(inner)
        elif nested := item.layout():
            yield from _stops_of(nested)
