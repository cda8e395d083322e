"""Vectors come out in order, of norm 1, pooled over what is text and not over padding."""

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import BATCH, MODELS, TextEncoder, encoder_for, pool
from tutor_app.engine.registry.manifest import load_manifests

E5, MINILM = MODELS["e5-small"], MODELS["minilm-l6"]
LITE0 = load_manifests()["efficientnet-lite0"]
WORDS = ["[UNK]", "query", ":", "passage", "force", "mass", "energy"]


def tokenizer():
    tokens = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokens.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokens


class OneHot:
    """A network whose state at a token is that token's own axis, and garbage where it is padding."""

    def __init__(self):
        self.shapes = []

    def run(self, feeds, cancel):
        cancel.check()
        ids, mask = feeds["input_ids"], feeds["attention_mask"]
        self.shapes.append(ids.shape)
        states = np.eye(384, dtype=np.float32)[ids]
        states[mask == 0] = 1e6
        return [states]


def encode(texts, kind="passage", model=MINILM, network=None):
    return TextEncoder(model, tokenizer(), network or OneHot()).encode(texts, kind, Cancellation())


def test_vectors_stand_in_the_order_of_the_texts_whatever_their_length():
    texts = ["force mass energy"] * 3 + ["mass"] * BATCH + ["force mass"]
    vectors = encode(texts)
    assert vectors.shape == (len(texts), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)
    assert vectors[3, WORDS.index("mass")] == pytest.approx(1.0)
    assert vectors[-1, [4, 5]] == pytest.approx([0.5**0.5] * 2)
    assert vectors[0, [4, 5, 6]] == pytest.approx([3**-0.5] * 3)


def test_long_texts_don_t_make_short_ones_slow():
    network = OneHot()
    encode(["force " * 50] + ["mass"] * BATCH, network=network)
    assert network.shapes == [(BATCH, 1), (1, 50)]


@pytest.mark.parametrize(("kind", "word"), [("query", "query"), ("passage", "passage")])
def test_e5_is_told_what_it_reads(kind, word):
    assert encode(["force"], kind, E5)[0, WORDS.index(word)] > 0


def test_minilm_reads_the_text_alone():
    assert encode(["force"], "query")[0, WORDS.index("force")] == pytest.approx(1.0)


def test_long_texts_are_cut():
    network = OneHot()
    encode(["force " * 1000], network=network)
    assert network.shapes == [(1, MINILM.most_tokens)]


def test_line_ends_are_spaces():
    class Strict(OneHot):
        def run(self, feeds, cancel):
            assert 0 not in feeds["input_ids"], "an unknown word"
            return super().run(feeds, cancel)

    split_at_spaces = tokenizer()
    split_at_spaces.pre_tokenizer = pre_tokenizers.Split(" ", "removed")
    TextEncoder(MINILM, split_at_spaces, Strict()).encode(
        ["force\nmass\t energy "], "passage", Cancellation()
    )


def test_no_texts_give_no_vectors():
    assert encode([]).shape == (0, 384)


def test_a_text_of_padding_alone_has_no_infinite_vector():
    assert np.isfinite(pool(np.zeros((1, 2, 3), np.float32), np.zeros((1, 2), np.int64))).all()


def test_encoding_stops_when_asked():
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        TextEncoder(MINILM, tokenizer(), OneHot()).encode(["force"], "query", cancel)


@pytest.mark.parametrize(("kind", "name"), [(ImageEncoder, LITE0.name), (TextEncoder, "minilm-l6")])
def test_missing_weights_are_said_to_be_fetched(home, kind, name):
    with pytest.raises(TutorError) as caught:
        kind.open(home, name)
    assert "tutor models fetch" in caught.value.hint


@pytest.mark.parametrize("kind", [ImageEncoder, TextEncoder])
def test_an_unknown_encoder_is_named(home, kind):
    with pytest.raises(TutorError, match="word2vec") as caught:
        kind.open(home, "word2vec")
    assert "known ones" in caught.value.hint


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_language_has_a_known_encoder(language):
    assert encoder_for(language) in MODELS


class Brightness:
    """A network whose grid is the mean of the picture in one channel and 1 in another."""

    def run(self, feeds, cancel):
        cancel.check()
        assert feeds["pixels"].shape == (1, 3, 224, 224)
        grid = np.zeros((1, LITE0.grid.width, 7, 7), np.float32)
        grid[:, 0] = feeds["pixels"].mean() + 1
        grid[:, 1] = 1
        return [grid]


def test_looks_are_the_mean_over_the_grid_with_norm_1():
    pictures = [np.zeros((60, 60, 3), np.uint8), np.full((9, 300, 3), 255, np.uint8)]
    looks = ImageEncoder(Brightness(), LITE0).looks(pictures, Cancellation())
    assert looks.shape == (2, LITE0.grid.width)
    assert np.linalg.norm(looks, axis=1) == pytest.approx(1.0)
    assert looks[0, 0] < looks[1, 0]


def test_looking_stops_when_asked():
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        ImageEncoder(Brightness(), LITE0).looks([np.zeros((9, 9, 3), np.uint8)], cancel)
