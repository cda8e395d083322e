"""A turn that the fusion model answers, and one that it can't."""

import pickle
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.engine.test_retrieval import ENERGY, FRICTION, LEAVES, RAMP, REGION, TEXTS, Shelf
from tutor_app.core.cancel import Cancellation
from tutor_app.core.counted import WHOLE, single_spaced
from tutor_app.core.errors import TutorError
from tutor_app.core.material import Box, LineLocator
from tutor_app.core.picture import Grid
from tutor_app.core.turn import Turn
from tutor_app.engine.encoders.text import TokenStates
from tutor_app.engine.explain.server.model import ServerModel
from tutor_app.engine.explain.server.patience import Retries
from tutor_app.engine.fusion.inputs import MOST, TEXT, feeds
from tutor_app.engine.fusion.looks import LOOK, MEANING, READ
from tutor_app.engine.fusion.model import Fused
from tutor_app.engine.fusion.sections import Calibration
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.messages import Ask, Found, Mind, Ready
from tutor_app.engine.models import Models
from tutor_app.engine.ocr import ScreenWord
from tutor_app.engine.pipeline import Pipeline
from tutor_app.engine.registry.installed import NotInstalled
from tutor_app.engine.speech.recogniser import Transcript
from tutor_app.settings.server import ServerAddress

GRID = Grid(49, 8)
RAMP_FIGURE, LEAF_FIGURE = 0, 1
LIGHT, DARK = 240, 15  # the paper of the leaf figure, and of its negative
GREY = 127  # like nothing, in any colours


class Course(Shelf):
    """Each passage is a neighbourhood of its own; the figures stand with the ramp and with the leaves."""

    fusion = "the model"

    def alike(self, words):
        return []

    def spellings(self, heard):
        return []

    def passages_with(self, phrase, most):
        return np.array([i for i, text in enumerate(TEXTS) if phrase in text.lower()][:most], np.int64)

    def text_vectors(self, kind):
        ids, vectors = super().text_vectors(kind)
        return ids, np.pad(vectors, ((0, 0), (0, TEXT - vectors.shape[1])))

    def neighbourhoods(self):
        return np.arange(4), np.arange(4)

    def neighbourhoods_of(self, figures):
        return np.array([(RAMP, LEAVES)[id] for id in figures], np.int64)

    def find_blocks(self, passage):
        return ()

    def lines_of(self, passage, start, end):
        return (LineLocator("a.md", passage, passage),)

    def words_of(self, passages):
        return [np.eye(1, 64, id, dtype=np.float32) for id in passages]

    def fused(self, kind):
        if kind == "passage":
            return np.arange(4), np.eye(4, MEANING, dtype=np.float32)
        rows = np.zeros((2, MEANING + READ + 10 * LOOK), np.float32)
        looks = rows[:, MEANING + READ :].reshape(2, 10, LOOK)
        looks[RAMP_FIGURE, :, 0] = looks[LEAF_FIGURE, :, 1] = 1
        return np.arange(2), rows


class Reader:
    """A text encoder whose states at a word are an axis for its first letter."""

    def token_states(self, texts, kind, cancel):
        return [self._states(text) for text in texts]

    def encode(self, texts, kind, cancel):
        return np.stack([self._states(text).states.mean(axis=0) for text in texts])

    def _states(self, text):
        words, spans, end = text.split(), [(0, 0)], -1
        for word in words:
            spans.append((end + 1, end + 1 + len(word)))
            end = spans[-1][1]
        states = np.stack([np.eye(1, TEXT, ord(word[0]) % 97)[0] for word in ["", *words][1:] or ["a"]])
        return TokenStates(np.vstack([np.zeros((1, TEXT)), states]).astype(np.float32), np.array(spans))


class Eye:
    """An image encoder that sees how bright a picture is, in its first feature."""

    def grids(self, pictures, cancel):
        grids = np.zeros((len(pictures), GRID.cells, GRID.width), np.float32)
        for grid, picture in zip(grids, pictures, strict=True):
            grid[:, 0] = float(picture.mean())
        return grids

    def looks(self, pictures, cancel):
        return np.stack([np.eye(1, 8, 5, dtype=np.float32)[0] for _ in pictures])


