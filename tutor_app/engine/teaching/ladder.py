"""The hints before an answer, made of places and quotations: where to look, what to think of, an example.

No language model writes them. What would give the answer away is held back and something weaker is said.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_app.core.language import Language, is_han, tr_to
from tutor_app.core.material import PageLocator, Passage
from tutor_app.core.teaching import HINT, POINTER, Level
from tutor_app.core.words import search_words
from tutor_app.engine.adapting.questions import EXERCISES, GLOSSARY
from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.orders import is_order
from tutor_app.engine.explain.question import Question
from tutor_app.engine.explain.sentences import sentences
from tutor_app.engine.teaching.empty_words import ASKING
from tutor_app.engine.teaching.exercise import Exercise, asks_for_number, same_exercise
from tutor_app.engine.teaching.secret import Secret, telling

PLACES = 2  # that a pointer names
MOST_WORDS_NAMED = 4  # of the question
SENTENCE_WORDS = (6, 45)  # of a hint; Chinese ones have about as many characters
LEAST_SHARED, LEAST_WEIGHT = (
    2,
    0.2,
)  # words that a hint shares with the question, and their part of its weight
MOST_REPEATED = 0.6  # of a hint's words: one that says what the question says is none
MOST_EXAMPLE = 900  # characters
LONGEST_PIECE = 6  # characters of a Chinese term
DEFINES = 1.5  # times as good a hint is a sentence that says what a word of the question means

_LEANS = re.compile(
    r"^(?:this|these|that|those|it|its|they|their|he|she|his|her|however|therefore|thus|hence|so|for example"
    r"|for instance|in contrast|similarly|instead|then|both|as a result|figure|table|answer|solution"
    r"|watch|use|find|consider|calculate|suppose|describe|see|visit|read|identify|explain|imagine)\b"
    r"|^(?:这|那|它|此|其|因此|所以|但|然而|例如|比如|图|表|答)",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:is|are) (?:a|an|the|called|defined|known)\b|\b(?:means|refers? to)\b"
    r"|是指|称为|叫做|叫作|定义为|指的是",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:for (?:example|instance)|example\s+\d|worked example|suppose|imagine|consider a|solution)\b"
    r"|例如|比如|举例|例题|例\s*\d|假设|设想",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\bexamples?\b|例", re.IGNORECASE)
_TASKS = re.compile(r"\b(?:homework|practice|try it|interactive|check-your)\b|作业|思考", re.IGNORECASE)
ANSWERS = re.compile(r"\b(?:answers?|solutions?|answer key)\b|答案|解答", re.IGNORECASE)
_COMMAND = re.compile(r"\\[a-zA-Z]+")  # of a formula
_LATIN = re.compile(r"[^\W\d_㐀-鿿]+(?:[-'’][^\W\d_㐀-鿿]+)*")  # a whole word: no piece of Schrödinger
LEAST_LETTERS = 4
_HAN = re.compile(r"[㐀-鿿]{2,}")
_SMALL_CHARACTERS = re.compile(
    "[的了是在和与为什么怎样如何哪些个吗呢把被会能用来对从中时有下列以求一项共多少]"
)
_END = re.compile(r"[.!?。！？…”’)）]$")


@dataclass(frozen=True)
class Hinted:
    """A hint, and whether it is what its level is meant to be or something weaker."""

    text: str
    is_weaker: bool = False


def hint(level: Level, question: Question, exercise: Exercise, secret: Secret) -> Hinted:
    """The hint of a level below the answer."""
    if level == POINTER:
        return _pointer(question, exercise, secret)
    if level == HINT:
        return _targeted(question, exercise, secret)
    return _example(question, exercise)


def example_in(exercise: Exercise, passage: Passage) -> str:
    """The passage from where its example begins; empty if it has none, or is the exercise itself."""
    if not teaches(passage) or _holds(exercise, passage):
        return ""
    texts = sentences(passage.text)
    titled = any(_TITLED.search(title) for title in passage.path)
    begin = 0 if titled else next((i for i, text in enumerate(texts) if _EXAMPLE.search(text)), None)
    if begin is None:
        return ""
    shown: list[str] = []
    for text in texts[begin:]:
        if shown and sum(map(len, shown)) + len(text) > MOST_EXAMPLE:
            break
        shown.append(text)
    return ("" if is_han(passage.text[0]) else " ").join(shown)


def teaches(passage: Passage) -> bool:
    """Whether it explains, rather than asks or solves."""
    return not any(
        pattern.search(title) for title in passage.path for pattern in (EXERCISES, ANSWERS, _TASKS)
    )


def _pointer(question: Question, exercise: Exercise, secret: Secret) -> Hinted:
    """Sections and pages, the figure, and which words of the question stand there."""
    language, places = question.language, list(_places(question, exercise, secret))
    if not places:
        return Hinted(_look_for(question, exercise, secret), is_weaker=True)
    lines = [tr_to(language, "Where to look:"), *(f"- {place}" for place, _ in places)]
    words = _named(exercise, secret, [n.passage for n in question.passages[:PLACES]])
    if words:
        lines.append("\n" + tr_to(language, "There, look for: {words}", words=_listed(words, language)))
    return Hinted("\n".join(lines), is_weaker=not all(whole for _, whole in places))


def _targeted(question: Question, exercise: Exercise, secret: Secret) -> Hinted:
    """A sentence that says something of what is asked about, without saying what is asked."""
    language = question.language
    task = ""
    if asks_for_number(exercise.stem):
        task = (
            tr_to(language, "Write down what is given and what is asked for. Which relation joins them?")
            + "\n\n"
        )
    best = max(_candidates(question, exercise, secret), key=lambda found: found[0], default=None)
    if best is None:
        return Hinted(task + _look_for(question, exercise, secret), is_weaker=True)
    _, text, number = best
    return Hinted(f"{task}{tr_to(language, 'Think of this:')}\n\n> {quoted(text)} [{number}]")


def _example(question: Question, exercise: Exercise) -> Hinted:
    language = question.language
    for numbered in question.passages:
        if shown := example_in(exercise, numbered.passage):
            intro = tr_to(language, "Something alike in your material:")
            return Hinted(f"{intro}\n\n> {quoted(shown)} [{numbered.number}]")
    return Hinted(tr_to(language, "Your material has no example that is like this."), is_weaker=True)


def _places(question: Question, exercise: Exercise, secret: Secret) -> Iterator[tuple[str, bool]]:
    """Each place in words, and whether its title could be named."""
    seen: set[str] = set()
    for numbered in question.passages:
        passage = numbered.passage
        glossary = any(GLOSSARY.search(title) for title in passage.path)
        if glossary or not teaches(passage) or _holds(exercise, passage):
            continue
        titles = [title for title in passage.path[-2:] if not secret.told_by(title)]
        whole = bool(passage.path) and passage.path[-1] in titles
        place = _in_words(titles, passage, question.language)
        if place and place not in seen and len(seen) < PLACES:
            seen.add(place)
            yield f"{place} [{numbered.number}]", whole


def _in_words(titles: Sequence[str], passage: Passage, language: Language) -> str:
    first = passage.locators[0]
    page = tr_to(language, "page {page}", page=first.page + 1) if isinstance(first, PageLocator) else ""
    comma = "，" if language == "zh" else ", "
    return comma.join(filter(None, (" › ".join(titles), page)))


def _look_for(question: Question, exercise: Exercise, secret: Secret) -> str:
    """Weaker than any hint, and safe: the question's own words."""
    language = question.language
    words = _named(exercise, secret, [n.passage for n in question.passages])
    if not words:
        return tr_to(language, "Say in your own words what is asked, and what you know of it already.")
    return tr_to(
        language, "Find these words of the question in your material: {words}. What is said of each?",
        words=_listed(words, language),
    )  # fmt: skip


