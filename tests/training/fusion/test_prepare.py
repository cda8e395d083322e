"""What is prepared once serves every text encoder; a book may bring its own strange questions."""

import json

import numpy as np
import pytest

from tests.training.fusion.prepared import books
from tutor_app.engine.fusion.inputs import TEXT
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.prepare import Encoders, prepare, take_over
from tutor_app.training.fusion.ragged import save


@pytest.fixture
def book(tmp_path):
    return books(tmp_path) / "work" / "one"


def test_pictures_are_taken_over_and_texts_are_not(book, tmp_path):
    (book / "grid.part.npy").touch()  # of a run that was cut off
    take_over(book, tmp_path / "other")
    taken = {file.name for file in (tmp_path / "other").iterdir()}
    assert {"grid.npy", "grid.wild0.npy", "crops.npy", "damage.wild0.json", "placed.json"} <= taken
    assert not [name for name in taken if name.startswith(("passage", "exercise", "screen", "cand"))]
    assert "grid.part.npy" not in taken


def test_what_another_picture_encoder_saw_is_not_taken_over(book, tmp_path):
    take_over(book, tmp_path / "other", "vit-tiny")
    taken = {file.name for file in (tmp_path / "other").iterdir()}
    assert {"damage.wild0.json", "placed.json"} <= taken
    assert not [name for name in taken if name.startswith(("grid", "crops"))]


def test_a_book_stays_with_the_picture_encoder_that_began_it(home, book, tmp_path):
    """Else new views would be of one encoder and old ones of another."""
    encoders = Encoders("minilm-l6", "vit-tiny")
    with pytest.raises(ValueError, match="prepared with the picture encoder efficientnet-lite0"):
        prepare(home, tmp_path / "data" / "one", book, print, encoders=encoders, training=False)


def test_what_is_there_already_is_not_taken_over(book, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "placed.json").write_text("[1]")
    take_over(book, tmp_path / "other")
    take_over(book, tmp_path / "other")
    assert json.loads((tmp_path / "other" / "placed.json").read_text()) == [1]


@pytest.mark.parametrize(("of", "value"), [("one", 7.0), ("two", None)])
def test_strange_questions_are_the_books_own_or_another_ones(book, tmp_path, of, value):
    save(book, "strange", [np.full((2, TEXT), 7, np.float32)] * 12)
    with np.load(book / "cand.strange.npz") as kept:
        np.savez(book / "cand.strange.npz", **(dict(kept) | {"book": np.array(of)}))
    text = Corpus(book, tmp_path / "data" / "one").strange_text(0)
    expected = Corpus(book.parent / "two", tmp_path / "data" / "two").texts("exercise").row(0)
    assert np.array_equal(text, expected if value is None else np.full((2, TEXT), value))
