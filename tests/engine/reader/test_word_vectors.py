"""Rows of the encoders' own tables are read without reading the tables."""

import numpy as np
import pytest

from tests.engine.reader.made_up_words import random_blocks, write_container, write_safetensors
from tutor_app.engine.assemble.weights import NotWeights, read_weights
from tutor_app.engine.reader.word_vectors import WordVectors

IDS = np.array([[3, 0, 3], [7, 1, 0]])


def test_rows_of_a_safetensors_file_are_the_tables_own(tmp_path):
    table = np.random.default_rng(1).normal(size=(9, 384)).astype(np.float32)
    write_safetensors(tmp_path / "model.safetensors", table)
    words = WordVectors.open(tmp_path / "model.safetensors")
    assert words.size == 9
    assert np.array_equal(words.look_up(IDS), table[IDS])


def test_rows_of_the_4_bit_container_are_what_reading_it_whole_gives(tmp_path):
    file = tmp_path / "made-q4.bin"
    write_container(file, random_blocks(8))
    whole = read_weights(file)["emb.word"].reshape(8, 384)
    assert np.array_equal(WordVectors.open(file).look_up(IDS), whole[IDS])


@pytest.mark.parametrize("name", ["made-q4.bin", "model.safetensors"])
@pytest.mark.parametrize("content", [b"", b"E5S1", b"\xff" * 64])
def test_a_damaged_file_is_told_as_such(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotWeights):
        WordVectors.open(tmp_path / name)
