"""Everything that leaves can come back."""

import json
import sqlite3
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, LineLocator, PageLocator
from tutor_app.core.practice import (
    Concept,
    ConceptMap,
    CoveredLabel,
    Grade,
    Item,
    ItemSource,
    Prerequisite,
    Review,
)
from tutor_app.practice.scheduling import ReviewScheduler
from tutor_app.tutor.practice.exchange.anki import read_apkg, write_apkg
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle
from tutor_app.tutor.practice.exchange.plain_json import read_json, write_json
from tutor_app.tutor.practice.exchange.tables import read_csv, write_csv
from tutor_app.tutor.practice.exchange.xapi import read_xapi, write_xapi

NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)
SOURCE = ItemSource((3,), (LineLocator("01.md", 3, 4), PageLocator(2, (Box(1, 2, 3, 4),))), "<b> & 力")
LABEL = CoveredLabel(2, "figures/2.png", Box(0.1, 0.2, 0.3, 0.4))
BASE = Item(
    id="i1", course="motion", kind="cloze", prompt="A ____ is $F < ma$ & more\nof it", key=("force", "力"),
    source=SOURCE, language="en", explanation="Because $$a = \\frac{F}{m}$$.", hints=("look",),
    concepts=("f",),
)  # fmt: skip
ITEMS = (
    BASE,
    replace(BASE, id="i2", kind="multiple_choice", key=("=1+1",), options=("=1+1", "-2", "@x", "'q")),
    replace(BASE, id="i3", kind="order_steps", key=("a", "b"), options=("b", "a"), prompt="=cmd|' /C c'!A0"),
    replace(BASE, id="i4", kind="true_false", key=("true",), prompt="'+quoted"),
    replace(BASE, id="i5", kind="match_terms", key=("x; y", "z"), options=("t", "u")),
    replace(BASE, id="i6", kind="label_figure", label=LABEL),
    replace(BASE, id="i7", kind="exercise", key=(), language="zh", prompt="证明{{它}}。"),
)  # fmt: skip
REVIEWS = tuple(
    Review(
        item=item.id, reviewed_at=NOW - timedelta(days=40 - 3 * day, seconds=place),
        grade=Grade(1 + (day + place) % 4), duration_ms=1234,
    )
    for place, item in enumerate(ITEMS[:3])
    for day in range(5)
)  # fmt: skip
SORTED = tuple(sorted(REVIEWS, key=lambda review: review.reviewed_at))
CARDS = tuple(
    ReviewScheduler().replay(item.id, [one for one in SORTED if one.item == item.id]) for item in ITEMS[:3]
)
CONCEPTS = ConceptMap(
    (
        Concept(id="f", course="motion", name="force", rank=0, aliases=("力",)),
        Concept(id="m", course="motion", name="mass", rank=1),
    ),
    (Prerequisite("f", "m", 0.5, "why"),),
)
BUNDLE = PracticeBundle(items=ITEMS, reviews=SORTED, cards=CARDS, concepts=CONCEPTS)


@pytest.fixture
def courses(tmp_path):
    folder = tmp_path / "motion"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "2.png").write_bytes(b"PNG")
    return {"motion": folder}


def test_json_gives_back_all(tmp_path):
    write_json(BUNDLE, tmp_path / "p.json")
    back = read_json(tmp_path / "p.json")
    assert (back.items, back.reviews, back.concepts) == (ITEMS, SORTED, CONCEPTS)


def test_csv_gives_back_the_items_and_no_spreadsheet_runs_them(tmp_path):
    write_csv(BUNDLE, tmp_path / "p.csv")
    assert read_csv(tmp_path / "p.csv").items == ITEMS
    import csv

    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_xapi_statements_are_valid_and_give_back_the_reviews(tmp_path):
    write_xapi(BUNDLE, tmp_path / "p.json")
    assert read_xapi(tmp_path / "p.json").reviews == SORTED
    for statement in json.loads((tmp_path / "p.json").read_text(encoding="utf-8")):
        assert statement["version"] == "1.0.3"
        assert {"id", "actor", "verb", "object", "result", "timestamp"} <= set(statement)
        assert statement["verb"]["id"].startswith("http")
        assert -1 <= statement["result"]["score"]["scaled"] <= 1


