"""`tutor doctor`: what works on this machine."""

import argparse
from dataclasses import asdict

from tutor_app.cli.terminal import print_json
from tutor_app.settings.home import Home
from tutor_app.tutor.doctor import examine


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("doctor", help="what works on this machine, and what to do about the rest")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace, home: Home) -> int:
    """1 if something is not well."""
    findings = examine(home)
    if chosen.json:
        print_json([asdict(finding) for finding in findings])
    for finding in () if chosen.json else findings:
        print(f"{'+' if finding.is_well else '!'} {finding.name:22} {finding.told}")
    return int(not all(finding.is_well for finding in findings))
