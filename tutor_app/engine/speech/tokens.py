"""Whisper's tokens: ids to text, and the ids that steer or are never said."""

import json
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from tutor_app.core.language import Language

END = 50257
START = 50258
LANGUAGES: dict[Language, int] = {"en": 50259, "zh": 50260}
ALL_LANGUAGES = range(50259, 50358)
TRANSCRIBE = 50359
PREVIOUS = 50361  # before what was said before
NO_SPEECH = 50362
NO_TIMESTAMPS = 50363
FIRST_TIMESTAMP = 50364

# brackets, notes and speaker marks, which transcripts of films hold and speech does not
# Source: whisper/tokenizer.py (`non_speech_tokens`)
_SYMBOLS = list('"#()*+/:;<=>@[\\]^_`{|}~「」『』')
_SYMBOLS += [
    "<<",
    ">>",
    "<<<",
    ">>>",
    "--",
    "---",
    "-(",
    "-[",
    "('",
    '("',
    "((",
    "))",
    "(((",
    ")))",
    "[[",
    "]]",
    "{{",
    "}}",
    "♪♪",
    "♪♪♪",
]
_MUSIC = set("♩♪♫♬♭♮♯")
FIRST_MERGE = "Ġ t"  # a space and the letter t


class Tokens:
    """The vocabulary of one Whisper."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = _tokenizer(file)
        self.never = self._never_said()
        self.never_first = [*self._encode(" "), END]

    def text(self, ids: Sequence[int]) -> str:
        """What ids say; steering tokens say nothing."""
        return self.text_as_it_is(ids).strip()

    def text_as_it_is(self, ids: Sequence[int]) -> str:
        """With the space before it; a character of which only a part is given is �."""
        said: str = self._tokenizer.decode([id for id in ids if id < END], skip_special_tokens=True)
        return said

    def ids(self, text: str) -> list[int]:
        return self._encode(text)

    def _never_said(self) -> list[int]:
        found = {self._encode(" -")[0], self._encode(" '")[0]}
        for symbol in [*_SYMBOLS, *_MUSIC]:
            for ids in (self._encode(symbol), self._encode(" " + symbol)):
                if len(ids) == 1 or symbol in _MUSIC:
                    found.add(ids[0])
        steering = set(range(START, NO_TIMESTAMPS)) - {END}
        return sorted(found | steering - set(ALL_LANGUAGES) | set(ALL_LANGUAGES))

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _tokenizer(file: Path) -> Tokenizer:
    """With its first merge, where the file has lost it: without, no word that begins with t is one token."""
    written = json.loads(file.read_text(encoding="utf-8"))
    merges = written["model"]["merges"]
    if merges[0] not in (FIRST_MERGE, FIRST_MERGE.split()):
        merges.insert(0, FIRST_MERGE)
    return Tokenizer.from_str(json.dumps(written))
