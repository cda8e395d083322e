"""Shares make a whole, whatever they are made of."""

import json
from dataclasses import asdict

import pytest

from tutor_app.core.counted import (
    WHOLE,
    Counted,
    Spot,
    Stretch,
    counted_from_json,
    single_spaced,
    whole_parts,
)

COUNTED = Counted(
    note=(Stretch(0, 3, 1000), Stretch(4, 9, 2000)),
    heard=(Stretch(0, 4, 500),),
    sound=(100, 400),
    cells=(0,) * 24 + (4000,) + (0,) * 24,
    spots=(Spot(10, 20, 300, 400, 1500),),
    elsewhere=500,
)


def test_the_share_of_each_way_is_the_sum_of_its_parts():
    assert COUNTED.shares == {"note": 3000, "picture": 4000, "screen words": 2000, "speech": 1000}


def test_a_way_that_was_not_used_has_no_share():
    assert Counted(note=(Stretch(0, 3, WHOLE),)).shares == {"note": WHOLE}


@pytest.mark.parametrize("shares", [(3333, 3333, 3334), (1, 1, 9998), (5050, 4950, 0), (10_000, 0, 0)])
def test_percentages_make_a_hundred(shares):
    note, heard, cell = shares
    counted = Counted((Stretch(0, 1, note),), (Stretch(0, 1, heard),), cells=(cell,) + (0,) * 48)
    assert sum(counted.percentages.values()) == 100
    assert all(abs(counted.percentages[way] - share / 100) < 1 for way, share in counted.shares.items())


@pytest.mark.parametrize("weights", [[0.2, 0.3, 0.5], [1e-9] * 7, [0.0] * 3, [1.0], [3, 1, 1, 1], [0.0, 5.0]])
def test_whole_parts_sum_to_the_total_and_stay_in_proportion(weights):
    parts = whole_parts(weights, WHOLE)
    total = sum(weights)
    assert sum(parts) == WHOLE
    expected = [WHOLE * w / total if total else WHOLE / len(weights) for w in weights]
    assert parts == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("wrong", [{"cells": (WHOLE,)}, {"note": (Stretch(0, 1, 99),)}, {}])
def test_what_is_no_whole_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"grid|whole"):
        Counted(**wrong)


def test_what_counted_comes_back_from_json_as_it_was():
    assert counted_from_json(json.loads(json.dumps(asdict(COUNTED)))) == COUNTED
    assert counted_from_json(None) is None


def test_places_are_counted_with_single_spaces():
    assert single_spaced(" why\n\tdoes  it ") == "why does it"
