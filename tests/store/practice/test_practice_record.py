"""What is practised is kept whole, can be undone, and survives a kill."""

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, LineLocator, PageLocator
from tutor_app.core.practice import (
    Card,
    Concept,
    ConceptMap,
    CoveredLabel,
    Grade,
    Item,
    ItemSource,
    Observation,
    Prerequisite,
    Review,
)
from tutor_app.store.record import Record

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
IN_TEXT = ItemSource((3, 4), (LineLocator("01.md", 3, 4),), "力是推或拉。")
ON_PAGE = ItemSource((7,), (PageLocator(2, (Box(1, 2, 30, 40.5),)),))
FORCE = Concept(id="force", course="motion", name="Force", rank=0, passages=(3,), aliases=("push",))
MASS = Concept(id="mass", course="motion", name="Mass", rank=1, path=("Motion", "Mass"), meaning="inertia")
LAW = Concept(id="law", course="motion", name="Second law", rank=2)
EDGES = (Prerequisite("force", "law", 0.8, "mentioned"), Prerequisite("mass", "law"))


def cloze(id="i1", origin="generated", **fields):
    return Item(
        **{
            "id": id,
            "course": "motion",
            "kind": "cloze",
            "prompt": "A ____ is a push.",
            "key": ("force", "力"),
            "source": IN_TEXT,
            "language": "en",
            "concepts": ("force",),
            "origin": origin,
            **fields,
        }
    )


@pytest.fixture
def record(home):
    record = Record(home)
    yield record
    record.close()


@pytest.fixture
def practice(record):
    return record.practice


@pytest.mark.parametrize(
    "item",
    [
        cloze(hints=("where", "what"), explanation="Because."),
        cloze(kind="multiple_choice", key=("force",), options=("mass", "force"), source=ON_PAGE),
        cloze(kind="label_figure", label=CoveredLabel(2, "figures/2.png", Box(0.1, 0.2, 0.3, 0.4))),
        cloze(kind="exercise", key=(), origin="material", concepts=("force", "mass")),
    ],
)
def test_an_item_comes_back_as_it_was(practice, item):
    practice.items.add([item], NOW)
    assert practice.items.find("i1").item == replace(item, concepts=tuple(sorted(item.concepts)))


def test_each_deed_can_be_undone_one_after_the_other(practice):
    items = practice.items
    items.add([cloze(), cloze("i2")], NOW)
    items.change(cloze(prompt="A ____ is a push or a pull.", concepts=("mass",)), NOW)
    items.flag("i2", "too easy", NOW)
    items.delete(["i1", "i2"], NOW)
    assert items.all("motion") == []
    assert practice.undo().deed == "delete"
    assert [row.flag for row in items.all()] == ["", "too easy"]
    assert practice.undo().deed == "flag"
    assert practice.undo().deed == "edit"
    assert items.find("i1").item == cloze()
    assert not items.find("i1").is_edited
    assert practice.undo().deed == "add"
    assert items.count() == 0
    assert practice.undo() is None


def test_making_items_anew_leaves_what_the_learner_did(practice):
    made = [cloze(f"i{number}") for number in range(6)]
    assert practice.items.refresh("motion", made, NOW) == 6
    practice.items.change(cloze("i1", prompt="My ____ words."), NOW)
    practice.items.flag("i2", "wrong", NOW)
    practice.items.delete(["i3"], NOW)
    practice.reviews.add(Review(item="i4", reviewed_at=NOW, grade=Grade.GOOD), Card(item="i4"), "motion")
    practice.items.add([cloze("mine", origin="learner")], NOW)
    assert practice.items.refresh("motion", [cloze("i3"), cloze("i7"), cloze("i1")], NOW) == 1
    rows = {row.item.id: row for row in practice.items.all()}
    assert sorted(rows) == ["i1", "i2", "i4", "i7", "mine"]
    assert rows["i1"].item.prompt == "My ____ words."


