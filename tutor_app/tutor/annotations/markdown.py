"""Annotations as Markdown: quotes under their pages, each with its note."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tutor_app.core.annotation import Annotation, Colour
from tutor_app.core.language import tr
from tutor_app.tutor.places import spot_in_words


def as_markdown(title: str, annotations: Sequence[Annotation]) -> str:
    """A heading for the course and one for each page or file, in the order given."""
    lines = [f"# {title}", ""]
    for place, group in groupby(annotations, key=lambda a: spot_in_words(a.anchor.locator)):
        lines += [f"## {place}", ""]
        for annotation in group:
            lines += [*_lines(annotation), ""]
    return "\n".join(lines).rstrip() + "\n"


def _lines(annotation: Annotation) -> Iterator[str]:
    words = " ".join(annotation.anchor.quote.exact.replace("\ufffc", " ").split())
    kind = tr("underlined") if annotation.style == "underline" else tr("highlighted")
    yield f"> {words}"
    yield ">"
    yield f"> — *{kind}, {_colour(annotation.colour)}, {annotation.made_at:%Y-%m-%d}*"
    if annotation.note:
        yield ""
        yield annotation.note


def _colour(colour: Colour) -> str:
    return {"yellow": tr("yellow"), "green": tr("green"), "blue": tr("blue"), "pink": tr("pink")}[colour]