def _named(exercise: Exercise, secret: Secret, passages: Sequence[Passage]) -> list[str]:
    """The question's own words that fewest of the passages have, as they are written there.

    None that it asks to decide between: the one that the material has would be the answer.
    """
    texts = [passage.text.lower() for passage in passages if teaches(passage)]
    counts = Counter(word for text in texts for word in telling(text))
    plain = _COMMAND.sub(" ", exercise.stem)
    whole = (word for word in _LATIN.findall(plain) if len(word) >= LEAST_LETTERS and telling(word))
    written = {word.lower(): word for word in whole}
    known = {as_is: min(counts[part] for part in telling(word)) for word, as_is in written.items()}
    found = {word: count for word, count in known.items() if count and word.lower() not in ASKING}
    for run in _HAN.findall(_SMALL_CHARACTERS.sub(" ", plain)):
        found.update(_known_parts(run, "\n".join(texts)))
    safe = [word for word in found if not secret.told_by(word)]
    rarest = sorted(safe, key=lambda word: (found[word], -len(word)))[:MOST_WORDS_NAMED]
    return [word for word in safe if word in rarest]


def _known_parts(run: str, text: str) -> dict[str, int]:
    """The longest pieces of a run of Chinese that the material writes more than once, and how often."""
    parts: dict[str, int] = {}
    place = 0
    while place < len(run):
        pieces = (
            run[place : place + size] for size in range(LONGEST_PIECE, 1, -1) if place + size <= len(run)
        )
        piece = next((piece for piece in pieces if text.count(piece) > 1 and _is_whole(piece, text)), "")
        if piece:
            parts[piece] = text.count(piece)
        place += len(piece) or 1
    return parts


