"""What is read of an explanation, and in which pieces."""

import pytest

from tutor_app.engine.aloud.pieces import SIZES, Cutter
from tutor_app.engine.aloud.script import script


def words(markdown):
    return [sentence.words for sentence in script(markdown)]


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("Your material says:\n\n> **Friction** is a force. It slows [1, 2].", [
            "Your material says:", "Friction is a force.", "It slows."
        ]),
        ("# Heat\n\n- one `step`\n- [a link](x) _more_", ["Heat", "one step", "a link more"]),
        ("Kept. ~~Not in your material.~~ Kept too [3].", ["Kept.", "Kept too."]),
        ("```\ncode = 1\n```\nWords.", ["Words."]),
        ("snake_case stays, 3 * 4 too", ["snake_case stays, 3 * 4 too"]),
        ("质量[1]和**重量**不同。为什么？", ["质量和重量不同。", "为什么？"]),
        ("![figure](a.png)\n\n---\n", []),
        ("a &lt; b", ["a < b"]),
    ],
)  # fmt: skip
def test_marks_citations_and_what_is_struck_out_are_not_read(markdown, said):
    assert words(markdown) == said


def test_a_formula_is_read_and_the_words_around_it_are_found_on_the_screen():
    [sentence] = script("So $F = ma$ holds.")
    assert "$" not in sentence.words
    assert sentence.shown == ("So", "holds.")


def test_money_is_no_formula():
    assert words("It costs $5 and $6 today.") == ["It costs $5 and $6 today."]


LONG = (
    "ɪt ˈɔlwˌAz əpˈOzᵻz mˈOʃən, ænd tˈɜɹnz ˈɛnəɹʤi ˈɪntu hˈit; ðə"
    " fˈæstəɹ ðə bˈɑks slˈIdz, ðə mˈɔɹ hˈit ɪz mˌAd."
)


def test_the_first_piece_is_short_and_none_ends_inside_a_word():
    cutter = Cutter()
    pieces = [*cutter.pieces(LONG), *cutter.pieces(LONG)]
    assert len(pieces[0]) <= SIZES[0] * 1.5
    assert " ".join(pieces) == f"{LONG} {LONG}"
    assert pieces[-1] == LONG  # later sentences stay whole


def test_a_pause_is_the_best_place_to_cut():
    assert next(Cutter().pieces("sˈO ðˈɛn, " + LONG)) == "sˈO ðˈɛn,"


def test_a_word_longer_than_a_piece_stays_whole():
    assert list(Cutter().pieces("ˈɑ" * 40)) == ["ˈɑ" * 40]
