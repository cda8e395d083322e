"""What goes to a terminal: in any encoding, and with nothing in it that a terminal obeys.

Titles, passages, names of files and a server's words come from strangers. All of it passes here, since the
streams themselves are wrapped: what is printed anywhere, argparse's own words included, can't move the
cursor, colour, rename the window, ring, or turn the direction of what stands beside it.
"""

import codecs
import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from tutor_app.core.valid_text import to_valid_text

BROKEN_PIPE = 141  # 128 + SIGPIPE, as a shell tells it

# Controls of C0 and C1 but line feed and tab; marks of direction; separators that some terminals take for an
# end of line. Sources: ECMA-48; unicode.org/reports/tr36 (bidirectional text), CVE-2021-42574.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_SEQUENCE = re.compile(
    "(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"  # a command of the operating system
    "|(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"  # a control sequence
    "|\x1b[ -/]{0,16}[0-~]"  # an escape
)
_REPLACEMENTS = str.maketrans(dict(zip("›–—“”’‘×·•", ">--\"\"''x-*", strict=True)) | {"…": "..."})
_HANDLER = "tutor-terminal"
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def to_printable(text: str) -> str:
    """Text without what a terminal would obey; lone surrogates become �."""
    return _CONTROL.sub("", _SEQUENCE.sub("", to_valid_text(text)))


class TerminalStream(io.TextIOBase):
    """A stream of text that prints everything and obeys nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        if isinstance(stream, io.TextIOWrapper):
            # ASCII is what is left where no locale was set; terminals of such machines read UTF-8
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors=_HANDLER)

    def write(self, text: str) -> int:
        with _broken_pipe():
            self._stream.write(to_printable(text))
        return len(text)

    def write_progress(self, text: str) -> None:
        """Write over the line that the cursor stands in."""
        self._stream.write("\r" + to_printable(text))

    def flush(self) -> None:
        with _broken_pipe():
            self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding


def prepare_terminal() -> None:
    """Have everything that this process prints pass here."""
    codecs.register_error(_HANDLER, _replace)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, TerminalStream):  # None: there is no console
            setattr(sys, name, TerminalStream(stream))


def write_progress(stream: TextIO, text: str) -> None:
    """Write over the line that the cursor of a terminal stands in."""
    if isinstance(stream, TerminalStream):
        stream.write_progress(text)
    else:
        stream.write(f"\r{to_printable(text)}")


def clear_line() -> None:
    """Go back to the beginning of the line that progress was written in."""
    if sys.stderr.isatty():
        write_progress(sys.stderr, "")
        sys.stderr.flush()


def print_json(value: Any) -> None:
    """Print for programs: what the encoding lacks, or a terminal would obey, stands there as \\uXXXX."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=2)
    print(_UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text), flush=True)


def leave_broken_pipe() -> int:
    """End quietly where nobody reads any more: as `head` does once it has its lines; the exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())  # else Python complains of it when it ends
    return BROKEN_PIPE


@contextmanager
def _broken_pipe() -> Iterator[None]:
    """Windows calls a pipe that nobody reads an invalid argument (Python's issue 79935)."""
    try:
        yield
    except OSError as error:
        if sys.platform == "win32" and error.errno == errno.EINVAL:
            raise BrokenPipeError from error
        raise


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    """A character that an encoding lacks, by one that looks like it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = []
    for character in error.object[error.start : error.end]:
        alike = character.translate(_REPLACEMENTS)
        try:
            alike.encode(error.encoding)
        except UnicodeEncodeError:
            alike = "?"
        written.append(alike)
    return "".join(written), error.end