def _is_whole(piece: str, text: str) -> bool:
    """Tell a Chinese word from a piece of one: what stands around a word changes.

    Source: the accessor variety of Feng et al., Computational Linguistics 30(1), 2004.
    """
    places = [match.start() for match in re.finditer(re.escape(piece), text)]
    before = {text[place - 1] if place else "" for place in places}
    after = {text[place + len(piece) : place + len(piece) + 1] for place in places}
    return all(len(side) > 1 or not any(char and is_han(char) for char in side) for side in (before, after))


def _listed(words: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(f"*{word}*" for word in words)


def _candidates(question: Question, exercise: Exercise, secret: Secret) -> Iterator[tuple[float, str, int]]:
    """Sentences that stand for themselves, share words with the question and give nothing away."""
    asked = telling(exercise.stem)
    fit = [n for n in question.passages if teaches(n.passage) and not _holds(exercise, n.passage)]
    texts = [(numbered.number, text) for numbered in fit for text in sentences(numbered.passage.text)]
    counts = Counter(word for _, text in texts for word in telling(text))
    weight = {word: math.log(1 + len(texts) / counts[word]) for word in asked if counts[word]}
    for number, text in texts:
        words = telling(text)
        shared = asked & words
        told = sum(weight[word] for word in shared)
        repeats = len(shared) > MOST_REPEATED * len(words)
        if len(shared) < LEAST_SHARED or told < LEAST_WEIGHT * sum(weight.values()) or repeats:
            continue
        if stands_alone(text) and not is_order(text) and not secret.told_by(text):
            yield told / math.sqrt(8 + len(words)) * (DEFINES if _DEFINES.search(text) else 1.0), text, number


def _holds(exercise: Exercise, passage: Passage) -> bool:
    """Whether a passage is the very exercise, most likely with its solution."""
    return bool(same_exercise(exercise.stem, passage.text))


def stands_alone(text: str) -> bool:
    """Whether a sentence is whole and can be understood without the one before it."""
    least, most = SENTENCE_WORDS
    whole = bool(_END.search(text)) and not text.endswith(("?", "？")) and not text.startswith(("(", "（"))
    return whole and not _LEANS.search(text) and least <= len(search_words(text)) <= most
