"""Recordings to words: pauses left out, short windows, and a second look at what went wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import numpy as np

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.core.mel import log_mel
from tutor_app.engine.devices import chosen_device
from tutor_app.engine.registry.installed import largest_installed, weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.runtime import open_session
from tutor_app.engine.speech.consensus import agreed
from tutor_app.engine.speech.decode import MOST_TOKENS, STATES_POOLED, Decoder, Hearing, Sound
from tutor_app.engine.speech.graphs import speech_graph
from tutor_app.engine.speech.script import simplified
from tutor_app.engine.speech.sound import sound_blocks
from tutor_app.engine.speech.spelling import Spellings, put_right
from tutor_app.engine.speech.tokens import Tokens
from tutor_app.engine.speech.usual import Usual, all_alike, usual_words
from tutor_app.engine.speech.voice_activity import (
    FRAME,
    SPEECH,
    Stretch,
    VoiceActivity,
    VoiceStream,
    speech_stretches,
)
from tutor_app.settings.home import Home

WINDOW_S = 28.0  # most of a window; Whisper's context is 30 s
FULL_S = 30.0
LONGEST_PAUSE_S = 1.0  # inside a window: after a long one Whisper takes the rest for the end
# Whisper was trained on 30 s. The real length and this much silence take a half to a fifth of the time;
# what runs away is told by plain signs and heard again at full length.
SILENCE_S, HURRIED_S = 4.0, 2.0  # behind what is final, and behind what is looked at in passing
STATES_A_SECOND = 10
FULL_STATES = int(FULL_S * STATES_A_SECOND * STATES_POOLED)  # of Whisper's encoder
SOUND_WIDTH = 512  # of the states that the fusion model reads: those of Whisper base
MOST_REMEMBERED = 4  # windows that can still be put right
TEMPERATURES = (0.2, 0.4, 0.6)  # at higher ones it says what nobody said
BEAMS = 5  # as openai-whisper and faster-whisper
FEWEST_A_SECOND = 2.3  # tokens while there is a voice; a slow reader says four


@dataclass(frozen=True)
class Doubts:
    """Mean log probabilities below which a text is searched for with a beam, on the same states, and below
    which it is heard anew at 30 s, with both looks weighed.

    A beam takes the time of a dozen tokens more; 30 s take three times as long as 9. A beam for every text
    would take a sixth longer; two looks at all that is half doubted would double the median time.
    """

    half: float
    whole: float


# English is heard no better by a beam above its half; Chinese is heard better by both from further up
OF_A_QUESTION: Mapping[Language, Doubts] = {"en": Doubts(-0.3, -0.57), "zh": Doubts(-0.2, -0.3)}


def speech_model(home: Home) -> str:
    """Whisper base, or a bigger one that has a manifest and is here."""
    return largest_installed(home, "speech", load_manifests())


@dataclass(frozen=True)
class Transcript:
    """What was said; empty if nobody spoke."""

    text: str
    language: Language
    sound: Sound | None = field(default=None, compare=False)  # of the first window: a question fits in it
    windows: tuple[Hearing, ...] = field(default=(), compare=False, repr=False)  # of a short recording


class Recogniser:
    """Whisper with voice activity in front."""

    def __init__(
        self,
        decoder: Decoder,
        voice: VoiceActivity,
        doubts: Mapping[Language, Doubts] = OF_A_QUESTION,
        usual: Usual = all_alike,
    ) -> None:
        self._decoder, self._voice, self._doubts, self._usual = decoder, voice, doubts, usual

    @classmethod
    def open(cls, home: Home, device: str = "auto") -> "Recogniser":
        """Raises: TutorError: its weights are missing or broken."""
        name, provider = speech_model(home), chosen_device(device).provider
        encoder, decoder = (
            open_session(speech_graph(home, name, part, provider), device, plans=False, spins=spins)
            for part, spins in (("encoder", False), ("decoder", True))
        )
        tokens = Tokens(weight(home, name, "tokenizer.json"))
        return cls(Decoder(encoder, decoder, tokens), VoiceActivity.open(home), usual=usual_words(home))

    def transcribe(
        self, samples: Samples, cancel: Cancellation, language: Language | None = None
    ) -> Transcript:
        """The words of a recording in memory. Raises: Cancelled."""
        return joined(remembered(self._windows_heard(samples, language, cancel)))

    def transcribe_file(
        self,
        path: Path,
        cancel: Cancellation,
        language: Language | None = None,
        report: Callable[[float], None] = lambda _: None,
    ) -> Transcript:
        """The words of a file, block by block in bounded memory; `report` gets the seconds heard so far.

        Raises:
            TutorError: it is no recording that can be read.
            Cancelled.
        """
        heard: list[Hearing] = []
        rest = np.zeros(0, dtype=np.float32)
        seconds = 0.0
        for block in sound_blocks(path, score=self._voice.share):
            samples = np.concatenate([rest, block])
            cut = self._quiet_cut(samples, cancel) if len(block) >= 59 * SAMPLE_RATE_HZ else len(samples)
            heard = remembered(chain(heard, self._windows_heard(samples[:cut], language, cancel)))
            rest = samples[cut:]
            seconds += len(block) / SAMPLE_RATE_HZ
            report(seconds)
        return joined(remembered(chain(heard, self._windows_heard(rest, language, cancel))))

    def _quiet_cut(self, samples: Samples, cancel: Cancellation) -> int:
        """Where a block may end: in its last pause, so that no word is cut."""
        stretches = self._voice.stretches(samples[-15 * SAMPLE_RATE_HZ :], cancel)
        start = max(0, len(samples) - 15 * SAMPLE_RATE_HZ)
        return start + stretches[-1].start if len(stretches) > 1 else len(samples)

    def _windows_heard(
        self, samples: Samples, language: Language | None, cancel: Cancellation
    ) -> Iterator[Hearing]:
        for window in self._spoken(samples, cancel):
            hearing = self.hear_window(samples[window.start : window.stop], language, cancel)
            if not hearing.is_silence and hearing.text:
                yield hearing

    def _spoken(self, samples: Samples, cancel: Cancellation) -> list[Stretch]:
        """What is heard of a recording. A short one with speech is one window, whole: Whisper drops a first
        word that follows too closely on the beginning.
        """
        if len(samples) > WINDOW_S * SAMPLE_RATE_HZ:
            return windows(self._voice.stretches(samples, cancel))
        return [Stretch(0, len(samples))] if self._voice.hears_speech(samples, cancel) else []

    def put_right(self, heard: Transcript, spellings: Spellings, cancel: Cancellation) -> Transcript:
        """As the course writes it, as far as that can have been said. Raises: Cancelled."""
        if not heard.windows:
            return heard
        return joined(
            put_right(
                window,
                _shown(window.text, heard.language),
                self._decoder,
                spellings,
                cancel,
                self._usual,
            )
            for window in heard.windows
        )

    def voice(self) -> VoiceStream:
        """Where somebody speaks in a recording that is still being made."""
        return self._voice.stream()

    def glimpse(
        self,
        samples: Samples,
        language: Language | None,
        guess: Sequence[int],
        cancel: Cancellation,
        silence_s: float = SILENCE_S,
    ) -> Hearing:
        """One look at a window, which may have run away. `guess`: see `Decoder.hear`.

        Raises:
            Cancelled.
        """
        seconds = len(samples) / SAMPLE_RATE_HZ
        mel = log_mel(padded(samples, seconds + silence_s))
        return _cut(self._decoder.hear(mel, language, most_tokens(seconds), cancel, guess), seconds)

    def words_of(self, hearing: Hearing, count: int) -> str:
        """The text of its first tokens."""
        return _shown(self._decoder.text(hearing.ids[:count]), hearing.language)

    def hear_window(
        self, samples: Samples, language: Language | None, cancel: Cancellation, guess: Sequence[int] = ()
    ) -> Hearing:
        """The words of one window, looked at again where they ran away or are too few. Raises: Cancelled."""
        return self.settled(self.glimpse(samples, language, guess, cancel), samples, language, cancel)

    def settled(
        self, hearing: Hearing, samples: Samples, language: Language | None, cancel: Cancellation
    ) -> Hearing:
        """What a glimpse of a whole window said; searched for, or heard anew, as far as it's doubtful.

        Raises:
            Cancelled.
        """
        seconds = len(samples) / SAMPLE_RATE_HZ
        is_doubted = self.doubts(hearing) or hearing.runs_away(seconds)
        has_lost = self._has_lost_words(hearing, samples, cancel)
        if is_doubted or has_lost:
            again = self._hear_again(samples, hearing, language, cancel, counts_first=not has_lost)
            return _cut(again, seconds)
        return self.searched(hearing, seconds, cancel)

    def doubts(self, hearing: Hearing) -> bool:
        """Whether a window must be heard anew, by how sure the decoder is."""
        return hearing.log_probability < self._doubts[hearing.language].whole

    def searched(self, hearing: Hearing, seconds: float, cancel: Cancellation) -> Hearing:
        """What is half doubted, by a beam, if that finds something likelier; once. Raises: Cancelled."""
        half = self._doubts[hearing.language].half
        if hearing.memory is None or hearing.is_searched or hearing.log_probability >= half:
            return hearing
        most = most_tokens(seconds)
        if hearing.language == "zh":  # many texts sound alike: how usual each is tells more than its mean
            found, least = agreed(self._decoder, [hearing], BEAMS, most, cancel, self._usual), -np.inf
        else:
            found, least = self._decoder.search(hearing, BEAMS, most, cancel), hearing.log_probability
        is_better = found.log_probability >= least and not found.runs_away(seconds)
        return replace(found if is_better else hearing, is_searched=True)

    def _has_lost_words(self, hearing: Hearing, samples: Samples, cancel: Cancellation) -> bool:
        """On short context Whisper may leave out what was said before a pause, and be sure of the rest."""
        if len(hearing.ids) > FEWEST_A_SECOND * len(samples) / SAMPLE_RATE_HZ:
            return False
        chances = self._voice.chances(samples, cancel)
        voiced = float((chances >= SPEECH).sum()) * FRAME / SAMPLE_RATE_HZ
        has_pause = len(speech_stretches(chances, len(samples))) > 1
        return has_pause and len(hearing.ids) < FEWEST_A_SECOND * voiced

    def _hear_again(
        self,
        samples: Samples,
        first: Hearing,
        language: Language | None,
        cancel: Cancellation,
        *,
        counts_first: bool,
    ) -> Hearing:
        """At full length, together with what was heard first or without it; in the other language; by lot.
        Nothing rather than what still runs away.
        """
        seconds = len(samples) / SAMPLE_RATE_HZ
        mel, most = log_mel(padded(samples, FULL_S)), most_tokens(seconds)
        other: Language = "en" if first.language == "zh" else "zh"
        was_full = first.states >= FULL_STATES
        for guess in (language,) if language else (None, other, first.language):
            is_known = was_full and guess in (None, first.language)
            hearing = first if is_known else self._decoder.hear(mel, guess, most, cancel)
            looks = [hearing] if is_known else [first, hearing]
            if counts_first and all(one.memory and one.language == first.language for one in looks):
                hearing = agreed(self._decoder, looks, BEAMS, most, cancel, self._usual)
            hearing = self.searched(hearing, seconds, cancel)
            if not hearing.runs_away(seconds):
                return hearing
        for temperature in TEMPERATURES if hearing.memory else ():
            drawn = self._decoder.draw(hearing, temperature, most, cancel)
            if not drawn.runs_away(seconds):
                return drawn
        return replace(hearing, ids=(), text="")


def most_tokens(seconds: float) -> int:
    """One more than anybody says in this time."""
    return min(MOST_TOKENS, int(12 + 8 * seconds) + 1)


def joined(hearings: Iterable[Hearing]) -> Transcript:
    """Windows, one after the other."""
    heard = list(hearings)
    language = _commonest([hearing.language for hearing in heard])
    glue = "" if language == "zh" else " "
    text = glue.join(hearing.text for hearing in heard)
    windows = tuple(heard) if len(heard) <= MOST_REMEMBERED else ()
    sound = heard[0].sound if heard and heard[0].sound.shape[1] == SOUND_WIDTH else None
    return Transcript(_shown(text, language), language, sound, windows)


def remembered(hearings: Iterable[Hearing]) -> list[Hearing]:
    """A long recording's windows without what Whisper made of their sound: each holds up to 37 MB."""
    kept: list[Hearing] = []
    for hearing in hearings:
        kept.append(hearing)
        if len(kept) > MOST_REMEMBERED:
            kept = [replace(one, memory=None) for one in kept]
    return kept


