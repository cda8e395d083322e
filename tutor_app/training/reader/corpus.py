"""Gather what a reader of one language learns from."""

import random
from collections.abc import Sequence
from pathlib import Path

from tutor_app.core.words import search_words
from tutor_app.training.reader.batches import cut_window
from tutor_app.training.reader.examples import ClaimExample, Corpus, RankExample, SpanExample
from tutor_app.training.reader.question_sets import (
    MAX_EVIDENCE,
    read_answer_claims,
    read_claims,
    read_passage_ranks,
    read_spans,
)
from tutor_app.training.reader.textbooks import make_claims, read_lines, read_textbook

TEST_BOOKS = ("microbiology", "sociology-3e")  # never trained on
SHARED_RUN = 13  # words in a row that stand in a test book, too: such an example is left out
MAX_CLAIMS_PER_BOOK = 2500
MAX_SET_CLAIMS = 10_000  # of each kind
NEGATIVES = 3
BLOCK = 40  # questions of a set whose passages stand against one another


def gather(language: str, books: Sequence[Path], sets: Path, test_books: Sequence[Path], seed: int) -> Corpus:
    """Read books and sets; what shares a run of words with a test book is left out."""
    rng = random.Random(seed)
    ranks: list[RankExample] = []
    spans: list[SpanExample] = list(read_spans(sets, language))
    claims: list[ClaimExample] = list(read_claims(sets, language))
    known = _runs(test_books)
    for book in books:
        of_book = read_textbook(book, seed)
        ranks += [one for one in of_book[0] if not _is_known(one.passages[0], known)]
        spans += [one for one in of_book[1] if not _is_known(one.passage, known)]
        fresh = [one for one in of_book[2] if not _is_known(one.evidence, known)]
        claims += rng.sample(fresh, min(MAX_CLAIMS_PER_BOOK, len(fresh)))
    ranks += _set_ranks(sets, language)
    claims += _set_claims(sets, language, rng)
    ranks += [_disturb(one, rng) for one in rng.sample(ranks, len(ranks) // 5)]
    return Corpus(tuple(ranks), tuple(spans), tuple(claims))


def _set_ranks(sets: Path, language: str) -> list[RankExample]:
    """A set's question with its passage, against the passages of its neighbours that share most words."""
    rows = list(read_passage_ranks(sets, language))
    made = []
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        words = [set(search_words(passage)) for _, passage in block]
        for question, passage in block:
            asked = set(search_words(question))
            others = [p for p in range(len(block)) if block[p][1] != passage]
            others.sort(key=lambda p: -len(asked & words[p]))
            negatives = tuple(dict.fromkeys(block[p][1] for p in others))[:NEGATIVES]
            if len(negatives) == NEGATIVES:
                made.append(RankExample(question, (passage, *negatives)))
    return made


def _set_claims(sets: Path, language: str, rng: random.Random) -> list[ClaimExample]:
    """Claims made of the sets' passages, and questions with a right or a wrong answer."""
    examples = [one for one in read_spans(sets, language) if one.answering]
    windows = list(dict.fromkeys(cut_window(one, rng, MAX_EVIDENCE[language]).passage for one in examples))
    made = list(dict.fromkeys(make_claims([("", window) for window in windows * 2], (), rng)))
    answered = list(read_answer_claims(sets, language, rng))
    return [
        sample for kind in (made, answered) for sample in rng.sample(kind, min(MAX_SET_CLAIMS, len(kind)))
    ]


_RAMBLE = {
    "en": (
        "sorry maybe this is a stupid question but {}", "um so I was wondering {} because I got lost there",
        "ok wait can you go back a bit, {} I read it twice and still don't see it", "{} like in general?",
        "I have a question about the thing from before. {} That's what confuses me.",
        "we did this in class but I missed it, so {}", "hi, {} thanks",
    ),
    "zh": (
        "不好意思，我想问一下，{}", "老师，刚才那个地方我没听懂，{}", "那个，就是说，{} 我看了两遍还是不明白",
        "{} 能讲简单一点吗", "我有个问题，{} 谢谢",
    ),
}  # fmt: skip


def _disturb(example: RankExample, rng: random.Random) -> RankExample:
    """The question as somebody rambles, or as it may be misheard: words lost, letters changed."""
    is_chinese = any("一" <= char <= "鿿" for char in example.question)
    question = example.question
    if rng.random() < 0.5:
        question = rng.choice(_RAMBLE["zh" if is_chinese else "en"]).format(question.strip())
    else:
        units = list(question) if is_chinese else question.lower().rstrip("?").split()
        kept = [unit for unit in units if rng.random() > 0.12]
        if not is_chinese:
            kept = [_misspelt(word, rng) if rng.random() < 0.15 else word for word in kept]
        question = ("" if is_chinese else " ").join(kept) or question
    return RankExample(question, example.passages)


def _misspelt(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at])
    )


def _runs(books: Sequence[Path]) -> frozenset[int]:
    return frozenset(
        run
        for book in books
        for row in read_lines(book, "sections")
        for block in row["blocks"]
        for run in _run_hashes(block["text"])
    )


def _run_hashes(text: str) -> list[int]:
    words = search_words(text)
    return [hash(tuple(words[at : at + SHARED_RUN])) for at in range(0, len(words) - SHARED_RUN + 1)]


def _is_known(text: str, known: frozenset[int]) -> bool:
    return any(run in known for run in _run_hashes(text))
