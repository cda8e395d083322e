"""From scores to chances: sharpness and trust of words and picture, on chapters held back from training.

What is asked here is asked as learners do: a fragment or a whole question, a screenshot, both; and with
something beside it that has nothing to do with the course.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from tutor_app.engine.fusion.inputs import Asked
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.training.fusion.evaluate import Bench, mixed_candidates
from tutor_app.training.fusion.judge import Queries
from tutor_app.training.fusion.prepare import Text

STRAY_WEIGHT = 3  # times: a picture of something else may cost little
MOST = 150  # questions of a book
VIEW = "wild0"
STEPS = 400
NOWHERE = -1e4


@dataclass(frozen=True)
class Words:
    """What matching said: logits by neighbourhood, and the best answer logit."""

    logits: np.ndarray  # (count,)
    answer: float


@dataclass(frozen=True)
class Picture:
    """What the figures said: scores by neighbourhood, the best one and its lead over other neighbourhoods."""

    scores: np.ndarray  # (count,)
    best: float
    lead: float
    looked: bool  # seen, not only read


@dataclass(frozen=True)
class Case:
    """One question; what is None is absent. `gold` is the neighbourhood that is meant."""

    words: Words | None
    picture: Picture | None
    gold: int


@dataclass(frozen=True)
class Answers:
    """Best answer logits of questions that the book answers, and of those that it doesn't."""

    yes: np.ndarray
    no: np.ndarray


def calibrated(benches: Sequence[Bench], held: Sequence[frozenset[int]]) -> Calibration:
    """`held`: of each book the chapters that were kept from training."""
    cases: list[Case] = []
    answers: list[Answers] = []
    for number, (bench, chapters) in enumerate(zip(benches, held, strict=True)):
        found, said = _cases(bench, benches[number - 1], chapters)
        cases += found
        answers.append(said)
    return _fitted(cases, answers)


def _cases(bench: Bench, other: Bench, chapters: frozenset[int]) -> tuple[list[Case], Answers]:
    c, random = bench.corpus, np.random.default_rng(21)
    exercises = [e for e, exercise in enumerate(c.exercises) if exercise.chapter in chapters]
    exercises = [exercises[i] for i in random.permutation(len(exercises))[:MOST]]
    figures = [f for f, figure in enumerate(c.figures) if figure.chapter in chapters]
    of_module: dict[str, list[int]] = {}
    for f in figures:
        of_module.setdefault(c.figures[f].module, []).append(f)
    gold = [bench.index[c.exercises[e].module] for e in exercises]
    whole = bench.judge.queries([Asked(note=c.texts("exercise").row(e)) for e in exercises])
    part = bench.judge.queries([Asked(note=c.texts("fragment0").row(e)) for e in exercises])
    asked = [_words(bench, whole, q, c.candidates, e) for q, e in enumerate(exercises)]
    fragments = [(Text(c, "fragment0", e),) for e in exercises]
    typed = [_words(bench, part, q, mixed_candidates(bench, text), 0) for q, text in enumerate(fragments)]
    strange = c.strange
    far = bench.judge.queries([Asked(note=c.strange_text(place)) for place in range(MOST)])
    far_words = [_words(bench, far, place, strange, place) for place in range(MOST)]
    own = {f: i for i, f in enumerate(figures)}
    shots = [bench.seen(f, VIEW) for f in figures]
    seen = _pictures(bench, shots)
    legible = [shot.words is not None for shot in shots]
    reads = iter(_pictures(bench, [Asked(words=shot.words) for shot in shots if shot.words is not None]))
    only_read = [next(reads) if there else None for there in legible]
    others = random.permutation(len(other.corpus.figures))[:MOST]
    wrong = _pictures(bench, [other.seen(int(f), VIEW) for f in others])
    cases = []
    for i, (e, place) in enumerate(zip(exercises, gold, strict=True)):
        astray = wrong[i % len(wrong)]
        mine = of_module.get(c.exercises[e].module, [])
        right = seen[own[mine[int(random.integers(len(mine)))]]] if mine else None
        for words in (asked[i], typed[i]):
            cases += [Case(words, None, place), *[Case(words, astray, place)] * STRAY_WEIGHT]
            if right is not None:
                cases += [Case(words, right, place), Case(None, right, place)]
    for f, picture in zip(figures, seen, strict=True):
        place = int(bench.figure_module[f])
        cases += [Case(None, picture, place), Case(far_words[f % MOST], picture, place)]
    for f, read in zip(figures, only_read, strict=True):
        if read is not None:
            cases.append(Case(None, read, int(bench.figure_module[f])))
    for i, place in enumerate(gold):
        if (read := only_read[i % len(only_read)]) is not None:  # of another section, mostly
            cases.append(Case(typed[i], read, place))
    without = c.unanswerable
    rows = [row for row, e in enumerate(without["exercises"].tolist()) if c.exercises[e].chapter in chapters]
    missing = bench.judge.queries(
        [Asked(note=c.texts("exercise").row(int(without["exercises"][row]))) for row in rows]
    )
    no = [_words(bench, missing, q, without, row) for q, row in enumerate(rows)] + far_words
    return cases, Answers(_best(asked), _best(no))


