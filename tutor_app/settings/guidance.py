"""How each course helps, and a teacher's lock on it: a file that the window and the terminal read alike.

The lock keeps a learner from choosing the answer by the application's own means. It is no safe: whoever may
delete files of this user may delete it.
"""

import hashlib
import hmac
import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import tomli_w

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.teaching import Guidance, Level

LEAST_DIGITS = 4
FREE_TRIES = 3  # wrong ones without a wait; a slip of the finger is no attack
WAIT_S, MOST_WAIT_S = 5, 3600  # doubled for each further wrong one
# 16 MB and about 50 ms for each guess. Source: datatracker.ietf.org/doc/html/rfc7914
SCRYPT = {"n": 2**14, "r": 8, "p": 1}
SALT_BYTES = 16


@dataclass(frozen=True)
class Lock:
    """A salted hash of the PIN, and what was tried against it."""

    salt: str  # hexadecimal
    hash: str
    wrong: int = 0  # in a row
    not_before: str = ""  # ISO 8601, UTC: no PIN is looked at until then

    def __post_init__(self) -> None:
        texts = (self.salt, self.hash, self.not_before)
        if not all(isinstance(one, str) and one.isascii() for one in texts) or not isinstance(
            self.wrong, int
        ):
            raise TypeError("a lock of other kinds of values")
        bytes.fromhex(self.salt)
        if self.not_before and datetime.fromisoformat(self.not_before).tzinfo is None:
            raise ValueError("a moment of no time zone")


def guidance_of(file: Path, course: str) -> Guidance:
    """How the course of this folder name helps.

    Raises:
        TutorError: the file is damaged.
    """
    entry = _find_entry(file, course)
    try:
        return Guidance(entry.get("first", 1), entry.get("most", 4), "lock" in entry)
    except (TypeError, ValueError) as error:
        raise _damaged(file) from error


@dataclass(frozen=True)
class Key:
    """What opens a lock, and what becomes of it."""

    pin: str = ""  # of the lock that is there
    then: Literal["keep", "lock", "unlock"] = "keep"
    new_pin: str = ""  # where it is locked anew


def choose(file: Path, course: str, levels: tuple[Level, Level], key: Key, now: datetime) -> Guidance:
    """Keep the first and the last level of a course, and lock or unlock them.

    Raises:
        TutorError: it is locked and the PIN is wrong or comes too soon, or the new one is too short; the
            levels stay as they were.
    """
    kept = _read(file)
    lock = _lock_in(kept, course, file)
    if lock is not None:
        _open(file, course, lock, key.pin, now)
    if key.then == "lock":
        lock = _locked(key.new_pin)
    elif key.then == "unlock":
        lock = None
    chosen = Guidance(*levels, is_locked=lock is not None)
    entry = {"first": chosen.first, "most": chosen.most}
    _write(file, {**kept, course: entry if lock is None else {**entry, "lock": asdict(_rested(lock))}})
    return chosen


def _lock_in(kept: Mapping[str, Any], course: str, file: Path) -> Lock | None:
    """Raises: TutorError: somebody changed it, so that nothing opens it."""
    entry = kept.get(course, {})
    if not isinstance(entry, dict):
        raise _damaged(file)
    if "lock" not in entry:
        return None
    try:
        lock = Lock(**entry["lock"])
    except (TypeError, ValueError) as error:
        raise _damaged(file) from error
    return lock


def _rested(lock: Lock) -> Lock:
    """After the right PIN nothing is held against it."""
    return replace(lock, wrong=0, not_before="")


def _open(file: Path, course: str, lock: Lock, pin: str, now: datetime) -> None:
    """Raises: TutorError, after keeping that a wrong PIN was given."""
    if lock.not_before and now < (until := datetime.fromisoformat(lock.not_before)):
        seconds = math.ceil((until - now).total_seconds())
        raise TutorError(
            tr("Too many wrong PINs."), tr("Wait {seconds} seconds, then try again.", seconds=seconds)
        )
    if hmac.compare_digest(_hash(pin, bytes.fromhex(lock.salt)), lock.hash):
        return
    kept, tried = _read(file), _after_wrong(lock, now)
    _write(file, {**kept, course: {**kept[course], "lock": asdict(tried)}})
    raise TutorError(
        tr("The PIN is wrong: the hints of this course stay as they are."),
        tr("Ask the teacher who locked them."),
    )


def _after_wrong(lock: Lock, now: datetime) -> Lock:
    wrong = lock.wrong + 1
    if wrong < FREE_TRIES:
        return replace(lock, wrong=wrong)
    wait_s = min(MOST_WAIT_S, WAIT_S * 2 ** (wrong - FREE_TRIES))
    return replace(
        lock, wrong=wrong, not_before=(now + timedelta(seconds=wait_s)).astimezone(UTC).isoformat()
    )


def _locked(pin: str) -> Lock:
    if len(pin) < LEAST_DIGITS:
        raise TutorError(tr("A PIN has at least {count} characters.", count=LEAST_DIGITS))
    salt = os.urandom(SALT_BYTES)
    return Lock(salt.hex(), _hash(pin, salt))


def _hash(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, n=SCRYPT["n"], r=SCRYPT["r"], p=SCRYPT["p"]).hex()


def _find_entry(file: Path, course: str) -> dict[str, Any]:
    """A course's part of the file; other parts may be damaged.

    Raises: TutorError: this part is, or it can't be told whether it was there: a lock must not get lost.
    """
    try:
        entry = _read(file).get(course, {})
    except TutorError:
        entry = _read_parts(file).get(course)
    if not isinstance(entry, dict):
        raise _damaged(file)
    return entry


def _read_parts(file: Path) -> dict[str, Any]:
    """The courses of a damaged file that can be read each by itself."""
    found: dict[str, Any] = {}
    text = file.read_bytes().decode("utf-8", errors="replace") if file.is_file() else ""
    for part in re.split(r"^(?=\[[^\[\].]+\]\s*$|\[\"[^\"]+\"\]\s*$)", text, flags=re.MULTILINE):
        try:
            found |= tomllib.loads(part)
        except (ValueError, RecursionError):
            continue
    return found


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(file) from error


def _write(file: Path, courses: Mapping[str, Any]) -> None:
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(tomli_w.dumps(courses), encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise TutorError(
            tr("The settings can't be saved in {folder}.", folder=file.parent),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error


def _damaged(file: Path) -> TutorError:
    return TutorError(tr("The settings file {file} can't be read.", file=file), tr("Mend it or delete it."))
