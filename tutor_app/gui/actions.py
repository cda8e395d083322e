"""What can be done by a key: its name, its words, its key."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

Where = Literal["window", "page"]

FIXED = (  # they mean something wherever the focus is, or to a presenter
    *("Esc", "Tab", "Space", "Return", "Enter", "Del", "Home", "End", "PgDown", "PgUp", "B", "."),
    *("Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+A"),
    *(f"Alt+{number}" for number in range(1, 10)),
)


@dataclass(frozen=True)
class Action:
    """One thing to do; a key that was chosen replaces the usual one."""

    name: str  # in the settings file
    words: str
    usual: str  # a key, as Qt writes it
    act: Callable[[], object]
    button: QAbstractButton | None = None  # that does it too, and tells the key
    also: str = ""  # a second key, as long as no other is chosen
    where: Where = "window"  # what it belongs to
    told: Callable[[str], object] | None = None  # is given the words with the key, to show them

    def keys(self, chosen: Mapping[str, str]) -> QKeySequence:
        """The key that does it, by what was chosen."""
        return _read(chosen.get(self.name, self.usual))

    def all_keys(self, chosen: Mapping[str, str]) -> list[QKeySequence]:
        """Every key that does it."""
        keys = self.keys(chosen)
        return [keys, _read(self.also)] if self.also and keys == _read(self.usual) else [keys]

    def tell(self, chosen: Mapping[str, str]) -> None:
        """Let the button's tool tip name the key."""
        keys = self.keys(chosen).toString(QKeySequence.SequenceFormat.NativeText)
        text = QCoreApplication.translate("Action", "{words} ({keys})")
        tip = text.format(words=self.words, keys=keys) if keys else self.words
        if self.button is not None:
            self.button.setToolTip(tip)
        if self.told is not None:
            self.told(tip)


def bind(actions: Iterable[Action], chosen: Mapping[str, str], room: QWidget) -> list[QShortcut]:
    """Give actions their keys, wherever in the window of `room` the focus is."""
    shortcuts = []
    for action in actions:
        action.tell(chosen)
        for keys in action.all_keys(chosen):
            shortcut = QShortcut(keys, room)
            shortcut.activated.connect(action.act)
            shortcuts.append(shortcut)
    return shortcuts


def taken_twice(names_to_keys: Mapping[str, Sequence[QKeySequence]]) -> list[tuple[str, str]]:
    """Pairs of actions that have the same key: then neither would answer to it."""
    seen: dict[str, str] = {}
    twice = []
    for name, all_keys in names_to_keys.items():
        for text in filter(None, map(portable, all_keys)):
            if text in seen:
                twice.append((seen[text], name))
            seen[text] = name
    return twice


def is_fixed(keys: QKeySequence) -> bool:
    """Whether a key always means something else."""
    return portable(keys) in {portable(_read(text)) for text in FIXED}


def portable(keys: QKeySequence) -> str:
    """A key as the settings file has it."""
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


def _read(text: str) -> QKeySequence:
    return QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
