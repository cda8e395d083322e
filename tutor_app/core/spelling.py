"""What was heard, and how the material writes what it sounds like."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spelling:
    """One word or two as they were heard, and the material's word for them."""

    heard: str
    written: str
    is_same_sound: bool = False  # a term that sounds exactly so, tones and all, in the material's own subject

    def applied(self, text: str) -> str:
        """`text` with it put right wherever it stands: who asks says a word twice."""
        return text.replace(self.heard, self.written)

    def forms(self, text: str) -> Sequence[str]:
        """What is applied, and the same without the hyphens and capitals of a title: as it may be heard."""
        apart = self.written.replace("-", " ")
        written = dict.fromkeys((self.written, apart, apart.lower()))
        return [text.replace(self.heard, one) for one in written]
