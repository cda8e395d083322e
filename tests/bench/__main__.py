"""`./check --bench NAME [--data PATH] [--json FILE]`: measure, print each row as it is known, keep them."""

import argparse
import importlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tests.bench.row import Row

WIDTH = 60  # of a row's name
NAMES = (
    "start",
    "desk",
    "desk-peers",
    "session",
    "index",
    "search",
    "turn",
    "retrieval",
    "fusion",
    "reader",
    "speech",
    "terms",
    "formula",
    "aloud",
    "explain",
    "hints",
    "practice",
    "hostile",
    "tracing",
)


def main(arguments: list[str]) -> int:
    """1 if a figure misses its bar."""
    parser = argparse.ArgumentParser(prog="./check --bench")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--data", type=Path, help="other data of the same layout as the benchmark's own")
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    rows: Iterable[Row] = importlib.import_module(f"tests.bench.{chosen.name.replace('-', '_')}").run(
        chosen.data
    )
    known: list[Row] = []
    for row in rows:  # a run that is cut off has told, and kept, what it knew
        known.append(row)
        bar = "" if row.bar is None else f"   bar {row.bar:g}"
        verdict = {True: "   ok", False: "   MISSED", None: ""}[row.ok]
        print(f"{row.name:{WIDTH}}  {row.value:10.4g} {row.unit:12}{bar}{verdict}", flush=True)
        if chosen.json:
            kept = {"bench": chosen.name, "rows": [asdict(row) for row in known]}
            chosen.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(row.ok is False for row in known))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