def test_an_anki_deck_gives_back_items_reviews_and_when_they_are_due(tmp_path, courses):
    write_apkg(BUNDLE, "Motion", tmp_path / "p.apkg", courses)
    back = read_apkg(tmp_path / "p.apkg", "other")
    assert {item.id: item for item in back.items} == {item.id: item for item in ITEMS}
    assert [(one.item, one.grade, one.duration_ms) for one in back.reviews] == [
        (one.item, one.grade, one.duration_ms) for one in SORTED
    ]
    for ours, theirs in zip(
        sorted(CARDS, key=lambda card: card.item), sorted(back.cards, key=lambda card: card.item), strict=True
    ):
        assert abs(ours.due - theirs.due) < timedelta(days=1)
        assert (ours.reps, ours.lapses) == (theirs.reps, theirs.lapses)


def test_a_deck_has_its_pictures_formulas_and_the_same_numbers_each_time(tmp_path, courses):
    def write(name, items):
        write_apkg(PracticeBundle(items=items), "Motion", tmp_path / name, courses)
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert "2.png" in json.loads(archive.read("media")).values()
            (tmp_path / "c.db").write_bytes(archive.read("collection.anki2"))
        db = sqlite3.connect(tmp_path / "c.db")
        rows = db.execute("SELECT guid, mid, flds FROM notes ORDER BY guid").fetchall()
        decks = sorted(json.loads(db.execute("SELECT decks FROM col").fetchone()[0]))
        db.close()
        return rows, decks

    first, decks = write("a.apkg", ITEMS)
    again, same = write("b.apkg", tuple(replace(item, explanation="New.") for item in ITEMS))
    assert [row[:2] for row in first] == [row[:2] for row in again]
    assert decks == same
    assert r"\(F &lt; ma\)" in first[0][2]


def test_a_deck_of_a_stranger_becomes_items(tmp_path):
    import genanki

    model = genanki.Model(
        1, "Basic", fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    )  # fmt: skip
    deck = genanki.Deck(2, "Deck")
    for front, back in (("What is <b>force</b>?", r"a push<br>\(F = ma\)"), ("{{c1::Mass}} is inertia", "x")):
        deck.add_note(genanki.Note(model=model, fields=[front, back]))
    genanki.Package(deck).write_to_file(str(tmp_path / "p.apkg"))
    first, second = sorted(read_apkg(tmp_path / "p.apkg", "motion").items, key=lambda item: item.kind)
    assert (first.kind, first.prompt, first.key) == ("cloze", "____ is inertia", ("Mass",))
    assert (second.prompt, second.key) == ("What is force?", ("a push\n$F = ma$",))
    assert {first.origin, second.course} == {"import", "motion"}


@pytest.mark.parametrize("read", [lambda file: read_apkg(file, "c"), read_csv, read_json, read_xapi])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04", b"[" * 100_000, b'"a'])
def test_bad_files_are_told_in_words_or_hold_nothing(tmp_path, read, content):
    file = tmp_path / "bad"
    file.write_bytes(content)
    with suppress(TutorError):
        back = read(file)
        assert back.items == back.reviews == ()


def test_a_deck_of_the_newest_form_is_told_how_to_export(tmp_path):
    with zipfile.ZipFile(tmp_path / "p.apkg", "w") as archive:
        archive.writestr("collection.anki21b", b"")
    with pytest.raises(TutorError) as told:
        read_apkg(tmp_path / "p.apkg", "c")
    assert "older Anki" in told.value.hint


def test_a_picture_outside_its_course_is_refused(tmp_path):
    write_json(PracticeBundle(items=(ITEMS[5],)), tmp_path / "p.json")
    text = (tmp_path / "p.json").read_text(encoding="utf-8").replace("figures/2.png", "../../secret.png")
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    with pytest.raises(TutorError):
        read_json(tmp_path / "p.json")
