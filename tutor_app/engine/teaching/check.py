"""A question that checks what was just explained: a gap in a sentence of the material, and terms for it."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tutor_app.core.checking import GAP, CheckQuestion
from tutor_app.core.language import is_han
from tutor_app.core.material import Passage
from tutor_app.core.shelf import Shelf
from tutor_app.core.words import search_words
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.sentences import sentences
from tutor_app.engine.teaching.empty_words import GENERAL
from tutor_app.engine.teaching.ladder import stands_alone, teaches
from tutor_app.engine.teaching.secret import kin, telling

OPTIONS = 4
LEAST_OPTIONS = 3
TERM_LETTERS, TERM_CHARACTERS = 5, (2, 6)
SPREAD = 200  # passages whose titles are read
COMMON_SHARE, FEW = 0.3, 15  # a word in more of the passages, or in so many, is no term of the course

# What follows an article is a noun, or an adjective, which its ending mostly tells
_NOUN = re.compile(r"\b(?:the|an?|of|its|this|each|no)\s+([a-z]{5,})(?=[\s,.;:)])")
_NOT_TERMS = re.compile(
    r"(?:ly|ed|ing|ive|ous|able|ible|ful|est|al|ic|ary|less|ward|er|ent|ant)$", re.IGNORECASE
)
_FORMULA = re.compile(r"\$[^$]*\$|[\\=^|]")
_TITLE_CUT = re.compile(r"[\s、，,:：（）()“”\"/]|[与和的及第章节]|什么是|为什么|如何|怎样")


def check_of(shelf: Shelf, question: Question, explained: str) -> CheckQuestion | None:
    """A gap in a sentence of the passages explained, for a word that the explanation says.

    The sentence is none that the explanation prints: to read it off above would check nothing. None where no
    question would be fair.

    Right is the word that stands there. Wrong ones are terms of the course that the sentence doesn't have and
    that stand in no sentence that is otherwise the same.
    """
    passages = [numbered.passage for numbered in question.passages if teaches(numbered.passage)]
    terms = _terms(shelf, passages)
    for passage, sentence in _supported(passages, explained):
        keys = [term for term in terms if _has(sentence, term) and _has(explained, term)]
        for key in sorted(keys, key=lambda term: -_worth(term, terms, question.text)):
            wrong = _distractors(key, sentence, terms, passages)
            if len(wrong) + 1 >= LEAST_OPTIONS:
                return _made(passage, sentence, key, wrong[: OPTIONS - 1])
    return None


def _supported(passages: Sequence[Passage], explained: str) -> Iterator[tuple[Passage, str]]:
    """Sentences of the passages that the explanation doesn't print, those nearest to what it says first."""
    said, printed = telling(explained), _letters(explained)
    found: list[tuple[float, Passage, str]] = []
    for passage in passages:
        for sentence in filter(_can_have_gap, sentences(passage.text)):
            words = telling(sentence)
            if words and _letters(sentence) not in printed:
                found.append((len(words & said) / len(words), passage, sentence))
    for _, passage, sentence in sorted(found, key=lambda one: -one[0]):
        yield passage, sentence


def _letters(text: str) -> str:
    """Letters and figures alone: marks and spaces of a quotation differ."""
    return "".join(char for char in text.lower() if char.isalnum())


def _can_have_gap(sentence: str) -> bool:
    return stands_alone(sentence) and not _FORMULA.search(sentence)


def _terms(shelf: Shelf, passages: Sequence[Passage]) -> Counter[str]:
    """Nouns of the passages and of the course's titles, with the number of passages found that have each."""
    text = "\n".join(passage.text for passage in passages)
    titles = {title for passage in (*passages, *_spread(shelf)) if teaches(passage) for title in passage.path}
    found = {word.lower() for word in _NOUN.findall(_FORMULA.sub(" ", text)) if _is_term(word)}
    found |= {piece for title in titles for piece in _title_terms(title)}
    common = max(FEW, round(COMMON_SHARE * len(shelf.neighbourhoods()[0])))
    rare = (term for term in sorted(found) if 1 <= len(shelf.passages_with(_phrase(term), common)) < common)
    return Counter({term: sum(_has(passage.text, term) for passage in passages) for term in rare})


def _spread(shelf: Shelf) -> Iterator[Passage]:
    """Passages from all over the course, for its titles."""
    ids = shelf.neighbourhoods()[0].tolist()
    yield from (shelf.passage(id) for id in ids[:: max(1, len(ids) // SPREAD)])


def _is_term(word: str) -> bool:
    return len(word) >= TERM_LETTERS and not _NOT_TERMS.search(word) and word.lower() not in GENERAL


def _title_terms(title: str) -> Iterator[str]:
    """Single nouns of a title: Chinese ones between small words, English ones that are written as such."""
    least, most = TERM_CHARACTERS
    for piece in _TITLE_CUT.split(title):
        if piece and all(map(is_han, piece)) and least <= len(piece) <= most:
            yield piece


def _phrase(term: str) -> str:
    return " ".join(search_words(term))


def _worth(term: str, terms: Counter[str], asked: str) -> float:
    """A key that the question doesn't say already, that returns in the passages, and is long."""
    return (0.0 if _has(asked, term) else 2.0) + (terms[term] > 1) + min(len(term), 12) / 12


def _distractors(key: str, sentence: str, terms: Counter[str], passages: Sequence[Passage]) -> list[str]:
    """Other terms, those first that are written alike in form: both plural, both of Chinese characters."""
    texts = [text for passage in passages for text in sentences(passage.text)]
    others = [
        term
        for term in terms
        if not _has(sentence, term)
        and is_han(term[0]) == is_han(key[0])
        and not any(kin(part, other) for part in search_words(term) for other in search_words(key))
        and not _says_too(sentence, key, term, texts)
    ]
    chosen: list[str] = []
    for term in sorted(
        others, key=lambda t: (_is_plural(t) != _is_plural(key), not terms[t], abs(len(t) - len(key)), t)
    ):
        if not any(kin(term, other) for other in chosen):
            chosen.append(term)
    return chosen


def _says_too(sentence: str, key: str, term: str, texts: Sequence[str]) -> bool:
    """Whether another sentence says nearly the same with this term: then it would be right, too."""
    rest = telling(sentence) - telling(key)
    return any(_has(text, term) and rest and len(rest & telling(text)) >= 0.7 * len(rest) for text in texts)


def _made(passage: Passage, sentence: str, key: str, wrong: Sequence[str]) -> CheckQuestion:
    """Always the same for the same sentence: the order of options says nothing of which is right."""
    options = [key, *wrong]
    random.Random(f"{passage.id} {sentence}").shuffle(options)
    text = _pattern(key).sub(GAP, sentence).replace("**", "")
    return CheckQuestion("gap", text, tuple(options), options.index(key), passage.id, sentence)


def _has(text: str, term: str) -> bool:
    return bool(_pattern(term).search(text))


def _pattern(term: str) -> re.Pattern[str]:
    whole = re.escape(term) if is_han(term[0]) else rf"(?<![\w-]){re.escape(term)}(?![\w-])"
    return re.compile(whole, re.IGNORECASE)


def _is_plural(term: str) -> bool:
    return term.endswith("s") and not term.endswith(("ss", "is", "us"))
