"""A tiny prepared book of random states, in the layout that `training/fusion/corpus.py` reads."""

import json
from hashlib import sha256

import numpy as np
from PIL import Image

from tutor_app.core.picture import Grid
from tutor_app.engine.fusion.inputs import PLACED, TEXT
from tutor_app.engine.fusion.signals import NAMES
from tutor_app.training.fusion.corpus import VIEWS
from tutor_app.training.fusion.ragged import save

BOOKS = ("one", "two")
GRID = Grid(49, 1280)  # of the picture encoder of today
MODULES, PASSAGES, FIGURES, EXERCISES = 6, 24, 12, 12


def books(folder, grid=GRID):
    """`folder/data` and `folder/work` of a training on two books."""
    for names in zip(BOOKS, reversed(BOOKS), strict=True):
        book(folder / "data", folder / "work", *names, grid)
    save(folder / "work", "pointing", [np.ones((3, TEXT), np.float32)] * 4)
    return folder


def book(data, work, name, other, grid=GRID):
    """Six sections in three chapters; everything of a section lies near one direction."""
    random = np.random.default_rng(len(name))
    ways = random.normal(size=(MODULES, TEXT)).astype(np.float32)
    looks = np.abs(random.normal(size=(FIGURES, grid.width))).astype(np.float32)
    source, folder = data / name, work / name
    (source / "images").mkdir(parents=True)
    folder.mkdir(parents=True)
    Image.new("RGB", (60, 60), "white").save(source / "images" / "a.png")
    chapter = [m // 2 + 1 for m in range(MODULES)]
    of_passage = [p * MODULES // PASSAGES for p in range(PASSAGES)]
    of_figure = [f * MODULES // FIGURES for f in range(FIGURES)]
    of_exercise = [e * MODULES // EXERCISES for e in range(EXERCISES)]
    _lines(
        source / "sections.jsonl",
        [
            {"module": f"m{m}", "chapter": chapter[m], "section_title": f"S{m}", "blocks": []}
            for m in range(MODULES)
        ],
    )
    _lines(
        source / "exercises.jsonl",
        [
            {"module": f"m{m}", "chapter": chapter[m], "problem": f"What is {e}?",
             "options": ["a", "b", "c"], "solution": "A"}
            for e, m in enumerate(of_exercise)
        ],
    )  # fmt: skip
    _lines(
        source / "figures.jsonl",
        [
            {"module": f"m{m}", "chapter": chapter[m], "figure_id": f"f{f}", "caption": f"Figure {f}",
             "alt": "", "image": "images/a.png", "dhash": sha256(f"{name}{f}".encode()).hexdigest()}
            for f, m in enumerate(of_figure)
        ],
    )  # fmt: skip
    (source / "glossary.jsonl").write_text("")

    def texts(title, sections, width=TEXT, length=5):
        rows = [ways[m][None] + random.normal(size=(length, TEXT)) for m in sections]
        rows = [np.pad(row, ((0, 0), (0, width - TEXT))).astype(np.float32) for row in rows]
        save(folder, title, rows, [f"{title} {i}" for i in range(len(rows))])

    texts("passage", of_passage, length=7)
    for title in ("exercise", "fragment0", "fragment1"):
        texts(title, of_exercise)
    for title in ("caption", "alt", "figfrag", "named0", "named1", "named2"):
        texts(title, of_figure)
    for view in ("clean", "usual0", "wild0"):
        texts(f"screen.{view}", of_figure, PLACED, 3)
    options = [ways[m][None] + random.normal(size=(6, TEXT)) for m in of_exercise for _ in range(3)]
    role = np.array([0, 0, 0, 1, 1, 1])[:, None]
    save(folder, "choice", [np.concatenate([row, role], 1).astype(np.float32) for row in options])
    for view in ("", "usual0", *(f"wild{v}" for v in range(VIEWS))):
        grids = looks[:, None] + 0.1 * np.abs(random.normal(size=(FIGURES, grid.cells, grid.width)))
        np.save(folder / (f"grid.{view}.npy" if view else "grid.npy"), grids.astype(np.float16))
        damage = {"crop": [0, 0, 1, 1], "scale": 1.0, "blur_px": 0.0, "inverted": False}
        (folder / f"damage.{view}.json").write_text(json.dumps([damage] * FIGURES))
    crops = np.repeat(looks[:, None, None], 9, 1).repeat(grid.cells, 2)
    np.save(folder / "crops.npy", crops.astype(np.float16))
    (folder / "placed.json").write_text(json.dumps(list(range(FIGURES))))
    (folder / "pieces.json").write_text(json.dumps([[100 + f, 7, 8] for f in range(FIGURES)]))
    meta = [[10 * p, m, [f"S{m}"], f"m{m}"] for p, m in enumerate(of_passage)]
    (folder / "passage.meta.json").write_text(json.dumps(meta))
    for title, asked in (("cand", name), ("cand.without", name), ("cand.strange", other)):
        ids = np.tile(10 * np.arange(PASSAGES), (EXERCISES, 1))
        signals = random.random((EXERCISES, PASSAGES, len(NAMES))).astype(np.float32)
        np.savez(
            folder / f"{title}.npz", book=np.array(asked), exercises=np.arange(EXERCISES), ids=ids,
            groups=np.tile(of_passage, (EXERCISES, 1)), signals=signals,
        )  # fmt: skip


def _lines(file, rows):
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
