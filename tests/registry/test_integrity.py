"""Weights are read whole when they are first opened after a change, and once a week."""

import hashlib
import os

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.engine.registry.integrity import VALID_S, check_integrity


@pytest.fixture
def weights(home):
    file = home.models / "ours" / "weights.bin"
    file.parent.mkdir(parents=True)
    file.write_bytes(bytes(range(256)) * 1000)
    return file


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def flip(file, *, keeps_time):
    state, content = file.stat(), bytearray(file.read_bytes())
    content[1234] ^= 4
    file.write_bytes(content)
    if keeps_time:
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_a_flipped_bit_is_told_with_its_cure(home, weights):
    whole = digest(weights)
    check_integrity(home, weights, whole, "ours")
    flip(weights, keeps_time=False)
    with pytest.raises(TutorError, match="damaged") as told:
        check_integrity(home, weights, whole, "ours")
    assert "tutor models fetch ours" in told.value.hint


def test_a_bit_that_rots_is_found_within_a_week(home, weights):
    whole = digest(weights)
    check_integrity(home, weights, whole, "ours", now=1000.0)
    flip(weights, keeps_time=True)
    check_integrity(home, weights, whole, "ours", now=1000.0 + VALID_S - 1)
    with pytest.raises(TutorError):
        check_integrity(home, weights, whole, "ours", now=1000.0 + VALID_S)


def test_what_is_known_is_not_read_again(home, weights):
    whole = digest(weights)
    check_integrity(home, weights, whole, "ours")
    weights.chmod(0o000)
    check_integrity(home, weights, whole, "ours")
    assert (home.state / "verified.json").exists()


@pytest.mark.parametrize("memory", ["", "[]", "{", '{"a": 1}', "[" * 5000])
def test_a_broken_memory_is_none(home, weights, memory):
    home.state.mkdir(parents=True)
    (home.state / "verified.json").write_text(memory)
    check_integrity(home, weights, digest(weights), "ours")
