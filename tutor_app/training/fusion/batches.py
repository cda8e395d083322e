"""Training questions: from a prepared book to batches, each modality drawn, damaged or left out by a seed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
import torch
from torch import Tensor

from tutor_app.engine.fusion.inputs import MOST, TEXT, Asked, padded
from tutor_app.training.fusion.caption import END, MOST_PIECES, STRANGE
from tutor_app.training.fusion.choice import NOTHING, OPTION
from tutor_app.training.fusion.corpus import NAMED, VIEWS, Corpus
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.model import PARTS
from tutor_app.training.fusion.questions import FIGURE, kind_of
from tutor_app.training.fusion.ragged import Ragged

NEAR_BITS = 20  # of 256 in which the prints of two copies of a picture differ, at most; others by 30 and more
PARTS_SHOWN = 2  # of a figure's nine, in a batch
GROUPS_SHOWN, OF_A_GROUP = 6, 2  # of an exercise's candidates in a batch, the right neighbourhood first
DESCRIBED = 12  # figures of a batch whose captions are written, too
NO_KIND = -1
OPTIONS = 4  # texts of figures to choose from
CHOICE_PASSAGES = 8  # that an exercise is answered from
UNANSWERED = 0.18  # of the questions in a batch are asked without the chapter that answers
OF_ANOTHER_BOOK = 0.12  # of them
NOWHERE = "?"  # the section that answers those
UNFOUND = 0.15  # of the multiple choices stand alone: the question itself may tell, too
MOST_OPTION = 80  # tokens of a question with one option
HIDDEN = 0.4  # of the figures are found by their looks and words alone


@dataclass(frozen=True)
class PassageBatch:
    """Questions with candidates of their book: K = 12 passages each, in six neighbourhoods."""

    given: Given
    passages: Tensor  # (B * K, n, 384)
    passages_mask: Tensor
    right: Tensor  # (B, K)
    groups: Tensor  # (B, K)
    signals: Tensor  # (B, K, SIGNALS)
    modules: list[str]  # of each of the B * K passages
    gold: list[str]  # of each question
    kinds: Tensor  # (B,)


@dataclass(frozen=True)
class FigureBatch:
    """Screenshots and questions about figures, with their figures: row i belongs to row i."""

    given: Given
    other_view: Given  # another screenshot of the same figure, alone
    figures: Given  # as the material holds them, some without their captions
    parts: Tensor  # (B, some, cells, width) of their pictures
    ids: Tensor  # (B,) of the figures, the same in every batch
    passages: Tensor  # (B, n, 384) one that speaks of each
    passages_mask: Tensor
    same: Tensor  # (B, B) figures that are as good as each other
    kinds: Tensor
    described: Given  # the first of them, without caption but with that passage, for describing them
    pieces: Tensor  # (B, t) word pieces of their captions, by number in the vocabulary, padded with -1


@dataclass(frozen=True)
class ChoiceBatch:
    """Multiple choice: exercises with passages that were found, or screenshots with texts of figures."""

    options: Tensor  # (B, O, n, 384) states of each question with one option
    role: Tensor  # (B, O, n) `choice.OPTION`, STEM, NOTHING
    passages: Tensor  # (B * K, m, 384); for a screenshot the words on it
    passages_mask: Tensor
    screenshots: Given | None  # (B)
    key: Tensor  # (B,) which option is right


class Sampler:
    """Draws batches from one book; everything random comes from the generator that is given."""

    def __init__(
        self,
        corpus: Corpus,
        pointing: Ragged,
        chapters: frozenset[int] | None = None,
        strange: frozenset[str] = frozenset(),
        vocabulary: Mapping[int, int] = {},
    ) -> None:
        """`chapters`: only questions of these, None for all; `strange`: prints of figures to leave out;
        `vocabulary`: the place of each word piece that captions are written with.
        """
        self._vocabulary = vocabulary
        self.corpus, self._pointing = corpus, pointing
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for row, module in enumerate(corpus.passage_modules):
            self._rows_of[module].append(row)
        self._figures_of: dict[str, list[int]] = defaultdict(list)
        for i, figure in enumerate(corpus.figures):
            self._figures_of[figure.module].append(i)
        self._spoken: dict[int, list[int]] = defaultdict(list)
        for i, spoken in enumerate(corpus.spoken):
            self._spoken[spoken.exercise].append(i)

        def allowed(chapter: int | None) -> bool:
            return chapters is None or chapter in chapters

        rows = corpus.candidates["rows"]
        self.askable = [
            e
            for e, exercise in enumerate(corpus.exercises)
            if allowed(exercise.chapter)
            and any(r >= 0 and corpus.passage_modules[r] == exercise.module for r in rows[e])
        ]
        self._unanswerable = [
            (row, e)
            for row, e in enumerate(corpus.unanswerable["exercises"].tolist())
            if allowed(corpus.exercises[e].chapter)
        ]
        self.seeable = [
            f
            for f, figure in enumerate(corpus.figures)
            if allowed(figure.chapter) and not any(alike(figure.dhash, other) for other in strange)
        ]
        self.choosable = [
            q for q, one in enumerate(corpus.choices) if allowed(corpus.exercises[one.exercise].chapter)
        ]
        self._chapter_figures: dict[int | None, list[int]] = defaultdict(list)
        for f in self.seeable:
            self._chapter_figures[corpus.figures[f].chapter].append(f)
        self._damage = {v: corpus.damage(f"wild{v}") for v in range(VIEWS)}

    def passages(self, size: int, random: np.random.Generator) -> PassageBatch:
        """Some are of another book, or asked without the chapter that answers: no candidate is right."""
        corpus, exercises = self.corpus, self.corpus.exercises
        rows: list[Asked] = []
        lists: list[tuple[list[int], list[int], np.ndarray]] = []
        gold: list[str] = []
        kinds: list[int | None] = []
        for _ in range(size):
            way = random.random()
            if way < OF_ANOTHER_BOOK:
                place = int(random.integers(len(corpus.strange["exercises"])))
                rows.append(Asked(note=corpus.strange_text(place)))
                lists.append(self._list(corpus.strange, place, NOWHERE, random))
                gold.append(NOWHERE)
                kinds.append(None)
                continue
            if way < OF_ANOTHER_BOOK + UNANSWERED and self._unanswerable:
                place, e = self._unanswerable[int(random.integers(len(self._unanswerable)))]
                kept = corpus.unanswerable
            else:
                place = e = self.askable[int(random.integers(len(self.askable)))]
                kept = corpus.candidates
            rows.append(self._exercise_row(e, random))
            lists.append(self._list(kept, place, exercises[e].module, random))
            gold.append(exercises[e].module)
            kinds.append(kind_of(exercises[e].problem))
        flat = [r for row_list, _, _ in lists for r in row_list]
        states, mask = _passages(corpus.texts("passage"), flat)
        modules = [corpus.passage_modules[r] if r >= 0 else "" for r in flat]
        k = GROUPS_SHOWN * OF_A_GROUP
        right = torch.tensor([modules[i * k + j] == gold[i] for i in range(size) for j in range(k)])
        return PassageBatch(
            Given.of(rows, corpus.grid), states, mask, right.reshape(size, k),
            torch.tensor([g for _, g, _ in lists]),
            torch.tensor(np.stack([s for _, _, s in lists])),
            modules, gold,
            torch.tensor([NO_KIND if kind is None else kind for kind in kinds]),
        )  # fmt: skip

    def figures(self, size: int, random: np.random.Generator) -> FigureBatch:
        """Half of them of one chapter: neighbours are the hard ones."""
        corpus = self.corpus
        first = self.seeable[int(random.integers(len(self.seeable)))]
        near = self._chapter_figures[corpus.figures[first].chapter]
        chosen = {int(i) for i in random.permutation(near)[: size // 2]}
        while len(chosen) < min(size, len(self.seeable)):
            chosen.add(self.seeable[int(random.integers(len(self.seeable)))])
        figures = sorted(chosen)
        asked, kinds = zip(*(self._figure_row(f, random) for f in figures), strict=True)
        other = [self.seen(f, int(random.integers(VIEWS)), random, words=False) for f in figures]
        whole = [self.item(f, random) for f in figures]
        few = np.sort(random.permutation(PARTS)[:PARTS_SHOWN])
        parts = torch.from_numpy(np.stack([np.asarray(corpus.parts[f][few], np.float32) for f in figures]))
        ids = torch.tensor([crc32(f"{corpus.name}/{f}".encode()) for f in figures])
        texts = corpus.texts("passage")
        about = [self._about(f, random) for f in figures]
        states, mask = _passages(texts, about)
        described = [self.undescribed(f, row) for f, row in zip(figures, about, strict=True)][:DESCRIBED]
        prints = [corpus.figures[f].dhash for f in figures]
        same = torch.tensor([[a == b for b in prints] for a in prints]) | torch.eye(
            len(figures), dtype=torch.bool
        )
        return FigureBatch(
            Given.of(asked, corpus.grid), Given.of(other, corpus.grid), Given.of(whole, corpus.grid),
            parts, ids, states, mask, same,
            torch.tensor([NO_KIND if kind is None else kind for kind in kinds]),
            Given.of(described, corpus.grid), self._pieces(figures[:DESCRIBED]),
        )  # fmt: skip

    def _pieces(self, figures: Sequence[int]) -> Tensor:
        """Captions as places in the vocabulary, each with its end."""
        table = np.full((len(figures), MOST_PIECES), -1, np.int64)
        for i, f in enumerate(figures):
            row = [self._vocabulary.get(piece, STRANGE) for piece in self.corpus.pieces[f]]
            row = [*row[: MOST_PIECES - 1], END]
            table[i, : len(row)] = row
        return torch.from_numpy(table)

    def undescribed(self, figure: int, passage: int) -> Asked:
        """A figure without its caption, and a passage that speaks of it."""
        return replace(self.item(figure), note=self.corpus.texts("passage").row(passage, MOST["note"]))

    def choices(self, size: int, random: np.random.Generator) -> ChoiceBatch:
        """Exercises with a known answer; now and then nothing was found for them."""
        chosen = [int(i) for i in random.choice(self.choosable, size)]
        found = [self.found(self.corpus.choices[q].exercise) for q in chosen]
        found = [[] if random.random() < UNFOUND else rows for rows in found]
        return exercise_choices(self.corpus, chosen, found)

    def found(self, e: int) -> list[int]:
        """Rows of the passages that an exercise is answered from."""
        rows = self.corpus.candidates["rows"][e]
        return [int(row) for row in rows[:CHOICE_PASSAGES] if row >= 0]

    def figure_choices(self, size: int, random: np.random.Generator) -> ChoiceBatch:
        """Which of these texts belongs to the screenshot? All of one chapter."""
        figures = [self.seeable[int(i)] for i in random.integers(0, len(self.seeable), size)]
        others = [self._others(f, random) for f in figures]
        shots = [self.seen(f, int(random.integers(VIEWS)), random) for f in figures]
        shots = [Asked() if random.random() < UNFOUND else shot for shot in shots]
        return figure_choices(self.corpus, figures, others, shots, random)

    def _others(self, figure: int, random: np.random.Generator) -> list[int]:
        near = [f for f in self._chapter_figures[self.corpus.figures[figure].chapter] if f != figure]
        near = near if len(near) >= OPTIONS - 1 else [f for f in self.seeable if f != figure]
        return [int(f) for f in random.permutation(near)[: OPTIONS - 1]]

    def seen(self, figure: int, view: int, random: np.random.Generator, *, words: bool = True) -> Asked:
        """A damaged screenshot of a figure, with the words that could be read on it."""
        grid = np.asarray(self.corpus.grids(f"wild{view}")[figure], dtype=np.float32)
        return Asked(grid=grid, words=self._read(figure, view, random) if words else None)

    def item(self, figure: int, random: np.random.Generator | None = None) -> Asked:
        """A figure as the material holds it; with `random` its caption or its alternative text."""
        name = "caption" if random is None or random.random() < 0.7 else "alt"
        grid = np.asarray(self.corpus.grids()[figure], dtype=np.float32)
        hidden = random is not None and random.random() < HIDDEN
        return Asked(
            None if hidden else self.corpus.texts(name).row(figure), grid, self._words("clean", figure)
        )

    def pointing(self, random: np.random.Generator) -> np.ndarray:
        return self._pointing.row(int(random.integers(len(self._pointing))))

    def speech(self, exercise: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray] | None:
        """Heard words and sound of a spoken exercise, if it was spoken."""
        spoken = self._spoken.get(exercise)
        if not spoken:
            return None
        i = spoken[int(random.integers(len(spoken)))]
        return self.corpus.texts("heard").row(i), self.corpus.texts("speech").row(i)

    def _list(
        self, lists: Mapping[str, np.ndarray], row: int, module: str, random: np.random.Generator
    ) -> tuple[list[int], list[int], np.ndarray]:
        """Rows of the right neighbourhood if it is there, of the best wrong one, and of others."""
        rows, groups, signals = lists["rows"][row], lists["groups"][row], lists["signals"][row]
        right = sorted(
            {
                int(g)
                for r, g in zip(rows, groups, strict=True)
                if r >= 0 and self.corpus.passage_modules[r] == module
            }
        )
        wrong = [g for g in dict.fromkeys(groups.tolist()) if g >= 0 and g not in right]
        first = [right[int(random.integers(len(right)))]] if right else []
        others = wrong[:1] + [wrong[1 + i] for i in random.permutation(max(len(wrong) - 1, 0))]
        chosen: list[int] = []
        for group in [*first, *others][:GROUPS_SHOWN]:
            chosen += np.flatnonzero(groups == group)[:OF_A_GROUP].tolist()
        pad = GROUPS_SHOWN * OF_A_GROUP - len(chosen)
        return (
            [*rows[chosen].tolist(), *[-1] * pad],
            [*groups[chosen].tolist(), *[-1] * pad],
            np.pad(signals[chosen], ((0, pad), (0, 0))).astype(np.float32),
        )

    def _exercise_row(self, e: int, random: np.random.Generator) -> Asked:
        """An exercise typed, in fragments or spoken; with a screenshot of its section, or a wrong one."""
        corpus = self.corpus
        speech = self.speech(e, random)
        if speech is not None and random.random() < 0.3:  # noise, or somebody else's voice
            other = self._other_speech(random)
            speech = other if random.random() < 0.3 else speech
        way = random.random()
        note: np.ndarray | None
        if speech is not None and way < 0.55:
            note = (
                corpus.texts(f"fragment{int(random.integers(2))}").row(e) if random.random() < 0.35 else None
            )
        else:
            note = corpus.texts("exercise" if way < 0.9 else f"fragment{int(random.integers(2))}").row(e)
            speech = speech if speech is not None and random.random() < 0.3 else None
        heard, sound = speech if speech is not None else (None, None)
        sound = sound if random.random() < 0.8 else None
        screen = Asked()
        if random.random() < 0.4:
            own = self._figures_of[corpus.exercises[e].module]
            wrong = not own or random.random() < 0.4
            f = int(random.integers(len(corpus.figures))) if wrong else own[int(random.integers(len(own)))]
            screen = self.seen(f, int(random.integers(VIEWS)), random)
        return Asked(note, screen.grid, screen.words, heard, sound)

    def _figure_row(self, f: int, random: np.random.Generator) -> tuple[Asked, int | None]:
        """A screenshot, alone, pointed at or named; or its name alone."""
        corpus, way = self.corpus, random.random()
        screen = self.seen(f, int(random.integers(VIEWS)), random)
        if random.random() < 0.3:
            screen = Asked(grid=screen.grid)  # nothing could be read
        elif random.random() < 0.12:
            screen = Asked(words=screen.words) if screen.words is not None else screen
        kind: int | None = FIGURE
        if way < 0.3:
            note, kind = None, None
        elif way < 0.55:
            note = self.pointing(random)
        elif way < 0.75:
            note = corpus.texts(f"named{int(random.integers(NAMED))}").row(f)
        elif way < 0.85:
            note = corpus.texts("figfrag").row(f)
        else:
            note, screen, kind = (
                corpus.texts("caption" if random.random() < 0.5 else "alt").row(f),
                Asked(),
                None,
            )
        heard = sound = None
        if note is not None and random.random() < 0.25:
            note, heard = (None, note) if random.random() < 0.6 else (note, note)
        elif random.random() < 0.06 and (other := self._other_speech(random)):
            heard, sound = other
        return Asked(note, screen.grid, screen.words, heard, sound), kind

    def _other_speech(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray] | None:
        if not self.corpus.spoken:
            return None
        i = int(random.integers(len(self.corpus.spoken)))
        return self.corpus.texts("heard").row(i), self.corpus.texts("speech").row(i)

    def _about(self, f: int, random: np.random.Generator) -> int:
        """A passage of the figure's section, the nearer to its caption the likelier."""
        rows = self._rows_of[self.corpus.figures[f].module]
        best = self._nearest_to_caption(f, rows)
        return best[int(random.integers(min(3, len(best))))]

    def _nearest_to_caption(self, f: int, rows: list[int]) -> list[int]:
        if not hasattr(self, "_means"):
            self._means = means(self.corpus.texts("passage"))
            self._captions = means(self.corpus.texts("caption"))
        scores = self._means[rows] @ self._captions[f]
        return [rows[i] for i in np.argsort(-scores)]

    def _read(self, figure: int, view: int, random: np.random.Generator) -> np.ndarray | None:
        """The words of a damaged view: really read for one, else those of the whole picture that stay."""
        if view == 0 and self.corpus.has("screen.wild0"):
            return self._words("wild0", figure)
        clean = self._words("clean", figure)
        if clean is None:
            return None
        damage = self._damage[view][figure]
        left, top, right, bottom = damage["crop"]
        boxes = clean[:, TEXT:]
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        inside = (left < x) & (x < right) & (top < y) & (y < bottom)
        readable = random.random(len(clean)) < _readable(damage)
        kept = clean[inside & readable].copy()
        size = np.array([right - left, bottom - top] * 2, dtype=np.float32)
        kept[:, TEXT:] = (kept[:, TEXT:] - np.array([left, top] * 2, dtype=np.float32)) / size
        return kept if len(kept) else None

    def _words(self, view: str, figure: int) -> np.ndarray | None:
        if not self.corpus.has(f"screen.{view}"):
            return None
        row = self.corpus.texts(f"screen.{view}").row(figure, MOST["words"])
        return row if len(row) else None


