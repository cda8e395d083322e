"""Sentences to vectors: a question lies near the passages that speak of the same thing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tutor_app.core.arrays import Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, tr
from tutor_app.engine.registry.installed import exported, weight
from tutor_app.engine.runtime import open_session
from tutor_app.settings.home import Home

Kind = Literal["query", "passage"]

LONGER = 1.5  # than the shortest of its batch
BATCH = 8  # larger ones gain nothing on a CPU and keep Cancel waiting


@dataclass(frozen=True)
class TextModel:
    """What a model was trained to read."""

    name: str  # of its manifest
    most_tokens: int  # longer texts are cut
    query: str = ""  # written before a question
    passage: str = ""  # written before a passage

    def prefix(self, kind: Kind) -> str:
        return self.query if kind == "query" else self.passage


MODELS = {
    model.name: model
    for model in (
        # Source: huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (256 word pieces, mean pooling)
        TextModel("minilm-l6", 256),
        # Source: huggingface.co/intfloat/multilingual-e5-small (prefixes, mean pooling)
        TextModel("e5-small", 256, "query: ", "passage: "),
    )
}


def encoder_for(language: Language) -> str:
    """The name of the encoder that finds most in material of a language."""
    return "minilm-l6" if language == "en" else "e5-small"


@dataclass(frozen=True)
class TokenStates:
    """What an encoder makes of each word piece of a text, before anything is averaged."""

    states: NDArray[np.float32]  # (n, 384)
    spans: NDArray[np.int32]  # (n, 2): from and to which character; equal for marks of the encoder's own


class Network(Protocol):
    """A loaded model; `engine.runtime.Session` is the one in use."""

    def run(self, feeds: Mapping[str, NDArray[Any]], cancel: Cancellation) -> list[NDArray[Any]]:
        """Raises: Cancelled."""


class TextEncoder:
    """One text model with its tokenizer."""

    def __init__(self, model: TextModel, tokenizer: Tokenizer, session: Network) -> None:
        tokenizer.no_padding()
        tokenizer.enable_truncation(model.most_tokens)
        self._model, self._tokenizer, self._session = model, tokenizer, session

    @classmethod
    def open(cls, home: Home, name: str, device: str = "auto") -> "TextEncoder":
        """Raises: TutorError: its weights are missing or broken, or no such encoder is known."""
        if name not in MODELS:
            raise TutorError(
                tr("No text encoder is called “{name}”.", name=name),
                tr("The known ones are: {names}.", names=", ".join(MODELS)),
            )
        session = open_session(exported(home, name, "text", "int8"), device)
        return cls(MODELS[name], Tokenizer.from_file(str(weight(home, name, "tokenizer.json"))), session)

    @property
    def name(self) -> str:
        return self._model.name

    def encode(self, texts: Sequence[str], kind: Kind, cancel: Cancellation) -> Vectors:
        """(n, 384) vectors of norm 1, in the order of `texts`; an empty text has one too.

        Raises:
            Cancelled: between two batches or inside one.
        """
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for batch, states, mask, _ in self._runs(texts, kind, cancel):
            vectors[batch] = pool(states, mask)
        return vectors

    def token_states(self, texts: Sequence[str], kind: Kind, cancel: Cancellation) -> list[TokenStates]:
        """The states of each text, in their order; spans count in the text with single spaces.

        Raises:
            Cancelled: between two batches or inside one.
        """
        found: dict[int, TokenStates] = {}
        shift = len(self._model.prefix(kind))
        for batch, states, mask, spans in self._runs(texts, kind, cancel):
            for row, position in enumerate(batch):
                length = int(mask[row].sum())
                found[position] = TokenStates(states[row, :length], np.maximum(spans[row] - shift, 0))
        return [found[position] for position in range(len(texts))]

    def pieces(self, text: str) -> list[int]:
        """The numbers of a text's word pieces, without the marks around it."""
        ids: list[int] = self._tokenizer.encode(" ".join(text.split()), add_special_tokens=False).ids
        return ids

    def _runs(
        self, texts: Sequence[str], kind: Kind, cancel: Cancellation
    ) -> Iterator[tuple[list[int], NDArray[np.float32], NDArray[np.int64], list[NDArray[np.int32]]]]:
        """Positions, states (B, n, d), mask (B, n) and spans of each batch."""
        prefix = self._model.prefix(kind)
        lines = [prefix + " ".join(text.split()) for text in texts]  # e5 knows no line ends
        encodings = self._tokenizer.encode_batch(lines)
        tokens = [encoding.ids for encoding in encodings]
        for batch in _alike_in_length(tokens):
            cancel.check()
            ids, mask = _pad([tokens[i] for i in batch])
            states = self._session.run({"input_ids": ids, "attention_mask": mask}, cancel)[0]
            spans = [np.array(encodings[i].offsets, dtype=np.int32) for i in batch]
            yield batch, np.asarray(states, dtype=np.float32), mask, spans


def pool(states: NDArray[np.float32], mask: NDArray[np.int64]) -> Vectors:
    """Token states (B, n, d) and mask (B, n) of ones and zeros → means of norm 1, (B, d)."""
    weights = mask[..., None].astype(np.float32)
    means = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
    normed: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return normed


def _alike_in_length(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Positions in batches of like length: little is padded, and int8 takes its scale from like texts."""
    batch: list[int] = []
    for position in sorted(range(len(tokens)), key=lambda i: len(tokens[i])):
        if batch and (len(batch) == BATCH or len(tokens[position]) > LONGER * len(tokens[batch[0]])):
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


def _pad(tokens: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    longest = max(map(len, tokens))
    ids = np.zeros((len(tokens), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, line in enumerate(tokens):
        ids[row, : len(line)] = line
        mask[row, : len(line)] = 1
    return ids, mask