class Model:
    """Prefers one passage; a bright picture looks like the leaf figure, a dark one like nothing."""

    identity, calibration = "the model", Calibration()

    def __init__(self, prefers=LEAVES, answers=4.0):
        self.prefers, self.answers, self.asked = prefers, answers, []

    def fuse(self, batch, cancel):
        self.asked += batch
        return [self._fused(asked) for asked in batch]

    def _fused(self, asked):
        read = {name: int(mask.sum()) for name, mask in feeds([asked], GRID).items() if name.endswith("mask")}
        note, grid, screen, heard, sound = (
            read[f"{name}_mask"] for name in ("note", "picture", "words", "heard", "sound")
        )
        counts = [note, grid, screen, heard + sound]
        weights = [np.arange(1, n + 1, dtype=np.float32) for n in counts]
        total = sum(float(some.sum()) for some in weights) or 1.0
        words = note + heard
        return Fused(
            np.eye(1, MEANING, self.prefers, dtype=np.float32)[0],
            self.looks(asked.grid[None], cancel=None)[0] if asked.grid is not None else np.zeros(LOOK),
            np.zeros(READ, np.float32),
            np.array([0.0, 1.0, 0.0]),
            np.eye(1, 64, self.prefers, dtype=np.float32).repeat(words, axis=0),
            np.full(words, 1 / max(words, 1), np.float32),
            tuple(some / total for some in weights),
            np.zeros(7),
        )

    def looks(self, grids, cancel, mask=None):
        kept = np.ones(grids.shape[:2]) if mask is None else mask
        bright = (grids[:, :, 0] * kept).mean(axis=1) > 128
        looks = np.zeros((len(grids), LOOK), np.float32)
        looks[bright, 1] = 1
        return looks

    def match(self, asked, words, vectors, signals, groups, cancel):
        liked = vectors[:, self.prefers] if len(words) else np.zeros(0)
        return 8.0 * liked, np.where(liked > 0, self.answers, -9.0) if len(words) else np.zeros(0)


class Ear:
    def put_right(self, heard, spellings, cancel):
        return heard

    def transcribe_file(self, path, cancel, language=None):
        return Transcript("why is friction strong", "en", np.zeros((12, 512), np.float32))


class Spectacles:
    """Reads two words on any picture."""

    def read(self, picture, cancel):
        high, wide = picture.shape[:2]
        return [
            ScreenWord("green", Box(0, 0, wide / 2, high / 4), 0.9),
            ScreenWord("leaf", Box(wide / 2, high / 2, wide, high), 0.9),
        ]


def missing():
    raise NotInstalled("It is not there.")


def models(fusion=None, language_model=missing):
    return Models(
        recogniser=Lazy(Ear),
        word_reader=Lazy(Spectacles),
        image_encoders={"minilm-l6": Lazy(Eye)},
        text_encoders={"minilm-l6": Lazy(Reader)},
        language_model=Lazy(language_model),
        fusion={"minilm-l6": Lazy((lambda: fusion) if fusion else missing)},
        formula_reader=Lazy(missing),
        orientation=Lazy(missing),
        voice=Lazy(missing),
    )


def answered(pipeline, id=1, **given):
    """The answer to a turn, and what was said of it."""
    said = []
    answer = pipeline.answer(Ask(id, Turn(Path("course"), **given)), said.append, Cancellation())
    return answer, said


def pipeline(fusion=None, shelf=None, language_model=missing):
    shelf = shelf or Course()
    return Pipeline(models(fusion, language_model), lambda _: shelf, lambda: Ready("CPU", "chosen"))


@pytest.fixture
def screenshot(tmp_path):
    def taken(paper):
        Image.new("RGB", (70, 35), (paper,) * 3).save(tmp_path / "screen.png")
        return tmp_path / "screen.png"

    return taken


def test_what_the_fusion_model_ranks_first_is_shown_first():
    answer, _ = answered(pipeline(Model(prefers=LEAVES)), note="friction slows a sliding block")
    assert answer.evidence[0].id == LEAVES
    answer, _ = answered(pipeline(None), note="friction slows a sliding block")
    assert answer.evidence[0].id == FRICTION


def test_what_is_framed_on_the_page_comes_first_whatever_the_model_prefers():
    shelf = Course()
    shelf.region_passages, shelf.region_figures = [ENERGY], [RAMP_FIGURE]
    answer, _ = answered(pipeline(Model(prefers=LEAVES), shelf), note="friction slows blocks", region=REGION)
    passages = [e.id for e in answer.evidence if e.kind == "passage"]
    figures = [e.id for e in answer.evidence if e.kind == "figure"]
    assert passages[0] == ENERGY
    assert figures[0] == RAMP_FIGURE
    assert answer.in_material


