"""Look at and act on a window through AT-SPI, as a screen reader would. Runs under the system's Python.

at_spi.py list              every named node: [role, name, [x, y, width, height], states]
at_spi.py find NAME [ROLE]  the first node of that name, else whose name begins so; null: there is none
at_spi.py press NAME        its first action
at_spi.py text NAME         the text it holds
at_spi.py write NAME TEXT   replace the text it holds
"""

import json
import sys

import pyatspi

APPLICATION = "tutor"


def application():
    desktop = pyatspi.Registry.getDesktop(0)
    return next((a for a in desktop if a and APPLICATION in a.name.lower()), None)


def nodes(node):
    yield node
    for child in node:
        if child is not None:
            yield from nodes(child)


def box(node):
    try:
        extents = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    except NotImplementedError:
        return None
    return [extents.x, extents.y, extents.width, extents.height]


def describe(node):
    states = [pyatspi.stateToString(s) for s in node.getState().getStates()]
    return [node.getRoleName(), node.name, box(node), states]


def find(name, role=None):
    app, likely = application(), None
    for node in nodes(app) if app else ():
        showing = node.getState().contains(pyatspi.STATE_SHOWING)
        if showing and node.name.startswith(name) and (role is None or node.getRoleName() == role):
            if node.name == name:
                return node
            likely = likely or node
    return likely


def main(command, *arguments):
    if command == "list":
        app = application()
        return [describe(n) for n in nodes(app) if n.name] if app else []
    node = find(*arguments[: 2 if command == "find" else 1])
    if node is None:
        return None
    if command == "press":
        return node.queryAction().doAction(0)
    if command == "text":
        return node.queryText().getText(0, -1)
    if command == "write":
        return node.queryEditableText().setTextContents(arguments[1])
    return describe(node)


print(json.dumps(main(*sys.argv[1:])))
