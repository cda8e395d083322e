"""`tutor record`: copies of what the learner asked, marked and answered."""

import argparse
from datetime import UTC, datetime

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.store.backup import Backup, back_up, list_backups, restore
from tutor_app.tutor.window_lock import WindowLock


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("record", help="copies of your record: make, list, restore")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    verbs.add_parser("backup", help="copy the record now").set_defaults(func=run_backup)
    verbs.add_parser("list", help="the copies that are there, newest first").set_defaults(func=run_list)
    restoring = verbs.add_parser(
        "restore", help="put a copy in the record's place; the present one is copied first"
    )
    restoring.add_argument("copy", nargs="?", default="1", help="its number in the list, or its file name")
    restoring.set_defaults(func=run_restore)


def run_backup(_chosen: argparse.Namespace, home: Home) -> int:
    made = back_up(home, datetime.now(UTC), "asked")
    if made is None:
        raise TutorError(tr("There is no record yet."))
    print(made.file)
    return 0


def run_list(_chosen: argparse.Namespace, home: Home) -> int:
    for number, backup in enumerate(list_backups(home), start=1):
        print(
            f"{number:3}  {backup.made_at.astimezone():%Y-%m-%d %H:%M}  {backup.reason:9}  {backup.file.name}"
        )
    return 0


def run_restore(chosen: argparse.Namespace, home: Home) -> int:
    """Nobody may have the record open: the window's lock is asked for first."""
    lock = WindowLock(home)
    if not lock.acquire():
        raise TutorError(tr("The window of Tutor is open."), tr("Close it and try again."))
    try:
        backup = _choose(chosen.copy, list_backups(home))
        restore(home, backup, datetime.now(UTC))
    finally:
        lock.release()
    print(tr("Restored: {file}", file=backup.file.name))
    return 0


def _choose(name: str, backups: list[Backup]) -> Backup:
    found = {str(number): backup for number, backup in enumerate(backups, start=1)}
    found |= {backup.file.name: backup for backup in backups}
    if name not in found:
        raise TutorError(
            tr("There is no copy {name}.", name=name), tr("See the copies with: tutor record list")
        )
    return found[name]
