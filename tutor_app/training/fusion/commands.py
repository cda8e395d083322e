"""`python -m tutor_app.training prepare | fit | evaluate | export` for a fusion model."""

import argparse
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import torch

from tutor_app.engine.fusion.model import FusionModel
from tutor_app.settings.home import MANIFESTS, Home
from tutor_app.training.fusion.calibrate import calibrated
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.evaluate import Bench
from tutor_app.training.fusion.export import export_network
from tutor_app.training.fusion.exported import ExportedJudge
from tutor_app.training.fusion.fit import Config, Run, corpora_in, divided, samplers
from tutor_app.training.fusion.judge import Judge, TorchJudge
from tutor_app.training.fusion.late import train_late
from tutor_app.training.fusion.network import Network
from tutor_app.training.fusion.prepare import (
    prepare,
    prepare_pointing,
    prepare_short,
    prepare_strange,
    take_over,
)
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.report import measured, table
from tutor_app.training.fusion.second_stage import sharpen
from tutor_app.training.fusion.voices import prepare_speech

CALIBRATED_ON = 2  # books: their chapters that were held back


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="books of the layout of training/books.py"
    )
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="where prepared books and checkpoints are"
    )
    parser.add_argument(
        "--like", type=Path, metavar="FOLDER", help="the same books prepared for another text encoder"
    )
    parser.add_argument("--speech", action="store_true", help="prepare spoken questions, too (extra: voices)")
    parser.add_argument("--variant", help="cross_attention, two_stream, single_stream or late")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--steps", type=int)


def prepare_all(home: Home, name: str, chosen: argparse.Namespace) -> None:
    """Every book of the training, and those left out of it."""
    config = _config(name, chosen)
    encoder = name.removeprefix("fusion-")
    prepare_pointing(home, chosen.work, encoder)
    for book in (*config.books, *config.left_out):
        if chosen.like:
            take_over(chosen.like / book, chosen.work / book)
        prepare(
            home, chosen.data / book, chosen.work / book, _say(book), encoder=encoder,
            training=book in config.books,
        )  # fmt: skip
        if chosen.speech:
            corpus = Corpus(chosen.work / book, chosen.data / book)
            prepare_speech(home, corpus, encoder, training=book in config.books)
        if book in config.books:
            prepare_short(Corpus(chosen.work / book, chosen.data / book))
    for books in (config.books, config.left_out):
        for i, book in enumerate(books):
            corpus, other = (Corpus(chosen.work / b, chosen.data / b) for b in (book, books[i - 1]))
            prepare_strange(corpus, other)


def fit(name: str, chosen: argparse.Namespace) -> None:
    """Train, from the last checkpoint if there is one, and keep the best weights."""
    config = _config(name, chosen)
    corpora = corpora_in(chosen.work, chosen.data, [*config.books, *config.left_out])
    pointing = Ragged(chosen.work, "pointing")
    weights = _weights(chosen.work, config)
    if config.shape.variant == "late":
        torch.save(train_late(config, samplers(config, corpora, pointing)[0]).state_dict(), weights)
        return
    run, checkpoint = Run(config, corpora, pointing), weights.with_suffix(".run")
    if checkpoint.is_file():
        run.resume(checkpoint)
    begun = time.monotonic()

    def report(step: int, losses: Mapping[str, float]) -> None:
        listed = "  ".join(f"{loss} {value:.3f}" for loss, value in losses.items())
        print(f"{step:5} {time.monotonic() - begun:7.0f} s  {listed}", flush=True)

    run.train(report, checkpoint)
    used = [corpus for corpus in corpora if corpus.name in config.books]
    held = [divided(corpus, config.held_back)[1] for corpus in used]
    run.network.match = sharpen(run.network, used, held, config.seed)
    torch.save(run.network.state_dict(), weights)
    print(f"kept: {weights}")


def export(name: str, chosen: argparse.Namespace) -> None:
    """The trained weights as graphs and a calibration in `models/NAME`."""
    config = _config(name, chosen)
    network = _network(config, chosen.work)
    used = corpora_in(chosen.work, chosen.data, config.books[:CALIBRATED_ON])
    benches = [Bench(corpus, TorchJudge(network), Ragged(chosen.work, "pointing")) for corpus in used]
    held = [divided(corpus, config.held_back)[1] for corpus in used]
    export_network(network, MANIFESTS / name, ("float32",))
    calibrated(benches, held).write(MANIFESTS / name / "calibration.json")


def evaluate(name: str, chosen: argparse.Namespace) -> None:
    """The exported model on the books left out; a table, and every figure as JSON."""
    config = _config(name, chosen)
    encoder = name.removeprefix("fusion-")
    model = FusionModel.open(encoder, "cpu")
    judge: Judge = ExportedJudge(model)
    corpora = corpora_in(chosen.work, chosen.data, config.left_out)
    benches = [Bench(c, judge, Ragged(chosen.work, "pointing"), model.calibration) for c in corpora]
    found = {}
    for i, bench in enumerate(benches):
        found[bench.corpus.name] = measured(bench, benches[i - 1])
    (MANIFESTS / name / "figures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))


def _config(name: str, chosen: argparse.Namespace) -> Config:
    given = {key: value for key in ("seed", "steps") if (value := getattr(chosen, key)) is not None}
    config = Config.read(MANIFESTS / name / "training.toml", **given)
    return config.of_variant(chosen.variant) if chosen.variant else config


def _weights(work: Path, config: Config) -> Path:
    folder = work / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"net-{config.shape.variant}-{config.seed}.pt"


def _network(config: Config, work: Path) -> Network:
    network = Network(config.shape)
    network.load_state_dict(torch.load(_weights(work, config), weights_only=True))
    return network.eval()


def _say(book: str) -> Callable[[str], None]:
    return lambda step: print(f"{book}: {step}", flush=True)
