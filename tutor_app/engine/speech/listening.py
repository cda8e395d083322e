"""Words while somebody still speaks: sure ones stay, the rest may change, and the end takes no time.

A look decodes the open window anew, with what the last look heard as its guess. Words on which two looks
agree are sure (Macháček et al., Turning Whisper into real-time transcription system, 2023), and so is, as it
was heard last, what looks can't agree on for a while: nobody waits for a mumbled word. What lies before a
pause is closed when the window grows long: the work stays the same however long the person speaks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

import numpy as np

from tutor_app.core.arrays import SAMPLE_RATE_HZ, Samples
from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.engine.speech.decode import Hearing
from tutor_app.engine.speech.recogniser import (
    FULL_S,
    HURRIED_S,
    SILENCE_S,
    Recogniser,
    Transcript,
    joined,
    remembered,
)
from tutor_app.engine.speech.voice_activity import FRAME, SILENCE, speech_stretches

LOOK_EVERY_S, FIRST_LOOK_S = 0.5, 0.3  # the first words are waited for
QUIET_FRAMES = 6  # 0.2 s without a voice: perhaps the end
WORTH_S = 1.2  # of a window that is looked at again where it ran away; in less there is hardly a word
DISPUTED_S = 0.85  # from one look to another, both with a word in its place, until it is sure
OVER_S = 1.6  # without a voice: longer than one thinks in the middle of a question
LONG_S, LONGEST_S = 12.0, 26.0  # of the open window: closed at a pause, or wherever it is
SURELY = -0.35  # mean log probability of words that a later look must not lose
KEPT = 0.5  # of the words before a pause; fewer: they were lost
BEFORE_SPEECH_S = 1.0  # that is kept of a silence
_MARKS = re.compile(r"\W")


@dataclass(frozen=True)
class Caption:
    """What is on screen while somebody speaks."""

    sure: str = ""
    faint: str = ""

    def __bool__(self) -> bool:
        return bool(self.sure or self.faint)


class Listening:
    """One recording while it is made. All its methods belong to one thread at a time."""

    def __init__(self, recogniser: Recogniser, language: Language | None = None) -> None:
        self._recogniser, self._language = recogniser, language
        self._voice = recogniser.voice()
        self._open: Samples = np.zeros(0, dtype=np.float32)
        self._closed: list[Hearing] = []
        self._last: Hearing | None = None  # of the open window
        self._heard = 0  # samples of it that `_last` is about
        self._looked = 0  # samples that the last look had, whatever it heard
        self._was_careful = False
        self._said_words: list[str] = []  # of `_last`
        self._sure = 0  # of them
        self._counts: list[tuple[int, int]] = []  # samples that a look had, and how many words it heard
        self._pause: tuple[int, Hearing] | None = None  # samples before the last pause, and what they say
        self._shown = Caption()
        self._quiet_frames = 0
        self.is_careful = False  # whether a look is under way that is perhaps the last one

    def add(self, samples: Samples) -> None:
        """What has come since."""
        self._open = np.concatenate([self._open, samples])
        before = self._voice.chances.size
        self._voice.add(samples)
        for chance in self._voice.chances[before:]:
            self._quiet_frames = self._quiet_frames + 1 if chance < SILENCE else 0
        if not self._speaks():
            self._forget_silence()

    @property
    def is_quiet(self) -> bool:
        """Whether somebody spoke, and has just stopped."""
        chances = self._voice.chances
        return bool(chances.size > QUIET_FRAMES and (chances[-QUIET_FRAMES:] < SILENCE).all())

    @property
    def is_over(self) -> bool:
        """Whether it has been quiet for so long that a question may be complete."""
        return self._quiet_frames * FRAME >= OVER_S * SAMPLE_RATE_HZ

    @property
    def has_news(self) -> bool:
        """Whether a look is worth its time: enough more was said, or it ended."""
        if not self._speaks():
            return False
        if self.is_quiet:
            return not self._is_final(self._looked)
        if self._quiet_frames:  # a look that begins now would keep the last one waiting
            return False
        news = len(self._open) - self._looked
        return news >= (LOOK_EVERY_S if self._shown else FIRST_LOOK_S) * SAMPLE_RATE_HZ

    def look(self, cancel: Cancellation) -> Caption:
        """The words until now. Raises: Cancelled."""
        if self._speaks():
            self.is_careful = self.is_quiet
            try:
                self._look(cancel)
            finally:
                self.is_careful = False
        return self._shown

    def _look(self, cancel: Cancellation) -> None:
        is_careful = self.is_careful
        self._forget_last_sound()
        silence_s = SILENCE_S if is_careful else HURRIED_S
        heard = self._recogniser.glimpse(self._open, self._language, self._guess(), cancel, silence_s)
        if self._pause and self._has_lost(self._pause[1], heard):
            self._close_at_pause(*self._pause)
            heard = self._recogniser.glimpse(self._open, self._language, (), cancel, silence_s)
        self._looked, self._was_careful = len(self._open), is_careful
        seconds = self._looked / SAMPLE_RATE_HZ
        if heard.runs_away(seconds) and seconds >= WORTH_S:
            del heard  # up to 25 MB
            heard = self._recogniser.glimpse(self._open, self._language, (), cancel, FULL_S)
        if not heard.runs_away(seconds) and not heard.is_silence:
            # in a pause there is time, and the end needn't search then; what is doubted is heard anew there
            is_worth = is_careful and not self._recogniser.doubts(heard)
            self._agree(self._recogniser.searched(heard, seconds, cancel) if is_worth else heard)
        self._close_if_long(cancel)

    def said(self) -> Transcript:
        """All that the last look heard: what `end` gives if nothing more is said."""
        open_window = [self._last] if self._last else []
        return joined(hearing for hearing in [*self._closed, *open_window] if hearing.text)

    def end(self, cancel: Cancellation) -> Transcript:
        """All that was said. Raises: Cancelled."""
        if self._speaks():
            self._closed.append(self._whole(cancel))
        self._open = self._open[:0]
        return joined(hearing for hearing in self._closed if hearing.text and not hearing.is_silence)

    def _speaks(self) -> bool:
        return bool(speech_stretches(self._voice.chances, len(self._open)))

    def _is_final(self, samples: int) -> bool:
        """Whether the last look was careful and had all that was said, with a little silence behind it."""
        if not self._was_careful:
            return False
        frame = max(0, samples // FRAME - QUIET_FRAMES // 2)
        return bool((self._voice.chances[frame:] < SILENCE).all())

    def _whole(self, cancel: Cancellation) -> Hearing:
        if self._last and self._heard == self._looked and self._is_final(self._heard):
            return self._recogniser.settled(self._last, self._open, self._language, cancel)
        heard = self._recogniser.hear_window(self._open, self._language, cancel, self._guess())
        if self._pause and self._has_lost(self._pause[1], heard):
            self._close_at_pause(*self._pause)
            heard = self._recogniser.hear_window(self._open, self._language, cancel)
        return heard

    @staticmethod
    def _has_lost(before: Hearing, heard: Hearing) -> bool:
        """Whether most of what was surely heard before a pause is missing now: Whisper began behind it."""
        if before.log_probability < SURELY:
            return False
        kept = SequenceMatcher(None, before.ids, heard.ids, autojunk=False).get_matching_blocks()
        return sum(block.size for block in kept) < KEPT * len(before.ids)

    def _close_at_pause(self, cut: int, said: Hearing) -> None:
        self._closed = remembered([*self._closed, said])
        self._drop(cut // FRAME * FRAME)

    def _guess(self) -> tuple[int, ...]:
        return self._last.ids if self._last else ()

    def _agree(self, heard: Hearing) -> None:
        before, text = self._said_words, self._recogniser.words_of(heard, len(heard.ids))
        said = _words(text)
        same = _alike(before, said)
        if same == len(said) and not self.is_quiet:
            same -= 1  # half of it may have been said
        kept = _alike(before[: self._sure], said) == self._sure
        self._sure = max(self._sure, same) if kept else max(0, same)
        self._sure = max(self._sure, min(self._disputed(), len(said) - 1))
        self._counts.append((self._looked, len(said)))
        self._last, self._heard, self._said_words = heard, self._looked, said
        if self.is_quiet:
            self._pause = self._looked, heard
        earlier = joined(self._closed).text
        glue = "" if heard.language == "zh" or not earlier else " "
        self._show(earlier + glue + "".join(said[: self._sure]), earlier + glue + text)

    def _disputed(self) -> int:
        """How many words have stood in their places for so long that they won't be agreed on."""
        until = self._looked - DISPUTED_S * SAMPLE_RATE_HZ
        return max((count for samples, count in self._counts if samples <= until), default=0)

    def _show(self, sure: str, text: str) -> None:
        """A sure word stays, even where it turns out otherwise; what follows is told by how many they are."""
        shown = self._shown.sure
        if not sure.startswith(shown):
            sure = shown + "".join(_words(sure)[len(_words(shown)) :])
        self._shown = Caption(sure, "".join(_words(text)[len(_words(sure)) :]))

    def _close_if_long(self, cancel: Cancellation) -> None:
        if len(self._open) < LONG_S * SAMPLE_RATE_HZ:
            return
        stretches = speech_stretches(self._voice.chances, len(self._open))
        if self.is_quiet:
            cut = len(self._open)
        elif len(stretches) > 1:
            cut = stretches[-1].start
        elif len(self._open) > LONGEST_S * SAMPLE_RATE_HZ:
            cut = len(self._open)
        else:
            return
        cut = cut // FRAME * FRAME
        window = self._open[:cut]
        guess = self._guess()
        said = self._recogniser.hear_window(window, self._language, cancel, guess)
        self._closed = remembered([*self._closed, said])
        self._drop(cut)
        text = joined(self._closed).text
        self._show(text, text)

    def _forget_last_sound(self) -> None:
        """What Whisper made of it: up to 37 MB, which a new look needs."""
        if self._last:
            self._last, self._heard = replace(self._last, memory=None), 0

    def _forget_silence(self) -> None:
        """Before the first word, and after a closed window."""
        extra = len(self._open) - int(BEFORE_SPEECH_S * SAMPLE_RATE_HZ)
        if extra > FRAME:
            self._drop(extra // FRAME * FRAME)

    def _drop(self, samples: int) -> None:
        self._open = self._open[samples:]
        self._voice.drop(samples // FRAME)
        self._last, self._heard, self._looked, self._sure, self._pause = None, 0, 0, 0, None
        self._said_words, self._counts = [], []


def _words(text: str) -> list[str]:
    """Words with the space before them; in Chinese each character is one."""
    return re.findall(r"\s*(?:[\u3000-\u9fff]|[^\s\u3000-\u9fff]+)", text)


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many words are the same from the beginning, but for capitals and marks."""
    pairs = zip(map(_plain, some), map(_plain, others), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _plain(word: str) -> str:
    return _MARKS.sub("", word.lower())
