"""Whatever a language model writes, what is shown are sentences of the material with their lines."""

import pytest

from tests.explain.test_quote import ICE, STEEL, passage, question
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.material import Figure, LineLocator
from tutor_app.engine.explain.material import sources
from tutor_app.engine.explain.question import Cite, NumberedFigure
from tutor_app.engine.explain.writer import Writer, yes_share

ASKED = question("Why does ice float?", passage(ICE, 1), passage(STEEL, 2))


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


def test_the_chosen_sentences_are_quoted_with_their_stretch_of_the_passage():
    answers, [first, second] = explained("2", ", ", "7")
    assert answers
    assert first.text == "Ice is less dense than water, because its molecules form an open lattice. [1]"
    [cite] = first.cites
    assert [(cite.number, ICE[start:end]) for start, end in cite.spans] == [(1, first.text[: -len(" [1]")])]
    assert second.text == " The hull pushes aside more water than the steel weighs. [2]"


def test_a_sentence_is_said_as_soon_as_its_number_is_whole():
    said = []

    class Watched(Model):
        def write(self, messages, most_tokens, say, cancel, seed=0):
            say("1")
            assert said == []  # it may become 12
            say(",")
            assert len(said) == 1

    Writer(Watched()).explain(ASKED, said.append, Cancellation())


def test_what_points_back_comes_with_the_sentence_before_it():
    _, [piece] = explained("3")
    assert piece.text.index("Ice is less dense") < piece.text.index("So ice floats.")
    assert len(piece.cites) == 2


def test_nothing_is_said_twice():
    _, said = explained("3, 2, 3, 3")
    assert len(said) == 1


@pytest.mark.parametrize("written", ["0", "99", "None of them.", "Ice floats."])
def test_no_number_of_a_sentence_means_that_nothing_answers(written):
    assert explained(written) == (False, [])


def test_a_model_that_writes_nothing_is_an_error():
    with pytest.raises(TutorError, match="nothing"):
        explained(" ", "")


def test_a_model_that_chooses_everything_is_cut_short():
    _, said = explained("1 2 4 5 6 7")
    assert len(said) == 4


def test_a_caption_can_be_chosen_and_cites_its_figure():
    caption = "Figure 3.1 The lattice of ice."
    figure = Figure(1, 1, "Figure 3.1", caption, "", "f.png", LineLocator("a", 0, 1), ())
    asked = question("lattice", passage(ICE), figures=(NumberedFigure(4, figure),))
    _, [piece] = explained(str(len(sources(asked))), asked=asked)
    assert piece.cites == (Cite(4),)
    assert piece.text == "Figure 3.1 The lattice of ice. [4]"


def test_a_prompt_is_what_was_read_ahead_gone_on_with():
    model = Model("0")
    Writer(model).read_ahead(ASKED)
    Writer(model).explain(ASKED, lambda _: None, Cancellation())
    [[system, user]], [[ahead_system, ahead_user]] = model.prompts, model.ahead
    assert system == ahead_system
    assert user.content.startswith(ahead_user.content)
    assert "Why does ice float?" not in ahead_user.content


def test_both_tasks_share_everything_but_their_last_line():
    model = Model("0", chances={"yes": 0.5, "no": 0.25})
    assert Writer(model).chance_of_answer(ASKED, Cancellation()) == pytest.approx(2 / 3)
    Writer(model).explain(ASKED, lambda _: None, Cancellation())
    check, select = (messages[1].content.rsplit("\n", 1)[0] for messages in model.prompts)
    assert check == select


def test_a_prompt_has_whole_sentences_only_and_as_many_as_there_is_room():
    few = sources(ASKED, most_tokens=40)
    assert 0 < len(few) < len(sources(ASKED))
    assert all(source.text in f"{ICE} {STEEL}" for source in few)
    assert len(sources(ASKED, most_tokens=1)) == 1


def test_yes_and_no_are_weighed_against_each_other():
    assert yes_share({"Yes": 0.2, " no": 0.1, "yes": 0.1, "x": 0.6}) == pytest.approx(0.75)
    assert yes_share({"yes": 0.9}) == 1.0
    assert yes_share({}) == 0.5
