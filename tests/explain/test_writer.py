"""Whatever a language model writes, what is shown are sentences of the material with their lines."""

import pytest

from tests.explain.test_quote import ICE, STEEL, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.material import Figure, LineLocator
from tutor_app.engine.explain.material import most_telling, sources
from tutor_app.engine.explain.question import Cite, NumberedFigure
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


def test_what_answers_best_by_its_words_comes_before_a_word_is_written():
    said = []

    class Watched(Model):
        def write(self, messages, most_tokens, say, cancel, seed=0):
            assert [piece.text for piece in said] == [
                "Ice is less dense than water, because its molecules form an open lattice. [1] "
            ]
            say("It is light.")

    asked = question("Why is ice less dense than water?", passage(ICE))
    assert Writer(Watched()).explain(asked, said.append, Cancellation())


def test_what_the_model_writes_is_shown_as_far_as_the_material_says_it():
    answers, said = explained(
        "The hull pushes aside more water. ", "Whales hold it up from below, too.", asked=STEEL_ASKED
    )
    assert answers
    assert text_of(said) == (
        "The hull pushes aside more water. [2] ~~Whales hold it up from below, too.~~ (not in your material) "
    )
    [cite] = said[0].cites
    assert [(cite.number, STEEL[start:end]) for start, end in cite.spans] == [
        (2, "The hull pushes aside more water than the steel weighs.")
    ]


def test_what_points_back_comes_with_the_sentence_before_it():
    lattice = passage("Ice forms an open lattice. So frozen water floats on rivers.")
    _, [piece] = explained("Frozen water always floats upon rivers.", asked=question("magnets", lattice))
    assert piece.text == "Ice forms an open lattice. [1] So frozen water floats on rivers. [1] "
    assert len(piece.cites) == 2


@pytest.mark.parametrize(
    "written", ["Magnets hold it up. Whales push it.", "The passages do not say.", "[1] [2]"]
)
def test_where_nothing_that_is_written_is_in_the_material_nothing_answers(written):
    assert explained(written, asked=STEEL_ASKED) == (False, [])


def test_a_model_that_writes_nothing_is_an_error_where_nothing_else_answers():
    with pytest.raises(TutorError, match="nothing"):
        explained(" ", "", asked=STEEL_ASKED)


def test_a_caption_is_material_and_cites_its_figure():
    caption = "Figure 3.1 The open lattice of ice molecules."
    figure = Figure(1, 1, "Figure 3.1", caption, "", "f.png", LineLocator("a", 0, 1), ())
    asked = question("magnets", passage(STEEL), figures=(NumberedFigure(4, figure),))
    _, [piece] = explained("Ice molecules have a lattice.", asked=asked)
    assert piece.cites == (Cite(4),)
    assert piece.text == f"{caption} [4] "


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


def test_a_prompt_has_whole_sentences_only_and_as_many_as_there_is_room():
    every = sources(ASKED)
    few = most_telling(every, [0.0] * len(every), most_tokens=40)
    assert 0 < len(few) < len(every)
    assert all(source.text in f"{ICE} {STEEL}" for source in few)
    assert len(most_telling(every, [0.0] * len(every), most_tokens=1)) == 1


def test_yes_and_no_are_weighed_against_each_other():
    assert yes_share({"Yes": 0.2, " no": 0.1, "yes": 0.1, "x": 0.6}) == pytest.approx(0.75)
    assert yes_share({"yes": 0.9}) == 1.0
    assert yes_share({}) == 0.5