def test_what_was_deleted_for_good_is_not_made_again(record, practice):
    practice.items.refresh("motion", [cloze(), cloze("i2")], NOW)
    practice.concepts.refresh("motion", ConceptMap((FORCE, MASS)))
    practice.items.delete(["i1"], NOW)
    practice.concepts.delete("force", NOW)
    record.purge()
    assert practice.items.refresh("motion", [cloze(), cloze("i2")], NOW) == 0
    practice.concepts.refresh("motion", ConceptMap((FORCE, MASS)))
    assert [concept.id for concept in practice.concepts.map().concepts] == ["mass"]


def test_no_word_of_a_deleted_item_stays_in_the_file(home):
    record = Record(home)
    record.practice.items.add([cloze(prompt="A quokkaword ____.", origin="learner")], NOW)
    answer = Review(item="i1", reviewed_at=NOW, grade=Grade.GOOD, answer="wombatword")
    record.practice.reviews.add(answer, Card(item="i1"), "motion")
    record.practice.items.delete(["i1"], NOW)
    record.purge()
    record.close()
    held = b"".join(file.read_bytes() for file in home.data.glob("record.db*"))
    assert b"quokkaword" not in held
    assert b"wombatword" not in held


def test_a_review_and_its_card_are_undone_together(practice):
    practice.items.add([cloze()], NOW)
    before = practice.reviews.card("i1")
    later = NOW + timedelta(days=3)
    card = Card(
        item="i1",
        state="review",
        due=later,
        stability=3.2,
        difficulty=5.0,
        last_review=NOW,
        reps=1,
        step=None,
    )
    practice.reviews.add(
        Review(item="i1", reviewed_at=NOW, grade=Grade.EASY, verdict="right"), card, "motion"
    )
    assert practice.reviews.cards("motion") == {"i1": card}
    assert [review.grade for review in practice.reviews.log()] == [Grade.EASY]
    assert practice.reviews.is_begun()
    practice.undo()
    assert practice.reviews.card("i1") == before
    assert practice.reviews.log() == []


def test_the_learners_word_counts_instead_of_the_judges_until_it_is_undone(practice):
    practice.items.add([cloze()], NOW)
    judged = Review(item="i1", reviewed_at=NOW, grade=Grade.AGAIN, verdict="wrong", answer="a push")
    practice.reviews.add(judged, Card(item="i1", lapses=1), "motion")
    (kept,) = practice.reviews.log()
    practice.reviews.overrule(kept.id, Grade.GOOD, Card(item="i1"), "motion", NOW)
    (overruled,) = practice.reviews.log()
    assert (overruled.grade, overruled.is_overruled, overruled.verdict) == (Grade.GOOD, True, "wrong")
    assert practice.reviews.card("i1").lapses == 0
    practice.undo()
    assert practice.reviews.log() == [kept]
    assert practice.reviews.card("i1").lapses == 1


def test_reviews_from_elsewhere_are_kept_once(practice):
    practice.items.add([cloze()], NOW)
    brought = [Review(item="i1", reviewed_at=NOW + timedelta(days=day), grade=Grade.GOOD) for day in range(3)]
    practice.reviews.add_all(brought[:2], [Card(item="i1")], "motion", NOW)
    practice.reviews.add_all(brought, [Card(item="i1")], "motion", NOW)
    assert [review.reviewed_at for review in practice.reviews.log()] == [one.reviewed_at for one in brought]
    assert len(practice.reviews.log(since=NOW + timedelta(days=1))) == 2


def test_concepts_are_renamed_merged_and_split_and_their_items_go_with_them(practice):
    concepts = practice.concepts
    concepts.refresh("motion", ConceptMap((FORCE, MASS, LAW), EDGES))
    practice.items.add([cloze(), cloze("i2", concepts=("mass",))], NOW)
    concepts.put(replace(FORCE, name="Forces"), NOW)
    practice.reviews.observe([Observation("mass", NOW, "teach_back", True)], "motion", NOW)
    merged = concepts.merge(["mass"], "force", NOW)
    assert merged.aliases == ("push", "Mass")
    found = concepts.map("motion")
    assert [concept.name for concept in found.concepts] == ["Forces", "Second law"]
    assert [(edge.before, edge.after) for edge in found.prerequisites] == [("force", "law")]
    assert practice.items.find("i2").item.concepts == ("force",)
    assert [one.concept for one in practice.reviews.observations()] == ["force"]
    friction = Concept(id="friction", course="motion", name="Friction", rank=0, passages=(3,))
    concepts.split("force", friction, ["i2"], NOW)
    assert practice.items.find("i2").item.concepts == ("friction",)
    assert concepts.find("force").passages == ()
    practice.undo()
    practice.undo()
    assert [concept.name for concept in concepts.map().concepts] == ["Forces", "Mass", "Second law"]
    assert set(concepts.map().prerequisites) == set(EDGES)
    assert practice.items.find("i2").item.concepts == ("mass",)


