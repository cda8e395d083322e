"""A small course for tests of practice, and an encoder that needs no model."""

import hashlib

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.material import Block, LineLocator, Passage, Section
from tutor_app.core.words import search_words
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.items.course_text import CourseText
from tutor_app.engine.items.likeness import _WORD

NEVER = Cancellation()
_SMALL = frozenset(["a", "an", "the", "of", "in", "on", "to", "and", "is", "are", "that", "by", "with"])


def _vector(word: str) -> np.ndarray:
    """The same for forms of one word, nearly at right angles for others."""
    stem = word[:5]
    seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4], "big")
    found = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return found / np.linalg.norm(found)


class WordBag:
    """An encoder for tests: a text is the sum of its words."""

    def encode(self, texts, kind, cancel):
        cancel.check()
        rows = []
        for text in texts:
            words = [word for word in search_words(text) if word not in _SMALL]
            total = sum((_vector(word) for word in words), np.zeros(384, dtype=np.float32))
            rows.append(total / max(float(np.linalg.norm(total)), 1e-9))
        return np.stack(rows) if rows else np.zeros((0, 384), dtype=np.float32)

    def token_states(self, texts, kind, cancel):
        cancel.check()
        found = []
        for text in texts:
            places = list(_WORD.finditer(text))
            states = [_vector(place[0].lower()) for place in places] or [np.zeros(384)]
            spans = [(place.start(), place.end()) for place in places] or [(0, 0)]
            found.append(TokenStates(np.stack(states).astype(np.float32), np.array(spans, dtype=np.int32)))
        return found


def make_course(*sections: tuple[str, list], language="en") -> CourseText:
    """Sections of (title, blocks); a block is a text, or (kind, role, text)."""
    made_sections, blocks, passages = [], [], []
    line = 0
    for at, (title, parts) in enumerate(sections, 1):
        place = LineLocator("a.md", line, line)
        made_sections.append(Section(at, 1, title, (title,), place))
        own = []
        for part in parts:
            kind, role, text = part if isinstance(part, tuple) else ("paragraph", "body", part)
            line += 1
            blocks.append(Block(len(blocks) + 1, at, kind, text, LineLocator("a.md", line, line), role))
            own.append(text)
        passages.append(Passage(at, at, (title,), "\n".join(own), (place,)))
    return CourseText(
        language=language, sections=tuple(made_sections), blocks=tuple(blocks), passages=tuple(passages)
    )


def entry(term: str, meaning: str) -> tuple[str, str, str]:
    """An entry of a glossary."""
    return "paragraph", "glossary", f"**{term}**: {meaning}"


def exercise(text: str) -> tuple[str, str, str]:
    return "list", "exercise", text


CELLS = make_course(
    (
        "Crossing the membrane",
        [
            "A cell keeps its inside apart from its surroundings. **Diffusion** spreads particles evenly.",
            "Osmosis moves water toward the side where more salt is dissolved.",
            "A channel protein does not need energy, because particles move down their gradient alone.",
            "Active transport increases the concentration inside the cell.",
        ],
    ),
    (
        "Key Terms",
        [
            entry("osmosis", "passage of water across a membrane toward dissolved salt"),
            entry("diffusion", "spreading of particles from a crowded place to an empty one"),
            entry("channel protein", "pore made of amino acids that lets one kind of ion through"),
            entry("vesicle", "small bubble of lipid that carries material inside the cell"),
            entry("nucleus", "compartment that stores the chromosomes behind a double wall"),
            entry(
                "active transport",
                "pumping of substances uphill, which costs fuel (also known as uphill pumping)",
            ),
        ],
    ),
    (
        "Exercises",
        [
            exercise("1. Which part stores the chromosomes?\n- vesicle\n- nucleus\n- osmosis\nSolution: B"),
            exercise(
                "2. Explain why diffusion makes a raisin swell in water.\nSolution: Water enters by osmosis."
            ),
            exercise("3. Use the figure above to name the organelles."),
        ],
    ),
)
