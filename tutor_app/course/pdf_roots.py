"""How far the roots of a formula reach: their bars tell, which readers of pictures misjudge."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tutor_app.core.material import Box
from tutor_app.course.pdf_latex import letters_in
from tutor_app.course.pdf_letters import Letter

BAR_PT = 1.5  # thick at most
NEAR_PT = 2.5  # between a root's sign and its bar
BELOW = 3.0  # sizes: what a bar covers


def roots_agree(latex: str, letters: Sequence[Letter], bars: Sequence[Box]) -> bool:
    """Tell whether the roots in a reading hold the letters below the bars; true where no bar is drawn."""
    printed = [_covered(letter, letters, bars) for letter in letters if letter.char == "√"]
    if not printed or any(root is None for root in printed):
        return True
    read = [Counter(letters_in(root)) for root in _roots(latex)]
    return sorted(_spell(root) for root in printed if root is not None) == sorted(map(_spell, read))


def _covered(root: Letter, letters: Sequence[Letter], bars: Sequence[Box]) -> Counter[str] | None:
    """The letters below a root's bar; nothing if it has none."""
    bar = next((bar for bar in bars if _is_bar(bar, root)), None)
    if bar is None:
        return None
    size = root.style.size
    inside = (
        letter.char
        for letter in letters
        if letter is not root
        and bar.x0 - 1 <= (letter.box.x0 + letter.box.x1) / 2 <= bar.x1 + 1
        and bar.y0 - 1 <= (letter.box.y0 + letter.box.y1) / 2 <= bar.y1 + BELOW * size
        and letter.box.y0 < root.box.y1
    )
    return Counter(letters_in("".join(inside)))


def _is_bar(bar: Box, root: Letter) -> bool:
    is_flat = bar.y1 - bar.y0 <= BAR_PT < bar.x1 - bar.x0
    return is_flat and abs(bar.x0 - root.box.x1) <= NEAR_PT and abs(bar.y0 - root.box.y0) <= NEAR_PT


def _roots(latex: str) -> Iterator[str]:
    """What stands in the braces of each root."""
    place = latex.find(r"\sqrt")
    while place >= 0:
        start = latex.find("{", place)
        depth = 0
        for end in range(start, len(latex)) if start >= 0 else ():
            depth += (latex[end] == "{") - (latex[end] == "}")
            if depth == 0:
                yield latex[start + 1 : end]
                break
        place = latex.find(r"\sqrt", place + 5)


def _spell(letters: Counter[str]) -> str:
    return "".join(sorted(letters.elements()))