def _shown(text: str, language: Language) -> str:
    return simplified(text) if language == "zh" else text


def _cut(hearing: Hearing, seconds: float) -> Hearing:
    """Without the states of the silence behind it."""
    return replace(hearing, sound=hearing.sound[: int((seconds + 0.2) * STATES_A_SECOND)])


def _commonest(languages: Sequence[Language]) -> Language:
    return "zh" if languages.count("zh") > languages.count("en") else "en"


def windows(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches joined into windows of at most 28 s; one that is longer is cut hard."""
    most = int(WINDOW_S * SAMPLE_RATE_HZ)
    found: list[Stretch] = []
    for stretch in stretches:
        near = found and stretch.start - found[-1].stop < LONGEST_PAUSE_S * SAMPLE_RATE_HZ
        if near and stretch.stop - found[-1].start <= most:
            found[-1] = Stretch(found[-1].start, stretch.stop)
            continue
        for start in range(stretch.start, stretch.stop, most):
            found.append(Stretch(start, min(start + most, stretch.stop)))
    return found


def padded(samples: Samples, seconds: float) -> Samples:
    """`samples` with silence after them, up to 30 s and to an even number of frames."""
    length = min(int(seconds * SAMPLE_RATE_HZ), int(FULL_S * SAMPLE_RATE_HZ))
    whole = -(-max(length, len(samples)) // 320) * 320
    return np.pad(samples, (0, whole - len(samples)))
