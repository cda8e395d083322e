"""Screenshots are damaged as stated, and the same for the same seed."""

from dataclasses import replace

import numpy as np
import pytest

from tutor_app.training.fusion.damage import Damage, damaged, usual, wild

PICTURE = np.full((120, 200, 3), 255, np.uint8)
PICTURE[40:80, 60:140] = (200, 40, 40)


def made(**how):
    return damaged(PICTURE, Damage(**how), np.random.default_rng(0)).astype(int)


def test_nothing_happens_but_the_compression():
    assert np.abs(made() - PICTURE).mean() < 3


def test_a_crop_keeps_its_part_of_the_sides():
    assert made(crop=(0.25, 0.5, 0.75, 1.0)).shape == (60, 100, 3)


def test_a_scale_changes_the_size():
    assert made(scale=0.5).shape == (60, 100, 3)


def test_nobody_frames_less_than_forty_eight_pixels():
    assert min(made(scale=0.1).shape[:2]) >= 48


def test_night_colours_are_the_negative():
    assert np.abs(made(inverted=True) - (255 - PICTURE)).mean() < 3


@pytest.mark.parametrize(
    "how", [{"blur_px": 1.5}, {"noise": 12}, {"brightness": 0.7}, {"contrast": 0.7}, {"jpeg_quality": 25}]
)
def test_each_kind_of_damage_changes_the_picture(how):
    assert np.abs(made(**how) - made()).mean() > 0.3


def test_a_turned_picture_takes_more_room():
    high, wide, _ = made(rotation_deg=8).shape
    assert high > 120
    assert wide > 200


def test_the_same_seed_gives_the_same_screenshot():
    first, second = (
        damaged(PICTURE, replace(wild(random), noise=5.0), random)
        for random in (np.random.default_rng(3), np.random.default_rng(3))
    )
    assert np.array_equal(first, second)


def test_the_usual_damage_stays_in_its_ranges():
    drawn = [usual(np.random.default_rng(seed)) for seed in range(200)]
    wide = [d.crop[2] - d.crop[0] for d in drawn]
    assert 0.55 <= min(wide) <= max(wide) <= 0.9
    assert 0.4 <= min(d.scale for d in drawn) <= max(d.scale for d in drawn) <= 1.2
    assert 0.08 < np.mean([d.inverted for d in drawn]) < 0.23
    assert 0.2 < np.mean([d.rotation_deg != 0 for d in drawn]) < 0.4


def test_a_crop_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no part"):
        Damage(crop=(0.5, 0.0, 0.5, 1.0))
