"""Measures a model on a prepared book: every row of the table that the book allows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tutor_app.engine.fusion.inputs import MODALITIES, Asked
from tutor_app.engine.fusion.sections import Calibration, picture_side, taken, together, words_side
from tutor_app.training.fusion.batches import means
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.given import NOTE, PICTURE, SPEECH, WORDS
from tutor_app.training.fusion.judge import Figures, Judge, Queries, figures
from tutor_app.training.fusion.match import Lists
from tutor_app.training.fusion.prepare import Kept, Text, by_reciprocal_rank, candidates_for, candidates_of
from tutor_app.training.fusion.ragged import Ragged

RRF_K = 10
WRONG = (0.20, 0.45)  # of the words of a misheard question
MOST_MIXED = 300
SUBSETS = [keep for keep in product((False, True), repeat=4) if any(keep)]


@dataclass
class Bench:
    """A book with everything that is looked up again and again."""

    corpus: Corpus
    judge: Judge
    pointing: Ragged
    calibration: Calibration = field(default_factory=Calibration)
    figures: Figures = field(init=False)
    bare: Figures = field(init=False)
    _upright: dict[str, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        c = self.corpus
        self.modules = sorted(set(c.passage_modules) | {f.module for f in c.figures})
        index = {m: i for i, m in enumerate(self.modules)}
        self.index = index
        self.passage_module = np.array([index[m] for m in c.passage_modules])
        self.figure_module = np.array([index[f.module] for f in c.figures])
        items = self.items()
        self.figures = figures(self.judge, items, c.parts)
        bare = self.judge.queries([replace(row, note=None) for row in items])
        self.bare = Figures(bare.meaning, self.figures.looks, bare.read)
        self.passage_vectors, self.passage_words = self.judge.passages(c.texts("passage"))

    def items(self) -> list[Asked]:
        """The figures as the material holds them."""
        c = self.corpus
        return [
            Asked(c.texts("caption").row(f), _grid(c, f), _screen(c, f, "clean"))
            for f in range(len(c.figures))
        ]

    def seen(self, figure: int, view: str = "usual0") -> Asked:
        """A screenshot in the colours in which the book has something like it: as it is, or its negative."""
        return Asked(grid=self._shots(view)[figure], words=_screen(self.corpus, figure, view))

    def _shots(self, view: str) -> np.ndarray:
        if view not in self._upright:
            plain = np.asarray(self.corpus.grids(view), np.float32)
            negative = (
                np.asarray(self.corpus.grids(f"{view}-negative"), np.float32)
                if self.corpus.has(f"grid.{view}-negative")
                else plain
            )
            known = self.figures.looks.reshape(-1, self.figures.looks.shape[-1])
            best = [(self.judge.looks(g) @ known.T).max(1) for g in (plain, negative)]
            self._upright[view] = np.where((best[1] > best[0])[:, None, None], negative, plain)
        return self._upright[view]

    def by_words(
        self, queries: Queries, q: int, listed: dict[str, np.ndarray], e: int, without: set[int] | None = None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rank logits, answer logits and modules of a question's candidates; `without` these modules."""
        rows = listed["rows"][e]
        keep = rows >= 0
        if without:
            keep &= ~np.isin(self.passage_module[rows], list(without))
        rows, groups, signals = rows[keep], listed["groups"][e][keep], listed["signals"][e][keep]
        if not len(rows) or not len(queries.words[q]):
            return np.zeros(0), np.zeros(0), np.zeros(0, int)
        words = [self.passage_words[r] for r in rows]
        longest = max(map(len, words))
        table = np.zeros((1, len(rows), longest, words[0].shape[1]), np.float32)
        for i, w in enumerate(words):
            table[0, i, : len(w)] = w
        lists = Lists(
            torch.from_numpy(table),
            torch.from_numpy((self.passage_vectors[rows] @ queries.meaning[q])[None].astype(np.float32)),
            torch.from_numpy(signals[None].astype(np.float32)),
            torch.from_numpy(groups[None]),
        )
        rank, answer = self.judge.match(queries.words[q], queries.word_weights[q], lists)
        return rank, answer, self.passage_module[rows]


def _grid(corpus: Corpus, figure: int, view: str = "") -> np.ndarray:
    return np.asarray(corpus.grids(view)[figure], dtype=np.float32)


def _screen(corpus: Corpus, figure: int, view: str) -> np.ndarray | None:
    if not corpus.has(f"screen.{view}"):
        return None
    row = corpus.texts(f"screen.{view}").row(figure)
    return row if len(row) else None