def test_edits_of_concepts_outlast_reading_the_material_anew(practice):
    concepts = practice.concepts
    concepts.refresh("motion", ConceptMap((FORCE, MASS, LAW), EDGES))
    concepts.put(replace(FORCE, name="Forces"), NOW)
    concepts.delete("mass", NOW)
    concepts.remove_prerequisite("force", "law", NOW)
    concepts.put_prerequisite(Prerequisite("law", "force"), NOW)
    concepts.refresh("motion", ConceptMap((FORCE, MASS, LAW), EDGES))
    found = concepts.map("motion")
    assert [concept.name for concept in found.concepts] == ["Forces", "Second law"]
    assert [(edge.before, edge.after, edge.origin) for edge in found.prerequisites] == [
        ("law", "force", "learner")
    ]


def test_reviews_and_other_evidence_are_observations_of_their_concepts(practice):
    practice.concepts.refresh("motion", ConceptMap((FORCE, MASS)))
    practice.items.add([cloze(concepts=("force", "mass"))], NOW)
    practice.reviews.observe([Observation("force", NOW, "question", False)], "motion", NOW)
    later = NOW + timedelta(hours=1)
    wrong = Review(item="i1", reviewed_at=later, grade=Grade.AGAIN, occasion="test")
    practice.reviews.add(wrong, None, "motion")
    assert practice.reviews.observations("motion") == [
        Observation("force", NOW, "question", False),
        Observation("force", later, "test", False, "i1"),
        Observation("mass", later, "test", False, "i1"),
    ]


def test_what_was_fitted_is_kept_with_its_time(practice):
    assert practice.fitted("fsrs") is None
    practice.put_fitted("fsrs", [0.1, 0.2], NOW)
    assert practice.fitted("fsrs") == ([0.1, 0.2], NOW)


def test_a_record_that_cannot_be_written_is_told_in_words(record, practice):
    record._db.execute("PRAGMA query_only = ON")
    with pytest.raises(TutorError, match="practice can't be saved"):
        practice.items.add([cloze()], NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="killed as POSIX kills")
def test_what_was_practised_survives_a_kill_at_any_moment(home):
    """Reviews of two rows each, written until the process is killed: never a half of one."""
    script = textwrap.dedent("""
        from datetime import UTC, datetime, timedelta
        from tutor_app.core.practice import Card, Grade, Item, ItemSource, Review
        from tutor_app.settings.home import find_home
        from tutor_app.store.record import Record
        now = datetime(2026, 11, 25, tzinfo=UTC)
        practice = Record(find_home()).practice
        source = ItemSource((), ())
        practice.items.add([Item(id="i", course="c", kind="cloze", prompt="____", key=("a",), source=source,
                                 language="en")], now)
        for number in range(1, 100_000):
            at = now + timedelta(minutes=number)
            practice.reviews.add(Review(item="i", reviewed_at=at, grade=Grade.GOOD),
                                 Card(item="i", state="review", reps=number), "c")
            print(number, flush=True)
    """)
    for written in (1, 5, 23):
        process = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        for _ in range(written):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        record = Record(home)
        reviews, card = record.practice.reviews.log(), record.practice.reviews.card("i")
        assert len(reviews) >= written
        assert card.reps == len(reviews)
        for _ in range(len(reviews) + 1):
            record.practice.undo()
        assert record.practice.items.count() in (0, 1)
        record.close()
        for file in home.data.glob("record.db*"):
            file.unlink()