def test_the_model_decides_that_it_is_not_in_the_material():
    answer, _ = answered(pipeline(Model(answers=-6.0)), note="friction slows a sliding block")
    assert not answer.in_material
    answer, _ = answered(pipeline(Model(answers=6.0)), note="friction slows a sliding block")
    assert answer.in_material


@pytest.mark.parametrize("paper", [LIGHT, DARK])
def test_a_figure_is_recognised_in_day_and_night_colours(screenshot, paper):
    model = Model()
    answer, _ = answered(pipeline(model), note="what is this", image=screenshot(paper))
    assert [e.id for e in answer.evidence if e.kind == "figure"] == [LEAF_FIGURE]
    assert answer.evidence[0].id == LEAVES
    assert model.asked[0].grid[0, 0] == pytest.approx(LIGHT)


def test_without_the_fusion_model_it_says_so_once_and_answers():
    engine = pipeline(None)
    first, said = answered(engine, note="friction slows a sliding block")
    second, said_again = answered(engine, 2, note="chlorophyll makes leaves green")
    assert [type(message) for message in said].count(Mind) == 1
    assert Mind not in map(type, said_again)
    assert (first.evidence[0].id, second.evidence[0].id) == (FRICTION, LEAVES)
    assert first.counted is None


@pytest.mark.parametrize("change", [{"fusion": "an older model"}, {"fusion": ""}, {"read": 3}])
def test_a_course_that_the_model_has_not_read_whole_is_searched_as_before(change):
    class Unread(Course):
        fusion = change.get("fusion", "the model")

        def fused(self, kind):
            ids, rows = super().fused(kind)
            read = change.get("read", len(ids))
            return ids[:read], rows[:read]

    answer, said = answered(pipeline(Model(prefers=LEAVES), Unread()), note="friction slows a sliding block")
    assert answer.evidence[0].id == FRICTION
    assert any(isinstance(message, Mind) for message in said)


def test_a_spoken_question_is_not_lost_beside_a_note_that_only_points(screenshot):
    model, given = Model(prefers=FRICTION), {"image": screenshot(GREY), "audio": Path("why.wav")}
    spoken, _ = answered(pipeline(model), note="here", **given)
    assert spoken.evidence[0].id == FRICTION
    assert spoken.counted.shares["speech"] > spoken.counted.shares["picture"]
    assert spoken.transcript == "why is friction strong"


class Hearing(Model):
    """Finds an answer only to so many words, as if the others had been said by somebody else."""

    def __init__(self, count):
        super().__init__(prefers=FRICTION)
        self.count = count

    def match(self, asked, words, vectors, signals, groups, cancel):
        self.answers = 4.0 if len(asked.words) == self.count else -4.0
        return super().match(asked, words, vectors, signals, groups, cancel)


@pytest.mark.parametrize(
    ("count", "modalities"),
    [(4, {"note"}), (5, {"speech"}), (9, {"note", "speech"})],  # a word each, and one for the start
    ids=["typed", "said", "both"],
)
def test_what_finds_no_answer_beside_what_does_counts_nothing(count, modalities):
    given = {"note": "green leaves grow", "audio": Path("why.wav")}
    answer, _ = answered(pipeline(Hearing(count)), **given)
    assert answer.in_material
    assert {name for name, share in answer.counted.shares.items() if share} == modalities


def test_a_question_that_only_points_is_asked_by_the_screen(screenshot):
    answer, _ = answered(pipeline(Model()), note="what is this", image=screenshot(LIGHT))
    assert answer.counted.shares["note"] == 0
    assert answer.counted.shares["picture"] > 0
    assert len(answer.counted.cells) == GRID.cells


def test_each_word_of_the_question_has_its_weight():
    note = "why  does friction\nslow blocks"
    answer, _ = answered(pipeline(Model(prefers=FRICTION)), note=note)
    words = [single_spaced(note)[start:end] for start, end, _ in answer.counted.note]
    assert words == note.split()
    assert sum(share for _, _, share in answer.counted.note) == WHOLE


def test_the_words_on_a_picture_that_counted_stand_where_they_were_read(screenshot):
    answer, _ = answered(pipeline(Model()), note="what is this", image=screenshot(LIGHT))
    places = {(spot.left, spot.top, spot.right, spot.bottom) for spot in answer.counted.spots}
    assert places == {(0, 0, 500, 250), (500, 500, 1000, 1000)}


def test_words_of_a_page_have_no_place_on_its_picture(screenshot):
    class Page(Course):
        def words_in(self, region):
            return "chlorophyll makes leaves green"

    given = {"image": screenshot(LIGHT), "region": REGION}
    answer, _ = answered(pipeline(Model(), Page()), note="what is this", **given)
    assert answer.counted.spots == ()
    assert answer.counted.elsewhere == answer.counted.shares["screen words"] > 0


