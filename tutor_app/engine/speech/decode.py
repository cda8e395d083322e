"""Whisper's decoder: greedy or by lot, with a key-value cache, and the signs that it has run away."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.core.mel import Mel
from tutor_app.engine.runtime import Session
from tutor_app.engine.speech.beam import Text, beam_search
from tutor_app.engine.speech.cache import Cache, Memory
from tutor_app.engine.speech.tokens import (
    END,
    FIRST_TIMESTAMP,
    LANGUAGES,
    NO_SPEECH,
    NO_TIMESTAMPS,
    PREVIOUS,
    START,
    TRANSCRIBE,
    Tokens,
)

Sound: TypeAlias = NDArray[np.float32]  # (n, 512): what the encoder made of it, ten a second

MOST_TOKENS = 224
STATES_POOLED = 5  # Whisper's encoder gives fifty a second
MOST_ZLIB_RATIO = 2.4  # more repeats itself. Source: whisper/transcribe.py (compression_ratio_threshold)
LEAST_LOG_PROBABILITY = -1.0  # the mean of a text that is worth believing; same source
MOST_NO_SPEECH = 0.6
WEIGHED_AT_ONCE = 4  # texts: what the decoder thinks of four takes 50 MB
MOST_READ = 150  # tokens of words that are read before hearing


@dataclass(frozen=True)
class Hearing:
    """What one window of sound says."""

    ids: tuple[int, ...]
    text: str
    language: Language
    log_probability: float  # mean over tokens
    no_speech: float  # the chance that nobody speaks
    finished: bool  # it came to its end by itself
    sound: Sound = field(default_factory=lambda: np.zeros((0, 512), np.float32), compare=False)
    memory: Memory | None = field(default=None, compare=False, repr=False)  # for `Decoder.scores`
    is_searched: bool = field(default=False, compare=False)  # by a beam: it need not be again
    others: tuple[str, ...] = field(default=(), compare=False, repr=False)  # that a beam found as well

    @property
    def states(self) -> int:
        """Of the encoder, fifty a second of sound and the silence behind it; none where it's forgotten."""
        return int(self.memory[0].shape[-1]) if self.memory else 0

    @property
    def zlib_ratio(self) -> float:
        raw = self.text.encode()
        return len(raw) / len(zlib.compress(raw)) if raw else 0.0

    def runs_away(self, seconds: float) -> bool:
        """More tokens than anyone speaks, repetition, or words that the decoder itself doubts."""
        return (
            not self.finished
            or len(self.ids) > 12 + 8 * seconds
            or self.zlib_ratio > MOST_ZLIB_RATIO
            or self.log_probability < LEAST_LOG_PROBABILITY
        )

    @property
    def is_silence(self) -> bool:
        """Source: whisper/transcribe.py: no speech, unless the words are sure of themselves."""
        return self.no_speech > MOST_NO_SPEECH and self.log_probability < LEAST_LOG_PROBABILITY


