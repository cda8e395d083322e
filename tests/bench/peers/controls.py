"""The controls of any program, as a screen reader finds them. Runs under the system's Python; prints JSON.

controls.py list PID   every node that shows: [role, name, states, the number of the node around it or null]
controls.py tab PID    how many things have the focus in turn when Tab is pressed until it comes round
"""

import json
import subprocess
import sys
import time

import pyatspi
from gi.repository import GLib

WAIT_S = 0.4  # for the focus to move
MOST = 150  # presses of Tab
STUCK = 3  # presses that move nothing: Tab is taken by what has the focus


def application(pid):
    desktop = pyatspi.Registry.getDesktop(0)
    return next((a for a in desktop if a and a.get_process_id() == pid), None)


def showing(node, around, found):
    """Put what shows under `node` into `found`; a part that doesn't show is not gone into."""
    for child in node:
        if child is None or not child.getState().contains(pyatspi.STATE_SHOWING):
            continue
        states = [pyatspi.stateToString(s) for s in child.getState().getStates()]
        found.append([child.getRoleName(), child.name, states, around])
        showing(child, len(found) - 1, found)
    return found


def press_tab(came):
    """What the focus comes to, or None."""
    before = len(came)
    subprocess.run(["xdotool", "key", "Tab"], check=True)
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and len(came) == before:
        GLib.MainContext.default().iteration(False)
        time.sleep(0.005)
    while GLib.MainContext.default().iteration(False):
        pass
    return came[-1] if len(came) > before else None


def focused(node):
    """The places of what has the focus at first."""
    for child in node:
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            if child.getState().contains(pyatspi.STATE_FOCUSED):
                yield child.path
            yield from focused(child)


def round_of_tab(app, pid):
    came, seen, still = [], set(focused(app)), 0

    def note(event):
        if event.detail1 and event.source.get_process_id() == pid:
            came.append(event.source.path)

    pyatspi.Registry.registerEventListener(note, "object:state-changed:focused")
    for _ in range(MOST):
        at = press_tab(came)
        still = still + 1 if at is None else 0
        if still == STUCK or at in seen:
            break
        if at:
            seen.add(at)
    return len(seen)


if __name__ == "__main__":
    command, pid = sys.argv[1], int(sys.argv[2])
    app = application(pid)
    if command == "tab":
        print(json.dumps(round_of_tab(app, pid) if app else 0))
    else:
        print(json.dumps(showing(app, None, []) if app else []))
