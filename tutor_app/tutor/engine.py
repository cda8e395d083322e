"""Opens the models, in the process that will use them."""

import os
from pathlib import Path

from tutor_app.core.language import speak
from tutor_app.core.shelf import Shelf
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.engine.messages import Engine
from tutor_app.settings.guidance import guidance_of
from tutor_app.settings.home import Home
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.settings import load as load_settings
from tutor_app.tutor.explanations import is_quick
from tutor_app.tutor.logs import log_to_file


def load(home: Home, *, measures: bool = False) -> Engine:
    """The engine on this home's models and settings.

    `measures`: takes three seconds, once for each language model, to learn how quick it is here.

    Raises:
        TutorError.
    """
    from tutor_app.engine.devices import chosen_device  # with onnxruntime, so never in the window's process
    from tutor_app.engine.models import models_of
    from tutor_app.engine.opening import ready_with, warm
    from tutor_app.engine.pipeline import Pipeline

    settings = load_settings(home.settings_file)
    models = models_of(home, settings.device)
    if measures and not is_quick(home, settings, models.language_model):
        models = models_of(home, settings.device)  # it is chosen anew
    warm(models)
    shelves: dict[Path, CourseIndex] = {}

    def shelf_of(path: Path) -> Shelf:
        if path not in shelves:
            shelves[path] = CourseIndex.open(open_folder(path))
        return shelves[path]

    return Pipeline(
        models,
        shelf_of,
        lambda: ready_with(home, chosen_device(settings.device)),
        generates=settings.explainer != "quote",
        generally=settings.general_answers,
        guidance_of=lambda course: guidance_of(home.guidance_file, course.name),
    )


def load_in_process(home: Home) -> Engine:
    """`load`, in a process of its own: with its own log and language."""
    # OpenMP threads that spin while they wait bring a busy two-core machine to a crawl
    os.environ.update(OMP_WAIT_POLICY="passive", GOMP_SPINCOUNT="0")
    log_to_file(home, "models")
    speak(language_of_reader(load_settings(home.settings_file)))
    return load(home, measures=True)
