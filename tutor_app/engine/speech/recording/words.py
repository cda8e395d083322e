"""Tokens with their times → words: parted at spaces and between Chinese characters, with their punctuation.

Source: openai/whisper, tokenizer.py (`split_to_word_tokens`) and timing.py (`merge_punctuations`)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ
from tutor_app.core.language import Language, is_han
from tutor_app.core.recording.said import Word
from tutor_app.engine.speech.tokens import Tokens
from tutor_app.engine.speech.voice_activity import FRAME, SILENCE

OPENING, CLOSING = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"
FRAME_S = FRAME / SAMPLE_RATE_HZ


@dataclass
class Said:
    """Text, and seconds from the beginning of its window."""

    text: str
    start_s: float
    end_s: float

    def word(self, from_s: float, language: Language) -> Word:
        """In a window that begins at this second of the file."""
        return Word(self.text, round(from_s + self.start_s, 3), round(from_s + self.end_s, 3), language)


def words_of(ids: Sequence[int], times: Sequence[float], tokens: Tokens) -> list[Said]:
    """ids: n tokens; times: n + 1, as of `token_times`."""
    found: list[Said] = []
    for text, begin, end in _characters(ids, tokens):
        if found and _continues(found[-1].text, text):
            found[-1] = Said(found[-1].text + text, found[-1].start_s, times[end])
        else:
            found.append(Said(text, times[begin], times[end]))
    return [word for word in _with_punctuation(found) if word.text.strip()]


def within_voice(word: Said, chances: NDArray[np.float32]) -> Said:
    """Without the pause before or behind it, which the warping gives to one of the neighbours.

    chances: of a voice, frame by frame from the beginning of the window.
    """
    first, last = int(word.start_s / FRAME_S), int(np.ceil(word.end_s / FRAME_S))
    [voiced] = np.nonzero(chances[first:last] >= SILENCE)
    if not len(voiced):
        return word
    start_s = max(word.start_s, (first + int(voiced[0]) - 1) * FRAME_S)
    end_s = min(word.end_s, (first + int(voiced[-1]) + 2) * FRAME_S)
    return Said(word.text, start_s, max(start_s, end_s))


def _characters(ids: Sequence[int], tokens: Tokens) -> Iterator[tuple[str, int, int]]:
    """Texts of whole characters, each with its first token and the one behind it."""
    whole = tokens.text_as_it_is(list(ids))
    begin, done = 0, 0
    for end in range(1, len(ids) + 1):
        text = tokens.text_as_it_is(list(ids[begin:end]))
        broken = text.find("�")
        # a � that the whole text has as well is what was said
        if broken < 0 or whole[done + broken : done + broken + 1] == "�" or end == len(ids):
            yield text, begin, end
            begin, done = end, done + len(text)


def _continues(before: str, text: str) -> bool:
    """Whether a text belongs to the word before it."""
    return not (text.startswith(" ") or is_han(before[-1:] or "一") or is_han(text[:1] or "一"))


def _with_punctuation(words: list[Said]) -> list[Said]:
    joined: list[Said] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and (word.text in CLOSING or before.text.strip() in OPENING):
            joined[-1] = Said(before.text + word.text, before.start_s, word.end_s)
        else:
            joined.append(word)
    return joined