def _words(bench: Bench, queries: Queries, q: int, listed: dict[str, np.ndarray], row: int) -> Words | None:
    rank, answer, modules = bench.by_words(queries, q, listed, row)
    if not len(rank):
        return None
    logits = np.full(len(bench.modules), NOWHERE)
    np.maximum.at(logits, modules, rank)
    return Words(logits, float(answer.max()))


def _pictures(bench: Bench, shots: Sequence[Asked]) -> list[Picture]:
    found = []
    if not shots:
        return []
    for shot, scores in zip(shots, bench.figures.scores(bench.judge.queries(shots)), strict=True):
        by_place = np.full(len(bench.modules), NOWHERE)
        np.maximum.at(by_place, bench.figure_module, scores)
        first, second = np.sort(by_place)[::-1][:2]
        found.append(Picture(by_place, float(first), float(first - second), shot.grid is not None))
    return found


def _best(words: Sequence[Words | None]) -> np.ndarray:
    return np.array([one.answer for one in words if one is not None])


def _fitted(cases: Sequence[Case], answers: Sequence[Answers]) -> Calibration:
    """Least mean negative log chance of what is meant."""
    start = Calibration()
    words = torch.tensor([np.log(start.words_sharpness), *start.words_trust], dtype=torch.float64)
    picture = torch.tensor([np.log(start.picture_sharpness), *start.picture_trust], dtype=torch.float64)
    screen = torch.tensor([np.log(start.screen_sharpness), *start.screen_trust], dtype=torch.float64)
    answer = torch.tensor(start.answer, dtype=torch.float64)
    optimiser = torch.optim.Adam([p.requires_grad_() for p in (words, picture, screen, answer)], lr=0.05)
    groups = [batch for batch in map(_Batch.of, _alike(cases)) if batch is not None]
    yes = torch.from_numpy(np.concatenate([one.yes for one in answers]))
    no = torch.from_numpy(np.concatenate([one.no for one in answers]))
    total = sum(batch.weight for batch in groups)
    sure = torch.nn.functional.softplus
    for _ in range(STEPS):
        each = [batch.loss(words, picture if batch.looked else screen) * batch.weight for batch in groups]
        loss = torch.stack(each).sum() / total
        loss = loss + sure(-(answer[0] * yes + answer[1])).mean() + sure(answer[0] * no + answer[1]).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    w, p, r, a = (parameter.detach().tolist() for parameter in (words, picture, screen, answer))
    return Calibration(
        words_sharpness=float(np.exp(w[0])), words_trust=(w[1], w[2]),
        picture_sharpness=float(np.exp(p[0])), picture_trust=(p[1], p[2], p[3]),
        screen_sharpness=float(np.exp(r[0])), screen_trust=(r[1], r[2], r[3]), answer=(a[0], a[1]),
    )  # fmt: skip


@dataclass(frozen=True)
class _Batch:
    """Cases with the same sides and as many neighbourhoods."""

    gold: Tensor
    logits: Tensor | None
    answer: Tensor | None
    scores: Tensor | None
    signs: Tensor | None  # (B, 2) best, lead
    looked: bool

    @property
    def weight(self) -> int:
        return len(self.gold)

    @classmethod
    def of(cls, cases: Sequence[Case]) -> "_Batch | None":
        words = [case.words for case in cases if case.words is not None]
        pictures = [case.picture for case in cases if case.picture is not None]
        if not words and not pictures:
            return None
        return cls(
            torch.tensor([case.gold for case in cases]),
            torch.from_numpy(np.stack([one.logits for one in words])) if words else None,
            torch.tensor([one.answer for one in words], dtype=torch.float64) if words else None,
            torch.from_numpy(np.stack([one.scores for one in pictures])) if pictures else None,
            torch.tensor([[one.best, one.lead] for one in pictures], dtype=torch.float64)
            if pictures
            else None,
            all(one.looked for one in pictures),
        )

    def loss(self, words: Tensor, picture: Tensor) -> Tensor:
        logs = torch.zeros(())
        if self.logits is not None and self.answer is not None:
            logs = logs + _logs(words[0].exp() * self.logits, words[1] * self.answer + words[2])
        if self.scores is not None and self.signs is not None:
            trust = self.signs @ picture[1:3] + picture[3]
            logs = logs + _logs(picture[0].exp() * self.scores, trust)
        return torch.nn.functional.cross_entropy(logs, self.gold)


def _logs(logits: Tensor, trust: Tensor) -> Tensor:
    sure = trust.sigmoid()[:, None]
    return (sure * logits.softmax(-1) + (1 - sure) / logits.shape[-1] + 1e-12).log()


def _alike(cases: Sequence[Case]) -> list[list[Case]]:
    groups: dict[tuple[bool, bool, bool, int], list[Case]] = {}
    for case in cases:
        of = case.words.logits if case.words is not None else None
        of = of if of is not None else (case.picture.scores if case.picture is not None else np.zeros(0))
        looked = case.picture is not None and case.picture.looked
        groups.setdefault((case.words is None, case.picture is None, looked, len(of)), []).append(case)
    return list(groups.values())
