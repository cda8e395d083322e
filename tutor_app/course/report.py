"""What of a course's material was left out, and why: kept beside the course, told when it is ready."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tutor_app.core.language import tr

FILE = "report.json"
MAX_NAMED = 5


@dataclass(frozen=True)
class Omission:
    """One part of the material that could not be read."""

    name: str  # of the file, or the page as a person counts it
    reason: str  # a sentence for the reader


def read_report(course: Path) -> tuple[Omission, ...]:
    """Return what was left out of a course; nothing where no report was kept."""
    try:
        rows = json.loads((course / FILE).read_text(encoding="utf-8"))
        return tuple(Omission(str(row["name"]), str(row["reason"])) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def add_omissions(course: Path, omissions: Sequence[Omission]) -> None:
    """Keep more omissions beside those that are known. Raises: OSError."""
    every = dict.fromkeys((*read_report(course), *omissions))
    part = course / f"{FILE}.part"
    part.write_text(
        json.dumps([asdict(one) for one in every], ensure_ascii=False, indent=1), encoding="utf-8"
    )
    part.replace(course / FILE)


def describe_omissions(omissions: Sequence[Omission]) -> str:
    """Return one sentence that names the first of them; empty where nothing was left out."""
    if not omissions:
        return ""
    named = [f"{one.name} ({one.reason.rstrip('.。')})" for one in omissions[:MAX_NAMED]]
    listed = "; ".join(named)
    if len(omissions) > MAX_NAMED:
        return tr(
            "{count} parts were left out, among them: {names}.", count=str(len(omissions)), names=listed
        )
    return tr("Left out: {names}.", names=listed)
