"""Tests are drawn fairly, and other programs can read them."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box
from tutor_app.core.practice import ITEM_KINDS, Concept, CoveredLabel, Item, ItemSource
from tutor_app.practice.paper import draw_test
from tutor_app.tutor.practice.exchange.files import write_test
from tutor_app.tutor.practice.exchange.moodle import to_moodle
from tutor_app.tutor.practice.exchange.qti import QTI, to_qti
from tutor_app.tutor.practice.exchange.worksheet import to_markdown

BASE = Item(
    id="i", course="motion", kind="cloze", prompt="A ____ is $F < ma$ & <more>\x0b.", key=("force", "力"),
    source=ItemSource((), ()), language="en", explanation="Because.",
)  # fmt: skip
FIELDS = {
    "multiple_choice": {"options": ("mass", "force")},
    "label_figure": {"label": CoveredLabel(2, "f.png", Box(0, 0, 1, 1))},
    "order_steps": {"key": ("a", "b", "c"), "options": ("c", "a", "b")},
    "match_terms": {"key": ("push", "inertia"), "options": ("force", "mass")},
    "true_false": {"key": ("true",)},
    "exercise": {"key": ()},
}
ITEMS = [replace(BASE, id=f"i-{kind}", kind=kind, **FIELDS.get(kind, {})) for kind in ITEM_KINDS]
CONCEPTS = {
    id: Concept(id=id, course="motion", name=id, rank=rank, path=(f"Chapter {rank // 2}", id))
    for rank, id in enumerate("abcd")
}
MANY = [
    replace(
        BASE,
        id=f"{one}{number}",
        concepts=(one,),
        source=ItemSource((), (), f"{one}{number // 2}"),
    )
    for one in "abcd"
    for number in range(6)
]


def test_a_test_spreads_over_concepts_in_the_books_order_and_asks_no_sentence_twice():
    drawn = draw_test(MANY, CONCEPTS, 8, seed=3)
    assert [item.concepts[0] for item in drawn] == list("aabbccdd")
    assert len({item.source.quote for item in drawn}) == 8
    assert draw_test(MANY, CONCEPTS, 8, seed=3) == drawn
    assert draw_test(MANY, CONCEPTS, 8, seed=4) != drawn
    assert len(draw_test(MANY, CONCEPTS, 99)) == 12


def test_chapters_and_kinds_are_as_chosen():
    assert {item.concepts[0] for item in draw_test(MANY, CONCEPTS, 20, chapters=["chapter 1"])} == {"c", "d"}
    assert [item.kind for item in draw_test(ITEMS, {}, 20, kinds=["formula"])] == ["formula"]


def test_a_worksheet_has_its_key_only_where_it_is_asked_for():
    without = to_markdown("Test", ITEMS, with_key=False)
    assert "Because." not in without
    assert "B. force" in without
    assert "**3.** B. force – Because." in to_markdown("Test", ITEMS, with_key=True)


def test_moodle_reads_each_kind():
    quiz = Xml.fromstring(to_moodle(ITEMS))
    kinds = [question.get("type") for question in quiz]
    assert kinds == [
        "shortanswer", "essay", "multichoice", "shortanswer", "matching", "matching", "shortanswer",
        "truefalse", "essay",
    ]  # fmt: skip
    choice = quiz[2]
    assert [(a.get("fraction"), a.findtext("text")) for a in choice.findall("answer")] == [
        ("0", "mass"), ("100", "force"),
    ]  # fmt: skip
    assert [sub.findtext("answer/text") for sub in quiz[4].findall("subquestion")] == ["1", "2", "3"]
    assert r"\(F &lt; ma\)" in quiz[0].findtext("questiontext/text")


def test_a_qti_package_names_every_file_and_every_right_answer_is_a_choice():
    with zipfile.ZipFile(io.BytesIO(to_qti("Test", ITEMS))) as package:
        manifest = Xml.fromstring(package.read("imsmanifest.xml"))
        named = {file.get("href") for file in manifest.iter() if file.tag.endswith("}file")}
        assert named == set(package.namelist()) - {"imsmanifest.xml"}
        for name in sorted(named - {"test.xml"}):
            item = Xml.fromstring(package.read(name))
            assert item.tag == f"{{{QTI}}}qti-assessment-item"
            known = {one.get("identifier") for one in item.iter() if one.get("identifier")}
            for value in item.iter(f"{{{QTI}}}qti-value"):
                base = item.find(f"{{{QTI}}}qti-response-declaration").get("base-type")
                assert base == "string" or set(value.text.split()) <= known


@pytest.mark.parametrize("name", ["t.md", "t.xml", "t.zip"])
def test_a_test_is_written_as_its_name_says(tmp_path, name):
    write_test("Test", ITEMS, tmp_path / name, with_key=True)
    assert (tmp_path / name).stat().st_size > 500


def test_a_name_that_tells_no_kind_is_refused_in_words(tmp_path):
    with pytest.raises(TutorError, match="kind"):
        write_test("Test", ITEMS, tmp_path / "t.doc", with_key=True)
