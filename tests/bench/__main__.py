"""`./check --bench NAME [--data PATH] [--json FILE]`: measure, print a table, keep it."""

import argparse
import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

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
    "hostile",
)


def main(arguments: list[str]) -> int:
    """1 if a figure misses its bar."""
    parser = argparse.ArgumentParser(prog="./check --bench")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--data", type=Path, help="other data of the same layout as the benchmark's own")
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    rows = importlib.import_module(f"tests.bench.{chosen.name.replace('-', '_')}").run(chosen.data)
    width = max((len(row.name) for row in rows), default=0)
    for row in rows:
        bar = "" if row.bar is None else f"   bar {row.bar:g}"
        verdict = {True: "   ok", False: "   MISSED", None: ""}[row.ok]
        print(f"{row.name:{width}}  {row.value:10.4g} {row.unit:12}{bar}{verdict}")
    if chosen.json:
        kept = {"bench": chosen.name, "rows": [asdict(row) for row in rows]}
        chosen.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(row.ok is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
