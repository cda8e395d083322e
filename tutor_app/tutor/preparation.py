"""The models of a home as the reading of new material uses them."""

from collections.abc import Sequence
from dataclasses import replace

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box
from tutor_app.course.preparation import Fusion, Looks, Preparation
from tutor_app.engine.encoders.text import encoder_for
from tutor_app.engine.formulas.picture import grey
from tutor_app.engine.formulas.reader import NAME as FORMULAS
from tutor_app.engine.fusion.identity import picture_for
from tutor_app.engine.fusion.reading import read_passages, see_figures
from tutor_app.engine.models import Models, models_of
from tutor_app.engine.ocr import NAME as WORDS
from tutor_app.engine.orientation import NAME as ORIENTATION
from tutor_app.engine.registry.installed import is_installed
from tutor_app.settings.home import Home


def preparation(home: Home, device: str, cancel: Cancellation) -> Preparation:
    """What is installed; what is missing is left out, and made up for when the course is added again."""
    models = models_of(home, device)

    def encode(name: str, texts: Sequence[str]) -> Vectors:
        return models.text_encoders[name].get().encode(texts, "passage", cancel)

    def looks_for(encoder: str) -> Looks | None:
        name = picture_for(encoder)
        if not is_installed(home, name):
            return None
        return Looks(name, lambda pictures: models.image_encoders[encoder].get().looks(pictures, cancel))

    def fusion_for(encoder: str) -> Fusion | None:
        model = models.fusion[encoder].get_or_none()
        image = models.image_encoders[encoder].get_or_none()
        text = models.text_encoders[encoder].get_or_none()
        if model is None or image is None or text is None:
            return None
        reader = models.word_reader.get_or_none()

        def read(texts: Sequence[str]) -> tuple[Vectors, Vectors, list[Vectors]]:
            found = read_passages(model, text, texts, cancel)
            return found.plain, found.fused, found.words

        def see(figures: Sequence[tuple[str, Pixels]]) -> tuple[Vectors, Vectors]:
            seen = see_figures(model, text, image, reader, figures, cancel)
            return seen.looks, seen.packed

        return Fusion(model.identity, read, see)

    encoders = all(is_installed(home, name) for name in models.text_encoders)
    return replace(
        _reading(home, models, cancel),
        encode=encode if encoders else None,
        looks_for=looks_for,
        fusion_for=fusion_for,
    )


def _reading(home: Home, models: Models, cancel: Cancellation) -> Preparation:
    """Prepare what sees: words, how a page is turned, and formulas."""

    def read_page(picture: Pixels) -> list[tuple[str, Box]]:
        return [(word.text, word.box_px) for word in models.word_reader.get().read(picture, cancel)]

    def turn_page(picture: Pixels) -> int:
        return models.orientation.get().read(picture, cancel)

    def read_formula(picture: Pixels) -> ReadFormula | None:
        return models.formula_reader.get().read(grey(picture), cancel)

    return Preparation(
        encoder_for,
        read_page=read_page if is_installed(home, WORDS) else None,
        turn_page=turn_page if is_installed(home, ORIENTATION) else None,
        read_formula=read_formula if is_installed(home, FORMULAS) else None,
    )