def _readable(damage: dict[str, float]) -> float:
    """About which share of the words survives: small, blurred letters don't."""
    sharp = damage["scale"] / (1 + damage["blur_px"])
    return float(np.clip(1.6 * sharp, 0.05, 0.95))


def _passages(texts: Ragged, rows: list[int]) -> tuple[Tensor, Tensor]:
    """States (B, n, 384) and mask of passages; -1 for none."""
    most = MOST["passage"]
    states, mask = padded([texts.row(row, most) if row >= 0 else None for row in rows], TEXT, most)
    return torch.from_numpy(states), torch.from_numpy(mask)


def exercise_choices(corpus: Corpus, chosen: Sequence[int], found: Sequence[Sequence[int]]) -> ChoiceBatch:
    """Questions (positions in `corpus.choices`) with the rows of their passages."""
    texts = corpus.texts("choice")
    rows = [[texts.row(r)[-MOST_OPTION:] for r in corpus.choices[q].rows] for q in chosen]
    options, role = _options(
        [[row[:, :TEXT] for row in of] for of in rows], [[row[:, TEXT] for row in of] for of in rows]
    )
    most = max(1, max(map(len, found)))
    states, mask = _passages(
        corpus.texts("passage"), [r for of in found for r in [*of, *[-1] * (most - len(of))]]
    )
    return ChoiceBatch(
        options, role, states, mask, None, torch.tensor([corpus.choices[q].key for q in chosen])
    )


