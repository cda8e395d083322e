"""The matching head once more, by itself: what it is given no longer changes, so every list can be whole.

While everything is trained together a question sees a few neighbourhoods. Here it sees all ten that the
product looks at; and questions that the book does not answer, of which “not in your material” is learnt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from tutor_app.engine.fusion.inputs import Asked
from tutor_app.training.fusion import losses
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.judge import TorchJudge
from tutor_app.training.fusion.match import Lists, MatchingHead
from tutor_app.training.fusion.network import Network

STEPS, RATE, DECAY, DROPOUT = 3000, 2e-3, 0.2, 0.2
BATCH, CHECK_EVERY = 64, 200
UNANSWERED = 0.5  # weight of “does the book answer at all?”


@dataclass(frozen=True)
class Listed:
    """Questions with their candidates, as the head's layers take them."""

    features: Tensor  # (Q, K, 4 + SIGNALS)
    groups: Tensor  # (Q, K)
    right: Tensor  # (Q, K)
    held: np.ndarray  # (Q,) of a chapter held back

    def some(self, rows: np.ndarray) -> "Listed":
        return Listed(self.features[rows], self.groups[rows], self.right[rows], self.held[rows])


@dataclass(frozen=True)
class Shelf:
    """One book's questions: of it, of it without the chapter that answers, of another book."""

    answered: Listed
    short: tuple[Listed, ...]  # typed in fragments, heard
    missing: Listed
    strange: Listed


def sharpen(
    network: Network, corpora: Sequence[Corpus], held: Sequence[frozenset[int]], seed: int
) -> MatchingHead:
    """A fresh head, trained on these books; the best on chapters held back."""
    shelves = [_shelf(network, corpus, of) for corpus, of in zip(corpora, held, strict=True)]
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    head = MatchingHead(dropout=DROPOUT)
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    slowing = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    sizes = np.sqrt([len(shelf.answered.groups) for shelf in shelves])
    best, kept = np.inf, head.state_dict()
    for step in range(1, STEPS + 1):
        head.train()
        shelf = shelves[int(random.choice(len(shelves), p=sizes / sizes.sum()))]
        answered, missing = _drawn(shelf.answered, random), _drawn(shelf.missing, random)
        loss = _loss(head, answered, missing, _drawn(shelf.strange, random))
        for listed in shelf.short:
            loss = loss + _ranking(head, _drawn(listed, random)) / len(shelf.short)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        slowing.step()
        if step % CHECK_EVERY == 0 and (now := _on_held(head, shelves)) < best:
            best, kept = now, {name: value.detach().clone() for name, value in head.state_dict().items()}
    head.load_state_dict(kept)
    return head.eval()


def _ranking(head: MatchingHead, listed: Listed) -> Tensor:
    rank, _ = head.judge(listed.features, listed.groups)
    return losses.ranking(rank, listed.right, listed.groups)


def _loss(head: MatchingHead, answered: Listed, missing: Listed, strange: Listed) -> Tensor:
    rank, answer = head.judge(answered.features, answered.groups)
    no = torch.cat([head.judge(of.features, of.groups)[1].amax(1) for of in (missing, strange)])
    sure = functional.softplus(-answer.amax(1)).mean() + functional.softplus(no).mean()
    return losses.ranking(rank, answered.right, answered.groups) + UNANSWERED * sure


@torch.no_grad()
def _on_held(head: MatchingHead, shelves: Sequence[Shelf]) -> float:
    head.eval()
    every = [_loss(head, _held(of.answered), _held(of.missing), of.strange) for of in shelves]
    every += [_ranking(head, _held(listed)) / len(of.short) for of in shelves for listed in of.short]
    return float(torch.stack(every).sum()) / len(shelves)


def _held(listed: Listed) -> Listed:
    return listed.some(np.flatnonzero(listed.held))


def _drawn(listed: Listed, random: np.random.Generator) -> Listed:
    rows = np.flatnonzero(~listed.held)
    return listed.some(random.choice(rows, min(BATCH, len(rows)), replace=False))


def _shelf(network: Network, corpus: Corpus, chapters: frozenset[int]) -> Shelf:
    judge = TorchJudge(network)
    vectors, words = judge.passages(corpus.texts("passage"))

    def listed(lists: Mapping[str, np.ndarray], asked: Sequence[Asked], *, own: bool) -> Listed:
        queries, rows, groups = judge.queries(asked), lists["rows"], lists["groups"]
        exercises = [corpus.exercises[e] if own else None for e in lists["exercises"].tolist()]
        features = []
        for q, line in enumerate(rows):
            chosen = np.maximum(line, 0)
            table = _table([words[row] for row in chosen])
            given = Lists(
                table[None],
                torch.from_numpy((vectors[chosen] @ queries.meaning[q])[None].astype(np.float32)),
                torch.from_numpy(lists["signals"][q][None].astype(np.float32)),
                torch.from_numpy(groups[q][None]),
            )
            with torch.no_grad():
                asked_words, weights = queries.words[q], queries.word_weights[q]
                found = network.match.features(
                    torch.from_numpy(asked_words)[None], torch.from_numpy(weights)[None], given
                )
            features.append(found[0])
        modules = np.array(corpus.passage_modules)[np.maximum(rows, 0)]
        gold = np.array([exercise.module if exercise else "" for exercise in exercises])
        right = (modules == gold[:, None]) & (rows >= 0)
        held = np.array([exercise is not None and exercise.chapter in chapters for exercise in exercises])
        return Listed(torch.stack(features), torch.from_numpy(groups), torch.from_numpy(right), held)

    def notes(lists: Mapping[str, np.ndarray]) -> list[Asked]:
        return [Asked(note=corpus.texts("exercise").row(e)) for e in lists["exercises"].tolist()]

    def hurried(kind: str, lists: Mapping[str, np.ndarray]) -> list[Asked]:
        if kind == "fragment":
            return [Asked(note=corpus.texts("fragment0").row(e)) for e in lists["exercises"].tolist()]
        heard, sound = corpus.texts("heard"), corpus.texts("speech")
        return [Asked(heard=heard.row(i), sound=sound.row(i)) for i in range(len(corpus.spoken))]

    strange = [Asked(note=corpus.strange_text(i)) for i in range(len(corpus.strange["exercises"]))]
    return Shelf(
        listed(corpus.candidates, notes(corpus.candidates), own=True),
        tuple(listed(lists, hurried(kind, lists), own=True) for kind, lists in corpus.short.items()),
        listed(corpus.unanswerable, notes(corpus.unanswerable), own=True),
        listed(corpus.strange, strange, own=False),
    )


def _table(words: Sequence[np.ndarray]) -> Tensor:
    table = np.zeros((len(words), max(map(len, words)), words[0].shape[1]), np.float32)
    for i, row in enumerate(words):
        table[i, : len(row)] = row
    return torch.from_numpy(table)
