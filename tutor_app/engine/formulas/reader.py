"""A picture of one formula → LaTeX, with LaTeX-OCR's network."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.formula import ReadFormula
from tutor_app.core.language import tr
from tutor_app.core.maths.written import in_one_way
from tutor_app.engine.formulas.picture import Grey, Input, cropped, stroke_px, to_input
from tutor_app.engine.registry.installed import exported, weight
from tutor_app.engine.runtime import Session, open_session
from tutor_app.settings.home import Home

NAME = "latex-ocr"
SCALES = (1.0, 0.6, 0.8, 1.3)  # it knows one size of type well, and tells by its probabilities which
STROKE_PX = 1.7  # thicker strokes are type of a finer screen, which is shrunk first
SURE = -0.002  # and confirmed: no other scale will do better
HOPELESS = -0.15  # at the first two scales: what is read right had -0.09 at the better one or more
MOST_TOKENS = 256
ASTRAY = -0.3  # mean log probability, after
EARLIEST = 12  # tokens: nothing will come of it
BEGIN, END = 1, 2
_STOP = re.compile(r"(?<!\\right)[.,;]+$")  # of the sentence that the formula ends
NOTHING_KNOWN = (8, 1, 8, 0, 64)  # layers' keys and values, text, heads, tokens, width


@dataclass(frozen=True)
class _Written:
    ids: list[int]
    confidence: float
    is_whole: bool


class FormulaReader:
    """Two graphs: one looks, the other writes a token at a time."""

    def __init__(self, encoder: Session, decoder: Session, tokens: Tokenizer) -> None:
        self._encoder, self._decoder = encoder, decoder
        self._tokens, self._count = tokens, tokens.get_vocab_size()

    @classmethod
    def open(cls, home: Home) -> "FormulaReader":
        """Raises: TutorError: its files are missing or broken."""
        encoder, decoder = (
            open_session(exported(home, NAME, part, precision), "cpu", plans=False)
            for part, precision in (("encoder", "float32"), ("decoder", "int8"))
        )
        return cls(encoder, decoder, _tokenizer(weight(home, NAME, "tokenizer.json")))

    def read(self, formula: Grey, cancel: Cancellation) -> ReadFormula | None:
        """What is written there, at the scale at which it reads best; nothing if it can't be a formula.

        Raises:
            Cancelled.
        """
        ink = cropped(formula)
        if not ink.size:
            return None
        usual = min(1.0, STROKE_PX / stroke_px(ink))
        read: list[ReadFormula] = []
        likeliest = -np.inf
        for scale in SCALES:
            written = self._write(to_input(ink, usual * scale), cancel)
            likeliest = max(likeliest, written.confidence)
            if written.is_whole and (latex := self._latex(written.ids)):
                same = any(latex == other.latex for other in read)
                read = [
                    replace(other, is_confirmed=True) if latex == other.latex else other for other in read
                ]
                read.append(ReadFormula(latex, min(written.confidence, 0.0), same))
            best = max(read, key=lambda one: one.confidence, default=None)
            is_sure = best is not None and best.is_confirmed and best.confidence > SURE
            if is_sure or (scale == SCALES[1] and likeliest < HOPELESS):
                break
        return best

    def _write(self, pixels: Input, cancel: Cancellation) -> _Written:
        [cross] = self._encoder.run({"pixels": pixels}, cancel)
        past, token, total = np.zeros(NOTHING_KNOWN, np.float32), BEGIN, 0.0
        ids: list[int] = []
        for place in range(MOST_TOKENS):
            feeds = {"token": np.array([token]), "place": np.array([place]), "past": past, "cross": cross}
            logits, past = self._decoder.run(feeds, cancel)
            known = logits[: self._count].astype(np.float64)
            token = int(known.argmax())
            total -= float(np.log(np.exp(known - known[token]).sum()))
            if token == END:
                return _Written(ids, total / (place + 1), True)
            ids.append(token)
            if place > EARLIEST and total / (place + 1) < ASTRAY:
                break
        return _Written(ids, total / len(ids), False)

    def _latex(self, ids: list[int]) -> str:
        pieces = (self._tokens.id_to_token(id) or "" for id in ids)
        return _STOP.sub("", in_one_way("".join(pieces).replace("Ġ", " ")))


def _tokenizer(file: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(file))
    except Exception as error:
        raise TutorError(
            tr("The model file {file} can't be used.", file=file.name),
            tr("Fetch it again: tutor models fetch {model}", model=NAME),
        ) from error
