"""A learner practises: what is due, answers, what is known, and takes it back."""

from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.practice import Concept, ConceptMap, Grade, Item, ItemSource, Prerequisite
from tutor_app.settings.home import below
from tutor_app.settings.settings import Settings
from tutor_app.store.record import Record
from tutor_app.tutor.practice.exchange.files import read_practice, write_practice
from tutor_app.tutor.practice.practice import GivenAnswer, Practice, grade_verdict

CONCEPTS = ConceptMap(
    (
        Concept(id="f", course="motion", name="force", rank=0),
        Concept(id="m", course="motion", name="mass", rank=1),
    ),
    (Prerequisite("f", "m"),),
)


def item(id, concept, prompt="____ is a push.", key=("force",)):
    return Item(
        id=id, course="motion", kind="cloze", prompt=prompt, key=key,
        source=ItemSource((), (), prompt + id), language="en", concepts=(concept,),
    )  # fmt: skip


class Clock:
    def __init__(self):
        self.now = datetime(2026, 3, 5, 10, tzinfo=UTC)

    def __call__(self):
        return self.now

    def wait(self, **gap):
        self.now += timedelta(**gap)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def practice(home, clock):
    record = Record(home)
    made = Practice(record.practice, Settings(), "motion", clock)
    made.refresh([item("i1", "f"), item("i2", "m", key=("mass",))], CONCEPTS)
    yield made
    record.close()


def test_an_item_is_asked_until_it_is_known_and_then_comes_back(practice, clock):
    first = practice.next_item()
    assert first.id == "i1"
    practice.answer(first, GivenAnswer(grade=Grade.EASY))
    assert practice.next_item().id == "i2"
    practice.answer(practice.item("i2"), GivenAnswer(grade=Grade.AGAIN))
    clock.wait(minutes=2)
    assert practice.next_item().id == "i2"
    practice.answer(practice.item("i2"), GivenAnswer(grade=Grade.EASY))
    assert practice.next_item() is None
    clock.wait(days=30)
    assert practice.queue().count == 2


def test_a_preview_of_a_grade_is_what_comes(practice):
    first = practice.item("i1")
    days = practice.preview(first)
    card = practice.answer(first, GivenAnswer(grade=Grade.EASY)).card
    assert (card.due - card.last_review).total_seconds() / 86_400 == days[Grade.EASY]


def test_what_is_known_moves_with_answers_and_back_with_undo(practice):
    before = practice.progress()
    assert [row.state for row in before] == ["unseen", "unseen"]
    practice.answer(practice.item("i1"), GivenAnswer(grade=Grade.GOOD))
    after = practice.progress()
    assert after[0].mastery.mean > before[0].mastery.mean
    assert after[0].state in ("learning", "known")
    assert practice.undo().deed == "review"
    assert practice.progress() == before
    assert practice.log() == []


def test_today_says_what_is_due_and_then_the_next_step(practice, clock):
    assert practice.today("en").reason.startswith("force comes next: mass needs it.")
    assert practice.today("zh").reason.startswith("接下来学“force”")
    practice.answer(practice.item("i1"), GivenAnswer(grade=Grade.AGAIN))
    clock.wait(minutes=2)
    today = practice.today("en")
    assert today.step.activity == "review"
    assert today.done == 1
    assert sum(today.forecast) == 1


def test_answers_that_name_the_other_concept_twice_are_untangled(practice, clock):
    for _ in range(2):
        practice.answer(practice.item("i2"), GivenAnswer(grade=Grade.AGAIN, words="Force", verdict="wrong"))
        clock.wait(hours=1)
        practice.suspend(practice.item("i2"))
    step = practice.today("en").step
    assert step.activity == "untangle"


def test_the_learners_word_counts_and_can_be_taken_back(practice):
    practice.answer(practice.item("i1"), GivenAnswer(grade=Grade.AGAIN, verdict="wrong"))
    failed = practice.cards()["i1"]
    card = practice.overrule(practice.item("i1"), Grade.GOOD)
    assert card.stability > failed.stability
    assert practice.log()[-1].is_overruled
    practice.undo()
    assert practice.cards()["i1"] == failed


def test_what_is_flagged_suspended_buried_or_deleted_is_not_asked_until_undone(practice):
    first = practice.item("i1")
    for act in (
        lambda: practice.flag(first, "wrong key"),
        lambda: practice.suspend(first),
        lambda: practice.bury(first),
        lambda: practice.delete([first]),
    ):
        act()
        assert "i1" not in practice.queue().new
        practice.undo()
        assert "i1" in practice.queue().new


def test_a_card_of_ones_own_is_asked_too(practice):
    made = practice.add_card("  什么是力？", "推或拉 ", "motion")
    assert (made.language, made.key, made.origin) == ("zh", ("推或拉",), "learner")
    assert made.id in practice.queue().new
    with pytest.raises(TutorError, match="two sides"):
        practice.add_card("", "x", "motion")


def test_a_clock_that_was_set_back_loses_no_answer(practice, clock):
    practice.answer(practice.item("i1"), GivenAnswer(grade=Grade.GOOD))
    clock.wait(days=-2)
    practice.answer(practice.item("i1"), GivenAnswer(grade=Grade.GOOD))
    assert len(practice.log()) == 2


def test_a_verdict_is_a_grade_and_with_a_hint_hard_at_best():
    assert [grade_verdict(verdict) for verdict in ("right", "partly", "wrong")] == [
        Grade.GOOD, Grade.HARD, Grade.AGAIN,
    ]  # fmt: skip
    assert grade_verdict("right", hints=1) == Grade.HARD
    assert grade_verdict("wrong", hints=1) == Grade.AGAIN


def test_retention_and_parameters_that_make_no_sense_give_way_to_the_usual(home, clock):
    record = Record(home)
    record.practice.put_fitted("fsrs", [1, 2, 3], clock.now)
    practice = Practice(record.practice, Settings(desired_retention=7.0), "", clock)
    assert practice.scheduler.parameters[0] == pytest.approx(0.212)
    record.close()


def test_an_item_that_is_not_there_is_told_in_words(practice):
    with pytest.raises(TutorError, match="no item"):
        practice.item("nothing")


def test_what_is_exported_comes_back_whole_into_an_empty_record(practice, tmp_path, clock):
    practice.answer(practice.item("i1"), GivenAnswer(grade=Grade.EASY))
    practice.answer(practice.item("i2"), GivenAnswer(grade=Grade.AGAIN))
    for name in ("p.json", "p.apkg"):
        write_practice(practice.bundle(), tmp_path / name, "Motion", {})
        record = Record(below(tmp_path / name.replace(".", "-")))
        other = Practice(record.practice, Settings(), "motion", clock)
        assert other.take_in(read_practice(tmp_path / name, "motion")) == 2
        assert other.take_in(read_practice(tmp_path / name, "motion")) == 2
        assert sorted(item.id for item in other.items) == ["i1", "i2"]
        assert sorted((one.item, one.grade) for one in other.log()) == [
            ("i1", Grade.EASY), ("i2", Grade.AGAIN),
        ]  # fmt: skip
        assert abs(other.cards()["i1"].due - practice.cards()["i1"].due) < timedelta(days=1)
        record.close()
