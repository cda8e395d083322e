"""Of what several looks at one window found, the text with the fewest wrong words to be expected is taken."""

import numpy as np
import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.speech.beam import Text
from tutor_app.engine.speech.consensus import agreed, least_risk
from tutor_app.engine.speech.decode import Hearing

SHORT, FULL = (Hearing((), name, "en", -0.5, 0.0, True) for name in ("short", "full"))


@pytest.mark.parametrize(
    ("texts", "logs", "best"),
    [
        # the likeliest one has least in common with the others
        (["Is sheep float?", "Why ships float?", "Why do ships float?"], [-1.0, -1.1, -1.1], 1),
        (["Is sheep float?", "Why ships float?", "Why do ships float?"], [-1.0, -9.0, -9.0], 0),
        # signs and capitals are no words
        (["why ships float", "Is sheep float?", "Why ships float?"], [-1.1, -1.0, -1.1], 0),
        (["反向传播怎么算", "反向传播怎么算梯度", "方向传播怎么算梯度"], [-1.0, -1.1, -1.1], 1),
        # one script or the other
        (["質量是什麼", "重量是什么", "质量是什么"], [-1.1, -1.0, -1.1], 0),
        (["What?"], [-3.0], 0),
    ],
)
def test_the_text_that_differs_least_from_what_others_say_wins(texts, logs, best):
    assert least_risk(texts, np.array(logs)) == best


class Weighs:
    """A decoder with a beam and chances for each look."""

    words = ("what", "is", "fiction", "friction", "fractions")

    def __init__(self, beams, chances):
        self.beams, self.chances = beams, chances
        self.weighed = []

    def beam(self, hearing, width, most, cancel):
        return [
            Text(ids, self.chances[hearing.text][ids], finished) for ids, finished in self.beams[hearing.text]
        ]

    def log_chances(self, hearing, texts, cancel):
        self.weighed += [(hearing.text, tuple(ids)) for ids in texts]
        return [self.chances[hearing.text][ids] for ids in texts]

    def text(self, ids):
        return " ".join(self.words[id] for id in ids)


FICTION, FRICTION, FRACTIONS = (0, 1, 2), (0, 1, 3), (0, 1, 4)
CHANCES = {
    "short": {FICTION: -1.0, FRICTION: -2.0, FRACTIONS: -7.0},
    "full": {FICTION: -8.0, FRICTION: -2.0, FRACTIONS: -1.5},
}


def test_what_one_look_finds_is_weighed_by_the_other_too():
    decoder = Weighs(
        {"short": [(FICTION, True), (FRICTION, True)], "full": [(FRACTIONS, True), (FRICTION, True)]}, CHANCES
    )
    heard = agreed(decoder, [SHORT, FULL], 2, 40, Cancellation())
    assert heard.text == "what is friction"
    assert heard.ids == FRICTION
    assert heard.log_probability == -2.0 / 4  # of the last look, with the end
    assert heard.is_searched
    assert decoder.weighed == [("short", FRACTIONS), ("full", FICTION)]  # the rest is known from the beams


def test_of_texts_that_sound_alike_the_usual_one_is_taken():
    beams = {"short": [(FICTION, True), (FRICTION, True)], "full": [(FICTION, True), (FRICTION, True)]}
    decoder = Weighs(beams, CHANCES | {"full": CHANCES["full"] | {FICTION: -2.0}})
    plain = agreed(decoder, [SHORT, FULL], 2, 40, Cancellation())
    usual = agreed(decoder, [SHORT, FULL], 2, 40, Cancellation(), lambda text, _: 2.0 * ("friction" in text))
    assert (plain.ids, usual.ids) == (FICTION, FRICTION)


def test_texts_without_an_end_count_for_nothing():
    decoder = Weighs({"short": [(FICTION, False)], "full": [(FRICTION, True)]}, CHANCES)
    assert agreed(decoder, [SHORT, FULL], 1, 40, Cancellation()).text == "what is friction"
    decoder.beams["full"] = [(FRICTION, False)]
    neither = agreed(decoder, [SHORT, FULL], 1, 40, Cancellation())
    assert neither == FULL
    assert neither.is_searched  # a beam would find no more
