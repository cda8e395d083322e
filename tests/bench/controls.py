"""Which of the nodes that a screen reader finds are controls, and which of those have no name."""

from collections.abc import Sequence
from dataclasses import dataclass

ROLES = frozenset(
    {"push button", "button", "toggle button", "check box", "radio button", "combo box", "entry", "text"}
    | {"password text", "slider", "spin button", "list item", "tree item", "menu", "menu item", "link"}
    | {"check menu item", "radio menu item", "page tab", "push button menu"}
)


@dataclass(frozen=True)
class Node:
    """What shows, and the place in the listing of what is around it."""

    role: str
    name: str
    states: Sequence[str]
    around: int | None


def controls(listing: Sequence[Node]) -> list[Node]:
    """Those one can work with. What is in another (the entry of a spin box, a menu's item) counts with it."""
    return [node for node in listing if _is_control(node) and not _is_inside(node, listing)]


def unnamed(listing: Sequence[Node]) -> list[Node]:
    """The controls of which a screen reader can say only what they are."""
    return [node for node in controls(listing) if not node.name.strip()]


def _is_control(node: Node) -> bool:
    if node.role == "text":  # a label may be one, too
        return "focusable" in node.states
    return node.role in ROLES


def _is_inside(node: Node, listing: Sequence[Node]) -> bool:
    while node.around is not None:
        node = listing[node.around]
        if _is_control(node):
            return True
    return False
