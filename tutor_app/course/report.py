"""What of a course's material was left out, and why: kept beside the course, told when it is ready."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tutor_app.core.language import tr

FILE = "report.json"
MAX_NAMED = 5
MAX_PAGES_NAMED = 20
MAX_KEPT = 2000


@dataclass(frozen=True)
class Omission:
    """One part of the material that could not be read."""

    name: str  # of the file, or the page as a person counts it
    reason: str  # a sentence for the reader
    page: int = 0  # as a person counts it; 0 for what is no page
    pages: int = 0  # how many the file has


def read_report(course: Path) -> tuple[Omission, ...]:
    """Return what was left out of a course; nothing where no report was kept."""
    try:
        rows = json.loads((course / FILE).read_text(encoding="utf-8"))
        return tuple(
            Omission(str(row["name"]), str(row["reason"]), int(row.get("page", 0)), int(row.get("pages", 0)))
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


def add_omissions(course: Path, omissions: Sequence[Omission]) -> None:
    """Keep more omissions beside those that are known, up to `MAX_KEPT`. Raises: OSError."""
    known = read_report(course)
    if len(known) >= MAX_KEPT:  # a file that claims pages without end has no list of them
        return
    every = list(dict.fromkeys((*known, *omissions)))[:MAX_KEPT]
    part = course / f"{FILE}.part"
    part.write_text(
        json.dumps([asdict(one) for one in every], ensure_ascii=False, indent=1), encoding="utf-8"
    )
    part.replace(course / FILE)


def describe_omissions(omissions: Sequence[Omission]) -> str:
    """Return a sentence or two that name the pages and other parts; empty where all was read."""
    pages = [one for one in omissions if one.page]
    parts = [one for one in omissions if not one.page]
    return " ".join(filter(None, [_describe_pages(pages), _describe_parts(parts)]))


def _describe_pages(pages: Sequence[Omission]) -> str:
    if not pages:
        return ""
    numbers = sorted({one.page for one in pages})
    named = ", ".join(map(str, numbers[:MAX_PAGES_NAMED])) + (", …" if len(numbers) > MAX_PAGES_NAMED else "")
    return tr(
        "{count} of {total} pages could not be read: {pages}.",
        count=len(numbers),
        total=max(one.pages for one in pages),
        pages=named,
    )


def _describe_parts(parts: Sequence[Omission]) -> str:
    if not parts:
        return ""
    named = [f"{one.name} ({one.reason.rstrip('.。')})" for one in parts[:MAX_NAMED]]
    listed = "; ".join(named)
    if len(parts) > MAX_NAMED:
        return tr("{count} parts were left out, among them: {names}.", count=str(len(parts)), names=listed)
    return tr("Left out: {names}.", names=listed)
