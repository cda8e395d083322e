"""Read the public sets of questions, sentences and claims, in the layout `SET/PURPOSE.jsonl.gz`.

`rank` rows hold question, positive and negative texts; `span` rows question, passage and the sentence that
answers; `nli` rows claim, evidence and label. What a set keeps for testing is left out here.
"""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tutor_app.engine.explain.sentences import sentence_spans
from tutor_app.engine.reader.pairs import TextSpan
from tutor_app.training.reader.batches import cut_window
from tutor_app.training.reader.examples import ClaimExample, SpanExample

HELD_OUT_EVERY = 4  # rows of a set without a test part of its own
MAX_EVIDENCE = {"en": 900, "zh": 300}  # characters: longer evidence would be cut
TEST_PARTS = ("test", "test-unseen-answers", "test-unseen-questions", "test-unseen-domains")

SPAN_SETS = {"en": ("squad2-dev", "qed", "onestopqa"), "zh": ("cmrc2018-train",)}
CLAIM_SETS = {"en": ("student-answers", "entailment-bank", "onestopqa", "pubmedqa"), "zh": ("vgaokao",)}
SENTENCE_SETS = {"en": ("selqa", "entailment-bank"), "zh": ()}
HELD_OUT = ("qed", "vgaokao")  # measured on every fourth row of these


def read_rows(folder: Path, name: str, purpose: str) -> list[dict[str, Any]]:
    """Return the rows of a set; none where it isn't there."""
    file = folder / name / f"{purpose}.jsonl.gz"
    if not file.is_file():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_held_out(name: str, place: int, row: dict[str, Any]) -> bool:
    """Tell whether a row is for measuring alone."""
    if name in HELD_OUT:
        return place % HELD_OUT_EVERY == 0
    return row.get("part") in TEST_PARTS and name != "pubmedqa"


def read_spans(folder: Path, language: str, *, held_out: bool = False) -> Iterator[SpanExample]:
    """Give questions with a passage and the sentence in it that answers."""
    for name in SPAN_SETS[language]:
        for place, row in enumerate(read_rows(folder, name, "span")):
            if is_held_out(name, place, row) == held_out and (made := to_span(row)):
                yield made
    for name in SENTENCE_SETS[language]:
        for place, row in enumerate(read_rows(folder, name, "rank")):
            if is_held_out(name, place, row) == held_out:
                yield _to_list(row, place)


def read_claims(folder: Path, language: str, *, held_out: bool = False) -> Iterator[ClaimExample]:
    """Give claims beside their evidence; evidence that would be cut is left out."""
    for name in CLAIM_SETS[language]:
        for place, row in enumerate(read_rows(folder, name, "nli")):
            if is_held_out(name, place, row) == held_out and len(row["evidence"]) <= MAX_EVIDENCE[language]:
                yield to_claim(row)


def read_passage_ranks(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Give a question and the passage that answers it, of sets with a passage for each question."""
    for name in SPAN_SETS[language]:
        for place, row in enumerate(read_rows(folder, name, "span")):
            if row["answer"] and not is_held_out(name, place, row):
                yield row["question"], row["passage"]


def read_answer_claims(folder: Path, language: str, rng: random.Random) -> Iterator[ClaimExample]:
    """Give questions with their answer, and with one to another question about the same passage."""
    for name in SPAN_SETS[language]:
        answers: dict[str, list[str]] = defaultdict(list)
        rows = [
            row
            for place, row in enumerate(read_rows(folder, name, "span"))
            if not is_held_out(name, place, row)
        ]
        for row in rows:
            if row["answer"]:
                answers[row["passage"]].append(row["answer"])
        for row in rows:
            if not row["answer"] or not (made := to_span(row)):
                continue
            evidence = cut_window(made, rng, MAX_EVIDENCE[language]).passage
            others = [
                one
                for one in answers[row["passage"]]
                if one not in row["answer"] and row["answer"] not in one
            ]
            yield ClaimExample(f"{row['question']} {row['answer']}", evidence, "supported")
            if others:
                yield ClaimExample(f"{row['question']} {rng.choice(others)}", evidence, "unsupported")


def to_claim(row: dict[str, Any]) -> ClaimExample:
    """Make a claim of a row; an answer is read with its question."""
    asked = row.get("question") or ""
    return ClaimExample(f"{asked} {row['claim']}".strip(), row["evidence"], row["label"])


def to_span(row: dict[str, Any]) -> SpanExample | None:
    """Make an example of a row; None where the answering sentence can't be placed."""
    sentences = tuple(sentence_spans(row["passage"]))
    if row["answer"] is None:
        return SpanExample(row["question"], row["passage"], sentences, ())
    start, end = row["sentence"] or (row["answer_start"], row["answer_start"] + len(row["answer"]))
    answering = tuple(n for n, span in enumerate(sentences) if _overlap(span, (start, end)) > 0.5)
    return SpanExample(row["question"], row["passage"], sentences, answering) if answering else None


def _to_list(row: dict[str, Any], seed: int) -> SpanExample:
    """A passage made of a row's right and wrong sentences, in an order that a seed tells."""
    texts = [(one["text"], True) for one in row["positive"]] + [
        (one["text"], False) for one in row["negative"]
    ]
    texts.sort(key=lambda one: hash_text(f"{seed}{one[0]}"))
    passage = ""
    sentences: list[TextSpan] = []
    answering: list[int] = []
    for text, is_right in texts:
        whole = text if text.rstrip()[-1:] in ".!?" else text.rstrip() + "."
        start = len(passage)
        passage += whole + " "
        if is_right:
            answering.append(len(sentences))
        sentences.append((start, start + len(whole)))
    return SpanExample(row["question"], passage.rstrip(), tuple(sentences), tuple(answering))


def hash_text(text: str) -> int:
    """Give the same number for the same text on every machine."""
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 % 2**32
    return value


def _overlap(one: TextSpan, other: TextSpan) -> float:
    """The part of the shorter one that lies in both."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(1, min(one[1] - one[0], other[1] - other[0]))
