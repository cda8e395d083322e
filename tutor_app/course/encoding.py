"""Vectors for what has none yet: passages, captions and pictures, by the models of a preparation."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from tutor_app.core.arrays import Pixels, Vectors
from tutor_app.core.cancel import Cancellation
from tutor_app.core.picture_decoding import decode_picture
from tutor_app.course.folder import CourseFolder
from tutor_app.course.markdown import MAX_FIGURE_PIXELS
from tutor_app.course.preparation import Fusion, Looks, Preparation, Progress, Report
from tutor_app.course.writer import IndexWriter

TEXTS_BATCH = 32
PICTURES_BATCH = 16
FIGURES_BATCH = 2  # half a second each: their words are read, and nine parts seen


def encode_course(
    folder: CourseFolder, writer: IndexWriter, preparation: Preparation, report: Report, cancel: Cancellation
) -> None:
    """Make vectors for passages, captions and pictures that have none yet. Raises: Cancelled."""
    name = preparation.encoder_for(folder.language)
    if writer.noted("encoder") != name:
        writer.forget_vectors("passage")
        writer.forget_vectors("figure")
        writer.note("encoder", name)
    looks = preparation.looks_for(name)
    if looks and writer.noted("picture encoder") != looks.name:
        writer.forget_vectors("look")
        writer.note("picture encoder", looks.name)
    fusion = preparation.fusion_for(name)
    if fusion:
        _fuse_passages(writer, fusion, report, cancel)
    if encode := preparation.encode:
        _encode_texts(writer, partial(encode, name), report, cancel)
    if fusion:
        _fuse_figures(folder, writer, fusion, report, cancel)
        writer.note("fused", fusion.name)
    if looks:
        _look(folder, writer, looks, report, cancel)


def _encode_texts(
    writer: IndexWriter, encode: Callable[[Sequence[str]], Vectors], report: Report, cancel: Cancellation
) -> None:
    total = writer.count("passage") + writer.count("figure")
    for kind, waiting in (("passage", writer.passages_to_encode), ("figure", writer.figures_to_encode)):
        while batch := waiting(TEXTS_BATCH):
            cancel.check()
            writer.add_vectors(kind, [id for id, _ in batch], encode([text for _, text in batch]))
            done = writer.count_vectors("passage") + writer.count_vectors("figure")
            report(Progress("encode", done, total))


def _fuse_passages(writer: IndexWriter, fusion: Fusion, report: Report, cancel: Cancellation) -> None:
    """With the encoder's own vectors in the same go: reading the text is most of the work."""
    if writer.noted("fusion") != fusion.name:
        for kind in ("fused passage", "words", "fused figure"):
            writer.forget_vectors(kind)
        writer.note("fusion", fusion.name)
    total = writer.count("passage") + writer.count("figure")
    while batch := writer.passages_to_encode(TEXTS_BATCH, "fused passage"):
        cancel.check()
        ids = [id for id, _ in batch]
        plain, fused, words = fusion.read([text for _, text in batch])
        writer.add_vectors("passage", ids, plain)
        writer.add_words(ids, words)
        writer.add_vectors("fused passage", ids, fused)
        report(Progress("encode", writer.count_vectors("passage"), total))


def _fuse_figures(
    folder: CourseFolder, writer: IndexWriter, fusion: Fusion, report: Report, cancel: Cancellation
) -> None:
    total = writer.count("figure")
    while batch := writer.figures_to_fuse(FIGURES_BATCH):
        cancel.check()
        ids = [id for id, _, _ in batch]
        looks, fused = fusion.see([(caption, _pixels(folder.path / image)) for _, caption, image in batch])
        writer.add_vectors("look", ids, looks)
        writer.add_vectors("fused figure", ids, fused)
        report(Progress("look", writer.count_vectors("fused figure"), total))


def _look(
    folder: CourseFolder,
    writer: IndexWriter,
    looks: Looks,
    report: Report,
    cancel: Cancellation,
) -> None:
    total = writer.count("figure")
    while seen := writer.figures_to_see(PICTURES_BATCH):
        cancel.check()
        vectors = looks.of([_pixels(folder.path / image) for _, image in seen])
        writer.add_vectors("look", [id for id, _ in seen], vectors)
        report(Progress("look", writer.count_vectors("look"), total))


def _pixels(file: Path) -> Pixels:
    with file.open("rb") as content:
        return np.asarray(decode_picture(content, kept_pixels=MAX_FIGURE_PIXELS))
