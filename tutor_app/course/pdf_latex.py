"""Letters of a formula that stand in one row, with indices and powers → LaTeX."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from tutor_app.course.pdf_letters import Gap, Letter
from tutor_app.course.pdf_lines import TextLine, by_level, negate, script_level, usual_size


def _table(entries: str) -> dict[str, str]:
    """A character, and what stands for it, each."""
    return {entry[0]: entry[1:] for entry in entries.split()}


_COMMANDS = _table(
    r"−- ·\cdot ⋅\cdot ×\times ÷\div ±\pm ∓\mp ≤\le ⩽\le ⩾\ge ≥\ge ≠\ne ≈\approx ∼\sim ≃\simeq ≡\equiv "
    r"∝\propto ∞\infty ∂\partial ∇\nabla ∈\in ∉\notin ⊂\subset ⊆\subseteq ∪\cup ∩\cap ∅\emptyset "
    r"∀\forall ∃\exists ¬\neg →\to ←\leftarrow ↔\leftrightarrow ⇒\Rightarrow ⇔\Leftrightarrow ↦\mapsto "
    r"∧\land ∨\lor ⊕\oplus ⊗\otimes ℓ\ell ℏ\hbar ⟨\langle ⟩\rangle ‖\| …\ldots ⋯\cdots ℝ\mathbb{R} "
    r"ℕ\mathbb{N} ℤ\mathbb{Z} ℚ\mathbb{Q} ℂ\mathbb{C} °^{\circ} ′' {\{ }\} %\% #\# &\& $\$ _\_ ∗* ≪\ll "
    r"≫\gg ⊥\perp ∣| ∥\parallel ∠\angle △\triangle"
)
_GREEK = _table(
    r"αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda "
    r"μmu µmu νnu ξxi πpi ρrho ϱvarrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega "
    r"ΓGamma ΔDelta ∆Delta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega"
)
_TALL = re.compile(
    r"[√∑∏∫∮∐⋃⋂⋁⋀⃗ˆ˜¯˙¨ˇ˘´`]"
)  # what stands above, below or beside them, their place alone tells
_FUNCTIONS = tuple("arcsin arccos arctan sinh cosh tanh sin cos tan cot log ln exp lim max min det".split())
_NAMES = re.compile(rf"(?<![\\A-Za-z])({'|'.join(_FUNCTIONS)})(?![a-z])")
_WORDS = re.compile(r"(?<![\\A-Za-z{])([A-Za-z]{3,})(?![A-Za-z}])")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_BY_NAME = {name: char for char, name in _GREEK.items()} | {
    "epsilon": "ε",
    "phi": "φ",
    "mu": "μ",
    "Delta": "Δ",
}
_SAME = str.maketrans("ϵϕµ∆", "εφμΔ")
APART = 1.2  # sizes: between two formulas in one row
OFF_BASE = 0.2  # of the size
STACKED = 0.5  # of the smaller height: lines that share less are above each other


def is_flat(lines: Sequence[TextLine]) -> bool:
    """Tell whether a formula is one row, so that its letters say what it means."""
    if any(_TALL.search(line.text) or not line.letters or not _is_level(line) for line in lines):
        return False
    first, last = lines[0].box, lines[-1].box
    shared = min(first.y1, last.y1) - max(first.y0, last.y0)
    is_row = all(one.box.x1 <= other.box.x0 + 2 for one, other in pairwise(lines))
    return is_row and shared > STACKED * min(first.y1 - first.y0, last.y1 - last.y0)


def _is_level(line: TextLine) -> bool:
    """Tell whether a line has one baseline, but for indices and powers of one depth."""
    letters = [one for one in line.letters if isinstance(one, Letter)]
    size, base = usual_size(letters)
    bases = {True: set[int](), False: set[int]()}
    for letter in letters:
        if "EX" in letter.style.font and letter.style.is_maths:
            return False
        if script_level(letter, size, base):
            bases[letter.base < base].add(round(letter.base - base))
        elif abs(letter.base - base) > OFF_BASE * size:
            return False
    return all(max(found, default=0) - min(found, default=0) <= OFF_BASE * size for found in bases.values())


def to_latex(lines: Sequence[TextLine]) -> str:
    """Write a row of letters in LaTeX."""
    latex = _row(lines[0])
    for before, line in pairwise(lines):
        latex += (r" \quad " if line.box.x0 - before.box.x1 > APART * line.size else " ") + _row(line)
    latex = _NAMES.sub(r"\\\1", latex)
    latex = _WORDS.sub(r"\\mathrm{\1}", latex)
    return re.sub(r"\s+", " ", latex).strip().rstrip(".,;").strip()


def letters_in(text: str) -> list[str]:
    """List the letters and digits that a formula shows, from its LaTeX or from its letters."""
    shown = _COMMAND.sub(lambda found: _BY_NAME.get(found[1], found[1] * (found[1] in _FUNCTIONS)), text)
    shown = re.sub(r"\\begin\{\w+\}(?:\{\w+\})?|\\end\{\w+\}", "", shown)
    return [char for char in _fold(shown) if char.isalnum()]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SAME)


def _row(line: TextLine) -> str:
    size, base = usual_size([one for one in line.letters if isinstance(one, Letter)])
    pieces = []
    for level, group in by_level(line.letters, size, base):
        shown = negate("".join(" " if isinstance(one, Gap) else one.char for one in group))
        text = "".join(map(_sign, shown)).strip()
        if level and text:
            pieces.append(f"{'^' if level > 0 else '_'}{{{text}}}" if set(text) != {"'"} else text)
        elif text:
            pieces.append(text)
    return " ".join(pieces).replace(" ^", "^").replace(" _", "_").replace(" '", "'")


def _sign(char: str) -> str:
    if char in _GREEK:
        return f"\\{_GREEK[char]} "
    command = _COMMANDS.get(char, char)
    return f"{command} " if command.startswith("\\") else command