def figure_choices(
    corpus: Corpus,
    figures: Sequence[int],
    others: Sequence[Sequence[int]],
    shots: Sequence[Asked],
    random: np.random.Generator,
) -> ChoiceBatch:
    """Screenshots, each with its figure's caption or alternative text among those of others."""
    keys, rows = [], []
    for figure, wrong in zip(figures, others, strict=True):
        texts = corpus.texts("caption" if random.random() < 0.5 else "alt")
        keys.append(int(random.integers(len(wrong) + 1)))
        listed = [*wrong[: keys[-1]], figure, *wrong[keys[-1] :]]
        rows.append([texts.row(f, MOST_OPTION) for f in listed])
    options, role = _options(rows, [[np.full(len(row), OPTION) for row in of] for of in rows])
    words = [None if shot.words is None else shot.words[:, :TEXT] for shot in shots]
    states, mask = padded(words, TEXT, MOST["words"])
    return ChoiceBatch(
        options, role, torch.from_numpy(states), torch.from_numpy(mask), Given.of(shots, corpus.grid),
        torch.tensor(keys),
    )  # fmt: skip


def _options(states: list[list[np.ndarray]], roles: list[list[np.ndarray]]) -> tuple[Tensor, Tensor]:
    most, longest = max(map(len, states)), max(len(row) for of in states for row in of)
    table = np.zeros((len(states), most, longest, TEXT), np.float32)
    role = np.full((len(states), most, longest), NOTHING, np.int64)
    for b, (of, kinds) in enumerate(zip(states, roles, strict=True)):
        for o, (row, kind) in enumerate(zip(of, kinds, strict=True)):
            table[b, o, : len(row)] = row
            role[b, o, : len(row)] = kind
    return torch.from_numpy(table), torch.from_numpy(role)


def alike(one: str, other: str) -> bool:
    """Whether two perceptual hashes (hexadecimal digits) are of nearly the same picture."""
    return bool(one) and len(one) == len(other) and (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR_BITS


def means(texts: Ragged) -> np.ndarray:
    """(n, 384) of norm 1: the text encoder's own vectors."""
    vectors = np.stack([texts.row(i).mean(0) for i in range(len(texts))])
    normed: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return normed
