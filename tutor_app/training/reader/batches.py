"""Examples → batches of token ids, of like length, with what each head should say."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor

from tutor_app.engine.reader.pairs import PairTokenizer, TextSpan, pad_rows
from tutor_app.training.reader.examples import ClaimExample, Corpus, RankExample, SpanExample

MAX_SENTENCES = 24
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PairBatch:
    """B pairs of texts."""

    ids: Tensor  # (B, n) long
    mask: Tensor  # (B, n) long
    types: Tensor  # (B, n) long: 0 for the first text, 1 for the second
    owners: Tensor  # (B, n) long: the sentence of the second text in which a token stands, -1 for none


def batch_pairs(
    tokenizer: PairTokenizer, pairs: Sequence[tuple[str, str]], sentences: Sequence[Sequence[TextSpan]] = ()
) -> PairBatch:
    """Batch pairs; `sentences`: of each pair's second text, in characters."""
    rows = tokenizer.encode(pairs)
    ids, mask, types = map(torch.from_numpy, pad_rows(rows))
    owners = torch.full_like(ids, -1)
    for place, spans in enumerate(sentences):
        for sentence, tokens in enumerate(rows[place].find_tokens(spans)):
            owners[place, torch.from_numpy(tokens)] = sentence
    return PairBatch(ids=ids, mask=mask, types=types, owners=owners)


@dataclass(frozen=True)
class RankBatch:
    """Q questions with K passages each, the first of each right: rows Q × K."""

    pairs: PairBatch
    candidates: int


@dataclass(frozen=True)
class SpanBatch:
    """Questions with a passage."""

    pairs: PairBatch
    answering: Tensor  # (B, S) 0 or 1


@dataclass(frozen=True)
class ClaimBatch:
    """Claims with evidence."""

    pairs: PairBatch
    allowed: Tensor  # (B, 3) 0 or 1: the verdicts that are right


AnyBatch = RankBatch | SpanBatch | ClaimBatch
VERDICT_MASKS = {"supported": (1, 0, 0), "refuted": (0, 1, 0), "unknown": (0, 0, 1), "unsupported": (0, 1, 1)}


def deal_batches(
    corpus: Corpus, tokenizer: PairTokenizer, rows: int, shares: tuple[int, int, int], seed: int
) -> Iterator[AnyBatch]:
    """Give batches for ever, by shares of ranks, spans and claims, each shuffled anew when it is through."""
    rng = random.Random(seed)
    streams: list[Iterator[AnyBatch]] = [
        _ranks(corpus.ranks, tokenizer, rows, rng),
        _spans(corpus.spans, tokenizer, rows, rng),
        _claims(corpus.claims, tokenizer, rows, rng),
    ]
    kinds = [kind for kind, share in enumerate(shares) for _ in range(share)]
    while True:
        rng.shuffle(kinds)
        for kind in kinds:
            yield next(streams[kind])


def _ranks(
    examples: Sequence[RankExample], tokenizer: PairTokenizer, rows: int, rng: random.Random
) -> Iterator[RankBatch]:
    for chosen in _shuffle_batches(examples, max(2, rows // 4), rng, lambda one: len(one.passages[0])):
        count = min(len(one.passages) for one in chosen)
        pairs = [(one.question, passage) for one in chosen for passage in one.passages[:count]]
        yield RankBatch(batch_pairs(tokenizer, pairs), count)


def _spans(
    examples: Sequence[SpanExample], tokenizer: PairTokenizer, rows: int, rng: random.Random
) -> Iterator[SpanBatch]:
    for chosen in _shuffle_batches(examples, rows, rng, lambda one: len(one.passage)):
        windows = [cut_window(one, rng) for one in chosen]
        pairs = batch_pairs(
            tokenizer, [(one.question, one.passage) for one in windows], [one.sentences for one in windows]
        )
        answering = torch.zeros(len(windows), MAX_SENTENCES)
        for row, one in enumerate(windows):
            for place in one.answering:
                answering[row, place] = 1.0
        yield SpanBatch(pairs, answering)


def _claims(
    examples: Sequence[ClaimExample], tokenizer: PairTokenizer, rows: int, rng: random.Random
) -> Iterator[ClaimBatch]:
    for chosen in _shuffle_batches(examples, rows, rng, lambda one: len(one.claim) + len(one.evidence)):
        pairs = batch_pairs(tokenizer, [(one.claim, one.evidence) for one in chosen])
        yield ClaimBatch(
            pairs, torch.tensor([VERDICT_MASKS[one.verdict] for one in chosen], dtype=torch.float32)
        )


def cut_window(example: SpanExample, rng: random.Random, letters: int = 560) -> SpanExample:
    """Cut a long passage to whole sentences around one that answers, so that it fits into a row."""
    if len(example.passage) <= letters and len(example.sentences) <= MAX_SENTENCES:
        return example
    around = rng.choice(example.answering) if example.answering else rng.randrange(len(example.sentences))
    first = last = around
    while last - first + 1 < MAX_SENTENCES:
        grown = [
            (f, e) for f, e in ((first - 1, last), (first, last + 1)) if f >= 0 and e < len(example.sentences)
        ]
        fits = [(f, e) for f, e in grown if example.sentences[e][1] - example.sentences[f][0] <= letters]
        if not fits:
            break
        first, last = rng.choice(fits)
    start, end = example.sentences[first][0], example.sentences[last][1]
    return SpanExample(
        example.question,
        example.passage[start:end],
        tuple((a - start, b - start) for a, b in example.sentences[first : last + 1]),
        tuple(place - first for place in example.answering if first <= place <= last),
    )


def _shuffle_batches(
    examples: Sequence[T], size: int, rng: random.Random, length: Callable[[T], int]
) -> Iterator[list[T]]:
    """Batches of like length, in an order of chance, for ever."""
    while True:
        order = list(examples)
        rng.shuffle(order)
        for start in range(0, len(order) - size + 1, size * 50):
            pool = sorted(order[start : start + size * 50], key=length)
            cut = [pool[at : at + size] for at in range(0, len(pool) - size + 1, size)]
            rng.shuffle(cut)
            yield from cut
