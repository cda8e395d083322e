"""Two texts as one row of tokens: [CLS] first [SEP] second [SEP], as the reader was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_TOKENS = 160  # of a row; what is longer is cut at the end of the second text
MAX_FIRST = 64
MARKS = ("[CLS]", "[SEP]"), ("<s>", "</s>")  # of BERT's and of XLM-R's vocabularies

TextSpan: TypeAlias = tuple[int, int]  # [start, end) in characters


@dataclass(frozen=True)
class TokenRow:
    """A pair of texts as tokens, before it is padded."""

    ids: tuple[int, ...]
    first: int  # tokens before the second text, the marks among them
    starts: tuple[int, ...]  # of the second text's tokens, in characters

    def find_tokens(self, spans: Sequence[TextSpan]) -> list[NDArray[np.int64]]:
        """Give the places in the row of each span's tokens; none where it was cut off."""
        starts = np.array(self.starts, dtype=np.int64)
        return [self.first + np.flatnonzero((starts >= start) & (starts < end)) for start, end in spans]


class PairTokenizer:
    """Writes pairs with the tokenizer of a text encoder."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Raises: ValueError: it has no marks that are known here."""
        known = [pair for begin, end in MARKS if (pair := _find_marks(tokenizer, begin, end))]
        if not known:
            raise ValueError("a tokenizer without marks for the ends of texts")
        self._begin, self._end = known[0]
        self._tokenizer = tokenizer
        tokenizer.no_truncation()
        tokenizer.no_padding()

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[TokenRow]:
        """Encode each pair; characters are counted in the second text as it is given."""
        firsts = self._tokenizer.encode_batch([_flatten(one) for one, _ in pairs], add_special_tokens=False)
        seconds = self._tokenizer.encode_batch([_flatten(two) for _, two in pairs], add_special_tokens=False)
        rows = []
        for first, second in zip(firsts, seconds, strict=True):
            head = (self._begin, *first.ids[:MAX_FIRST], self._end)
            room = MAX_TOKENS - len(head) - 1
            starts = tuple(start for start, _ in second.offsets[:room])
            rows.append(TokenRow((*head, *second.ids[:room], self._end), len(head), starts))
        return rows

    def count(self, text: str) -> int:
        """Count the tokens of a text."""
        return len(self._tokenizer.encode(_flatten(text), add_special_tokens=False).ids)

    def find_starts(self, text: str) -> list[int]:
        """Give the character at which each token of a text begins."""
        offsets = self._tokenizer.encode(_flatten(text), add_special_tokens=False).offsets
        return [start for start, _ in offsets]


def pad_rows(rows: Sequence[TokenRow]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give ids, mask and types (0 the first text, 1 the second) of shape (B, n)."""
    longest = max(len(row.ids) for row in rows)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row.ids)] = row.ids
        mask[place, : len(row.ids)] = 1
        types[place, row.first : len(row.ids)] = 1
    return ids, mask, types


def _find_marks(tokenizer: Tokenizer, begin: str, end: str) -> tuple[int, int] | None:
    first, last = tokenizer.token_to_id(begin), tokenizer.token_to_id(end)
    return None if first is None or last is None else (int(first), int(last))


def _flatten(text: str) -> str:
    """Line ends become blanks; no character moves."""
    return text.replace("\n", " ").replace("\t", " ")
