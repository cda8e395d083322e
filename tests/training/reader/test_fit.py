"""A tiny reader with random weights learns, goes on from its checkpoint, and says the same as a graph."""

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from tests.engine.reader.made_up_words import WORDS, word_tokenizer
from tutor_app.core.cancel import Cancellation
from tutor_app.engine.reader.model import Reader
from tutor_app.engine.reader.pairs import MAX_TOKENS, PairTokenizer
from tutor_app.engine.reader.word_vectors import WordVectors
from tutor_app.engine.runtime import open_session
from tutor_app.training.reader.examples import ClaimExample, Corpus, RankExample, SpanExample
from tutor_app.training.reader.export import (
    ParityFailure,
    average_checkpoints,
    compare_graph,
    export_reader,
    trace_reader,
)
from tutor_app.training.reader.fit import FitConfig, fit
from tutor_app.training.reader.network import ReaderNetwork, pool_sentences

PAIRS = [("why does ice melt", "ice melts"), ("why", "water freezes it rain"), ("sun", "sun " * 30)]


def tiny_network(seed=0):
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=384, num_hidden_layers=1, num_attention_heads=4,
        intermediate_size=32, max_position_embeddings=MAX_TOKENS + 8,
    )  # fmt: skip
    return ReaderNetwork(BertModel(config, add_pooling_layer=False))


@pytest.fixture
def tokenizer():
    return PairTokenizer(word_tokenizer())


@pytest.fixture
def corpus():
    ranks = [RankExample("why does ice", ("ice melts", "sun rain", "water it")) for _ in range(8)]
    spans = [SpanExample("why ice", "ice melts. sun.", ((0, 10), (11, 15)), (0,)) for _ in range(8)]
    claims = [
        ClaimExample("ice melts", "ice melts", "supported"),
        ClaimExample("ice melts", "sun", "refuted"),
    ] * 4
    return Corpus(tuple(ranks), tuple(spans), tuple(claims))


def _config(tmp_path, steps):
    return FitConfig(
        steps=steps, rows=4, rate=1e-3, head_rate=1e-2, warm_up=2, save_every_s=0.0, log=tmp_path / "log"
    )


def test_it_learns_what_it_is_shown(tmp_path, tokenizer, corpus):
    network = tiny_network()
    fit(network, corpus, tokenizer, _config(tmp_path, 60), tmp_path / "reader.pt")
    network.eval()
    table = network.encoder.embeddings.word_embeddings.weight.detach().numpy()
    trace_reader(network, tmp_path / "reader.onnx")
    reader = Reader(
        open_session(tmp_path / "reader.onnx", "cpu"),
        tokenizer,
        WordVectors(len(WORDS), lambda ids: table[ids]),
    )
    ice, sun = reader.read_passages("why does ice", ["ice melts", "sun rain"], Cancellation())
    assert ice.rank > sun.rank
    yes, no = reader.judge_claims([("ice melts", "ice melts"), ("ice melts", "sun")], Cancellation())
    assert yes.supported > no.supported


def test_words_stay_as_the_encoder_has_them(tmp_path, tokenizer, corpus):
    network = tiny_network()
    before = network.encoder.embeddings.word_embeddings.weight.detach().clone()
    fit(network, corpus, tokenizer, _config(tmp_path, 3), tmp_path / "reader.pt")
    assert torch.equal(network.encoder.embeddings.word_embeddings.weight, before)


def test_the_same_command_goes_on_from_the_checkpoint(tmp_path, tokenizer, corpus):
    fit(tiny_network(), corpus, tokenizer, _config(tmp_path, 3), tmp_path / "reader.pt")
    assert torch.load(tmp_path / "reader.pt", weights_only=True)["step"] == 3
    again = tiny_network(seed=5)
    fit(again, corpus, tokenizer, _config(tmp_path, 3), tmp_path / "reader.pt")
    saved = torch.load(tmp_path / "reader.pt", weights_only=True)["network"]
    assert torch.equal(again.state_dict()["rank.weight"], saved["rank.weight"])


def test_an_int8_graph_says_what_the_network_says(tmp_path, tokenizer):
    network = tiny_network()
    parity = export_reader(network, tokenizer, PAIRS, tmp_path / "reader.int8.onnx")
    assert parity.correlation > 0.98
    assert compare_graph(network, tokenizer, PAIRS, tmp_path / "reader.int8.onnx") == parity
    assert network.encoder.embeddings.position_embeddings.weight.shape[0] == MAX_TOKENS + 8


def test_a_graph_of_other_weights_is_refused(tmp_path, tokenizer, monkeypatch):
    other = tiny_network(seed=9)
    real = trace_reader
    monkeypatch.setattr(
        "tutor_app.training.reader.export.trace_reader", lambda _, target: real(other, target)
    )
    with pytest.raises(ParityFailure):
        export_reader(tiny_network(), tokenizer, PAIRS, tmp_path / "reader.int8.onnx")
    assert not (tmp_path / "reader.int8.onnx").exists()


def test_checkpoints_are_averaged():
    states = [{"a": torch.tensor([1.0, 3.0])}, {"a": torch.tensor([3.0, 5.0])}]
    assert torch.equal(average_checkpoints(states)["a"], torch.tensor([2.0, 4.0]))


def test_a_sentence_is_the_mean_of_its_tokens():
    pooled = pool_sentences(torch.tensor([[1.0, 3.0, 5.0, 9.0]]), torch.tensor([[-1, 0, 0, 1]]), 3)
    assert np.allclose(pooled.numpy(), [[4.0, 9.0, -1e4]])
