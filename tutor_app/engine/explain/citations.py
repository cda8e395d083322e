"""Citations in text that a language model writes, as it comes piece by piece."""

import re
from collections.abc import Callable, Set

_CITATION = re.compile(r"\s?\[(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\]")
_OPEN = re.compile(r"\s?\[[\d\s,，、]{0,12}$|\s$")


class CitationFilter:
    """Passes text on, without citations of what was not given, and holds back one that is not closed yet."""

    def __init__(self, numbers: Set[int], say: Callable[[str], None]) -> None:
        self._numbers, self._say = numbers, say
        self._held = ""
        self.text = ""

    def write(self, piece: str) -> None:
        self._held += piece
        open_ = _OPEN.search(self._held)
        ready, self._held = (
            (self._held[: open_.start()], self._held[open_.start() :]) if open_ else (self._held, "")
        )
        self._pass(ready)

    def finish(self) -> str:
        """What was held back is passed on too. The whole text."""
        self._pass(self._held.rstrip())
        self._held = ""
        return self.text

    def _pass(self, text: str) -> None:
        if clean := _CITATION.sub(self._kept, text):
            self.text += clean
            self._say(clean)

    def _kept(self, match: "re.Match[str]") -> str:
        given = [n for n in re.split(r"\D+", match[1]) if int(n) in self._numbers]
        return "".join(f" [{n}]" for n in given)
