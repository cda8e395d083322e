"""Of what a language model wrote is kept what the material says, and nothing else."""

import pytest

from tutor_app.engine.explain.grounding import ground_answer
from tutor_app.engine.explain.material import Source
from tutor_app.engine.explain.searching import NoSearch

LOCK = (
    "A lock lifts a boat by letting water into a closed basin.",
    "The upper gate is opened when both levels are equal.",
    "Emptying the basin takes 8 minutes.",
    "Salt water is denser than fresh water.",
)


def sources(*sentences):
    return [Source(1, 100 * place, 100 * place + len(text), text) for place, text in enumerate(sentences)]


def kept(written, asked="How does a lock lift a boat?", given=LOCK, search=None):
    return [
        one.text for one in ground_answer(written, asked, sources(*given), search or NoSearch()).sentences
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Water is let into a closed basin, which lifts the boat.",
        "When both levels are equal, the upper gate is opened.",
        "It takes 8 minutes to empty the basin.",
    ],
)
def test_the_same_in_other_words_is_kept(sentence):
    assert kept(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Emptying the basin takes 18 minutes.",
        "Salt water is not denser than fresh water.",
        "Salt water is less dense than fresh water.",
        "The upper gate is never opened when both levels are equal.",
        "Pumps and magnets carry the boat upwards.",
    ],
)
def test_another_number_direction_denial_or_thing_is_left_out(sentence):
    assert kept(sentence) == []


def test_what_is_said_of_another_thing_is_left_out_though_the_question_names_both():
    given = ("Sluices are steel plates that slide.", "Weirs are walls that do not move.")
    asked = "How are weirs different from sluices?"
    written = "Weirs are steel plates that slide, while sluices are walls that do not move."
    assert kept(written, asked, given) == []
    right = "Sluices are steel plates that slide, while weirs are walls that do not move."
    assert kept(right, asked, given) == [right]


def test_what_leans_on_a_sentence_that_was_left_out_is_left_out_too():
    assert kept("Magnets carry the boat. This takes 8 minutes, emptying the basin.") == []


def test_what_the_reader_takes_for_a_contradiction_is_left_out():
    class Refuting(NoSearch):
        def refuting(self, pairs):
            return [0.95 for _ in pairs]

    assert kept("Emptying the basin takes 8 minutes.", search=Refuting()) == []


def test_items_of_a_list_stay_items_behind_their_lead():
    written = "A lock works like this:\n1. Water is let into a closed basin.\n2. The upper gate is opened."
    piece = ground_answer(written, "How does a lock work?", sources(*LOCK), NoSearch()).to_piece()
    assert piece.text.startswith(
        "A lock works like this:\n\n- Water is let into a closed basin. [1]\n- The upper gate"
    )
    assert len(piece.cites) == 2


def test_a_no_is_said_where_the_material_denies_what_is_asked():
    asked, given = (
        "Is salt water lighter, and floats fresh water below it?",
        ("Fresh water does not float below salt water.",),
    )
    answer = ground_answer(
        "No, fresh water does not float below salt water.", asked, sources(*given), NoSearch()
    )
    assert answer.to_piece().text.startswith("No. Fresh water")


def test_a_yes_that_the_material_does_not_confirm_is_not_said():
    answer = ground_answer(
        "Yes, salt water is denser than fresh water.", "Do magnets lift the boat?", sources(*LOCK), NoSearch()
    )
    assert answer.to_piece().text.startswith("Salt water")


def test_own_citations_and_talk_of_passages_are_dropped():
    assert kept("The passage says that a lock lifts a boat. Emptying the basin takes 8 minutes [3].") == [
        "Emptying the basin takes 8 minutes."
    ]


def test_too_little_that_is_left_is_not_enough():
    answer = ground_answer(
        "Emptying the basin takes 8 minutes. Magnets help. Pumps help. Horses help.",
        "?",
        sources(*LOCK),
        NoSearch(),
    )
    assert not answer.is_enough


def test_chinese_is_held_to_the_material_as_well():
    given = ("学习率太大时，损失会震荡，甚至发散。", "学习率决定每一步的步长。")
    asked = "学习率太大会怎样？"
    assert kept("学习率太大会使损失震荡甚至发散。", asked, given) == ["学习率太大会使损失震荡甚至发散。"]
    assert kept("学习率太大不会使损失震荡甚至发散。", asked, given) == []
