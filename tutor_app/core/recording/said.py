"""Words with their times, and the sentences that they make."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.language import LANGUAGES, Language

ENDS = (".", "!", "?", "。", "！", "？", "…")  # of a sentence
PAUSE_S = 1.0  # a longer one ends it, too
MOST_S = 30.0


@dataclass(frozen=True)
class Word:
    """One word, or one to three Chinese characters; seconds from the beginning of the file."""

    text: str  # with the space before it, where there is one, and its punctuation
    start_s: float
    end_s: float
    language: Language

    def __post_init__(self) -> None:
        if not self.text.strip() or not 0 <= self.start_s <= self.end_s:
            raise ValueError(f"{self.text!r} is not said from {self.start_s} to {self.end_s} s")


@dataclass(frozen=True)
class Sentence:
    """Words of one language, one after the other; at least one."""

    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a sentence needs a word")

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()

    @property
    def start_s(self) -> float:
        return self.words[0].start_s

    @property
    def end_s(self) -> float:
        return self.words[-1].end_s

    @property
    def language(self) -> Language:
        return self.words[0].language


@dataclass(frozen=True)
class Recording:
    """All that is said in one file."""

    name: str  # of the file
    seconds: float
    model: str
    sentences: tuple[Sentence, ...]

    @property
    def language(self) -> Language | None:
        """That of most sentences; None if nobody speaks."""
        if not self.sentences:
            return None
        found = [sentence.language for sentence in self.sentences]
        return max(LANGUAGES, key=found.count)


def sentences(words: Sequence[Word]) -> tuple[Sentence, ...]:
    """Words in the order of their times → sentences: parted by full stops, pauses and languages."""
    found: list[list[Word]] = []
    for word in words:
        if not found or _is_over(found[-1], word):
            found.append([])
        found[-1].append(word)
    return tuple(Sentence(tuple(one)) for one in found)


def _is_over(sentence: Sequence[Word], following: Word) -> bool:
    last = sentence[-1]
    return (
        last.text.endswith(ENDS)
        or last.language != following.language
        or following.start_s - last.end_s > PAUSE_S
        or following.end_s - sentence[0].start_s > MOST_S
    )
