"""Which language model of this machine explains: the user's, else the largest that fits and is quick."""

from pathlib import Path

from tutor_app.core.errors import TutorError
from tutor_app.core.language import LANGUAGES, tr
from tutor_app.engine.explain.memory import Free, free_bytes, needed_bytes
from tutor_app.engine.explain.speed import speed_of
from tutor_app.engine.registry.installed import is_installed, locate_weight
from tutor_app.engine.registry.manifest import Manifest, load_manifests
from tutor_app.settings.home import Home

AUTO = "auto"
SLOW_PER_S = 4.0  # tokens; below, a sentence of forty takes longer than a learner waits
MAGIC = b"GGUF"


def explaining_models() -> list[Manifest]:
    """The models that can be chosen, the largest first: those that write in both languages."""
    known = [
        m for m in load_manifests().values() if m.task == "explanation" and set(LANGUAGES) <= {*m.languages}
    ]
    return sorted(known, key=lambda m: -m.size_bytes)


def chosen_file(home: Home, chosen: str, free: Free = free_bytes) -> Path:
    """The GGUF file for a choice: "auto", a model's name, or a path.

    Raises:
        TutorError: it is not there, or is no GGUF file.
    """
    if chosen == AUTO:
        return _best(home, free)
    manifest = load_manifests().get(chosen)
    if manifest and manifest.task == "explanation":
        return locate_weight(home, manifest.name, manifest.files[0].name)
    return _given(Path(chosen).expanduser())


def _best(home: Home, free: Free) -> Path:
    """The largest that fits and is not known to be slow, else the smallest that is here, else the default."""
    models = explaining_models()
    here = [locate_weight(home, m.name, m.files[0].name) for m in models if is_installed(home, m.name)]
    if not here:
        default = next(m for m in models if m.default)
        return locate_weight(home, default.name, default.files[0].name)
    there = free()
    fitting = [file for file in here if needed_bytes(file.stat().st_size) <= there]
    return next((file for file in fitting if not is_slow(home, file)), here[-1])


def is_slow(home: Home, model: Path) -> bool:
    """Whether it was measured on this machine, and a learner would wait too long for it."""
    speed = speed_of(home, model)
    return speed is not None and speed < SLOW_PER_S


def _given(file: Path) -> Path:
    """A file of the user's. Raises: TutorError."""
    try:
        with file.open("rb") as content:
            is_model = content.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise TutorError(
            tr("The language model {name} is not there.", name=file),
            tr("Choose it again, or let the size be chosen."),
        ) from error
    if not is_model:
        raise TutorError(
            tr("{name} is no language model that can be used.", name=file.name),
            tr("Give a GGUF file, as llama.cpp, Ollama and LM Studio use them."),
        )
    return file
