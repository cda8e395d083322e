"""Turns that follow one another, and answers that come in hints."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.test_fused_turn import Course, Ear, models
from tests.engine.test_retrieval import FRICTION, LEAVES, RAMP, REGION
from tutor_app.core.answer import Evidence
from tutor_app.core.cancel import Cancellation
from tutor_app.core.teaching import ANSWER, EXAMPLE, HINT, POINTER, Guidance
from tutor_app.core.turn import Earlier, Turn
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Ask, Found, Partial, Ready
from tutor_app.engine.pipeline import Pipeline

LEAF_FIGURE = 1
PASSAGE, FIGURE = Evidence(1, "passage", FRICTION, 0.5), Evidence(2, "figure", LEAF_FIGURE, 0.4)
FRICTION_ASKED = Earlier(7, "Why does friction slow a sliding block?", "Surfaces catch.", (PASSAGE, FIGURE))
EXERCISE = "Friction slows a sliding block of 3 kg. How large is the ____ of the surfaces?"


class Model:
    """A language model that writes one sentence, and counts how often."""

    name, context_tokens = "local", 4096

    def __init__(self):
        self.written = 0

    def write(self, messages, most_tokens, say, cancel, seed=0):
        self.written += 1
        say("1")

    def first_token(self, messages, cancel):
        return {"yes": 1.0}

    def read_ahead(self, messages):
        pass


def pipeline(guidance=None, model=None, shelf=None, generally=False, **others):
    """Words alone are searched."""
    with_model = {"language_model": Lazy(lambda: model)} if model else {}
    chosen = replace(models(), text_encoders={}, **with_model, **others)
    guidance, course = guidance or Guidance(), shelf or Course()
    return Pipeline(
        chosen,
        lambda _: course,
        lambda: Ready("CPU", "chosen"),
        generally=generally,
        guidance_of=lambda _: guidance,
    )


def answered(pipeline, **given):
    said = []
    answer = pipeline.answer(Ask(1, Turn(Path("course"), **given)), said.append, Cancellation())
    return answer, said


def found(said):
    return next(message for message in said if isinstance(message, Found))


def test_a_question_that_leans_is_searched_with_the_one_before_it():
    alone, _ = answered(pipeline(), note="and why is that?")
    led, _ = answered(pipeline(), note="and why is that?", follows=FRICTION_ASKED)
    assert led.asked == "Why does friction slow a sliding block?\nand why is that?"
    assert led.evidence[0].id == FRICTION
    assert FRICTION not in [e.id for e in alone.evidence if e.kind == "passage"]


def test_a_question_that_names_its_subject_leaves_the_thread():
    answer, _ = answered(pipeline(), note="What makes leaves green with chlorophyll?", follows=FRICTION_ASKED)
    assert answer.asked == "What makes leaves green with chlorophyll?"
    assert answer.evidence[0].id == LEAVES


def test_a_question_that_leans_keeps_the_figure_and_the_page():
    led, _ = answered(pipeline(), note="and why is that?", follows=FRICTION_ASKED)
    assert next(e.id for e in led.evidence if e.kind == "figure") == LEAF_FIGURE
    assert sorted(e.number for e in led.evidence) == list(range(1, len(led.evidence) + 1))
    shelf = Course()
    shelf.region_passages = [RAMP]
    on_page = replace(FRICTION_ASKED, region=REGION)
    led, _ = answered(pipeline(shelf=shelf), note="and why is that?", follows=on_page)
    assert led.evidence[0].id == RAMP


def test_a_spoken_question_leans_as_a_typed_one_does(tmp_path):
    class Spoken(Ear):
        def transcribe_file(self, path, cancel, language=None):
            return replace(super().transcribe_file(path, cancel), text="And why is that?")

    given = {"audio": tmp_path / "why.wav", "follows": FRICTION_ASKED}
    led, _ = answered(pipeline(recogniser=Lazy(Spoken)), **given)
    assert led.asked.startswith("Why does friction")
    assert led.evidence[0].id == FRICTION


def test_a_wish_goes_on_with_the_evidence_that_was_found():
    answer, _ = answered(pipeline(), follows=FRICTION_ASKED, wish="simpler")
    assert answer.evidence == FRICTION_ASKED.evidence
    assert answer.asked == FRICTION_ASKED.question


@pytest.mark.parametrize("wish", ["more", "example", "why", "compare"])
def test_a_wish_for_something_new_is_searched_for_beside_the_evidence_that_was_found(wish):
    before = replace(FRICTION_ASKED, evidence=FRICTION_ASKED.evidence[:1])
    evidence = answered(pipeline(), follows=before, wish=wish)[0].evidence
    assert evidence[:1] == before.evidence
    assert len(evidence) > 1
    assert len({(e.kind, e.id) for e in evidence}) == len(evidence) == len({e.number for e in evidence})


@pytest.mark.parametrize(("wish", "words"), [("zh", "只能用材料本身的语言引用"), ("en", "> ")])
def test_the_language_that_was_wished_is_spoken(wish, words):
    assert words in answered(pipeline(), follows=FRICTION_ASKED, wish=wish)[0].text


def test_an_exercise_gets_a_hint_first_and_climbs_to_the_answer():
    answer, said = answered(pipeline(), note=EXERCISE)
    assert (answer.level, answer.next_level, found(said).level) == (POINTER, HINT, POINTER)
    levels = [answer.level]
    while answer.next_level:
        before = Earlier(1, answer.asked, answer.text, answer.evidence, answer.level)
        answer, _ = answered(pipeline(), follows=before, level=answer.next_level)
        levels.append(answer.level)
    assert levels == [POINTER, HINT, EXAMPLE, ANSWER]
    assert "surfaces catch each other" in answer.text


def test_an_explanation_is_answered_at_once():
    answer, _ = answered(pipeline(), note="Why does friction slow a sliding block?")
    assert (answer.level, answer.next_level) == (ANSWER, None)


@pytest.mark.parametrize("given", [{"level": ANSWER}, {}, {"follows": FRICTION_ASKED, "wish": "simpler"}])
def test_a_lock_holds_whatever_is_wanted(given):
    locked = pipeline(Guidance(POINTER, HINT, is_locked=True))
    note = "" if "wish" in given else "Why does friction slow a sliding block?"
    answer, said = answered(locked, note=note, **given)
    assert answer.level <= HINT
    assert answer.explainer == "hints"
    assert "catch each other" not in answer.text
    assert found(said).level == answer.level


def test_the_answer_behind_a_hint_is_not_said_and_not_made_twice():
    model = Model()
    engine = pipeline(model=model)
    first, said = answered(engine, note=EXERCISE)
    assert "catch" not in "".join(message.text for message in said if isinstance(message, Partial))
    before = Earlier(1, first.asked, first.text, first.evidence, first.level)
    last, _ = answered(engine, follows=before, level=ANSWER)
    assert "surfaces catch each other. [1]" in last.text
    assert model.written == 1


def test_behind_a_hint_no_language_model_answers_by_itself():
    """What the material does not answer would be told in full at the first level."""
    asked = "Calculate the parallax of Sirius in 1838: who measured ____ then?"
    general = {"model": Model(), "generally": True}
    hinted, _ = answered(pipeline(Guidance(POINTER, HINT, is_locked=True), **general), note=asked)
    assert not hinted.in_material
    assert "Not from your material" not in hinted.text
    told, _ = answered(pipeline(Guidance(ANSWER), **general), note=asked)
    assert "Not from your material" in told.text


def test_after_the_answer_of_an_exercise_a_wish_is_not_a_hint_again():
    told = replace(FRICTION_ASKED, question=EXERCISE, level=ANSWER)
    assert answered(pipeline(), follows=told, wish="simpler")[0].level == ANSWER
    assert answered(pipeline(), follows=replace(told, level=HINT), wish="simpler")[0].level == HINT
