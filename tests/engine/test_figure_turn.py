"""A question about a figure tells which one it is and what the material says of it."""

from dataclasses import replace

import pytest
from PIL import Image

from tests.engine.test_fused_turn import Course, answered, pipeline
from tests.engine.test_retrieval import LEAVES, RAMP, REGION
from tutor_app.core.material import Figure, LineLocator
from tutor_app.core.teaching import ANSWER, POINTER
from tutor_app.core.turn import Earlier
from tutor_app.engine.messages import Found, Partial, Pictured


class Labelled(Course):
    """The figure of the ramp has a label, a caption and a picture."""

    def __init__(self, image="none.png", alt=""):
        self.image, self.alt = image, alt

    def figure(self, id):
        label = ("Figure 3.2", "Figure 4.1")[id]
        mentions = ((RAMP,), (LEAVES,))[id]
        caption = f"{label} A block."
        return Figure(id, 0, label, caption, self.alt, self.image, LineLocator("a.md", 0, 0), mentions)


@pytest.fixture
def image(tmp_path):
    Image.new("RGB", (40, 20), "white").save(tmp_path / "f.png")
    return str(tmp_path / "f.png")


def pictured(shelf, note="", **given):
    answer, said = answered(pipeline(None, shelf), note=note, **given)
    return answer, said, [message.told for message in said if isinstance(message, Pictured)]


def test_it_comes_after_the_evidence_and_before_the_explanation():
    answer, said, [told] = pictured(Labelled(), "what does Figure 3.2 of the ramp show")
    assert told.figure == 0
    assert answer.figure == told
    kinds = [type(message) for message in said]
    assert kinds.index(Found) < kinds.index(Pictured) < kinds.index(Partial)


def test_the_words_on_it_are_read_once_the_explanation_is_there(image):
    answer, said, tolds = pictured(Labelled(image), "what does Figure 3.2 of the ramp show")
    assert [told.made_of for told in tolds] == [("caption",), ("caption", "words")]
    assert answer.figure.description == "Figure 3.2 A block. Written on it: green, leaf."
    assert isinstance(said[-1], Pictured)


def test_a_question_about_no_figure_tells_of_none(image):
    answer, _, tolds = pictured(Labelled(image), "friction slows a sliding block")
    assert (answer.figure, tolds) == (None, [])


def test_behind_a_hint_the_sentences_about_a_figure_are_not_sent():
    asked = "what does Figure 3.2 of the ramp show"
    hint, _, tolds = pictured(Labelled(), asked, level=POINTER)
    assert (hint.figure, tolds) == (None, [])
    before = Earlier(1, hint.asked, hint.text, hint.evidence, hint.level)
    told, _, [shown] = pictured(Labelled(), follows=before, level=ANSWER)
    assert told.figure == shown


def test_a_question_that_leans_on_one_about_a_region_tells_of_the_figure_in_it():
    shelf = Labelled()
    shelf.region_figures = [0]
    evidence = pictured(shelf, "what does Figure 3.2 of the ramp show")[0].evidence
    pointed = Earlier(1, "why does it slide", "So.", evidence, region=REGION)
    assert pictured(shelf, "and why is that?", follows=pointed)[0].figure.figure == 0
    said = replace(pointed, region=None)
    assert pictured(shelf, "and why is that?", follows=said)[0].figure is None