def test_a_region_without_words_and_picture_is_still_answered():
    shelf = Course()
    shelf.region_passages = [ENERGY]
    answer, _ = answered(pipeline(Model(), shelf), region=REGION)
    assert answer.evidence[0].id == ENERGY
    assert answer.counted is None


def test_what_counted_fits_into_a_small_message(screenshot):
    class Long(Ear):
        def transcribe_file(self, path, cancel, language=None):
            return Transcript(" ".join(["friction"] * 90), "en", np.zeros((300, 512), np.float32))

    class Full(Spectacles):
        def read(self, picture, cancel):
            return [ScreenWord("mm", Box(i % 7, i / 3, i % 7 + 5, i / 3 + 1), 0.9) for i in range(96)]

    given = replace(models(Model()), recogniser=Lazy(Long), word_reader=Lazy(Full))
    engine = Pipeline(given, lambda _: Course(), lambda: Ready("CPU", "chosen"))
    note = " ".join(["blocks"] * 90)
    _, said = answered(engine, note=note, audio=Path("why.wav"), image=screenshot(LIGHT))
    [found] = [message for message in said if isinstance(message, Found)]
    assert len(found.counted.sound) == MOST["sound"]
    assert len(pickle.dumps(found)) < 4096


def test_a_course_without_figures_is_answered(screenshot):
    class Plain(Course):
        def fused(self, kind):
            return super().fused(kind) if kind == "passage" else (np.zeros(0, np.int64), np.zeros((0, 1)))

    answer, _ = answered(pipeline(Model(), Plain()), note="green leaves", image=screenshot(LIGHT))
    assert answer.evidence[0].id == LEAVES
    assert all(e.kind == "passage" for e in answer.evidence)


RUBBING = (
    "A sliding block is slowed by friction, because its surfaces catch each other, on and on. More follows."
)


class Talker:
    """A language model that fails when it is asked to judge, or after so many words."""

    name, context_tokens = "server", 4096

    def __init__(self, judges=True, words=99):
        self.judges, self.words = judges, words

    def first_token(self, messages, cancel):
        if not self.judges:
            raise TutorError("The server is away.", "Ask again.")
        return {"yes": 1.0}

    def write(self, messages, most_tokens, say, cancel, seed=0):
        for place, word in enumerate(RUBBING.split()):
            if place == self.words:
                raise TutorError("The server was cut off.")
            say(f"{word} ")

    def read_ahead(self, messages):
        pass


def far_away():
    """Where nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = ServerAddress("http", "127.0.0.1", closed.getsockname()[1])
    return ServerModel(address, "tiny", retries=Retries(most=1))


def too_big():
    raise TutorError("The model needs 9 GB of memory.", "Choose a smaller one.")


SLIDING = "friction slows a sliding block"


def test_a_language_model_that_can_be_used_explains():
    answer, said = answered(pipeline(Model(answers=6.0), language_model=Talker), note=SLIDING)
    assert (answer.explainer, answer.in_material) == ("server", True)
    assert not any(isinstance(message, Mind) for message in said)


@pytest.mark.parametrize(
    ("language_model", "reason"),
    [
        (too_big, "9 GB"),
        (far_away, "can't be reached"),
        (lambda: Talker(judges=False), "is away"),
        (lambda: Talker(words=0), "cut off"),
        (lambda: Talker(words=3), "cut off"),
        (lambda: Talker(words=14), "cut off"),
    ],
)
def test_one_that_cannot_be_used_gives_way_to_quotation_and_the_reason_is_told(language_model, reason):
    engine = pipeline(Model(answers=0.0), language_model=language_model)
    for id in (1, 2):  # not only once: it may be well the next time
        answer, said = answered(engine, id, note=SLIDING)
        assert (answer.explainer, answer.in_material) == ("quote", True)
        (mind,) = (message for message in said if isinstance(message, Mind))
        assert reason in mind.text
        assert "quoted instead" in mind.text


def test_without_a_judge_the_support_decides():
    engine = pipeline(Model(answers=-6.0), language_model=lambda: Talker(judges=False))
    assert not answered(engine, note=SLIDING)[0].in_material


def test_one_that_is_still_on_its_way_is_not_complained_about():
    answer, said = answered(pipeline(Model(answers=6.0)), note=SLIDING)
    assert answer.explainer == "quote"
    assert not any(isinstance(message, Mind) for message in said)
