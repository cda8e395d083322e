"""Textbooks in the layout of `training/books.py`, gzipped too → questions with passages, and claims.

An exercise names the section that answers it, not the passage: the passage of that section that shares most
with question and solution is taken, and those of other sections that look most alike stand against it.
"""

import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor_app.core.language import is_han
from tutor_app.core.words import search_words
from tutor_app.engine.explain.sentences import sentence_spans
from tutor_app.training.reader.contradictions import contradict
from tutor_app.training.reader.examples import ClaimExample, RankExample, SpanExample

PASSAGE_WORDS = 110
NEGATIVES = 3
MAX_PROBLEM = 500  # characters of a question
SHARED_WITH_SOLUTION = 0.45  # of a solution's telling words in a sentence that gives it
_OPTION = re.compile(r"^\s*-\s*")
_GAP = re.compile(r"_{3,}")
_CITED = re.compile(r"\(\s*(?:Figure|Table|Example|Equation)?\s*[\d.]*\s*\)")


@dataclass(frozen=True)
class Paragraphs:
    """A book's passages of about a hundred words, each with its module, and BM25 over them."""

    texts: tuple[str, ...]
    modules: tuple[str, ...]
    titles: tuple[str, ...]
    lengths: tuple[int, ...]
    counts: dict[str, dict[int, int]]  # of each word, in each passage that holds it
    places: dict[str, list[int]]  # of each module

    @classmethod
    def build(cls, modules: Sequence[dict[str, Any]]) -> "Paragraphs":
        texts, names, titles = [], [], []
        for module in modules:
            for title, text in _passages(module):
                texts.append(text)
                names.append(module["module"])
                titles.append(title)
        counts: dict[str, dict[int, int]] = defaultdict(dict)
        places: dict[str, list[int]] = defaultdict(list)
        lengths = []
        for place, (title, text) in enumerate(zip(titles, texts, strict=True)):
            words = Counter(search_words(f"{title} {text}"))
            lengths.append(sum(words.values()))
            places[names[place]].append(place)
            for word, count in words.items():
                counts[word][place] = count
        return cls(tuple(texts), tuple(names), tuple(titles), tuple(lengths), dict(counts), dict(places))

    def score(self, query: str) -> dict[int, float]:
        """BM25 (k1 1.2, b 0.75) of every passage that shares a word with the query."""
        total, scores = len(self.texts), defaultdict[int, float](float)
        mean = sum(self.lengths) / max(1, total)
        for word in set(search_words(query)):
            found = self.counts.get(word, {})
            if not found or len(found) > total / 4:
                continue
            idf = math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            for place, count in found.items():
                length = 0.25 + 0.75 * self.lengths[place] / mean
                scores[place] += idf * count * 2.2 / (count + 1.2 * length)
        return scores


def read_lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a book's file, gzipped or not; none where it isn't there."""
    for file, opener in ((folder / f"{name}.jsonl", open), (folder / f"{name}.jsonl.gz", gzip.open)):
        if file.is_file():
            with opener(file, "rt", encoding="utf-8") as lines:
                return [json.loads(line) for line in lines]
    return []


def read_textbook(
    folder: Path, seed: int, *, left_out: frozenset[str] = frozenset()
) -> tuple[list[RankExample], list[SpanExample], list[ClaimExample]]:
    """Make what there is to learn of one book; modules that are `left_out` are for measuring."""
    rng = random.Random(f"{seed}{folder.name}")
    modules = [row for row in read_lines(folder, "sections") if row["module"] not in left_out]
    book = Paragraphs.build(modules)
    if not book.texts:
        return [], [], []
    own = set(book.places)
    exercises = [row for row in read_lines(folder, "exercises") if row["module"] in own]
    glossary = [row for row in read_lines(folder, "glossary") if row["module"] in own]
    asked = [
        *_exercise_questions(exercises),
        *_glossary_questions(glossary, rng),
        *_heading_questions(modules, rng),
    ]
    ranks: list[RankExample] = []
    spans: list[SpanExample] = []
    for question, solution, module in asked:
        if made := _rank(book, question, solution, module, rng):
            ranks.append(made)
            spans += _make_spans(made, solution, rng)
    claims = [
        *_option_claims(book, exercises),
        *_glossary_claims(book, glossary, rng),
        *make_claims(
            list(zip(book.titles, book.texts, strict=True))[::2],
            sorted({row["term"] for row in glossary}),
            rng,
        ),
    ]
    return ranks, spans, claims


def _passages(module: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Paragraphs joined to about a hundred words, each with its nearest heading."""
    text, title, length = "", "", 0.0
    for block in module["blocks"]:
        if block["type"] == "exercise" or not block["text"].strip():
            continue
        heading = block["path"][-1] if block["path"] else module["section_title"]
        words = _length(block["text"])
        if text and (length + words > 1.4 * PASSAGE_WORDS or heading != title):
            yield title, text
            text, length = "", 0.0
        text, title, length = f"{text}\n{block['text']}".strip(), heading, length + words
        while length > 1.6 * PASSAGE_WORDS:
            cut = _cut(text)
            if cut is None:
                break
            yield title, text[:cut].strip()
            text = text[cut:].strip()
            length = _length(text)
    if text:
        yield title, text


