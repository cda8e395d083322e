"""A course of a dozen chapters in made-up words, and models that know little or everything of it."""

from zlib import crc32

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Fusion, Preparation
from tutor_app.engine.adapting.by_fusion import ByFusion
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.engine.fusion.signals import NAMES

TRUSTING = Calibration(words_trust=(0.0, 20.0))
CHAPTERS, SENTENCES, LONG = 12, 26, 9  # words of a sentence
COMMON = ["under", "over", "beside", "through", "because", "whenever", "although", "between"]
SYLLABLES = ["ba", "co", "di", "fu", "ge", "hi", "ka", "lo", "mu", "ne", "pi", "ro", "sa", "tu", "vo", "wi"]


def word(random):
    return "".join(random.choice(SYLLABLES, 4))


def text_of_a_course(seed=0):
    """Each chapter speaks of a score of things of its own, in words that all share."""
    random = np.random.default_rng(seed)
    for chapter in range(CHAPTERS):
        own = [word(random) for _ in range(20)]
        yield f"# Chapter {chapter}\n"
        for _ in range(SENTENCES):
            said = [*random.choice(own, 4, replace=False), *random.choice(COMMON, LONG - 4)]
            yield " ".join(random.permutation(said)).capitalize() + ".\n"


def by_chance(text, width):
    vector = np.random.default_rng(crc32(text.encode())).normal(size=width)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def course(home, folder, fused_by="the model", text=None):
    """The course as an index; its vectors mean nothing."""

    def read(texts):
        vectors = np.stack([by_chance(text, 384) for text in texts])
        return vectors, vectors, [by_chance(text, 64)[None] for text in texts]

    file = folder / "made-up.md"
    file.write_text("\n".join(text or text_of_a_course()))
    fusion = Fusion(fused_by, read, lambda figures: (np.zeros((len(figures), 4)),) * 2)
    made = add(
        home, file, Preparation(lambda language: "minilm-l6", fusion_for=lambda encoder: fusion),
        lambda _: None, Cancellation(),
    )  # fmt: skip
    return made, CourseIndex.open(made)


class Encoder:
    """A text encoder whose vectors mean nothing."""

    name = "minilm-l6"

    def token_states(self, texts, kind, cancel):
        cancel.check()
        return [TokenStates(by_chance(text, 384)[None], np.zeros((1, 2), np.int32)) for text in texts]

    def encode(self, texts, kind, cancel):
        return np.stack([by_chance(text, 384) for text in texts])


class Fuses:
    """The graph that makes a question; of these outputs only the words' number matters."""

    def shape(self, name):
        return {"picture": ("batch", 49, 1280)}[name]

    def run(self, feeds, cancel):
        rows, length = feeds["note_mask"].shape
        heard = feeds["heard_mask"].shape[1]
        counts = [length, 49, feeds["words_mask"].shape[1], heard + feeds["sound_mask"].shape[1]]
        return [
            np.zeros((rows, 384)), np.zeros((rows, 256)), np.zeros((rows, 192)), np.zeros((rows, 3)),
            np.zeros((rows, length + heard, 64)), np.ones((rows, length + heard)),
            *(np.zeros((rows, n)) for n in counts), np.zeros((rows, 7)),
        ]  # fmt: skip


class Matches:
    """A matching head that gives each signal a fixed weight."""

    def __init__(self, **weights):
        self.weights = np.array([weights.get(name.replace(" ", "_"), 0.0) for name in NAMES])

    def run(self, feeds, cancel):
        signals, groups = feeds["signals"], feeds["groups"]
        whim = 0.01 * np.sin(7.0 * groups)  # else the first would be the best by words anyway
        return [whim + signals @ self.weights, np.zeros(groups.shape)]


def way(head="the head", **weights):
    """The search by a fusion model whose matching head has these weights."""
    nothing = Fuses()
    return ByFusion(
        FusionModel((Fuses(), nothing, nothing, Matches(**weights)), "the model", TRUSTING, head), Encoder()
    )


MISLED = {"likelihood_beside_others": -1.0}  # prefers what speaks of something else
KNOWING = {"likelihood_beside_others": 30.0, "coverage_beside_others": 10.0}