def screenshot_to_figure(bench: Bench) -> dict[str, float]:
    """R@1 among all figures of the book, of the screenshot alone; beside the untrained mean cell."""
    c, n = bench.corpus, len(bench.corpus.figures)
    rows = [bench.seen(f) for f in range(n)]
    truth = np.arange(n)
    pooled = _unit(np.asarray(c.grids(), np.float32).mean(1))
    shots = _unit(np.asarray(c.grids("usual0"), np.float32).mean(1))
    ours = bench.figures.scores(bench.judge.queries(rows))
    pictures = bench.figures.scores(bench.judge.queries([replace(r, words=None) for r in rows]))
    return {
        "ours": _first(ours, truth),
        "ours, picture only": _first(pictures, truth),
        "untrained mean cell": _first(shots @ pooled.T, truth),
    }


def pointing_to_section(bench: Bench) -> dict[str, float]:
    """R@1 of “what does this show?” with a screenshot → section."""
    c = bench.corpus
    n, random = len(c.figures), np.random.default_rng(5)
    notes = [bench.pointing.row(int(random.integers(len(bench.pointing)))) for _ in range(n)]
    shots = [bench.seen(f) for f in range(n)]
    gold = bench.figure_module

    def ours(rows: Sequence[Asked]) -> float:
        return _first_of(bench.figures.scores(bench.judge.queries(rows)), bench.figure_module, gold)

    look = (
        _unit(np.asarray(c.grids("usual0"), np.float32).mean(1))
        @ _unit(np.asarray(c.grids(), np.float32).mean(1)).T
    )
    count = len(bench.modules)
    passages = means(c.texts("passage"))
    note_scores = _by_section(_mean_rows(notes) @ passages.T, bench.passage_module, count)
    words = [r.words[:, :384] if r.words is not None else None for r in shots]
    word_scores = _by_section(_mean_rows(words) @ passages.T, bench.passage_module, count)
    look_scores = _by_section(look, bench.figure_module, count)
    fused = _reciprocal([note_scores, word_scores, look_scores])
    return {
        "ours": ours([replace(s, note=note) for s, note in zip(shots, notes, strict=True)]),
        "encoders: note": _first(note_scores, gold),
        "encoders: picture": _first(look_scores, gold),
        "encoders: words on it": _first(word_scores, gold),
        "encoders: reciprocal rank": _first(fused, gold),
        "ours, note only": ours([Asked(note=n) for n in notes]),
        "ours, picture only": ours([Asked(grid=s.grid) for s in shots]),
        "ours, words only": ours([Asked(words=s.words) for s in shots]),
    }


def text_to_figure(bench: Bench) -> dict[str, float]:
    """R@1 from a caption, and from an alternative text, to the picture without either; and back."""
    c, n = bench.corpus, len(bench.corpus.figures)
    truth = np.arange(n)
    found = {}
    for name in ("caption", "alt"):
        scores = bench.bare.scores(bench.judge.queries([Asked(note=c.texts(name).row(f)) for f in range(n)]))
        found[f"{name} to figure"] = _first(scores, truth)
        found[f"figure to {name}"] = _first(scores.T, truth)
    return found


def exercise_to_section(bench: Bench) -> dict[str, float]:
    """R@1 of every exercise; beside reciprocal rank of BM25 and the text encoder over the same passages."""
    c, listed = bench.corpus, bench.corpus.candidates
    queries = bench.judge.queries([Asked(note=c.texts("exercise").row(e)) for e in range(len(c.exercises))])
    hits = []
    for e, exercise in enumerate(c.exercises):
        rank, _, modules = bench.by_words(queries, e, listed, e)
        hits.append(len(rank) > 0 and bench.modules[modules[int(rank.argmax())]] == exercise.module)
    return {"ours": float(np.mean(hits)), "first candidate": _first_candidate(bench)}


def misheard_to_section(bench: Bench) -> dict[str, float]:
    """R@1 of spoken questions, heard well and with a fifth to nearly half of the words wrong.

    Beside reciprocal rank of BM25 and the text encoder over what was heard.
    """
    c = bench.corpus
    well = {s.exercise: i for i, s in enumerate(c.spoken) if s.word_errors < WRONG[0]}
    ill = {s.exercise: i for i, s in enumerate(c.spoken) if WRONG[0] <= s.word_errors <= WRONG[1]}
    both = sorted(well.keys() & ill.keys())
    if not both:
        return {}
    found = {"questions": float(len(both))}
    for name, rows in (("heard well", well), ("misheard", ill)):
        asked = [
            Asked(heard=c.texts("heard").row(rows[e]), sound=c.texts("speech").row(rows[e])) for e in both
        ]
        queries = bench.judge.queries(asked)
        ours = [
            bench.modules[
                section_of(bench, [Reading(queries.one(q), (Text(c, "heard", rows[e]),))], pictured=False)
            ]
            for q, e in enumerate(both)
        ]
        plain = [by_reciprocal_rank(c, Text(c, "heard", rows[e])) for e in both]
        for who, modules in (("ours", ours), ("reciprocal rank", plain)):
            right = [m == c.exercises[e].module for m, e in zip(modules, both, strict=True)]
            found[f"{who}, {name}"] = float(np.mean(right))
    for who in ("ours", "reciprocal rank"):
        found[f"{who} loses"] = found[f"{who}, heard well"] - found[f"{who}, misheard"]
    return found