def _cut(text: str) -> int | None:
    for start, _ in sentence_spans(text)[1:]:
        if _length(text[:start]) >= 0.9 * PASSAGE_WORDS:
            return start
    return None


def _length(text: str) -> float:
    return len(re.findall(r"[A-Za-z0-9']+", text)) + 0.55 * sum(map(is_han, text))


def _exercise_questions(exercises: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for row in exercises:
        problem = row["problem"].split("\n- ")[0].strip()
        if 15 <= len(problem) <= MAX_PROBLEM:
            yield problem, _key(row) or row.get("solution") or "", row["module"]


def _glossary_questions(
    glossary: Sequence[dict[str, Any]], rng: random.Random
) -> Iterator[tuple[str, str, str]]:
    forms = ("What is {}?", "what does {} mean", "Define {}.", "I don't understand {}", "explain {} please",
             "{}?", "Can you tell me what {} is?", "What is meant by {}?")  # fmt: skip
    for row in glossary:
        yield rng.choice(forms).format(row["term"]), f"{row['term']} {row['meaning']}", row["module"]


def _heading_questions(
    modules: Sequence[dict[str, Any]], rng: random.Random
) -> Iterator[tuple[str, str, str]]:
    forms = {"en": ("Tell me about {}.", "How does {} work?", "what's going on with {}", "{}"),
             "zh": ("什么是{}？", "{}是什么意思", "请解释{}", "我不太明白{}", "{}")}  # fmt: skip
    for module in modules:
        headings = dict.fromkeys(block["path"][-1] for block in module["blocks"] if block["path"])
        for heading in headings:
            bare = heading.split("–")[-1].strip()
            if 4 <= len(bare) <= 60 and ":" not in bare:
                form = rng.choice(forms["zh" if any(map(is_han, bare)) else "en"])
                yield form.format(bare), bare, module["module"]


def _rank(
    book: Paragraphs, question: str, solution: str, module: str, rng: random.Random
) -> RankExample | None:
    by_question = book.score(question)
    by_both = book.score(f"{question} {solution}") if solution else by_question
    inside = book.places.get(module, [])
    right = max(inside, key=lambda place: by_both.get(place, 0.0), default=None)
    if right is None or by_both.get(right, 0.0) <= 0:
        return None
    others = sorted((p for p in by_question if book.modules[p] != module), key=lambda p: -by_question[p])
    if len(others) < NEGATIVES:
        return None
    hard = rng.sample(others[:12], min(NEGATIVES, len(others[:12])))
    return RankExample(question, tuple(_write_passage(book, place) for place in (right, *hard)))


def _write_passage(book: Paragraphs, place: int) -> str:
    return f"{book.titles[place]}\n{book.texts[place]}"


def _make_spans(rank: RankExample, solution: str, rng: random.Random) -> Iterator[SpanExample]:
    """The sentences of the right passage that say what the solution says; a wrong passage has none."""
    wanted = {word for word in search_words(solution) if len(word) > 3 or is_han(word[0])}
    passage = rank.passages[0]
    sentences = tuple(sentence_spans(passage))
    if len(wanted) >= 3 and len(sentences) > 2:
        shares = [len(wanted & set(search_words(passage[a:b]))) / len(wanted) for a, b in sentences]
        answering = tuple(
            n for n, share in enumerate(shares) if share >= max(SHARED_WITH_SOLUTION, 0.8 * max(shares))
        )
        if answering and len(answering) <= 2:
            yield SpanExample(rank.question, passage, sentences, answering)
    if rng.random() < 0.3:
        wrong = rng.choice(rank.passages[1:])
        yield SpanExample(rank.question, wrong, tuple(sentence_spans(wrong)), ())


def _key(row: dict[str, Any]) -> str:
    """The text of a multiple choice's right option; empty where it can't be told."""
    letter = (row.get("solution") or "").strip().rstrip(".").lower()
    options = row.get("options") or []
    place = ord(letter) - ord("a") if len(letter) == 1 and letter.isalpha() else -1
    return _OPTION.sub("", options[place]) if 0 <= place < len(options) else ""


def _option_claims(book: Paragraphs, exercises: Sequence[dict[str, Any]]) -> Iterator[ClaimExample]:
    """A multiple choice's statement is supported by its section with its key, with another option not."""
    for row in exercises:
        key, options = _key(row), [_OPTION.sub("", one) for one in row.get("options") or []]
        stem = row["problem"].split("\n- ")[0].strip()
        if not key or len(stem) > 250 or any("above" in one.lower() or " and " in one[:8] for one in options):
            continue
        scores = book.score(f"{stem} {key}")
        inside = book.places[row["module"]]
        evidence = _write_passage(book, max(inside, key=lambda p: scores.get(p, 0.0)))
        for option in options:
            claim = _GAP.sub(option, stem) if _GAP.search(stem) else f"{stem} {option}"
            yield ClaimExample(claim, evidence, "supported" if option == key else "unsupported")


def _glossary_claims(
    book: Paragraphs, glossary: Sequence[dict[str, Any]], rng: random.Random
) -> Iterator[ClaimExample]:
    """A term's meaning is supported by the passage that tells it; another term's meaning isn't."""
    for row in glossary:
        scores = book.score(f"{row['term']} {row['meaning']}")
        inside = [p for p in book.places.get(row["module"], ()) if scores.get(p)]
        if not inside:
            continue
        evidence = _write_passage(book, max(inside, key=lambda p: scores[p]))
        words = set(search_words(row["meaning"]))
        if len(words & set(search_words(evidence))) < 0.5 * len(words):
            continue
        claim = f"{row['term']} is {row['meaning']}"
        yield ClaimExample(claim, evidence, "supported")
        other = rng.choice(glossary)
        if other["term"] != row["term"]:
            yield ClaimExample(f"{other['term']} is {row['meaning']}", evidence, "unsupported")
        if changed := contradict(claim, rng):
            yield ClaimExample(changed, evidence, "refuted")


def make_claims(
    passages: Sequence[tuple[str, str]], names: Sequence[str], rng: random.Random
) -> Iterator[ClaimExample]:
    """Give claims about passages (title and text) made of their own sentences.

    A sentence of a passage is supported by it, shortened too; turned round it is refuted; with it left out
    the passage says nothing of it.
    """
    for title, passage in passages:
        good = [passage[a:b] for a, b in sentence_spans(passage) if _is_claim(passage[a:b])]
        if len(good) < 3:
            continue
        sentence = rng.choice(good)
        plain = _CITED.sub("", sentence).replace("\n", " ").strip()
        evidence = f"{title}\n{passage}".strip()
        claim = _shorten(plain, rng) or plain
        yield ClaimExample(claim, evidence, "supported")
        if changed := contradict(claim, rng, names):
            yield ClaimExample(changed, evidence, "refuted")
        if rng.random() < 0.5:
            yield ClaimExample(plain, f"{title}\n{passage.replace(sentence, ' ').strip()}".strip(), "unknown")


def _is_claim(sentence: str) -> bool:
    shortest, longest = (12, 110) if any(map(is_han, sentence)) else (40, 260)
    return (
        shortest <= len(sentence) <= longest
        and sentence[-1] in ".。"
        and not any(mark in sentence for mark in "|$")
    )


def _shorten(sentence: str, rng: random.Random) -> str | None:
    """The sentence without one of its clauses at an end, where enough is left."""
    parts = re.split(r"(?<=,) |(?<=，)|(?<=;) |(?<=；)", sentence)
    if len(parts) < 2 or rng.random() < 0.4:
        return None
    kept = "".join(parts[1:]) if any(map(is_han, sentence)) else " ".join(parts[1:])
    if rng.random() < 0.6:
        kept = ("" if any(map(is_han, sentence)) else " ").join(parts[:-1]).rstrip(",，;； ")
        kept += "。" if any(map(is_han, sentence)) else "."
    return kept[0].upper() + kept[1:] if len(kept) >= 0.5 * len(sentence) else None
