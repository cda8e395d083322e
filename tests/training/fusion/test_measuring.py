"""What measures is measured itself: captions, wrong words, parity, spread over seeds."""

import numpy as np
import pytest
import torch

from tests.training.fusion.prepared import BOOKS, books
from tests.training.fusion.test_parts import SMALL, asked
from tutor_app.training.fusion import plots
from tutor_app.training.fusion.batches import exercise_choices, figure_choices
from tutor_app.training.fusion.captions import rouge_l
from tutor_app.training.fusion.comparison import gathered, spread, table
from tutor_app.training.fusion.evaluate import SUBSETS
from tutor_app.training.fusion.export import export_network
from tutor_app.training.fusion.fit import corpora_in
from tutor_app.training.fusion.judge import TorchJudge
from tutor_app.training.fusion.model import Shape
from tutor_app.training.fusion.network import Network
from tutor_app.training.fusion.parity import only, open_exported, parity
from tutor_app.training.fusion.robustness import replaced

PRECISIONS = {"float32": 0.99999, "float16": 0.9999, "int8": 0.98}


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(3)
    return Network(Shape("cross_attention", **SMALL)).eval()


@pytest.fixture(scope="module")
def folder(network, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    export_network(network, folder)
    return folder


@pytest.mark.parametrize("precision", PRECISIONS)
def test_every_precision_is_near_its_source_for_all_fifteen_subsets(network, folder, precision):
    exported = open_exported(folder, precision)
    found = parity(TorchJudge(network), exported, [asked(), asked()])
    assert len(found) == 15
    assert min(one.least_cosine for one in found.values()) > PRECISIONS[precision]


def test_parity_tells_other_weights(network, folder):
    torch.manual_seed(4)
    stranger = Network(Shape("cross_attention", **SMALL)).eval()
    found = parity(TorchJudge(stranger), open_exported(folder, "float32"), [asked()])
    assert min(one.least_cosine for one in found.values()) < 0.9


def test_the_exported_files_choose_among_options_as_the_network_does(network, folder, tmp_path):
    corpus, _ = corpora_in(books(tmp_path) / "work", tmp_path / "data", BOOKS)
    torch_judge, exported = TorchJudge(network), open_exported(folder, "float32")
    read = exercise_choices(corpus, [0, 1, 2], [[0, 1], [5], []])
    shots = [asked((False, True, True, False)), asked((False, True, False, False)), asked((True,) * 4)]
    seen = figure_choices(corpus, [0, 1, 2], [[3, 4], [5], [6, 7]], shots, np.random.default_rng(1))
    for batch, pictures in ((read, None), (seen, shots)):
        true, near = torch_judge.choose(batch, pictures), exported.choose(batch, pictures)
        there = true > -1000  # an option that isn't there has a large negative score
        assert there.any()
        assert np.array_equal(there, near > -1000)
        assert near[there] == pytest.approx(true[there], abs=1e-3)


@pytest.mark.parametrize("keep", SUBSETS)
def test_a_subset_has_what_is_kept_and_nothing_else(keep):
    note, picture, words, speech = keep
    one = only(asked(), keep)
    assert (one.note is not None, one.grid is not None, one.words is not None) == (note, picture, words)
    assert (one.heard is not None) == (one.sound is not None) == speech


def test_rouge_counts_what_stands_in_the_same_order():
    assert rouge_l([1, 2, 3], [1, 2, 3]) == 1
    assert rouge_l([3, 2, 1], [1, 2, 3]) == pytest.approx(1 / 3)
    assert rouge_l([1, 9, 3], [1, 2, 3]) == pytest.approx(2 / 3)
    assert rouge_l([], [1]) == rouge_l([1], []) == 0


def test_as_many_words_as_said_are_replaced_and_always_the_same():
    text = "a b c d e f g h i j"
    wrong = replaced(text, 0.3, ["x"], 5)
    assert wrong.split().count("x") == 3
    assert wrong == replaced(text, 0.3, ["x"], 5)
    assert replaced(text, 0, ["x"], 5) == text
    worse = replaced(text, 0.5, ["x"], 5)
    assert all(b == "x" for a, b in zip(wrong.split(), worse.split(), strict=True) if a == "x")


TRAININGS = [
    (
        "cross_attention",
        {"book": {"subsets": {"note": 0.5, "note + picture": 0.9}, "answerable": {"rows": [1]}}},
    ),
    ("cross_attention", {"book": {"subsets": {"note": 0.7, "note + picture": 0.9}}}),
    ("two_stream", {"book": {"subsets": {"note": 0.6, "note + picture": 0.8}}}),
]


def test_the_table_has_mean_and_half_the_range_of_each_variant():
    found = gathered(TRAININGS, "book")
    assert found["subsets: note"] == {"cross_attention": [0.5, 0.7], "two_stream": [0.6]}
    assert spread([0.5, 0.7]) == "0.600 ± 0.100"
    assert "| subsets: note | 0.600 ± 0.100 | 0.600 |" in table({"book": found}, ("subsets",))


SHOWN = (("two stream",), ("note + picture",), ("blur", "noise"), ("stated chance",))  # in each of them


def test_plots_show_every_variant_and_every_kind_of_damage(tmp_path):
    found = {"book": gathered(TRAININGS, "book")}
    curves = {"book": {"blur": [(0.0, 1.0, 0.8), (2.0, 0.7, 0.3)], "noise": [(0.0, 1.0, 0.8)]}}
    plots.compared(found, tmp_path / "a.svg")
    plots.by_subset(found, tmp_path / "b.svg")
    plots.robustness(curves, tmp_path / "c.svg")
    plots.reliability({"book": [(0.1, 0.2, 5), (0.9, 0.8, 7)]}, tmp_path / "d.svg")
    drawn = [(tmp_path / f"{name}.svg").read_text() for name in "abcd"]
    for words, picture in zip(SHOWN, drawn, strict=True):
        assert all(word in picture for word in words)
    plots.compared(found, tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text() == drawn[0]  # so that a commit shows what changed
