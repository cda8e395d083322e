"""`tutor models`: list, fetch, check, export, remove and import the models."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tutor_app.cli.terminal import print_json, write_progress
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.registry.fetch import FetchProgress, fetch
from tutor_app.engine.registry.manifest import Manifest, load_manifests
from tutor_app.engine.registry.sources import FolderSource, Source
from tutor_app.settings.home import Home
from tutor_app.tutor import models

STEP_S = 2.0  # between two lines of progress where there is no terminal


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("models", help="the models on this machine")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="what there is, and what is here")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(func=run_list)
    fetching = verbs.add_parser("fetch", help="bring models here; without names, the default set")
    fetching.add_argument("names", nargs="*", metavar="NAME")
    fetching.add_argument("--all", action="store_true", help="every known model")
    fetching.add_argument("--skip", action="append", default=[], metavar="NAME", help="leave this one out")
    fetching.add_argument("--from", dest="folder", type=Path, metavar="FOLDER", help="a folder or USB stick")
    fetching.add_argument("--in-background", action="store_true", help="begin, and come back at once")
    fetching.set_defaults(func=run_fetch)
    asking = verbs.add_parser("ready", help="exit with 0 if they are all here; by default the default set")
    asking.add_argument("names", nargs="*", metavar="NAME")
    asking.add_argument("--skip", action="append", default=[], metavar="NAME")
    asking.set_defaults(func=run_ready)
    for verb, run, text in (
        ("check", run_check, "read every byte and compare with the checksums"),
        ("export", run_export, "make the ONNX files from the weights with torch, and check them"),
    ):
        parser = verbs.add_parser(verb, help=text)
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.set_defaults(func=run)
    removing = verbs.add_parser("remove", help="delete a model's files")
    removing.add_argument("names", nargs="+", metavar="NAME")
    removing.set_defaults(func=run_remove)
    importing = verbs.add_parser("import", help="take models from a file or folder")
    importing.add_argument("path", type=Path)
    importing.set_defaults(func=run_import)


def run_list(chosen: argparse.Namespace, home: Home) -> int:
    found = models.statuses(home)
    if chosen.json:
        print_json([_as_json(status) for status in found])
        return 0
    for status in found:
        m = status.manifest
        mark = "*" if m.default else " "
        size = f"{m.size_bytes / 1e6:7.0f} MB"
        print(f"{mark} {m.name:22} {m.task:15} {size}  {status.state:8} {status.share:4.0%}  {m.licence}")
    print(tr("* belongs to the default set"))
    return 0


def run_fetch(chosen: argparse.Namespace, home: Home) -> int:
    wanted = [models.named(name) for name in chosen.names] or models.default_models()
    if chosen.all:
        wanted = list(load_manifests().values())
    wanted = [m for m in wanted if m.name not in chosen.skip]
    if chosen.in_background:
        models.start_fetching(home, [m.name for m in wanted])
        return 0
    return _fetch(home, wanted, (FolderSource(chosen.folder),) if chosen.folder else ())


def run_ready(chosen: argparse.Namespace, home: Home) -> int:
    """Whether models are here, by the sizes of their files: for scripts."""
    wanted = [models.named(name) for name in chosen.names] or models.default_models()
    kept = (m for m in wanted if m.name not in chosen.skip)
    return int(any(models.status(home, m).state != "ready" for m in kept))


def run_check(chosen: argparse.Namespace, home: Home) -> int:
    """1 if a model that is here is damaged; its bad files are set aside."""
    bad = False
    for manifest in [models.named(name) for name in chosen.names] or load_manifests().values():
        if models.status(home, manifest).state == "missing" and not chosen.names:
            continue
        wrong = models.damaged(home, manifest)
        models.set_aside(home, manifest, wrong)
        bad |= bool(wrong)
        told = tr("damaged or missing: {files}", files=", ".join(wrong)) if wrong else tr("whole")
        print(f"{manifest.name:22} {told}")
    if bad:
        print(tr("Fetch again what is damaged: tutor models fetch"), file=sys.stderr)
    return int(bad)


def run_export(chosen: argparse.Namespace, home: Home) -> int:
    return models.export(home, [models.named(name).name for name in chosen.names])


def run_remove(chosen: argparse.Namespace, home: Home) -> int:
    for name in chosen.names:
        models.remove(home, models.named(name))
    return 0


def run_import(chosen: argparse.Namespace, home: Home) -> int:
    found = models.in_folder(home, chosen.path)
    if not found:
        raise TutorError(
            tr("{path} completes no model that is known here.", path=chosen.path),
            tr("See the files and their sizes with: tutor models list --json"),
        )
    return _fetch(home, found, (FolderSource(chosen.path),))


def _fetch(home: Home, wanted: Sequence[Manifest], sources: Sequence[Source]) -> int:
    for manifest in wanted:
        fetch(home, manifest, _Printer(), sources=sources)
        text = f"{manifest.name:22} {tr('is ready')}"
        if sys.stdout.isatty():
            write_progress(sys.stdout, f"{text}          \n")
        else:
            print(text)
        sys.stdout.flush()
    return 0


class _Printer:
    """Progress on one line of a terminal, or a line now and then in a log."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, progress: FetchProgress) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + (0.1 if sys.stdout.isatty() else STEP_S)
        share = progress.done_bytes / progress.total_bytes
        text = f"{progress.model:22} {share:4.0%}  {progress.done_bytes / 1e6:.0f} MB"
        if sys.stdout.isatty():
            write_progress(sys.stdout, text)
        else:
            print(text)
        sys.stdout.flush()


def _as_json(status: models.ModelStatus) -> dict[str, object]:
    m = status.manifest
    return {
        "name": m.name,
        "task": m.task,
        "title": m.title,
        "version": m.version,
        "licence": m.licence,
        "languages": m.languages,
        "default": m.default,
        "state": status.state,
        "done_bytes": status.done_bytes,
        "size_bytes": m.size_bytes,
        "files": [{"name": f.name, "size_bytes": f.size_bytes, "sha256": f.sha256} for f in m.files],
    }
