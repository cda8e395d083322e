"""The reader: a question, or a claim, read together with a text.

Four judgements of one network: how well a passage answers beside others (`rank`), whether it answers at all
(`answerable`), which of its sentences do (`sentences`), and whether a text supports a claim, refutes it or
says nothing of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.assemble.weights import NotWeights
from tutor_app.engine.reader.identity import reader_graph, weight_name
from tutor_app.engine.reader.pairs import MAX_FIRST, MAX_TOKENS, PairTokenizer, TextSpan, TokenRow, pad_rows
from tutor_app.engine.reader.word_vectors import WordVectors
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.runtime import open_session
from tutor_app.settings.home import MANIFESTS, Home

BATCH = 8  # rows of a run: larger ones gain nothing on a CPU and keep Cancel waiting
OUTPUTS = ("rank", "answerable", "verdict", "choose")


@dataclass(frozen=True)
class Verdict:
    """Hold what a text says of a claim, as chances that sum to 1."""

    supported: float
    refuted: float
    unknown: float


@dataclass(frozen=True)
class PassageReading:
    """Hold what the reader makes of a passage for a question."""

    rank: float  # a logit: higher than another passage's, it answers rather than that one
    answerable: float  # the chance that it answers
    sentences: tuple[float, ...] = ()  # for each span that was asked about, the chance that it answers


class ReadingNetwork(Protocol):
    """A loaded graph; `engine.runtime.Session` is the one in use."""

    def run(
        self, feeds: Mapping[str, NDArray[Any]], cancel: Cancellation, wanted: Sequence[str] | None = None
    ) -> list[NDArray[Any]]:
        """Raises: Cancelled."""


class Reader:
    """One network with the tokenizer and the word embeddings of its text encoder."""

    def __init__(self, network: ReadingNetwork, tokenizer: PairTokenizer, words: WordVectors) -> None:
        self._network, self._tokenizer, self._words = network, tokenizer, words

    @classmethod
    def open(cls, home: Home, encoder: str, device: str = "auto", folder: Path = MANIFESTS) -> "Reader":
        """Open the reader that was trained from a text encoder.

        Raises:
            TutorError: there is none for it, or its weights are missing or broken.
        """
        graph = reader_graph(encoder, folder)
        if not graph.is_file():
            raise TutorError(
                tr("There is no reader for the text encoder {encoder}.", encoder=encoder),
                tr("Passages are ordered and sentences chosen without it."),
            )
        tokenizer = Tokenizer.from_file(str(weight(home, encoder, "tokenizer.json")))
        file = weight(home, encoder, weight_name(encoder))
        try:
            words = WordVectors.open(file)
        except NotWeights as error:
            raise TutorError(
                tr("The model file {file} can't be used.", file=file.name),
                tr("Fetch it again: tutor models fetch {model}", model=encoder),
            ) from error
        return cls(open_session(graph, device), PairTokenizer(tokenizer), words)

    def read_passages(
        self,
        question: str,
        passages: Sequence[str],
        cancel: Cancellation,
        spans: Sequence[Sequence[TextSpan]] = (),
    ) -> list[PassageReading]:
        """Judge each passage, and the `spans` of each (sentences, or stretches of several), in one go.

        A passage that is too long for one row is read in parts; the part that answers best counts.

        Raises:
            Cancelled.
        """
        wanted = spans or [()] * len(passages)
        parts = [
            (place, start, end)
            for place, passage in enumerate(passages)
            for start, end in self._split(question, passage)
        ]
        pairs = [(question, passages[place][start:end]) for place, start, end in parts]
        readings: list[PassageReading | None] = [None] * len(passages)
        for (place, start, _), found in zip(parts, self._run(pairs, cancel), strict=True):
            shifted = [(a - start, b - start) for a, b in wanted[place]]
            readings[place] = _merge(readings[place], found.to_reading(shifted))
        return [reading or PassageReading(-np.inf, 0.0) for reading in readings]

    def judge_claims(self, pairs: Sequence[tuple[str, str]], cancel: Cancellation) -> list[Verdict]:
        """Judge each claim by the text beside it.

        Raises:
            Cancelled.
        """
        return [found.to_verdict() for found in self._run(pairs, cancel)]

    def _split(self, question: str, passage: str) -> list[TextSpan]:
        """Cut a passage where it fits into rows; parts overlap by a third."""
        room = MAX_TOKENS - min(self._tokenizer.count(question), MAX_FIRST) - 3
        starts = self._tokenizer.find_starts(passage)
        if len(starts) <= room:
            return [(0, len(passage))]
        step = room * 2 // 3
        firsts = [*range(0, len(starts) - room, step), len(starts) - room]
        ends = [starts[first + room] if first + room < len(starts) else len(passage) for first in firsts]
        return [(starts[first], end) for first, end in zip(firsts, ends, strict=True)]

    def _run(self, pairs: Sequence[tuple[str, str]], cancel: Cancellation) -> "list[_RowOutput]":
        rows = self._tokenizer.encode(pairs)
        found: dict[int, _RowOutput] = {}
        for batch in _group_by_length(rows):
            cancel.check()
            ids, mask, types = pad_rows([rows[place] for place in batch])
            feeds: dict[str, NDArray[Any]] = {"words": self._words.look_up(ids), "mask": mask, "types": types}
            rank, answerable, verdict, choose = self._network.run(feeds, cancel, OUTPUTS)
            for at, place in enumerate(batch):
                found[place] = _RowOutput(rows[place], rank[at], answerable[at], verdict[at], choose[at])
        return [found[place] for place in range(len(rows))]


@dataclass(frozen=True)
class _RowOutput:
    """The network's logits for one row."""

    row: TokenRow
    rank: np.float32
    answerable: np.float32
    verdict: NDArray[np.float32]  # (3,)
    choose: NDArray[np.float32]  # (n,) for each token

    def to_reading(self, spans: Sequence[TextSpan]) -> PassageReading:
        """A span's logit is the mean of its tokens'; one that lies elsewhere has no chance."""
        tokens = self.row.find_tokens(spans)
        chances = tuple(_sigmoid(float(self.choose[at].mean())) if len(at) else 0.0 for at in tokens)
        return PassageReading(float(self.rank), _sigmoid(float(self.answerable)), chances)

    def to_verdict(self) -> Verdict:
        powers = np.exp(self.verdict.astype(np.float64) - self.verdict.max())
        return Verdict(*(powers / powers.sum()).tolist())


def _merge(one: PassageReading | None, other: PassageReading) -> PassageReading:
    """The better of two parts of a passage."""
    if one is None:
        return other
    sentences = tuple(map(max, one.sentences, other.sentences))
    return PassageReading(max(one.rank, other.rank), max(one.answerable, other.answerable), sentences)


def _group_by_length(rows: Sequence[TokenRow]) -> Iterator[list[int]]:
    """Places of rows in batches of like length, so that little is padded."""
    order = sorted(range(len(rows)), key=lambda place: len(rows[place].ids))
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def _sigmoid(logit: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0))))
