"""`python -m tutor_app.training prepare | fit | export reader-minilm-l6 | reader-e5-small`.

`--data` is the folder of books and question sets, `--work` where the corpus and the checkpoints are. `fit`
goes on from the checkpoint there is.
"""

import argparse
import pickle
import tomllib
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from tutor_app.core.language import Language
from tutor_app.engine.assemble.weights import read_weights
from tutor_app.engine.reader.identity import reader_graph, reader_name, weight_name
from tutor_app.engine.reader.pairs import PairTokenizer
from tutor_app.engine.registry.installed import weight
from tutor_app.settings.home import MANIFESTS, Home
from tutor_app.training import d2l, text_source
from tutor_app.training.reader.corpus import gather
from tutor_app.training.reader.examples import Corpus
from tutor_app.training.reader.export import average_checkpoints, export_reader
from tutor_app.training.reader.fit import FitConfig, fit
from tutor_app.training.reader.network import ReaderNetwork

TRAINING = "training.toml"
THREADS = 1  # two wait for one another where others work on the machine, and collapse
WORDS = "encoder.embeddings.word_embeddings.weight"  # a checkpoint may leave it out: it stays as it was
COMPARED = 64  # claims of the corpus on which an export is compared
LANGUAGES: dict[str, Language] = {"minilm-l6": "en", "e5-small": "zh"}


@dataclass(frozen=True, kw_only=True)
class ReaderTraining:
    """Hold what `training.toml` beside a reader says of its training."""

    books: tuple[str, ...]  # below the data folder; a name with a star is all that fit
    test_books: tuple[str, ...]
    layers: int  # of the encoder, from the lowest
    frozen_layers: int
    steps: int
    rate: float
    seed: int

    @classmethod
    def read(cls, file: Path) -> "ReaderTraining":
        """Raises: OSError, ValueError, TypeError."""
        plain = tomllib.loads(file.read_text(encoding="utf-8"))
        lists = {name: tuple(plain[name]) for name in ("books", "test_books")}
        return cls(**{**plain, **lists})


def run(home: Home, name: str, chosen: argparse.Namespace) -> None:
    """Run the verb for one reader."""
    encoder = name.removeprefix("reader-")
    training = ReaderTraining.read(MANIFESTS / name / TRAINING)
    torch.set_num_threads(THREADS)
    match chosen.verb:
        case "prepare":
            _prepare(LANGUAGES[encoder], training, chosen.data, chosen.work)
        case "fit":
            _fit(home, encoder, training, chosen)
        case "export":
            _export(home, encoder, training, chosen.work)
        case _:
            raise SystemExit("measure a reader with: ./check --bench reader --data FOLDER")


def _prepare(language: Language, training: ReaderTraining, data: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    if language == "zh":
        d2l.convert(data / "d2l" / "zh", work / "d2l", "d2l-zh")
    folders = [found for name in training.books for found in _find_books(name, data, work)]
    tests = [data / name for name in training.test_books]
    corpus = gather(language, folders, data / "training", tests, training.seed)
    corpus_file(work, language).write_bytes(pickle.dumps(corpus))
    print(f"{len(corpus.ranks)} questions, {len(corpus.spans)} passages, {len(corpus.claims)} claims")


def _fit(home: Home, encoder: str, training: ReaderTraining, chosen: argparse.Namespace) -> None:
    work, language = chosen.work, LANGUAGES[encoder]
    network = load_network(home, encoder, training)
    config = FitConfig(
        steps=chosen.steps or training.steps, rate=training.rate, seed=training.seed,
        frozen_layers=training.frozen_layers, log=work / f"fit-{language}.jsonl",
    )  # fmt: skip
    fit(
        network,
        load_corpus(work, language),
        load_tokenizer(home, encoder),
        config,
        work / f"reader-{language}.pt",
    )


def _export(home: Home, encoder: str, training: ReaderTraining, work: Path) -> None:
    language = LANGUAGES[encoder]
    network = load_network(home, encoder, training)
    last = sorted((work / "averaged").glob(f"{language}-*.pt"))
    states = [torch.load(file, weights_only=True) for file in last] or [
        torch.load(work / f"reader-{language}.pt", weights_only=True)["network"]
    ]
    missing, unknown = network.load_state_dict(average_checkpoints(states), strict=False)
    if unknown or set(missing) - {WORDS}:
        raise SystemExit(f"these checkpoints are of another network: {sorted(missing)}, {sorted(unknown)}")
    claims = load_corpus(work, language).claims[
        :: max(1, len(load_corpus(work, language).claims) // COMPARED)
    ]
    pairs = [(claim.claim, claim.evidence) for claim in claims[:COMPARED]]
    target = reader_graph(encoder)
    parity = export_reader(network, load_tokenizer(home, encoder), pairs, target)
    print(f"{reader_name(encoder)}: {target.stat().st_size} bytes, {parity}")


def corpus_file(work: Path, language: Language) -> Path:
    """Give the place of a prepared corpus."""
    return work / f"corpus-{language}.pickle"


def load_corpus(work: Path, language: Language) -> Corpus:
    """Load what `prepare` wrote."""
    corpus: Corpus = pickle.loads(corpus_file(work, language).read_bytes())
    return corpus


def load_tokenizer(home: Home, encoder: str) -> PairTokenizer:
    """Load a text encoder's tokenizer. Raises: TutorError: it is missing."""
    return PairTokenizer(Tokenizer.from_file(str(weight(home, encoder, "tokenizer.json"))))


def load_network(home: Home, encoder: str, training: ReaderTraining) -> ReaderNetwork:
    """Build the network on a text encoder's published weights. Raises: TutorError: they are missing."""
    weights = read_weights(weight(home, encoder, weight_name(encoder)))
    body: BertModel = text_source.minilm(weights) if encoder == "minilm-l6" else text_source.e5_small(weights)
    body.encoder.layer = body.encoder.layer[: training.layers]
    body.config.num_hidden_layers = training.layers
    torch.manual_seed(training.seed)
    return ReaderNetwork(body)


def _find_books(name: str, data: Path, work: Path) -> list[Path]:
    if name.startswith("work/"):
        return [work / name.removeprefix("work/")]
    return sorted(data.glob(name))
