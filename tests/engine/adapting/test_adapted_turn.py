"""A turn is searched by what the course taught, and by nothing that was learnt with other models."""

import pytest

from tests.engine.test_fused_turn import FRICTION, LEAVES, Course, Mind, Model, answered, pipeline
from tutor_app.engine.adapting.adaptation import Adaptation, material_of, of_head, of_reciprocal_rank
from tutor_app.engine.retrieval import MEANING

QUESTION = "friction slows a sliding block"


class Adaptable(Model):
    """Prefers the leaves; what the course taught makes it prefer friction."""

    head = "the head"

    def adapted(self, weights):
        return Adaptable(prefers=FRICTION if weights else self.prefers)


def shelf(of, material=None):
    course = Course()
    course.adaptation = Adaptation(
        of, material or material_of(course), {"words": 1.0, MEANING: 0.1}
    ).to_text()
    return course


def told(said):
    return [event for event in said if isinstance(event, Mind)]


def test_what_the_course_taught_decides():
    answer, said = answered(
        pipeline(Adaptable(LEAVES), shelf(of_head("the model", "the head"))), note=QUESTION
    )
    assert answer.evidence[0].id == FRICTION
    assert not told(said)


@pytest.mark.parametrize(
    ("of", "material"),
    [(of_head("the model", "an older head"), None), (of_head("the model", "the head"), "another course")],
)
def test_what_was_learnt_with_others_is_not_used_which_is_said_once(of, material):
    engine = pipeline(Adaptable(LEAVES), shelf(of, material))
    answer, said = answered(engine, note=QUESTION)
    assert answer.evidence[0].id == LEAVES
    (mind,) = told(said)
    assert "tutor course adapt" in mind.hint
    assert not told(answered(engine, note=QUESTION)[1])


def test_a_course_without_a_fusion_model_says_first_that_it_has_none():
    engine = pipeline(None, shelf(of_reciprocal_rank("another encoder")))
    first, second = (told(answered(engine, note=QUESTION)[1])[0] for _ in range(2))
    assert "one by one" in first.text
    assert "not used" in second.text
