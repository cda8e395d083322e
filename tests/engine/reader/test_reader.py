"""What the reader makes of its network's logits."""

import numpy as np
import pytest

from tests.engine.reader.made_up_words import WIDTH, WORDS, word_tokenizer
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.reader.model import BATCH, Reader
from tutor_app.engine.reader.pairs import MAX_TOKENS, PairTokenizer
from tutor_app.engine.reader.word_vectors import WordVectors

ICE = WORDS.index("ice")


class IceNetwork:
    """Answers where there is ice in the second text; each such token says so."""

    def __init__(self):
        self.rows = []

    def run(self, feeds, cancel, wanted=None):
        cancel.check()
        assert wanted == ("rank", "answerable", "verdict", "choose")
        ids, second = feeds["words"][..., 0], feeds["types"].astype(bool)
        self.rows.append(feeds["mask"].sum(axis=1))
        has_ice = (ids == ICE) & second
        counts = has_ice.sum(axis=1).astype(np.float32)
        verdict = np.stack([counts * 4, np.zeros_like(counts), np.ones_like(counts)], axis=1)
        return [counts, counts * 8 - 4, verdict, np.where(has_ice, 5.0, -5.0).astype(np.float32)]


@pytest.fixture
def network():
    return IceNetwork()


@pytest.fixture
def reader(network):
    table = np.repeat(np.arange(len(WORDS), dtype=np.float32)[:, None], WIDTH, axis=1)
    words = WordVectors(len(WORDS), lambda ids: table[ids])
    return Reader(network, PairTokenizer(word_tokenizer()), words)


def test_passages_come_back_in_their_order_whatever_their_length(reader):
    passages = ["sun " * n + ("ice" if n % 3 == 0 else "") for n in range(1, 3 * BATCH)]
    found = reader.read_passages("why", passages, Cancellation())
    assert [reading.rank > 0 for reading in found] == [n % 3 == 0 for n in range(1, 3 * BATCH)]
    assert [reading.answerable > 0.5 for reading in found] == [n % 3 == 0 for n in range(1, 3 * BATCH)]


def test_the_question_is_no_part_of_what_answers(reader):
    [reading] = reader.read_passages("why does ice freeze", ["sun rain"], Cancellation())
    assert reading.rank == 0


def test_each_span_has_the_mean_of_its_own_tokens(reader):
    text = "ice melts\nsun rain ice sun"
    spans = [(0, 3), (0, 9), (10, 18), (10, len(text))]
    [reading] = reader.read_passages("why", [text], Cancellation(), [spans])
    chances = [1 / (1 + np.exp(-logit)) for logit in (5, 0, -5, -2.5)]
    assert reading.sentences == pytest.approx(chances, abs=1e-6)


def test_a_long_passage_is_read_to_its_end_and_its_best_part_counts(reader, network):
    filling = "sun " * 3 * MAX_TOKENS
    text = filling + "ice"
    spans = [(0, 3), (len(filling), len(text))]
    [reading] = reader.read_passages("why does it rain", [text], Cancellation(), [spans])
    assert reading.rank > 0
    assert reading.sentences[0] < 0.1
    assert reading.sentences[1] > 0.9
    assert max(int(rows.max()) for rows in network.rows) <= MAX_TOKENS


def test_verdicts_are_chances(reader):
    yes, no = reader.judge_claims([("it melts", "ice melts"), ("ice melts", "sun")], Cancellation())
    for verdict in (yes, no):
        assert verdict.supported + verdict.refuted + verdict.unknown == pytest.approx(1)
    assert yes.supported > 0.9
    assert no.unknown > no.supported


def test_nothing_is_read_of_nothing(reader, network):
    assert reader.read_passages("why", [], Cancellation()) == []
    assert reader.judge_claims([], Cancellation()) == []
    assert not network.rows


def test_an_empty_question_or_passage_is_read_like_any_other(reader):
    assert len(reader.read_passages("", ["", "ice"], Cancellation())) == 2


def test_a_stop_ends_the_reading_between_two_batches(reader, network):
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        reader.read_passages("why", ["ice"] * 50, cancel)
    assert not network.rows


def test_without_its_files_there_is_none_and_the_reason_can_be_told(home, tmp_path):
    missing = Lazy(lambda: Reader.open(home, "minilm-l6", "cpu", tmp_path))
    assert missing.get_or_none() is None
    with pytest.raises(TutorError, match="no reader") as told:
        missing.get()
    assert told.value.hint


def test_a_tokenizer_without_marks_is_refused():
    from tokenizers import Tokenizer, models

    with pytest.raises(ValueError, match="marks"):
        PairTokenizer(Tokenizer(models.WordLevel({"a": 0}, unk_token="a")))
