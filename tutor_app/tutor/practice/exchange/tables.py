"""Items as CSV in UTF-8, guarded against formulas: a spreadsheet runs what begins with =, +, - or @.

Source: owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
import json
from pathlib import Path

from tutor_app.core.practice import Item
from tutor_app.core.practice_json import from_plain_item, to_plain_item
from tutor_app.core.valid_text import parse_json
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle, refuse, write_file

COLUMNS = (
    "id", "course", "kind", "prompt", "key", "options", "explanation", "hints", "concepts", "language",
    "origin", "source", "label",
)  # fmt: skip
_LISTS, _PLAIN = ("key", "options", "hints", "concepts"), ("source", "label")
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
MAX_CELL = 1_000_000


def write_csv(bundle: PracticeBundle, file: Path) -> None:
    """Write one line for each item; lists stand as JSON in their cell. Raises: TutorError."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for item in bundle.items:
        plain = to_plain_item(item)
        writer.writerow([_to_cell(plain.get(name)) for name in COLUMNS])
    write_file(file, b"\xef\xbb\xbf" + lines.getvalue().encode("utf-8", "replace"))  # Excel reads the mark


def read_csv(file: Path) -> PracticeBundle:
    """Raises: TutorError: it is none of ours, or damaged."""
    try:
        csv.field_size_limit(MAX_CELL)
        text = file.read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        return PracticeBundle(items=tuple(_to_item(row) for row in rows))
    except (OSError, ValueError, csv.Error) as error:
        raise refuse(file) from error


def _to_item(row: dict[str, str]) -> Item:
    cells = {name: _from_cell(row.get(name) or "") for name in COLUMNS}
    plain = {
        name: parse_json(value) if name in (*_LISTS, *_PLAIN) else value
        for name, value in cells.items()
        if value
    }
    return from_plain_item(plain)


def _to_cell(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_GUARDED) else text


def _from_cell(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_GUARDED) else text
