"""Makes a model's ONNX files from its weights and the committed graphs and recipes."""

import hashlib
import shutil
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.assemble.recipe import ALIGN, Recipe, read_recipe
from tutor_app.engine.assemble.weights import Arrays, NotWeights, read_e5_vocabulary, read_weights
from tutor_app.engine.registry.installed import export_path, missing_exports
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.settings.home import MANIFESTS, Home

E5_WEIGHTS = "e5-small-q4.bin"


def assemble(home: Home, model: str, cancel: Cancellation | None = None, graphs: Path = MANIFESTS) -> None:
    """Make the ONNX files that the manifest names and that are not there yet.

    Raises:
        TutorError: the weights are not what the recipe was made for.
        Cancelled, OSError.
    """
    cancel = cancel or Cancellation()
    manifest = load_manifests()[model]
    folder = home.models / model
    missing = set(missing_exports(home, manifest, graphs))
    weights: Arrays | None = None
    for export in manifest.exports:
        target = export_path(home, model, export.part, export.precision)
        if target.name not in missing:
            continue
        weights = weights or _read(folder / manifest.files[0].name)
        target.parent.mkdir(exist_ok=True)
        graph = graphs / model / target.name
        _write(weights, read_recipe(graph.with_suffix(".json")), target.with_suffix(".bin"), cancel)
        _place(graph, target)  # last: with it the model counts as ready
    if (folder / E5_WEIGHTS).exists() and not (folder / "tokenizer.json").exists():
        _write_e5_tokenizer(folder)


def _read(file: Path) -> Arrays:
    try:
        return read_weights(file)
    except NotWeights as error:
        raise _wrong(file) from error


def _write(weights: Arrays, recipe: Recipe, target: Path, cancel: Cancellation) -> None:
    """The weight file: tensors one after another, each at a multiple of 64 bytes."""
    part = target.with_suffix(".part")
    digest = hashlib.sha256()
    with part.open("wb") as content:
        for ingredient in recipe.ingredients:
            cancel.check()
            stored = ingredient.make(weights).tobytes()
            stored += bytes(-len(stored) % ALIGN)
            digest.update(stored)
            content.write(stored)
    if digest.hexdigest() != recipe.sha256:
        part.unlink()
        raise _wrong(target)
    part.replace(target)


def _place(graph: Path, target: Path) -> None:
    part = target.with_suffix(".copy")
    shutil.copyfile(graph, part)
    part.replace(target)


def _write_e5_tokenizer(folder: Path) -> None:
    """The tokenizer inside the container, in the form that `tokenizers` reads."""
    pieces, unknown = read_e5_vocabulary(folder / E5_WEIGHTS)
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        special_tokens=[(mark, tokenizer.token_to_id(mark)) for mark in ("<s>", "</s>")],
    )
    part = folder / "tokenizer.part"
    tokenizer.save(str(part))
    part.replace(folder / "tokenizer.json")


def _wrong(file: Path) -> TutorError:
    return TutorError(
        tr("{name} can't be made: the weights are not those it was checked with.", name=file.name),
        tr("Check them with: tutor models check"),
    )
