"""Kokoro-82M: phonemes → sound, in the voice of a language."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import LANGUAGES, Language
from tutor_app.engine.aloud.chinese import Chinese
from tutor_app.engine.aloud.dictionary import MODEL, Dictionary
from tutor_app.engine.aloud.english import English
from tutor_app.engine.aloud.sound import RATE_HZ, Sound
from tutor_app.engine.aloud.symbols import EDGE, numbered
from tutor_app.engine.chinese_words import ChineseWords
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.runtime import Session, open_session
from tutor_app.settings.home import Home
from tutor_app.settings.settings import FASTEST, SLOWEST

VOICES: dict[Language, str] = {"en": "af_heart", "zh": "zf_xiaoxiao"}
_STYLE_WIDTH = 256
_QUIET = 10 ** (-45 / 20)  # of full scale: what is softer is silence
_BREATH_S = {".": 0.28, "!": 0.28, "?": 0.28, "…": 0.28, ",": 0.12, ";": 0.18, ":": 0.18, "—": 0.15}
_BLOCK = RATE_HZ // 100
_EDGE_S = 0.02  # kept around what sounds: no sound begins at full strength


class Voice:
    """Speaks English and Chinese."""

    def __init__(
        self, session: Session, styles: Mapping[Language, Sound], english: English, chinese: Chinese
    ) -> None:
        """`styles`: of each language (n, 256), one for each count of phonemes."""
        self._session, self._styles = session, styles
        self._english, self._chinese = english, chinese

    @classmethod
    def open(cls, home: Home, device: str = "auto") -> "Voice":
        """Raises: TutorError: its files are missing or can't be used."""
        english = English(Dictionary.open(home))
        chinese = Chinese(ChineseWords.open(home), english.phonemes)
        styles = {one: _styles(weight(home, MODEL, f"{VOICES[one]}.bin")) for one in LANGUAGES}
        # every piece has another length: plans for each would only be kept
        session = open_session(weight(home, MODEL, "kokoro.onnx"), device, plans=False, spins=True)
        return cls(session, styles, english, chinese)

    def phonemes(self, text: str, language: Language) -> str:
        """How a text sounds, words parted by spaces."""
        return (self._chinese if language == "zh" else self._english).phonemes(text)

    def say(self, phonemes: str, language: Language, speed: float, cancel: Cancellation) -> Sound:
        """Their sound, with the silence that its last mark asks for.

        Raises:
            Cancelled: a stop was requested.
        """
        tokens = numbered(phonemes)
        styles = self._styles[language]
        feeds = {
            "tokens": np.array([[EDGE, *tokens, EDGE]], dtype=np.int64),
            "style": styles[min(len(tokens), len(styles) - 1)][None],
            "speed": np.array([min(FASTEST, max(SLOWEST, speed))], dtype=np.float32),
        }
        [sound] = self._session.run(feeds, cancel)
        breath = round(_BREATH_S.get(phonemes[-1:], 0.0) / speed * RATE_HZ)
        return np.concatenate([_trimmed(sound.reshape(-1)), np.zeros(breath, dtype=np.float32)])


def _trimmed(sound: Sound) -> Sound:
    """Without the silence at both ends."""
    blocks = sound[: len(sound) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    loud = np.flatnonzero(np.abs(blocks).max(axis=1, initial=0.0) > _QUIET)
    if not len(loud):
        return sound[:0]
    edge = round(_EDGE_S * RATE_HZ)
    return sound[max(0, loud[0] * _BLOCK - edge) : (loud[-1] + 1) * _BLOCK + edge]


def _styles(file: Path) -> Sound:
    return np.fromfile(file, dtype=np.float32).reshape(-1, _STYLE_WIDTH)
