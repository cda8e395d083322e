"""What can be done by a key: its name, its words, its key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton


@dataclass(frozen=True)
class Action:
    """One thing to do; a key that was chosen replaces the usual one."""

    name: str  # in the settings file
    words: str
    usual: str  # keys, as Qt writes them; the first of several is shown
    act: Callable[[], object]
    button: QAbstractButton | None = None  # that does it too, and tells the key

    def keys(self, chosen: Mapping[str, str]) -> QKeySequence:
        """The key that does it, by what was chosen."""
        return QKeySequence(chosen.get(self.name, self.usual), QKeySequence.SequenceFormat.PortableText)

    def tell(self, chosen: Mapping[str, str]) -> None:
        """Let the button's tool tip name the key."""
        if self.button is None:
            return
        keys = self.keys(chosen).toString(QKeySequence.SequenceFormat.NativeText)
        text = QCoreApplication.translate("Action", "{words} ({keys})")
        self.button.setToolTip(text.format(words=self.words, keys=keys) if keys else self.words)


def taken_twice(names_to_keys: Mapping[str, QKeySequence]) -> list[tuple[str, str]]:
    """Pairs of actions that have the same key: then neither would answer to it."""
    seen: dict[str, str] = {}
    twice = []
    for name, keys in names_to_keys.items():
        text = keys.toString(QKeySequence.SequenceFormat.PortableText)
        if text and text in seen:
            twice.append((seen[text], name))
        seen[text] = name
    return twice
