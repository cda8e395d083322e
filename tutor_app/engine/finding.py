"""The search of a turn: by the fusion model where the course was read with it, else by reciprocal rank."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor_app.core.answer import Evidence
from tutor_app.core.arrays import Vector
from tutor_app.core.cancel import Cancellation
from tutor_app.core.counted import Counted
from tutor_app.core.language import tr
from tutor_app.core.material import Region
from tutor_app.core.shelf import Shelf
from tutor_app.engine.adapting.adaptation import fitting, is_of_others, of_head, of_reciprocal_rank
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.fusion.turn import Fusion, Senses, is_ready
from tutor_app.engine.models import Models
from tutor_app.engine.retrieval import MEANING, Fused, Query, points, search
from tutor_app.engine.support import support

# Cosines of a question and the closest sentence of what was found, by itself and under its section's title:
# one in twenty of the questions that are answered lies below the first, a quarter below the second, where
# most of those that aren't answered lie. On 125 questions that are answered and 55 that are not, about eleven
# courses.
CLOSENESS = {"minilm-l6": (0.45, 0.6), "e5-small": (0.87, 0.89)}
TITLED = {"minilm-l6": (0.5, 0.61), "e5-small": (0.893, 0.909)}
SEEN = 0.5  # the chance from which a figure is taken for the one on the screenshot


@dataclass(frozen=True)
class Findings:
    """What a turn found."""

    evidence: tuple[Evidence, ...]
    likely: float | None  # the chance that the material answers; None: the learner points at it
    counted: Counted | None = None
    mind: tuple[str, str] | None = None  # what the learner should know about this search, with a hint


class Finder:
    """Searches courses with the models of one process."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._told: set[str] = set()  # encoders whose courses do without the fusion model, already said
        self._told_of_others: set[str] = set()  # what was learnt with other models, already said

    def find(self, shelf: Shelf, senses: Senses, region: Region | None, cancel: Cancellation) -> Findings:
        """Raises: Cancelled."""
        fusion = self._fusion(shelf)
        if fusion is None:
            return self._by_reciprocal_rank(shelf, senses, region, cancel)
        understood = fusion.understand(shelf, senses, cancel)
        ranking = understood.ranking
        seen = senses.picture is not None and ranking.seen >= SEEN
        query = Query(
            understood.said.words, region=region,
            fused=Fused(ranking.passages, ranking.figures, seen),
        )  # fmt: skip
        evidence = search(shelf, query)
        pointed = region is not None or (seen and senses.points)
        likely = None if pointed else ranking.answered
        of = of_head(fusion.model.identity, fusion.model.head) if shelf.adaptation else ""
        return Findings(evidence, likely, understood.counted, self._mind_of_others(shelf, of))

    def closeness(
        self,
        shelf: Shelf,
        question: str,
        sentences: Sequence[str],
        titles: Sequence[str],
        cancel: Cancellation,
    ) -> Sequence[float] | None:
        """How close each sentence is to a question in meaning: see `Search.closeness`. Raises: Cancelled."""
        lazy = self._models.text_encoders.get(shelf.encoder)
        scale = (TITLED if titles else CLOSENESS).get(shelf.encoder)
        encoder = lazy.get_or_none() if lazy else None
        if encoder is None or scale is None or not question.strip() or not sentences:
            return None
        asked = encoder.encode([question], "query", cancel)[0]
        if titles:
            under = zip(titles, sentences, strict=True)
            sentences = [f"{title}: {sentence}" if title else sentence for title, sentence in under]
        cosines = encoder.encode(sentences, "passage", cancel) @ asked
        far, close = scale
        closeness: list[float] = ((cosines - far) / (close - far)).tolist()
        return closeness

    def answering(
        self,
        shelf: Shelf,
        question: str,
        passages: Sequence[str],
        spans: Sequence[Sequence[tuple[int, int]]],
        cancel: Cancellation,
    ) -> Sequence[Sequence[float]] | None:
        """The reader's chance that each stretch answers: see `Search.answering`. Raises: Cancelled."""
        lazy = self._models.readers.get(shelf.encoder)
        reader = lazy.get_or_none() if lazy else None
        if reader is None or not question.strip():
            return None
        read = reader.read_passages(question, passages, cancel, spans)
        return [reading.sentences for reading in read]

    def refuting(
        self, shelf: Shelf, pairs: Sequence[tuple[str, str]], cancel: Cancellation
    ) -> Sequence[float] | None:
        """The reader's chance of a contradiction: see `Search.refuting`. Raises: Cancelled."""
        lazy = self._models.readers.get(shelf.encoder)
        reader = lazy.get_or_none() if lazy else None
        if reader is None or not pairs:
            return None
        return [verdict.refuted for verdict in reader.judge_claims(pairs, cancel)]

    def _fusion(self, shelf: Shelf) -> Fusion | None:
        lazy_model, lazy_text = (
            self._models.fusion.get(shelf.encoder),
            self._models.text_encoders.get(shelf.encoder),
        )
        model = lazy_model.get_or_none() if lazy_model else None
        text = lazy_text.get_or_none() if lazy_text else None
        if model is None or text is None or not is_ready(shelf, model):
            return None
        if shelf.adaptation:
            model = model.adapted(fitting(shelf, of_head(model.identity, model.head)))
        return Fusion(model, text, self._image_encoder(shelf))

    def _image_encoder(self, shelf: Shelf) -> ImageEncoder | None:
        lazy = self._models.image_encoders.get(shelf.encoder)
        return lazy.get_or_none() if lazy else None

    def _by_reciprocal_rank(
        self, shelf: Shelf, senses: Senses, region: Region | None, cancel: Cancellation
    ) -> Findings:
        query = self._query(shelf, senses, region, cancel)
        evidence = search(shelf, query)
        passages = [e.id for e in evidence if e.kind == "passage"]
        seen = query.look is not None and any(e.kind == "figure" for e in evidence)
        pointed = region is not None or (seen and points(query.words))
        likely = None if pointed else support(shelf, query, passages)
        of = of_reciprocal_rank(shelf.encoder)
        return Findings(evidence, likely, mind=self._mind(shelf) or self._mind_of_others(shelf, of))

    def _query(self, shelf: Shelf, senses: Senses, region: Region | None, cancel: Cancellation) -> Query:
        lazy = self._models.text_encoders.get(shelf.encoder)
        encoder = lazy.get_or_none() if lazy else None

        def meaning(text: str) -> Vector | None:
            return encoder.encode([text], "query", cancel)[0] if encoder and text.strip() else None

        look, seer = None, self._image_encoder(shelf)
        if senses.picture is not None and seer:
            look = seer.looks([senses.picture], cancel)[0]
        words = _words(senses)
        counts = fitting(shelf, of_reciprocal_rank(shelf.encoder)).get(MEANING, 1.0)
        return Query(
            words, senses.screen, meaning(words), meaning(senses.screen), look, region, meaning_counts=counts
        )

    def _mind_of_others(self, shelf: Shelf, of: str) -> tuple[str, str] | None:
        """Said once for what was learnt with other models, or from other material."""
        if shelf.adaptation in self._told_of_others or not is_of_others(shelf, of):
            return None
        self._told_of_others.add(shelf.adaptation)
        return (
            tr("What was learnt from this course belongs to other models or material, and is not used."),
            tr("Learn it again with: tutor course adapt"),
        )

    def _mind(self, shelf: Shelf) -> tuple[str, str] | None:
        """Said once for the courses of one encoder."""
        if shelf.encoder in self._told:
            return None
        self._told.add(shelf.encoder)
        lazy = self._models.fusion.get(shelf.encoder)
        one_by_one = tr("Words and pictures of this course are searched one by one.")
        if lazy is None or lazy.get_or_none() is None:
            return one_by_one, tr("There is no fusion model for its language.")
        return one_by_one, tr("The fusion model reads it in the background, or when it is added again.")


def _words(senses: Senses) -> str:
    return "\n".join(filter(None, (senses.note, senses.heard)))
