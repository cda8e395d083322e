"""Some models think aloud before they answer; that is not the answer."""

BEGIN, END = "<think>", "</think>"


class ThoughtFilter:
    """Keeps what stands outside of `<think>` and `</think>`, also where a piece ends within such a word."""

    def __init__(self) -> None:
        self._held, self._thinks = "", False

    def write(self, piece: str) -> str:
        """What of it, and of what was held back, can be shown now."""
        self._held += piece
        shown = ""
        while (place := self._held.find(END if self._thinks else BEGIN)) >= 0:
            if not self._thinks:
                shown += self._held[:place]
            self._held = self._held[place + len(END if self._thinks else BEGIN) :]
            self._thinks = not self._thinks
        keep = _beginning(self._held, END if self._thinks else BEGIN)
        cut = len(self._held) - keep
        if not self._thinks:
            shown += self._held[:cut]
        self._held = self._held[cut:]
        return shown

    def finish(self) -> str:
        """What was held back and begins no thought after all."""
        held, self._held = self._held, ""
        return "" if self._thinks else held


def _beginning(text: str, mark: str) -> int:
    """How many characters at the end of a text may be the beginning of a mark."""
    return next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)
