"""Absent modalities and padding change nothing; every subset works; attention sums up."""

from itertools import product

import numpy as np
import pytest
import torch

from tests.training.fusion.prepared import GRID
from tutor_app.engine.fusion.inputs import PLACED, SOUND, TEXT, Asked
from tutor_app.engine.fusion.signals import NAMES
from tutor_app.training.fusion.given import Given
from tutor_app.training.fusion.losses import alignment, ranking
from tutor_app.training.fusion.match import Lists, MatchingHead
from tutor_app.training.fusion.model import VARIANTS, FusionModel, Shape
from tutor_app.training.fusion.parts import Pool

SMALL = {"width": 16, "heads": 2, "layers": 1, "grid_layers": 1}
SUBSETS = [keep for keep in product((False, True), repeat=4) if any(keep)]


def states(n, width, seed=0):
    return np.random.default_rng([seed, n, width]).normal(size=(n, width)).astype(np.float32)


def asked(keep=(True,) * 4, grid=GRID):
    note, picture, words, speech = keep
    return Asked(
        states(5, TEXT) if note else None,
        np.abs(states(grid.cells, grid.width)) if picture else None,
        states(3, PLACED) if words else None,
        states(4, TEXT, 1) if speech else None,
        states(7, SOUND) if speech else None,
    )


@pytest.fixture(params=VARIANTS)
def model(request):
    torch.manual_seed(0)
    return FusionModel(Shape(request.param, **SMALL)).eval()


@pytest.mark.parametrize("keep", SUBSETS)
def test_every_subset_of_modalities_gives_a_finite_question_of_norm_one(model, keep):
    with torch.no_grad():
        fused = model(Given.of([asked(keep)], GRID))
    assert torch.isfinite(fused.vector).all()
    assert fused.meaning.norm(dim=-1).item() == pytest.approx(1, abs=1e-4)
    assert sum(part.sum().item() for part in fused.counted) == pytest.approx(1, abs=1e-3)
    assert bool(fused.look.any()) == keep[1]
    assert bool(fused.read.any()) == keep[2]


def test_what_else_is_in_the_batch_changes_nothing(model):
    long = Asked(states(40, TEXT), None, states(60, PLACED), None, states(90, SOUND))
    with torch.no_grad():
        alone = model(Given.of([asked()], GRID))
        padded = model(Given.of([asked(), long], GRID))
    assert torch.allclose(alone.vector[0], padded.vector[0], atol=1e-4)


def test_a_picture_is_seen_alike_with_and_without_a_question(model):
    with torch.no_grad():
        both = model(Given.of([asked()], GRID)).look
        alone = model(Given.of([asked((False, True, False, False))], GRID)).look
    assert torch.allclose(both, alone, atol=1e-4)


def test_a_pool_weighs_the_tokens_that_are_there():
    pool = Pool(8)
    tokens, mask = torch.randn(2, 4, 8), torch.tensor([[True, True, False, False], [False] * 4])
    pooled, weights = pool(tokens, mask)
    assert weights.sum(1).tolist() == pytest.approx([1, 0])
    assert not weights[0, 2:].any()
    assert not pooled[1].any()


def test_alignment_falls_when_pairs_agree_and_takes_duplicates_for_right():
    apart = torch.eye(3) * 10
    same = torch.eye(3, dtype=torch.bool)
    assert alignment(apart, same) < alignment(-apart, same)
    twins = same.clone()
    twins[0, 1] = twins[1, 0] = True
    confused = torch.eye(3) * 10
    confused[0, 1] = confused[1, 0] = 12
    assert alignment(confused, twins) < alignment(confused, same)


def test_ranking_wants_the_right_neighbourhood_first_whichever_of_its_passages_is_best():
    groups = torch.tensor([[0, 0, 1, 1, -1]])
    right = torch.tensor([[True, True, False, False, False]])
    good = torch.tensor([[0.0, 5.0, 1.0, 1.0, 99.0]])
    bad = torch.tensor([[0.0, 1.0, 1.0, 5.0, 99.0]])
    assert ranking(good, right, groups) < 0.1 < ranking(bad, right, groups)


def test_questions_without_a_right_candidate_are_left_out_of_ranking():
    groups = torch.tensor([[0, 1], [0, 1]])
    right = torch.tensor([[True, False], [False, False]])
    alone = ranking(torch.tensor([[1.0, 0.0]]), right[:1], groups[:1])
    both = ranking(torch.tensor([[1.0, 0.0], [3.0, 9.0]]), right, groups)
    assert both.item() == pytest.approx(alone.item())


def test_a_missing_candidate_never_wins():
    torch.manual_seed(1)
    head = MatchingHead(8).eval()
    words = torch.nn.functional.normalize(torch.randn(1, 3, 5, 64), dim=-1)
    lists = Lists(words, torch.rand(1, 3), torch.rand(1, 3, len(NAMES)), torch.tensor([[0, 1, -1]]))
    rank, answer = head(
        torch.nn.functional.normalize(torch.randn(1, 4, 64), dim=-1), torch.full((1, 4), 0.25), lists
    )
    assert rank[0, 2] < -1000 > answer[0, 2]
