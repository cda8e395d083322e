"""Whatever a language model writes, what is shown is what the material says, with its lines."""

from dataclasses import replace

import pytest

from tests.explain.test_quote import ICE, STEEL, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.engine.explain.frame import compose_frame
from tutor_app.engine.explain.question import OnlyQuoted
from tutor_app.engine.explain.reading import choose_reading
from tutor_app.engine.explain.searching import NoSearch
from tutor_app.engine.explain.writer import Writer, yes_share

ASKED = question("Why does ice float?", passage(ICE, 1), passage(STEEL, 2))
STEEL_ASKED = question("What about magnets?", passage(ICE, 1), passage(STEEL, 2))  # shares no word


class Model:
    """A language model that writes what it was told to."""

    name, context_tokens = "model", 4096

    def __init__(self, *pieces, chances=None):
        self.pieces, self.chances = pieces, chances or {}
        self.prompts, self.ahead = [], []

    def write(self, messages, most_tokens, say, cancel, seed=0):
        self.prompts.append(messages)
        for piece in self.pieces:
            cancel.check()
            say(piece)

    def first_token(self, messages, cancel):
        self.prompts.append(messages)
        return self.chances

    def read_ahead(self, messages):
        self.ahead.append(messages)


def explained(*pieces, asked=ASKED):
    said = []
    answers = Writer(Model(*pieces)).explain(asked, said.append, Cancellation())
    return answers, said


def text_of(said):
    return "".join(piece.text for piece in said)


def test_the_materials_own_words_come_before_a_word_is_written():
    said = []

    class Watched(Model):
        def write(self, messages, most_tokens, say, cancel, seed=0):
            assert ["its molecules form an open lattice" in piece.text for piece in said] == [True]
            say("It is light.")

    asked = question("Why is ice less dense than water?", passage(ICE))
    assert Writer(Watched()).explain(asked, said.append, Cancellation())


def test_what_the_model_writes_takes_their_place_with_the_lines_that_say_it():
    answers, said = explained(
        "Ice is less dense than water, because an open lattice is formed by its molecules. ",
        "So it floats on whales.",
        asked=question("Why is ice less dense than water?", passage(ICE)),
    )
    assert answers
    [written] = [piece for piece in said if piece.replaces]
    assert written.text.strip().endswith("by its molecules. [1]")
    assert "whales" not in text_of(said)
    assert [ICE[start:end] for cite in written.cites for start, end in cite.spans] == [
        "Ice is less dense than water, because its molecules form an open lattice."
    ]


@pytest.mark.parametrize(
    "written", ["Magnets hold it up. Whales push it.", "The passages say it.", "[1] [2]", ""]
)
def test_where_nothing_that_is_written_is_in_the_material_its_own_words_stay(written):
    answers, said = explained(written)
    assert answers
    assert said
    assert not any(piece.replaces for piece in said)


def test_where_the_material_says_nothing_of_it_the_model_is_not_asked():
    model = Model("Magnets are cold.")
    assert not Writer(model).explain(STEEL_ASKED, lambda _: None, Cancellation())
    assert model.prompts == []


def test_a_model_that_fails_leaves_the_materials_own_words():
    class Broken(Model):
        def write(self, messages, most_tokens, say, cancel, seed=0):
            raise TutorError("It broke.", "Try again.")

    said = []
    with pytest.raises(OnlyQuoted, match="broke"):
        Writer(Broken()).explain(ASKED, said.append, Cancellation())
    assert said


def test_one_sentence_alone_is_followed_by_what_the_material_says_beyond_it():
    _, said = explained(
        "Ice floats on rivers.",
        asked=question(
            "Why does ice float?", passage("Ice floats on rivers, because its lattice is open and light.")
        ),
    )
    assert [piece.replaces for piece in said][-2:] == [True, False]
    assert "lattice" in said[-1].text


def test_a_question_in_another_language_gets_the_material_in_its_own():
    asked = question("为什么钢船浮在水上？", passage(STEEL), language="zh")
    model = Model("The hull pushes aside more water.")
    assert Writer(model).explain(asked, lambda _: None, Cancellation())
    assert "in English" in model.prompts[0][1].content


def test_a_prompt_is_what_was_read_ahead_gone_on_with():
    model = Model("Ice is light.")
    Writer(model).read_ahead(ASKED)
    Writer(model).explain(ASKED, lambda _: None, Cancellation())
    [[system, user]], [[ahead_system, ahead_user]] = model.prompts, model.ahead
    assert system == ahead_system
    assert user.content.startswith(ahead_user.content)
    assert "Why does ice float?" not in ahead_user.content


def test_both_tasks_share_everything_but_their_last_line():
    model = Model("Ice is light.", chances={"yes": 0.5, "no": 0.25})
    assert Writer(model).chance_of_answer(ASKED, Cancellation()) == pytest.approx(2 / 3)
    Writer(model).explain(ASKED, lambda _: None, Cancellation())
    check, answer = (messages[1].content.rsplit("\n", 1)[0] for messages in model.prompts)
    assert check == answer


def test_a_prompt_has_whole_paragraphs_only_and_as_many_as_there_is_room():
    frame = compose_frame(ASKED, NoSearch())
    every, few = choose_reading(frame), choose_reading(frame, most_tokens=40)
    assert 0 < len(few) < len(every)
    assert all(source.text in f"{ICE} {STEEL}" for source in every)
    assert len({source.number for source in choose_reading(frame, most_tokens=1)}) == 1


def test_yes_and_no_are_weighed_against_each_other():
    assert yes_share({"Yes": 0.2, " no": 0.1, "yes": 0.1, "x": 0.6}) == pytest.approx(0.75)
    assert yes_share({"yes": 0.9}) == 1.0
    assert yes_share({}) == 0.5


def test_that_there_is_no_more_of_what_was_wished_is_said_with_a_model_too():
    said, asked = [], replace(STEEL_ASKED, wish="more")
    assert Writer(Model("Magnets.")).explain(asked, said.append, Cancellation())
    assert text_of(said).startswith("Your material says nothing more")
