"""Keys of servers: not among the settings, which people show one another, but in a file only they read."""

import os
import tomllib
from contextlib import suppress

import tomli_w

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.settings.home import Home
from tutor_app.settings.server import ServerAddress

VARIABLE = "TUTOR_SERVER_KEY"
ONLY_OWNER = 0o600


def key_for(home: Home, address: ServerAddress, entered: str | None = None) -> str:
    """The variable's, else the one just entered, else the one kept for this very server: no other server is
    ever given it.

    Raises:
        TutorError: what was entered can be no key.
    """
    if key := os.environ.get(VARIABLE, "").strip():
        return checked(key)
    return kept_key(home, address) if entered is None else checked(entered)


def kept_key(home: Home, address: ServerAddress) -> str:
    """The one that is kept; empty if none is."""
    return _kept(home).get(address.origin, "")


def checked(entered: str) -> str:
    """A key without space around it. Raises: TutorError: it can't stand in a request's head."""
    key = entered.strip()
    if not _is_key(key):
        raise TutorError(
            tr("This is not a key: it has characters that no key has."), tr("Copy it again from the server.")
        )
    return key


def keep_key(home: Home, address: ServerAddress, entered: str) -> None:
    """Keep a server's key; an empty one is forgotten. Raises: TutorError."""
    key, kept = checked(entered), _kept(home)
    if kept.get(address.origin, "") == key:
        return  # there is no file where nobody ever entered a key
    kept = {origin: one for origin, one in (kept | {address.origin: key}).items() if one}
    try:
        _set_aside_damaged(home)
        _write(home, tomli_w.dumps(kept))
    except OSError as error:
        raise TutorError(
            tr("The key can't be saved in {folder}.", folder=home.config),
            tr("Check that the folder can be written and the disk is not full."),
        ) from error


def _is_key(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text


def _write(home: Home, text: str) -> None:
    """Readable by nobody else from its first byte."""
    home.config.mkdir(parents=True, exist_ok=True)
    part = home.keys_file.with_suffix(".part")
    with suppress(FileNotFoundError):
        part.unlink()
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    part.replace(home.keys_file)


def _read_lines(text: str) -> dict[str, object]:
    """The keys of a damaged file: each stands on a line of its own."""
    found: dict[str, object] = {}
    for line in text.splitlines():
        try:
            found |= tomllib.loads(line)
        except (ValueError, RecursionError):
            continue
    return found


def _set_aside_damaged(home: Home) -> None:
    """Keep a damaged file beside the new one: a key in it may still be read by a person."""
    with suppress(OSError, RecursionError):
        try:
            tomllib.loads(home.keys_file.read_text(encoding="utf-8"))
        except ValueError:
            home.keys_file.replace(home.keys_file.with_suffix(".damaged.toml"))


def _kept(home: Home) -> dict[str, str]:
    try:
        text = home.keys_file.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return {}
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError):
        read = _read_lines(text)
    return {origin: key for origin, key in read.items() if isinstance(key, str) and _is_key(key)}
