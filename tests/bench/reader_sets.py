"""The reader on public question sets: the sentence that answers, and whether a text supports a claim."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.row import Row, at_least, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.core.material import LineLocator, Passage
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.explain.question import Numbered, Question
from tutor_app.engine.explain.relevance import weighed
from tutor_app.engine.explain.sentences import sentence_spans
from tutor_app.engine.finding import CLOSENESS, TITLED
from tutor_app.engine.reader.model import Reader, Verdict
from tutor_app.training.reader.examples import ClaimExample, SpanExample
from tutor_app.training.reader.question_sets import is_held_out, read_rows, read_spans, to_claim, to_span
from tutor_app.training.reader.textbooks import Paragraphs

QUESTIONS = 400  # of each set
OTHERS = 3  # passages beside the right one, those that share most words with the question
MAX_CLAIMS = 1500
LABELS = ("supported", "refuted", "unknown")
REFUTED_AS_SUPPORTED = 0.03


@dataclass(frozen=True)
class ChoiceItem:
    """A question, its passages with the right one first, and where in that one the answer is."""

    question: str
    passages: tuple[str, ...]
    answers: tuple[tuple[int, int], ...]


class EncoderSearch:
    """Closeness in meaning as a turn has it."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder

    def finds(self, _sentence: str, _number: int) -> bool:
        return True

    def closeness(
        self, question: str, sentences: Sequence[str], titles: Sequence[str] = ()
    ) -> Sequence[float]:
        if titles:
            under = zip(titles, sentences, strict=True)
            sentences = [f"{title}: {text}" if title else text for title, text in under]
        asked = self._encoder.encode([question], "query", Cancellation())[0]
        cosines = self._encoder.encode(sentences, "passage", Cancellation()) @ asked
        far, close = (TITLED if titles else CLOSENESS)[self._encoder.name]
        scaled: list[float] = ((cosines - far) / (close - far)).tolist()
        return scaled