class Decoder:
    """Encoder and decoder of one Whisper."""

    def __init__(self, encoder: Session, decoder: Session, tokens: Tokens) -> None:
        self._encoder, self._decoder, self._tokens = encoder, decoder, tokens

    def hear(
        self, mel: Mel, language: Language | None, most: int, cancel: Cancellation, guess: Sequence[int] = ()
    ) -> Hearing:
        """Greedy decoding of one window, at most `most` tokens.

        `guess` is what it probably says: checked in one step, which takes the time of one token, and taken as
        far as it is right. In int8 several tokens at once round a little differently.
        Source: Leviathan et al., Fast inference by speculative decoding, ICML 2023.

        Raises:
            Cancelled.
        """
        states, *crossed = self._encoder.run({"mel": mel[None]}, cancel)
        memory = tuple(crossed)
        cache = Cache(self._decoder, memory, cancel)
        first = cache.step([START])[-1]
        no_speech = float(np.exp(log_softmax(first)[NO_SPEECH]))
        spoken = language or _likeliest(first)
        steering = [LANGUAGES[spoken], TRANSCRIBE, NO_TIMESTAMPS]
        text = self._decoded(cache, steering, most, guess)
        heard = Hearing((), "", spoken, 0.0, no_speech, False, pooled(states[0]), memory)
        return self._saying(heard, text)

    def hear_after(self, hearing: Hearing, words: str, cancel: Cancellation) -> str:
        """What a window says to somebody who has just read `words`. Raises: Cancelled."""
        if hearing.memory is None:
            raise ValueError("the window is not remembered")
        read = [PREVIOUS, *self._tokens.ids(f" {words}")[:MOST_READ]]
        steering = [*read, START, LANGUAGES[hearing.language], TRANSCRIBE, NO_TIMESTAMPS]
        most = 2 * len(hearing.ids) + 10
        cache = Cache(self._decoder, hearing.memory, cancel)
        return self._tokens.text(self._decoded(cache, steering, most, ()).ids)

    def search(self, hearing: Hearing, width: int, most: int, cancel: Cancellation) -> Hearing:
        """The same window anew, by a beam of this width. Raises: Cancelled."""
        return self._saying(hearing, self.beam(hearing, width, most, cancel)[0])

    def beam(self, hearing: Hearing, width: int, most: int, cancel: Cancellation) -> list[Text]:
        """What a beam of this width finds in a window, the best first. Raises: Cancelled."""
        if hearing.memory is None:
            raise ValueError("the window is not remembered")
        cache = Cache(self._decoder, hearing.memory, cancel)
        cache.step(
            [START]
        )  # by itself, as `hear` does: in int8 four tokens at once round a little differently
        steering = [LANGUAGES[hearing.language], TRANSCRIBE, NO_TIMESTAMPS]

        def allow(logits: NDArray[np.float32], is_first: bool) -> NDArray[np.float32]:
            return log_softmax(self._allowed(logits, is_first))

        return beam_search(cache, steering, width, most, allow)

    def draw(self, hearing: Hearing, temperature: float, most: int, cancel: Cancellation) -> Hearing:
        """The same window anew, its tokens drawn by their chances: what repeats itself may find out of it.

        The same window gives the same words. Source: whisper/transcribe.py (`decode_with_fallback`)

        Raises:
            Cancelled.
        """
        if hearing.memory is None:
            raise ValueError("the window is not remembered")
        random = np.random.default_rng(0)

        def drawn(logs: NDArray[np.float32]) -> int:
            chances = np.exp(log_softmax(logs / temperature).astype(np.float64))
            return int(random.choice(len(chances), p=chances / chances.sum()))

        cache = Cache(self._decoder, hearing.memory, cancel)
        steering = [START, LANGUAGES[hearing.language], TRANSCRIBE, NO_TIMESTAMPS]
        return self._saying(hearing, self._decoded(cache, steering, most, (), drawn))

    def _saying(self, hearing: Hearing, text: Text) -> Hearing:
        said = self._tokens.text(text.ids)
        return replace(hearing, ids=text.ids, text=said, log_probability=text.mean, finished=text.finished)

    def _decoded(
        self,
        cache: Cache,
        steering: Sequence[int],
        most: int,
        guess: Sequence[int],
        choose: Callable[[NDArray[np.float32]], int] = lambda logs: int(logs.argmax()),
    ) -> Text:
        # logits for each word of the guess, and for the one behind it
        waiting = cache.step([*steering, *guess])[len(steering) - 1 :]
        ids: list[int] = []
        total = 0.0
        while True:
            logs = log_softmax(self._allowed(waiting[0], not ids))
            best = choose(logs)
            total += float(logs[best])
            if best == END or len(ids) >= most or is_stuck(ids):
                return Text(tuple(ids), total, best == END)
            ids.append(best)
            if len(waiting) > 1 and best == guess[len(ids) - 1]:
                waiting = waiting[1:]
            else:
                cache.forget(len(waiting) - 1)
                waiting = cache.step([best])

    def scores(self, hearing: Hearing, texts: Sequence[str], cancel: Cancellation) -> list[float]:
        """The log probability that a window says each of these texts. Raises: Cancelled."""
        said = [self._tokens.ids(text if hearing.language == "zh" else f" {text}") for text in texts]
        return self.log_chances(hearing, said, cancel)

    def log_chances(
        self, hearing: Hearing, texts: Sequence[Sequence[int]], cancel: Cancellation
    ) -> list[float]:
        """`scores`, of texts in tokens. Raises: Cancelled."""
        some = (texts[at : at + WEIGHED_AT_ONCE] for at in range(0, len(texts), WEIGHED_AT_ONCE))
        return [score for few in some for score in self._log_chances(hearing, few, cancel)]

    def _log_chances(
        self, hearing: Hearing, texts: Sequence[Sequence[int]], cancel: Cancellation
    ) -> list[float]:
        if hearing.memory is None:
            raise ValueError("the window is not remembered")
        steering = [START, LANGUAGES[hearing.language], TRANSCRIBE, NO_TIMESTAMPS]
        said = [[*text, END] for text in texts]
        longest = max(map(len, said))
        # what stands behind a text's end has no part in what stands before it
        rows = [[*steering, *ids[:-1], *[END] * (longest - len(ids))] for ids in said]
        logits = Cache(self._decoder, hearing.memory, cancel).step_texts(rows)[:, len(steering) - 1 :]
        return [
            sum(float(log_softmax(row)[id]) for row, id in zip(of_text, ids, strict=False))
            for of_text, ids in zip(logits, said, strict=True)
        ]

    def is_plain(self, words: str) -> bool:
        """Whether each English word is common enough to be one token."""
        return all(len(self._tokens.ids(f" {word.lower()}")) == 1 for word in words.split())

    def text(self, ids: Sequence[int]) -> str:
        return self._tokens.text(ids)

    def _allowed(self, logits: NDArray[np.float32], is_first: bool) -> NDArray[np.float32]:
        logits[self._tokens.never] = -np.inf
        logits[FIRST_TIMESTAMP:] = -np.inf
        logits[NO_TIMESTAMPS] = -np.inf
        if is_first:
            logits[self._tokens.never_first] = -np.inf
        return logits


def is_stuck(ids: Sequence[int]) -> bool:
    """Whether the last dozen tokens are one to eight tokens, four times: it won't say anything else."""
    for period in range(1, 9):
        end = ids[-max(4 * period, 12) :]
        if len(end) >= 12 and all(one == other for one, other in zip(end, end[period:], strict=False)):
            return True
    return False


def pooled(states: NDArray[np.float32]) -> Sound:
    """Whisper's encoder states (n, 512), fifty a second → means of five."""
    whole = len(states) // STATES_POOLED
    means: Sound = states[: whole * STATES_POOLED].reshape(whole, STATES_POOLED, -1).mean(axis=1)
    return means


def _likeliest(logits: NDArray[np.float32]) -> Language:
    """Of our languages: a question is in one of them."""
    return "zh" if logits[LANGUAGES["zh"]] > logits[LANGUAGES["en"]] else "en"


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max()
    logs: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum())
    return logs