def answerable(bench: Bench, strange: Bench | None = None) -> dict[str, Any]:
    """ROC-AUC of the answer logit: exercises asked of the book, against the same without their chapter.

    With `strange`, another book: against its exercises asked of this one, too.
    """
    c = bench.corpus
    without = c.unanswerable
    chosen = without["exercises"].tolist()
    queries = bench.judge.queries([Asked(note=c.texts("exercise").row(e)) for e in chosen])
    yes, no = (
        np.array([bench.by_words(queries, q, lists, row)[1].max(initial=-20) for q, row in enumerate(places)])
        for lists, places in ((c.candidates, chosen), (without, range(len(chosen))))
    )
    found: dict[str, Any] = {"ROC-AUC, its chapter gone": roc_auc(yes, no), "yes": yes, "no": no}
    if strange:
        other = strange.corpus
        some = range(0, len(other.exercises), max(1, len(other.exercises) // 300))
        queries = bench.judge.queries([Asked(note=other.texts("exercise").row(e)) for e in some])
        lists = [candidates_of(c, other.exercises[e].problem, other.texts("exercise").row(e)) for e in some]
        far = np.array(
            [bench.by_words(queries, q, one, 0)[1].max(initial=-20) for q, one in enumerate(lists)]
        )
        found |= {"ROC-AUC, of another book": roc_auc(yes, far), "far": far}
    return found


@dataclass(frozen=True)
class Mix:
    """Where each part of one question comes from, and its row there."""

    note: tuple[Bench, int]  # exercise, as a typed fragment
    shot: tuple[Bench, int]  # figure, as a screenshot
    spoken: tuple[Kept, int] | None
    module: str  # that is meant

    def asked(self, keep: Sequence[bool]) -> Asked:
        """With the modalities that `keep` names."""
        (noted, n), (shown, f) = self.note, self.shot
        said, s = self.spoken or (noted.corpus, -1)
        shot = shown.seen(f)
        return Asked(
            noted.corpus.texts("fragment0").row(n) if keep[NOTE] else None,
            shot.grid if keep[PICTURE] else None,
            shot.words if keep[WORDS] else None,
            said.texts("heard").row(s) if keep[SPEECH] else None,
            said.texts("speech").row(s) if keep[SPEECH] else None,
        )

    def texts(self, keep: Sequence[bool]) -> tuple[Text, ...]:
        """What is typed and heard, for the older ways of searching."""
        found = []
        if keep[NOTE]:
            found.append(Text(self.note[0].corpus, "fragment0", self.note[1]))
        if keep[SPEECH] and self.spoken:
            found.append(Text(self.spoken[0], "heard", self.spoken[1]))
        return tuple(found)


def mixes(bench: Bench) -> list[Mix]:
    """Every recording with its exercise, and a figure of its section; without recordings some exercises."""
    c, random = bench.corpus, np.random.default_rng(9)
    of_module: dict[str, list[int]] = {}
    for f, figure in enumerate(c.figures):
        of_module.setdefault(figure.module, []).append(f)
    asked: list[tuple[int, tuple[Kept, int] | None]] = [
        (spoken.exercise, (c, s)) for s, spoken in enumerate(c.spoken)
    ] or [(int(e), None) for e in random.permutation(len(c.exercises))[:MOST_MIXED]]
    found = []
    for e, recording in asked:
        module = c.exercises[e].module
        if module in of_module:
            f = of_module[module][int(random.integers(len(of_module[module])))]
            found.append(Mix((bench, e), (bench, f), recording, module))
    return found


def ways(cases: Sequence[Mix]) -> list[tuple[bool, ...]]:
    """The subsets of modalities that these questions have."""
    spoken = any(case.spoken for case in cases)
    return [keep for keep in SUBSETS if spoken or not keep[SPEECH]]


def strayed(cases: Sequence[Mix], strangers: Sequence[Mix], which: int) -> list[Mix]:
    """The same questions, one modality of each somebody else's."""
    names = {NOTE: "note", PICTURE: "shot", WORDS: "shot", SPEECH: "spoken"}
    return [
        replace(case, **{names[which]: getattr(strangers[i % len(strangers)], names[which])})
        for i, case in enumerate(cases)
    ]


@dataclass(frozen=True)
class Noise:
    """What Whisper made of noise: `voices.prepare_noise`."""

    folder: Path
    name: str = "noise"

    def texts(self, name: str) -> Ragged:
        return Ragged(self.folder, name)


def noisy(cases: Sequence[Mix], folder: Path) -> list[Mix]:
    """The same questions with noise for speech."""
    noise = Noise(folder)
    count = len(noise.texts("speech"))
    return [replace(case, spoken=(noise, i % count)) for i, case in enumerate(cases)]


def subsets(
    bench: Bench, cases: Sequence[Mix], keeps: Sequence[Sequence[bool]] = SUBSETS
) -> dict[str, float]:
    """Section R@1 for subsets of: a typed fragment, a screenshot, the words on it, the spoken question."""
    found = {}
    for keep in keeps:
        ways_to_read = _readings(keep)
        queries = [bench.judge.queries([case.asked(way) for case in cases]) for way in ways_to_read]
        pictured = keep[PICTURE] or keep[WORDS]
        hits = []
        for q, case in enumerate(cases):
            readings = [
                Reading(of.one(q), case.texts(way)) for of, way in zip(queries, ways_to_read, strict=True)
            ]
            hits.append(bench.modules[section_of(bench, readings, pictured=pictured)] == case.module)
        found[name_of(keep)] = float(np.mean(hits))
    return found


def _readings(keep: Sequence[bool]) -> list[Sequence[bool]]:
    """As the turn has them: all that was given, and of note and speech each without the other."""
    if not (keep[NOTE] and keep[SPEECH]):
        return [keep]
    return [keep, *([k and m != gone for m, k in enumerate(keep)] for gone in (SPEECH, NOTE))]


def name_of(keep: Sequence[bool]) -> str:
    return " + ".join(m for m, k in zip(MODALITIES, keep, strict=True) if k)


@dataclass(frozen=True)
class Reading:
    """What the model makes of some of a question's words, and these words."""

    query: Queries  # of one
    texts: Sequence[Text]


def section_of(bench: Bench, readings: Sequence[Reading], *, pictured: bool) -> int:
    """The likeliest section, as the turn finds it; the first reading has all that was given."""
    count, sides = len(bench.modules), []
    matched = [
        bench.by_words(one.query, 0, mixed_candidates(bench, one.texts), 0) for one in readings if one.texts
    ]
    if matched:
        rank, answer, modules = matched[taken([answers for _, answers, _ in matched])]
        if len(rank):
            sides.append(words_side(rank, answer, modules, count, bench.calibration))
    if pictured:
        whole = readings[0].query
        scores, looked = bench.figures.scores(whole)[0], bool(np.any(whole.look))
        sides.append(picture_side(scores, bench.figure_module, count, bench.calibration, looked=looked))
    return int(together(sides, count).argmax())


_KEPT: dict[tuple[str, tuple[tuple[str, str, int], ...]], dict[str, np.ndarray]] = {}


def mixed_candidates(bench: Bench, texts: Sequence[Text]) -> dict[str, np.ndarray]:
    """Candidates for some texts together; kept, because they hang on no training."""
    key = bench.corpus.name, tuple((text.corpus.name, text.name, text.row) for text in texts)
    if key not in _KEPT:
        _KEPT[key] = candidates_for(bench.corpus, texts)
    return _KEPT[key]


def roc_auc(yes: np.ndarray, no: np.ndarray) -> float:
    """The chance that a `yes` lies above a `no`."""
    return float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def _first_candidate(bench: Bench) -> float:
    c = bench.corpus
    rows = c.candidates["rows"][:, 0]
    gold = np.array([bench.index.get(e.module, -1) for e in c.exercises])
    return float((bench.passage_module[rows] == gold).mean())


def _first(scores: np.ndarray, truth: np.ndarray) -> float:
    return float((scores.argmax(1) == truth).mean())


def _first_of(scores: np.ndarray, sections: np.ndarray, gold: np.ndarray) -> float:
    return float((sections[scores.argmax(1)] == gold).mean())


def _by_section(scores: np.ndarray, sections: np.ndarray, count: int) -> np.ndarray:
    best = np.full((len(scores), count), -1e4, np.float32)
    for section in range(count):
        here = sections == section
        if here.any():
            best[:, section] = scores[:, here].max(1)
    return best


def _reciprocal(tables: Sequence[np.ndarray]) -> np.ndarray:
    total: np.ndarray = np.sum([1 / (RRF_K + (-t).argsort(1).argsort(1)) for t in tables], axis=0)
    return total


def _mean_rows(rows: Sequence[np.ndarray | None]) -> np.ndarray:
    return _unit(
        np.stack([r.mean(0) if r is not None and len(r) else np.zeros(384, np.float32) for r in rows])
    )


def _unit(x: np.ndarray) -> np.ndarray:
    normed: np.ndarray = x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)
    return normed
