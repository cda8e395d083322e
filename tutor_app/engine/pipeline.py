"""One turn: what the learner gave → words → evidence → explanation."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.arrays import Vector
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.core.shelf import Shelf
from tutor_app.core.turn import Turn
from tutor_app.engine.explain.answering import Explained, decline, explain, in_material
from tutor_app.engine.explain.question import Numbered, NumberedFigure, Question
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.messages import Ask, Doing, Found, Heard, Partial, Read, Ready, Say
from tutor_app.engine.models import Models
from tutor_app.engine.ocr import words_of
from tutor_app.engine.picture_file import read_picture
from tutor_app.engine.retrieval import Query, points, search
from tutor_app.engine.stopwatch import Stopwatch
from tutor_app.engine.support import support

MOST_SENT = 1000  # characters of what was read on the screen: a message stays small


@dataclass(frozen=True)
class Screen:
    """What a screenshot or region says and looks like."""

    words: str = ""
    look: Vector | None = None


class Pipeline:
    """The engine: the steps of a turn, over models that are opened when first needed."""

    def __init__(
        self, models: Models, shelf_of: Callable[[Path], Shelf], ready: Ready, *, generates: bool = True
    ) -> None:
        """`generates`: whether a language model may write; otherwise passages are quoted."""
        self._models, self._shelf_of, self._generates = models, shelf_of, generates
        self.ready = ready

    def answer(self, ask: Ask, say: Say, cancel: Cancellation) -> Answer:
        """Raises: TutorError: nothing can be made of this turn, in words. Cancelled."""
        turn, watch = ask.turn, Stopwatch()
        shelf = self._shelf_of(turn.course)
        heard = self._hear(ask, say, cancel, watch)
        screen = self._look(ask, shelf, say, cancel, watch)
        words = "\n".join(filter(None, (turn.note.strip(), heard)))
        if not (words or screen.words or screen.look is not None or turn.region):
            raise TutorError(
                tr("No words were heard."), tr("Speak closer to the microphone, or type the question.")
            )
        say(Doing(ask.id, "search"))
        with watch.time("search"):
            query = self._query(shelf, words, screen, turn, cancel)
            evidence = search(shelf, query)
        say(Found(ask.id, evidence))
        say(Doing(ask.id, "explain"))
        with watch.time("explain"):
            pointed = _is_pointed(turn, query, evidence)
            likely = 1.0 if pointed else support(shelf, query, _ids(evidence, "passage"))
            question = _question(words, shelf, evidence)
            explained = self._explain(
                question, likely, pointed, lambda text: say(Partial(ask.id, text)), cancel
            )
        return Answer(
            explained.text,
            evidence,
            explained.in_material,
            explained.explainer,
            heard,
            screen.words,
            watch.stages,
        )

    def _hear(self, ask: Ask, say: Say, cancel: Cancellation, watch: Stopwatch) -> str:
        if ask.turn.audio is None:
            return ""
        say(Doing(ask.id, "speech"))
        with watch.time("speech"):
            heard = self._models.recogniser.get().transcribe_file(ask.turn.audio, cancel).text
        say(Heard(ask.id, heard))
        return heard

    def _look(self, ask: Ask, shelf: Shelf, say: Say, cancel: Cancellation, watch: Stopwatch) -> Screen:
        turn = ask.turn
        if turn.image is None and turn.region is None:
            return Screen()
        say(Doing(ask.id, "screen"))
        with watch.time("screen"):
            words = shelf.words_in(turn.region) if turn.region else ""
            screen = Screen(words) if turn.image is None else self._see(turn.image, words, cancel)
        say(Read(ask.id, screen.words[:MOST_SENT]))
        return screen

    def _see(self, image: Path, known_words: str, cancel: Cancellation) -> Screen:
        """A picture's look, and its words where the page has not told them; a missing model is silent."""
        picture = read_picture(image)
        words, look = known_words, None
        if not words and (reader := self._models.word_reader.get_or_none()):
            words = words_of(reader.read(picture, cancel))
        if encoder := self._models.image_encoder.get_or_none():
            look = encoder.looks([picture], cancel)[0]
        return Screen(words, look)

    def _query(self, shelf: Shelf, words: str, screen: Screen, turn: Turn, cancel: Cancellation) -> Query:
        lazy = self._models.text_encoders.get(shelf.encoder)
        encoder = lazy.get_or_none() if lazy else None

        def meaning(text: str) -> Vector | None:
            return encoder.encode([text], "query", cancel)[0] if encoder and text.strip() else None

        return Query(words, screen.words, meaning(words), meaning(screen.words), screen.look, turn.region)

    def _explain(
        self,
        question: Question,
        likely: float,
        pointed: bool,
        say: Callable[[str], None],
        cancel: Cancellation,
    ) -> Explained:
        quote = QuoteExplainer()
        local = self._models.local_explainer.get_or_none() if self._generates else None
        if not pointed and not in_material(question, likely, local, cancel):
            return decline(question, say)
        return explain(question, local or quote, quote, say, cancel)


def _is_pointed(turn: Turn, query: Query, evidence: tuple[Evidence, ...]) -> bool:
    """Whether the learner points at something of this material: then it is in there."""
    seen = query.look is not None and any(e.kind == "figure" for e in evidence)
    return turn.region is not None or (seen and points(query.words))


def _question(words: str, shelf: Shelf, evidence: tuple[Evidence, ...]) -> Question:
    return Question(
        words,
        language_of(words) if words else shelf.language,
        tuple(Numbered(e.number, shelf.passage(e.id)) for e in evidence if e.kind == "passage"),
        tuple(NumberedFigure(e.number, shelf.figure(e.id)) for e in evidence if e.kind == "figure"),
    )


def _ids(evidence: tuple[Evidence, ...], kind: str) -> list[int]:
    return [e.id for e in evidence if e.kind == kind]
