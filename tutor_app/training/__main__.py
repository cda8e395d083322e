"""`python -m tutor_app.training VERB [NAME …]`.

`transcribe FILE …` is openai-whisper itself on recordings (`transcripts.py`); `export` and `template` are
for the encoders; `prepare`, `fit`, `evaluate` and `export` for the fusion models, named `fusion-…`,
and `prepare`, `fit` and `export` for the readers, named `reader-…`.
"""

import argparse
import json
import sys
from pathlib import Path

import onnx

from tutor_app.core.errors import TutorError
from tutor_app.engine.assemble.weights import read_weights
from tutor_app.engine.registry.installed import export_path, weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.settings.home import MANIFESTS, Home, below, find_home
from tutor_app.training import transcripts
from tutor_app.training.export import EXPORTERS, export, exporter_of
from tutor_app.training.fusion import commands
from tutor_app.training.parity import Differs
from tutor_app.training.reader import commands as reader_commands
from tutor_app.training.template import save, template


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["transcribe"]:
        return transcripts.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m tutor_app.training")
    parser.add_argument("verb", choices=("export", "template", "prepare", "fit", "evaluate"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(EXPORTERS))
    parser.add_argument("--home", type=Path)
    commands.add_options(parser)
    chosen = parser.parse_args(arguments)
    home = below(chosen.home) if chosen.home else find_home()
    try:
        for name in chosen.names or EXPORTERS:
            if name.startswith("fusion-"):
                _of_fusion(home, name, chosen)
            elif name.startswith("reader-"):
                reader_commands.run(home, name, chosen)
            else:
                (_export if chosen.verb == "export" else _template)(home, name)
    except (TutorError, Differs) as error:
        print(error, getattr(error, "hint", ""), file=sys.stderr)
        return 1
    return 0


def _of_fusion(home: Home, name: str, chosen: argparse.Namespace) -> None:
    match chosen.verb:
        case "prepare":
            commands.prepare_all(home, name, chosen)
        case "fit":
            commands.fit(name, chosen)
        case "evaluate":
            commands.evaluate(home, name, chosen)
        case _:
            commands.export(name, chosen)


def _export(home: Home, name: str) -> None:
    export(home, name)


def _template(home: Home, name: str) -> None:
    """Write the graphs that the manifest names, without their weights, and their recipes into `models/`."""
    weights = read_weights(weight(home, name, exporter_of(name).weight_file))
    for wanted in load_manifests()[name].exports:
        source = export_path(home, name, wanted.part, wanted.precision)
        target = MANIFESTS / name / source.name
        save(template(onnx.load(source), weights, source.with_suffix(".bin").name), target)
        record = json.loads(source.with_name("export.json").read_text(encoding="utf-8"))
        print(f"{target.name}: {target.stat().st_size} bytes, parity {record['parity'][wanted.precision]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