def choice_items(sets: Path, squad: Path, name: str) -> list[ChoiceItem]:
    """Questions of a set with passages to choose from; spread over the set."""
    if name == "selqa":
        asked = _selqa_test(sets)
        examples = [one for one in read_spans(sets, "en", held_out=True) if one.question in asked]
        items = [_to_item(one, ()) for one in examples if one.answering]
    else:
        items = list(_with_others(list(_examples(sets, squad, name))))
    step = max(1, len(items) // QUESTIONS)
    return items[::step][:QUESTIONS]


def choice_rows(
    name: str, language: Language, items: Sequence[ChoiceItem], reader: Reader, encoder: TextEncoder
) -> list[Row]:
    """First sentence of all passages: the reader, and the relevance of today beside it."""
    search = EncoderSearch(encoder)
    ours = float(np.mean([_is_right(one, choose_sentence(reader, one)) for one in items]))
    now = float(np.mean([_is_right(one, _most_relevant(one, language, search)) for one in items]))
    return [
        Row(f"sentence that answers, {name} ({len(items)}): relevance", now, "share"),
        at_least(f"sentence that answers, {name} ({len(items)}): reader", ours, "share", now + 0.15),
    ]


def choose_sentence(reader: Reader, item: ChoiceItem) -> tuple[int, int, int]:
    """Passage, start and end of the sentence that answers best: its own chance times its passage's."""
    spans = [sentence_spans(passage) for passage in item.passages]
    readings = reader.read_passages(item.question, item.passages, Cancellation(), spans)
    scored = [
        (chance * reading.answerable, place, *span)
        for place, reading in enumerate(readings)
        for chance, span in zip(reading.sentences, spans[place], strict=True)
    ]
    _, place, start, end = max(scored)
    return place, start, end


def claim_rows(name: str, claims: Sequence[ClaimExample], reader: Reader, bars: bool = False) -> list[Row]:
    """Macro-F1 over the labels that a set has, and contradictions taken as supported."""
    step = max(1, len(claims) // MAX_CLAIMS)
    chosen = claims[::step][:MAX_CLAIMS]
    verdicts = reader.judge_claims([(one.claim, one.evidence) for one in chosen], Cancellation())
    said = [_label(one) for one in verdicts]
    score = macro_f1([one.verdict for one in chosen], said)
    refuted = [guess for one, guess in zip(chosen, said, strict=True) if one.verdict == "refuted"]
    lies = refuted.count("supported") / max(1, len(refuted))
    row = f"support, {name} ({len(chosen)})"
    if bars:
        return [
            at_least(f"{row}: macro-F1", score, "", 0.85),
            at_most(f"{row}: contradictions taken as supported", lies, "share", REFUTED_AS_SUPPORTED),
        ]
    return [
        Row(f"{row}: macro-F1", score, ""),
        Row(f"{row}: contradictions taken as supported", lies, "share"),
    ]


def claim_sets(sets: Path, language: Language) -> Iterator[tuple[str, list[ClaimExample]]]:
    """Sets that nothing was trained on: whole ones, and the held-out parts of others."""
    if language == "en":
        yield "SciFact", [to_claim(row) for row in read_rows(sets, "scifact", "nli")]
        rows = read_rows(sets, "student-answers", "nli")
        yield (
            "Beetle unseen answers",
            [
                to_claim(row)
                for row in rows
                if row.get("corpus") == "beetle" and row["part"] == "test-unseen-answers"
            ],
        )
        return
    rows = read_rows(sets, "vgaokao", "nli")
    yield "VGaokao held-out", [to_claim(row) for n, row in enumerate(rows) if is_held_out("vgaokao", n, row)]
    rows = read_rows(sets / "evaluate-only", "ocnli", "nli")
    yield "OCNLI dev", [to_claim(row) for row in rows if "dev" in row["id"]]


def macro_f1(labels: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 of the labels that occur; a guess of another label is an error of recall."""
    scores = []
    for label in set(labels):
        right = sum(a == b == label for a, b in zip(labels, said, strict=True))
        scores.append(2 * right / max(1, labels.count(label) + list(said).count(label)))  # type: ignore[attr-defined]
    return float(np.mean(scores))


def _label(verdict: Verdict) -> str:
    return max(LABELS, key=lambda label: getattr(verdict, label))


def _selqa_test(sets: Path) -> set[str]:
    return {row["question"] for row in read_rows(sets, "selqa", "rank") if row["part"] == "test"}


def _examples(sets: Path, squad: Path, name: str) -> Iterator[SpanExample]:
    if name == "qed":
        rows = [row for n, row in enumerate(read_rows(sets, "qed", "span")) if is_held_out("qed", n, row)]
        yield from (made for row in rows if row["answer"] and (made := to_span(row)))
        return
    for article in json.loads(squad.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                row = {
                    "question": asked["question"], "passage": paragraph["context"], "answer": answer["text"],
                    "answer_start": answer["answer_start"], "sentence": None,
                }  # fmt: skip
                if row["answer"] in row["passage"] and (made := to_span(row)):
                    yield made


def _with_others(examples: Sequence[SpanExample]) -> Iterator[ChoiceItem]:
    """With the set's passages that share most words with the question."""
    texts = list(dict.fromkeys(one.passage for one in examples))
    book = Paragraphs.build(
        [
            {"module": str(n), "section_title": "", "blocks": [{"type": "para", "path": [], "text": text}]}
            for n, text in enumerate(texts)
        ]
    )
    for one in examples:
        if not one.answering:
            continue
        scores: dict[str, float] = defaultdict(float)
        for place, score in book.score(one.question).items():
            scores[texts[int(book.modules[place])]] += score
        others = sorted((text for text in scores if text != one.passage), key=lambda text: -scores[text])
        yield _to_item(one, others[:OTHERS])


def _to_item(one: SpanExample, others: Sequence[str]) -> ChoiceItem:
    return ChoiceItem(one.question, (one.passage, *others), tuple(one.sentences[n] for n in one.answering))


def _most_relevant(
    item: ChoiceItem, language: Language, search: EncoderSearch
) -> tuple[int, int, int] | None:
    passages = tuple(
        Numbered(n, Passage(n, n, (), text, (LineLocator("a.md", 1, 1),)))
        for n, text in enumerate(item.passages, start=1)
    )
    first = weighed(Question(item.question, language, passages), search).first
    return (first.number - 1, first.start, first.end) if first else None


def _is_right(item: ChoiceItem, chosen: tuple[int, int, int] | None) -> bool:
    if chosen is None or chosen[0] != 0:
        return False
    _, start, end = chosen
    overlaps = [min(end, b) - max(start, a) for a, b in item.answers]
    return any(
        shared > 0.5 * min(end - start, b - a) for shared, (a, b) in zip(overlaps, item.answers, strict=True)
    )
