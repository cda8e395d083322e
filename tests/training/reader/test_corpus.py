"""Books and sets of our own making become examples; what a test book says, too, is left out."""

import gzip
import json
import random

import pytest

from tutor_app.training.reader.batches import cut_window
from tutor_app.training.reader.corpus import gather
from tutor_app.training.reader.examples import SpanExample
from tutor_app.training.reader.question_sets import is_held_out, read_answer_claims, to_span

TOPICS = ("photosynthesis", "erosion", "inflation", "friction", "mitosis", *(f"topic{n}" for n in range(15)))
KINDS = ("slow", "warm", "large", "old")  # five topics of each


def _sentences(topic):
    kind = KINDS[TOPICS.index(topic) // 5]
    return (
        f"The {kind} process that is called {topic} begins when something changes in the {topic} system. "
        f"It needs 4 steps of {topic}, and each {topic} step is slower than the one before. "
        f"At the end of {topic} there is more energy in the {topic} parts than at its beginning."
    )


def _write(folder, name, rows):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _book(folder, topics):
    _write(folder, "sections", [
        {"module": topic, "section_title": topic.title(),
         "blocks": [{"id": topic, "type": "para", "path": [topic.title()], "text": _sentences(topic)}]}
        for topic in topics
    ])  # fmt: skip
    _write(folder, "exercises", [
        {"module": topic,
         "problem": f"Into how many {KINDS[TOPICS.index(topic) // 5]} steps is {topic} divided?\n- 4\n- 9",
         "solution": "A", "options": ["- 4", "- 9"]} for topic in topics
    ])  # fmt: skip
    _write(
        folder,
        "glossary",
        [{"module": t, "term": t, "meaning": f"process with 4 steps of {t}"} for t in topics],
    )
    return folder


@pytest.fixture
def sets(tmp_path):
    folder = tmp_path / "sets"
    (folder / "qed").mkdir(parents=True)
    rows = [
        {"id": f"q{n}", "lang": "en", "question": f"Who built tower {n}?", "answer": f"Ann{n}",
         "answer_start": 0, "passage": f"Ann{n} built tower {n}. It stands in town {n}.", "sentence": [0, 20]}
        for n in range(8)
    ]  # fmt: skip
    with gzip.open(folder / "qed" / "span.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


def test_a_question_comes_with_its_own_section_first_and_others_against_it(tmp_path, sets):
    corpus = gather("en", [_book(tmp_path / "book", TOPICS)], sets, [], 1)
    asked = [one for one in corpus.ranks if one.question.startswith("Into how many slow steps is erosion")]
    assert asked
    assert all("erosion" in one.passages[0] and "erosion" not in "".join(one.passages[1:]) for one in asked)


def test_the_key_of_a_multiple_choice_is_supported_and_another_option_is_not(tmp_path, sets):
    corpus = gather("en", [_book(tmp_path / "book", TOPICS)], sets, [], 1)
    verdicts = {one.claim: one.verdict for one in corpus.claims if one.claim.startswith("Into how many")}
    assert verdicts["Into how many slow steps is mitosis divided? 4"] == "supported"
    assert verdicts["Into how many slow steps is mitosis divided? 9"] == "unsupported"


def test_what_a_test_book_says_too_is_not_learnt_from(tmp_path, sets):
    test = _book(tmp_path / "test", TOPICS[:1])
    corpus = gather("en", [_book(tmp_path / "book", TOPICS)], sets, [test], 1)
    assert all("photosynthesis" not in one.passages[0] for one in corpus.ranks)
    assert all("photosynthesis" not in one.evidence for one in corpus.claims)
    assert any("erosion" in one.evidence for one in corpus.claims)


def test_the_same_seed_gathers_the_same(tmp_path, sets):
    book = _book(tmp_path / "book", TOPICS)
    assert gather("en", [book], sets, [], 3) == gather("en", [book], sets, [], 3)


def test_every_fourth_row_of_a_set_without_a_test_part_is_kept_for_measuring(sets):
    rng = random.Random(0)
    claims = list(read_answer_claims(sets, "en", rng))
    assert {one.claim for one in claims} == {f"Who built tower {n}? Ann{n}" for n in (1, 2, 3, 5, 6, 7)}
    assert is_held_out("qed", 4, {})
    assert is_held_out("selqa", 1, {"part": "test"})
    assert not is_held_out("selqa", 1, {"part": "dev"})


def test_the_sentence_around_an_answer_is_the_one_that_answers():
    passage = "Ice is solid. It melts at 0 degrees. Steam is a gas."
    row = {"question": "?", "passage": passage, "answer": "0 degrees", "answer_start": passage.index("0 d"),
           "sentence": None}  # fmt: skip
    made = to_span(row)
    assert [passage[slice(*made.sentences[n])] for n in made.answering] == ["It melts at 0 degrees."]
    assert to_span({**row, "answer": None}).answering == ()


def test_a_window_holds_an_answering_sentence_and_whole_sentences_only():
    passage = " ".join(f"Sentence number {n} is here." for n in range(60))
    starts = [passage.index(f"Sentence number {n} ") for n in range(60)]
    spans = tuple((start, passage.index(".", start) + 1) for start in starts)
    for seed in range(10):
        window = cut_window(SpanExample("?", passage, spans, (40,)), random.Random(seed), 300)
        assert len(window.passage) <= 300
        [place] = window.answering
        assert window.passage[slice(*window.sentences[place])] == "Sentence number 40 is here."
