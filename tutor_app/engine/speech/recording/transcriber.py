"""A long recording → words with their times, piece by piece, in bounded memory.

A piece is a function of the sound from its beginning on, so that one run can go on where another one stopped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.core.recording.said import Word
from tutor_app.engine.devices import CPU, chosen_device
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.runtime import cores, open_session
from tutor_app.engine.speech.decode import Decoder
from tutor_app.engine.speech.graphs import speech_graph
from tutor_app.engine.speech.recogniser import Doubts, Recogniser, speech_model
from tutor_app.engine.speech.recording.ahead import Ahead, drawn_ahead
from tutor_app.engine.speech.recording.aligner import Aligner, looks_of
from tutor_app.engine.speech.recording.lost import unspoken_s
from tutor_app.engine.speech.recording.window import Window
from tutor_app.engine.speech.recording.windows import MOST, finished, speech_windows
from tutor_app.engine.speech.recording.words import within_voice, words_of
from tutor_app.engine.speech.tokens import Tokens
from tutor_app.engine.speech.usual import usual_words
from tutor_app.engine.speech.voice_activity import Stretch, VoiceActivity
from tutor_app.settings.home import Home

PIECE = 60 * SAMPLE_RATE_HZ
SHORT_S = 2.0  # too little to tell the language by
LOST_S = 2.0  # of a voice without a word: more than the longest word takes
# A shorter window keeps the words it has: in parts of a few seconds Whisper finds no more (a letter or two,
# then nothing), one part after the other while all other windows wait.
LEAST_PARTED_S = 8.0
OF_A_LECTURE = Doubts(-0.35, -0.8)  # it must be quick: half as many windows are heard anew
MOST_AT_ONCE = 2  # windows; each needs up to 300 MB


@dataclass(frozen=True)
class Piece:
    """What is said up to a sample of the file, from where the piece before ended."""

    until: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class _Begun:
    """A piece whose long windows are being heard."""

    until: int
    windows: Sequence[Window]
    words: Mapping[Window, Future[list[Word]]]


class Transcriber:
    """Whisper, which also tells when each word was said.

    Windows are heard two at once, each with half of the cores: three minutes take 6.3 s, and 7.3 s one by
    one with all cores (two of them). A batch in one run would do no less work: 4.3 CPU seconds one by one,
    and 4.2, 4.7 and 5.5 in batches of two, four and eight, since every window of a batch is as long as its
    longest, and goes on until its last one has ended.
    """

    def __init__(
        self, recogniser: Recogniser, voice: VoiceActivity, aligner: Aligner, tokens: Tokens, at_once: int
    ) -> None:
        self._recogniser, self._voice, self._aligner, self._tokens = recogniser, voice, aligner, tokens
        self._at_once = at_once

    @classmethod
    def open(cls, home: Home, device: str = "auto") -> "Transcriber":
        """Raises: TutorError: weights are missing or broken."""
        at_once = min(cores(), MOST_AT_ONCE)
        threads = cores() // at_once
        name, provider = speech_model(home), chosen_device(device).provider
        heads = load_manifests()[name].alignment_heads
        encoder, decoder = (
            open_session(speech_graph(home, name, part, provider), device, threads, inner, plans=False)
            for part, inner in (("encoder", []), ("decoder", looks_of(heads)))
        )
        tokens, voice = Tokens(weight(home, name, "tokenizer.json")), VoiceActivity.open(home)
        recogniser = Recogniser(
            Decoder(encoder, decoder, tokens),
            voice,
            {"en": OF_A_LECTURE, "zh": OF_A_LECTURE},
            usual_words(home),
        )
        is_cpu = encoder.provider == CPU
        return cls(recogniser, voice, Aligner(decoder, heads), tokens, at_once if is_cpu else 1)

    def score_speech(self, samples: Samples) -> float:
        """Give the share of a sound in which somebody speaks: of several tracks the fullest is heard."""
        return self._voice.share(samples)

    def pieces(
        self,
        sound: Iterable[Samples],
        language: Language | None,
        cancel: Cancellation,
        begin: int = 0,
        before: Language | None = None,
    ) -> Iterator[Piece]:
        """All that is said from the sample `begin` on; `before`: the language of the last word before that.

        Raises:
            Cancelled, and what `sound` raises.
        """
        pool = ThreadPoolExecutor(self._at_once)
        try:
            begun = (self._begun(cut, language, pool, cancel) for cut in self._cut(sound, begin, cancel))
            # while a piece waits for its last window, the next one is heard
            for one in drawn_ahead(begun, 1):
                words = self._said(one, language, before, pool, cancel)
                before = words[-1].language if words else before
                yield Piece(one.until, tuple(words))
        finally:
            pool.shutdown(cancel_futures=True)

    def _cut(
        self, sound: Iterable[Samples], begin: int, cancel: Cancellation
    ) -> Iterator[tuple[int, list[Window]]]:
        """The windows of each piece, and the sample up to which it goes."""
        ahead, at = Ahead(sound), begin
        ahead.drop(begin)
        while len(samples := ahead.look(PIECE)):
            chances = self._voice.chances(samples, cancel)
            windows, length = _windows(chances, len(samples), is_first=not at)
            cut = [Window.cut(samples, chances, window, at) for window in windows]
            ahead.drop(length)
            at += length
            yield at, cut

    def _begun(
        self,
        cut: tuple[int, list[Window]],
        language: Language | None,
        pool: Executor,
        cancel: Cancellation,
    ) -> "_Begun":
        until, windows = cut
        long = [window for window in windows if window.seconds >= SHORT_S]
        return _Begun(until, windows, {w: pool.submit(self._words, w, language, cancel) for w in long})

    def _said(
        self,
        begun: "_Begun",
        language: Language | None,
        before: Language | None,
        pool: Executor,
        cancel: Cancellation,
    ) -> list[Word]:
        """Short windows last: they take the language of what stands before them."""
        said = {window: words.result() for window, words in begun.words.items()}
        short = [window for window in begun.windows if window not in said]
        known = [language or _language_before(window, said, before) for window in short]
        heard = pool.map(lambda w, told: self._words(w, told, cancel), short, known)
        said |= dict(zip(short, heard, strict=True))
        return [word for window in begun.windows for word in said[window]]

    def _words(self, window: Window, language: Language | None, cancel: Cancellation) -> list[Word]:
        """Whisper may leave out a part of what it hears: the times show that, and shorter windows find it."""
        words = self._heard(window, language, cancel)
        lost_s = unspoken_s(words, window.chances, window.start_s)
        is_parted = lost_s > LOST_S and (not words or window.seconds >= LEAST_PARTED_S)
        parts = window.parts() if is_parted else []
        if len(parts) > 1:
            language = language or (words[0].language if words else None)
            again = [word for part in parts for word in self._words(part, language, cancel)]
            if unspoken_s(again, window.chances, window.start_s) < lost_s:
                return again
        return words

    def _heard(self, window: Window, language: Language | None, cancel: Cancellation) -> list[Word]:
        heard = self._recogniser.hear_window(window.samples, language, cancel)
        if heard.is_silence or not heard.text:
            return []
        times = self._aligner.times(heard, window.seconds, cancel).tolist()
        said = words_of(heard.ids, times, self._tokens)
        return [within_voice(one, window.chances).word(window.start_s, heard.language) for one in said]


def _windows(chances: NDArray[np.float32], length: int, *, is_first: bool) -> tuple[list[Stretch], int]:
    """What is heard of a piece, and where the next one begins."""
    windows = speech_windows(chances, length)
    if length == PIECE:
        return finished(windows, length)
    if windows and is_first and length <= MOST:
        return [Stretch(0, length)], length  # a short recording is heard whole, as a question is
    return windows, length


def _language_before(
    window: Window, said: dict[Window, list[Word]], before: Language | None
) -> Language | None:
    earlier = [
        words[-1].language for other, words in said.items() if words and other.start_s < window.start_s
    ]
    return earlier[-1] if earlier else before
