"""What each head of the reader is to say, as losses."""

import torch
from torch import Tensor
from torch.nn import functional

from tutor_app.training.reader.batches import (
    MAX_SENTENCES,
    AnyBatch,
    ClaimBatch,
    PairBatch,
    RankBatch,
    SpanBatch,
)
from tutor_app.training.reader.network import ReaderNetwork, pool_sentences

ANSWERABLE, CHOOSE = 0.5, 1.0  # beside 1 for the head that a batch is made for


def compute_loss(network: ReaderNetwork, batch: AnyBatch) -> Tensor:
    """Return the mean loss of a batch."""
    match batch:
        case RankBatch(pairs=pairs, candidates=candidates):
            rank, answerable, _, _ = _run(network, pairs)
            rows = rank.view(-1, candidates)
            right = torch.zeros(len(rows), dtype=torch.long)
            wanted = torch.zeros_like(rows)
            wanted[:, 0] = 1.0
            answers = functional.binary_cross_entropy_with_logits(answerable.view(-1, candidates), wanted)
            return functional.cross_entropy(rows, right) + ANSWERABLE * answers
        case SpanBatch(pairs=pairs, answering=answering):
            _, answerable, _, tokens = _run(network, pairs)
            wanted = answering.amax(1)
            loss = functional.binary_cross_entropy_with_logits(answerable, wanted)
            scores = pool_sentences(tokens, pairs.owners, MAX_SENTENCES)
            has = (wanted > 0) & ((scores > -1e3) & (answering > 0)).any(1)
            if bool(has.any()):
                loss = loss + CHOOSE * _of_sentences(scores[has], answering[has])
            return loss
        case ClaimBatch(pairs=pairs, allowed=allowed):
            verdict = _run(network, pairs)[2]
            chances = functional.log_softmax(verdict, -1).masked_fill(allowed == 0, -1e4)
            return -torch.logsumexp(chances, -1).mean()


def _of_sentences(scores: Tensor, answering: Tensor) -> Tensor:
    """One softmax over a passage's sentences; a sigmoid for each, so that passages' scores compare."""
    chances = functional.log_softmax(scores, -1).masked_fill(answering == 0, -1e4)
    listwise = -torch.logsumexp(chances, -1).mean()
    real = (scores > -1e3).float()
    each = functional.binary_cross_entropy_with_logits(scores.clamp_min(-50), answering, reduction="none")
    return listwise + 0.5 * (each * real).sum() / real.sum().clamp_min(1.0)


def _run(network: ReaderNetwork, pairs: PairBatch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        outputs = network(pairs.ids, pairs.mask, pairs.types)
    rank, answerable, verdict, tokens = (one.float() for one in outputs)
    return rank, answerable, verdict, tokens
