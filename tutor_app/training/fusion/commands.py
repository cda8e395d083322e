"""`python -m tutor_app.training prepare | fit | evaluate | export` for a fusion model."""

import argparse
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import torch

from tutor_app.engine.fusion.identity import CALIBRATION, PARTS
from tutor_app.settings.home import MANIFESTS, Home
from tutor_app.training.fusion.calibrate import calibrated
from tutor_app.training.fusion.cluster import train_on
from tutor_app.training.fusion.comparison import NOISE, held_back, network_of, weights_file
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.export import export_network
from tutor_app.training.fusion.exported import CHOICE
from tutor_app.training.fusion.fit import Config, corpora_in, divided, samplers
from tutor_app.training.fusion.job import Job
from tutor_app.training.fusion.late import LATE, train_late
from tutor_app.training.fusion.measuring import compare, exports_of, measure_exported
from tutor_app.training.fusion.prepare import (
    Encoders,
    prepare,
    prepare_pointing,
    prepare_short,
    prepare_strange,
    take_over,
)
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.report import table
from tutor_app.training.fusion.second_stage import sharpen
from tutor_app.training.fusion.voices import prepare_noise, prepare_speech


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
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help="a step is the mean of N batches; with --ray, a worker for each",
    )
    parser.add_argument(
        "--ray", metavar="ADDRESS", help="fit on a Ray cluster: local (started here), auto or HOST:PORT"
    )


def prepare_all(home: Home, name: str, chosen: argparse.Namespace) -> None:
    """Every book of the training, and those left out of it."""
    config = _config(name, chosen)
    encoder = name.removeprefix("fusion-")
    prepare_pointing(home, chosen.work, encoder)
    if chosen.speech:
        prepare_noise(home, chosen.work / NOISE, encoder)
    for book in (*config.books, *config.left_out):
        if chosen.like:
            take_over(chosen.like / book, chosen.work / book, config.picture)
        prepare(
            home, chosen.data / book, chosen.work / book, _say(book),
            encoders=Encoders(encoder, config.picture), training=book in config.books,
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
    config = replace(config, shards=chosen.workers or config.shards)
    corpora = corpora_in(chosen.work, chosen.data, [*config.books, *config.left_out])
    pointing = Ragged(chosen.work, "pointing")
    weights = weights_file(chosen.work, config)
    if config.shape.variant == "late":
        torch.save(train_late(config, samplers(config, corpora, pointing)[0]).state_dict(), weights)
        return
    checkpoint = weights.with_suffix(".run").absolute()
    begun = time.monotonic()

    def report(step: int, losses: Mapping[str, float]) -> None:
        listed = "  ".join(f"{loss} {value:.3f}" for loss, value in losses.items())
        print(f"{step:5} {time.monotonic() - begun:7.0f} s  {listed}", flush=True)

    job = Job(config, chosen.data.absolute(), chosen.work.absolute(), checkpoint)
    if chosen.ray:
        train_on(chosen.ray, job, report)
    run = job.run()
    run.train(report, checkpoint)
    used = [corpus for corpus in corpora if corpus.name in config.books]
    held = [divided(corpus, config.held_back)[1] for corpus in used]
    run.network.match = sharpen(run.network, used, held, config.seed)
    torch.save(run.network.state_dict(), weights)
    print(f"kept: {weights}")


def export(name: str, chosen: argparse.Namespace) -> None:
    """The trained weights as graphs in every precision; `models/NAME` gets float32 and a calibration."""
    config = _config(name, chosen)
    folder = exports_of(chosen.work, name)
    export_network(network_of(config, chosen.work), folder)
    for part in (*PARTS, CHOICE):
        file = f"{part}.float32.onnx"
        (MANIFESTS / name / file).write_bytes((folder / file).read_bytes())
    late = weights_file(chosen.work, config.of_variant("late"))
    if late.is_file():  # what it is compared with
        (MANIFESTS / name / LATE).write_bytes(late.read_bytes())
    calibrated(*held_back(config, chosen.work, chosen.data)).write(MANIFESTS / name / CALIBRATION)


def evaluate(home: Home, name: str, chosen: argparse.Namespace) -> None:
    """The exported model on the books left out, and every training that there is; tables, plots, JSON."""
    config = _config(name, chosen)
    found = measure_exported(name, config, chosen.work, chosen.data)["float32"]
    print(table({book: found[book] for book in config.left_out}))
    print(compare(home, name, config, chosen.work, chosen.data))


def _config(name: str, chosen: argparse.Namespace) -> Config:
    given = {key: value for key in ("seed", "steps") if (value := getattr(chosen, key)) is not None}
    config = Config.read(MANIFESTS / name / "training.toml", **given)
    return config.of_variant(chosen.variant) if chosen.variant else config


def _say(book: str) -> Callable[[str], None]:
    return lambda step: print(f"{book}: {step}", flush=True)
