"""The next step is the one that gives most, and says why."""

from datetime import UTC, date, datetime

import pytest

from tests.bench.cohort import measure
from tutor_app.core.practice import Concept, ConceptMap, Prerequisite
from tutor_app.practice.path import Path, PathStep, describe_step, find_confusions
from tutor_app.practice.tracing import Mastery

NAMES = ("force", "mass", "acceleration", "second law", "momentum")
CONCEPTS = tuple(
    Concept(id=id, course="motion", name=name, rank=rank, aliases=("push",) if name == "force" else ())
    for rank, (id, name) in enumerate(zip("fmasp", NAMES, strict=True))
)
MAP = ConceptMap(CONCEPTS, tuple(Prerequisite(*pair) for pair in ("fs", "ms", "as")))
UNSEEN = Mastery(0.4, 0.1, 0.8, 0)


def seen(mean, recalled=0.0):
    return Mastery(mean, mean - 0.1, mean + 0.05, 4, datetime(2026, 3, 1, tzinfo=UTC), recalled)


def path(**means):
    return Path(
        MAP,
        {key: value if isinstance(value, Mastery) else seen(value) for key, value in means.items()},
        UNSEEN,
    )


def test_what_is_due_comes_first():
    step = path().choose(due=9)
    assert (step.activity, step.due) == ("review", 9)


def test_what_needs_others_waits_for_them():
    assert path(f=0.2, m=0.9, a=0.9, p=0.9).choose().concept.name == "force"
    assert path(f=0.9, m=0.9, a=0.9, p=0.9).choose().concept.name == "second law"


def test_what_fades_is_brought_back_before_something_new_is_begun():
    step = path(f=0.95, m=0.9, a=seen(0.75, recalled=0.95)).choose()
    assert (step.activity, step.concept.name) == ("restore", "acceleration")
    assert step.needed_by.name == "second law"


def test_two_that_are_mixed_up_are_untangled_what_they_need_first():
    known = path(f=0.9, m=0.9, a=0.9).choose(confused=[("f", "s")])
    assert (known.activity, known.concept.name, known.other.name) == ("untangle", "force", "second law")
    lacking = path(f=0.3, m=0.9, a=0.9).choose(confused=[("a", "s")])
    assert (lacking.concept.name, lacking.needed_by.name) == ("force", "second law")


def test_nothing_is_left_where_all_is_known():
    assert path(f=0.9, m=0.9, a=0.9, s=0.9, p=0.9).choose().activity == "rest"


def test_a_concept_that_needs_itself_by_a_circle_is_planned_once():
    circle = ConceptMap(CONCEPTS[:2], (Prerequisite("f", "m"), Prerequisite("m", "f")))
    days = Path(circle, {}, UNSEEN).plan(date(2026, 3, 5), date(2026, 3, 6), 60)
    assert sorted(step.concept.id for day in days for step in day.steps) == ["f", "m"]


def test_a_plan_has_each_concept_once_prerequisites_first_and_keeps_to_the_minutes():
    days = path(f=0.2).plan(date(2026, 3, 5), date(2026, 3, 9), 12)
    order = [step.concept.id for day in days for step in day.steps]
    assert sorted(order) == sorted({concept.id for concept in CONCEPTS})
    assert order.index("s") > max(order.index(need) for need in "fa")
    assert len(days) == 5
    assert all(day.minutes <= 12 for day in days)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "step",
    [
        PathStep(activity="review", minutes=1, due=1),
        PathStep(activity="review", minutes=9, due=12),
        PathStep(activity="untangle", minutes=6, concept=CONCEPTS[0], other=CONCEPTS[1]),
        PathStep(activity="untangle", minutes=6, concept=CONCEPTS[0], needed_by=CONCEPTS[3]),
        PathStep(activity="restore", minutes=2, concept=CONCEPTS[0], needed_by=CONCEPTS[3]),
        PathStep(activity="restore", minutes=2, concept=CONCEPTS[0]),
        PathStep(activity="learn", minutes=8, concept=CONCEPTS[0], needed_by=CONCEPTS[3]),
        PathStep(activity="learn", minutes=8, concept=CONCEPTS[0]),
        PathStep(activity="rest", minutes=0),
    ],
)
def test_each_step_gives_its_reason_in_a_sentence_with_its_names_and_minutes(step, language):
    said = describe_step(step, language)
    assert said.endswith("。" if language == "zh" else ".")
    for concept in (step.concept, step.other, step.needed_by):
        assert concept is None or concept.name in said
    assert not step.minutes or str(step.minutes) in said
    assert "{" not in said


def test_concepts_whose_names_are_answered_for_one_another_are_mixed_up():
    once, again = (("m",), "Force "), (("f",), "mass")
    others = [(("a",), "push"), (("f",), "nonsense"), (("f",), "force")]
    assert find_confusions([once, again, *others], CONCEPTS[:3]) == [("f", "m")]
    assert find_confusions([once, *others], CONCEPTS[:3]) == []


def test_a_cohort_knows_more_by_the_path_than_in_the_books_order():
    """A thousand learners are simulated in `./check --bench tracing`."""
    known = measure(30)
    assert known["path"] >= 1.2 * known["book"]
    assert known["path"] >= 1.2 * known["random"]
