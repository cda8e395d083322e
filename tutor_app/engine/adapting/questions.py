"""The questions that a course itself gives, and where in it their answers stand.

Its exercises, the definitions of its glossary, its captions; and its sentences, whole, as gaps to fill with
and without options, and as a few typed words. The passage that a question was made of is covered when it is
asked.
Headings name the neighbourhoods, so they are what is to be found, not questions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from tutor_app.core.material import Passage
from tutor_app.core.shelf import Shelf
from tutor_app.core.words import search_words

MOST_EXERCISES, MOST_DEFINITIONS, MOST_CAPTIONS, MOST_SENTENCES = 1000, 500, 500, 2000
WORDS = (5, 60)  # of a sentence; a Chinese one has about as many characters
FRAGMENT = (2, 5)  # words
TERM, TELLING = 0.3, 0.1  # of the passages that hold a word: how many stand in its neighbourhood
AGAIN = 2  # passages of it, at least: when one is covered another still says it
OPTIONS = 3  # wrong ones
MOST_PLACES = 12  # neighbourhoods of a chapter: an exercise of the whole book teaches nothing
MOST_CAPTION = 600  # characters

EXERCISES = re.compile(
    r"\b(exercises?|problems?|quiz|review questions|questions|multiple choice|check your)\b"
    r"|习题|练习|思考题|复习题|自测",
    re.IGNORECASE,
)
GLOSSARY = re.compile(r"\b(glossary|key terms|vocabulary|definitions)\b|术语|词汇|名词解释", re.IGNORECASE)
_DEFINITION = re.compile(r"^[\s*•–-]*(?P<term>[^:：.。]{2,60}?)[*\s]*(?:[:：]|\s[–—-]\s)\s*(?P<said>.{15,})$")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z0-9])|(?<=[。！？；])[”’）]*|\n")
_LIST_MARK = re.compile(r"^\s*(?:[-•*]|\(?\d{1,3}[.)、])\s*")
_LABEL = re.compile(r"^\s*(?:Figure|Fig\.?|图|圖)\s*[\d.–—-]*\s*[.:：]?\s*", re.IGNORECASE)
GAP = "____"

T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """Words to ask, and the neighbourhoods that answer; any one of them will do."""

    words: str
    places: frozenset[int]
    covered: tuple[int, ...]  # passages that must not answer: they hold it word for word
    made_of: str  # the same for all questions of one passage, figure or exercise

    def __post_init__(self) -> None:
        if not self.words.strip() or not self.places:
            raise ValueError("a question has words and a place where it is answered")


def questions_of(shelf: Shelf, random: np.random.Generator) -> list[Question]:
    """Some thousand questions of a course, always the same for the same course and `random`."""
    book = _Book.of(shelf)
    kinds = (
        (MOST_EXERCISES, _exercises(book)),
        (MOST_DEFINITIONS, _definitions(book, shelf)),
        (MOST_CAPTIONS, _captions(book, shelf)),
        (MOST_SENTENCES, _of_sentences(book, random)),
    )
    return [question for most, all_of in kinds for question in _some(list(all_of), most, random)]


@dataclass(frozen=True)
class _Book:
    """A course with what is looked up again and again."""

    passages: tuple[Passage, ...]
    group: dict[int, int]
    holding: Counter[str]  # in how many passages a word stands
    holding_in: Counter[tuple[int, str]]  # in how many of a neighbourhood

    @classmethod
    def of(cls, shelf: Shelf) -> "_Book":
        ids, groups = shelf.neighbourhoods()
        passages = tuple(shelf.passage(id) for id in ids.tolist())
        group = dict(zip(ids.tolist(), groups.tolist(), strict=True))
        holding: Counter[str] = Counter()
        holding_in: Counter[tuple[int, str]] = Counter()
        for passage in passages:
            words = set(search_words(passage.text))
            holding.update(words)
            holding_in.update((group[passage.id], word) for word in words)
        return cls(passages, group, holding, holding_in)

    def subject(self, text: str, passage: Passage, share: float) -> list[str]:
        """The words that belong to the neighbourhood of a passage, and not so much to others."""
        place = self.group[passage.id]

        def belongs(word: str) -> bool:
            here = self.holding_in[place, word]
            return here >= AGAIN and here >= share * self.holding[word]

        words = (word for word in dict.fromkeys(search_words(text)) if len(word) > 1 and not word.isdigit())
        return [word for word in words if belongs(word)]


def _exercises(book: _Book) -> Iterator[Question]:
    """Answered somewhere under the heading above the one that says “exercises”."""
    asked: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passage in book.passages:
        if (depth := _depth(passage, EXERCISES)) > 0:
            asked[passage.path[: depth + 1]].append(passage)
    exercising = {passage.id for some in asked.values() for passage in some}
    teaching = [passage for passage in book.passages if passage.id not in exercising]
    for path, some in asked.items():
        above = path[:-1]
        places = frozenset(book.group[p.id] for p in teaching if p.path[: len(above)] == above)
        if 0 < len(places) <= MOST_PLACES:
            hidden = tuple(passage.id for passage in some)
            for passage in some:
                for number, text in enumerate(_sentences(passage.text)):
                    if text.endswith(("?", "？")) or GAP in text:
                        yield Question(text, places, hidden, f"exercise {passage.id} {number}")


def _definitions(book: _Book, shelf: Shelf) -> Iterator[Question]:
    """Answered in the neighbourhood that uses the term most."""
    glossary = [passage for passage in book.passages if _depth(passage, GLOSSARY) >= 0]
    hidden = tuple(passage.id for passage in glossary)
    for passage in glossary:
        for line in _sentences(passage.text):
            if match := _DEFINITION.match(line):
                term = " ".join(search_words(match["term"]))
                users = shelf.passages_with(term, len(book.passages)) if term else np.zeros(0, np.int64)
                counts = Counter(book.group[id] for id in users.tolist() if id not in hidden)
                best = counts.most_common(2)
                if best and (len(best) == 1 or best[0][1] > best[1][1]):
                    yield Question(match["said"], frozenset({best[0][0]}), hidden, f"term {term}")


def _captions(book: _Book, shelf: Shelf) -> Iterator[Question]:
    """Answered where the figure stands."""
    ids = np.union1d(shelf.text_vectors("figure")[0], shelf.looks()[0]).astype(np.int64)
    beside: dict[int, list[Passage]] = defaultdict(list)
    for passage in book.passages:
        beside[book.group[passage.id]].append(passage)
    for id, place in zip(ids.tolist(), shelf.neighbourhoods_of(ids).tolist(), strict=True):
        caption = _LABEL.sub("", shelf.figure(id).caption)[:MOST_CAPTION].strip()
        if len(search_words(caption)) >= WORDS[0] and beside[place]:
            same = tuple(passage.id for passage in beside[place] if caption[:40] in passage.text)
            if len(same) < len(beside[place]):
                yield Question(caption, frozenset({place}), same, f"figure {id}")


def _of_sentences(book: _Book, random: np.random.Generator) -> Iterator[Question]:
    """Each as one kind of question, chosen by chance; answered by the other passages around it."""
    sizes = Counter(book.group.values())
    telling = [
        (passage, sentence)
        for passage in book.passages
        if sizes[book.group[passage.id]] > 1
        and max(_depth(passage, EXERCISES), _depth(passage, GLOSSARY)) < 0
        for sentence in _sentences(passage.text)
    ]
    for passage, sentence in _some(telling, 2 * MOST_SENTENCES, random):  # half may have no subject
        if asked := _asked(sentence, passage, book, random):
            yield Question(asked, frozenset({book.group[passage.id]}), (passage.id,), f"passage {passage.id}")


def _asked(sentence: str, passage: Passage, book: _Book, random: np.random.Generator) -> str:
    """The sentence, some of its words, or a gap in it with or without options; empty if it has no subject."""
    terms = book.subject(sentence, passage, TERM)
    if not terms:
        return ""
    kind = int(random.integers(4))
    if kind == 0:
        return sentence
    if kind == 1:
        return _fragment(book.subject(sentence, passage, TELLING), random)
    term = terms[int(random.integers(len(terms)))]
    gap = re.sub(re.escape(term), GAP, sentence, count=1, flags=re.IGNORECASE)
    if kind == 2:
        return gap
    others = [word for word in book.subject(passage.text, passage, TERM) if word != term]
    options = [term, *_some(others, OPTIONS, random)]
    return "\n".join([gap, *(f"- {options[i]}" for i in random.permutation(len(options)))])


def _fragment(words: Sequence[str], random: np.random.Generator) -> str:
    """Two to five words in their order, as somebody types who is in a hurry; empty if there are fewer."""
    if len(words) < FRAGMENT[0]:
        return ""
    return " ".join(_some(words, int(random.integers(FRAGMENT[0], FRAGMENT[1] + 1)), random))


def _sentences(text: str) -> list[str]:
    cut = (_LIST_MARK.sub("", part).strip() for part in _SENTENCE_END.split(text))
    return [part for part in cut if WORDS[0] <= len(search_words(part)) <= WORDS[1]]


def _depth(passage: Passage, heading: re.Pattern[str]) -> int:
    """Which of the headings above a passage says so; -1 if none does."""
    return next((depth for depth, title in enumerate(passage.path) if heading.search(title)), -1)


def _some(things: Sequence[T], most: int, random: np.random.Generator) -> list[T]:
    """At most so many, chosen by chance, in their order."""
    chosen = np.sort(random.permutation(len(things))[:most])
    return [things[i] for i in chosen]
