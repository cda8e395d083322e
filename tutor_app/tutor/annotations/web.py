"""Annotations in the W3C's Web Annotation data model.

Source: www.w3.org/TR/annotation-model
"""

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from tutor_app.core.annotation import Anchor, Annotation
from tutor_app.core.material import LineLocator, Locator

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF_PAGES = "http://tools.ietf.org/rfc/rfc3778"
TEXT_LINES = "http://tools.ietf.org/rfc/rfc5147"
STYLES = {
    ("highlight", "yellow"): "background: #fdf08a",
    ("highlight", "green"): "background: #c4f0b4",
    ("highlight", "blue"): "background: #bfe3fb",
    ("highlight", "pink"): "background: #fbd0e2",
    ("underline", "yellow"): "text-decoration: underline #b08800",
    ("underline", "green"): "text-decoration: underline #2d8a3e",
    ("underline", "blue"): "text-decoration: underline #1f6fb8",
    ("underline", "pink"): "text-decoration: underline #b8376f",
}


def as_web_annotations(source: str, annotations: Sequence[Annotation]) -> str:
    """A page of annotations as JSON-LD; `source` is the PDF or the folder of the course."""
    page = {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "items": [_as_json(source, annotation) for annotation in annotations],
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _as_json(source: str, annotation: Annotation) -> dict[str, object]:
    made: dict[str, object] = {
        "@context": CONTEXT,
        "id": _name(annotation),
        "type": "Annotation",
        "motivation": "commenting" if annotation.note else "highlighting",
        "created": _time(annotation.made_at),
        "modified": _time(annotation.changed_at),
        "stylesheet": {"type": "CssStylesheet", "value": _css(annotation)},
        "target": {
            "source": _source(source, annotation.anchor.locator),
            "styleClass": _class(annotation),
            "selector": _selectors(annotation.anchor),
        },
    }
    if annotation.note:
        body = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain"}
        made["body"] = [{**body, "value": annotation.note}]
    return made


def _selectors(anchor: Anchor) -> list[dict[str, object]]:
    """Where it stands, said in three ways, so that one of them still holds when the material changes.

    Letters are counted within a page of a PDF, so the position refines the page; else within the file.
    """
    quote = anchor.quote
    words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    position = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    spoken: dict[str, object] = {"type": "TextQuoteSelector", **words}
    if isinstance(anchor.locator, LineLocator):
        return [_fragment(anchor.locator), spoken, position]
    return [{**_fragment(anchor.locator), "refinedBy": position}, spoken]


def _fragment(locator: Locator) -> dict[str, object]:
    """RFC 3778 counts pages from 1 and points from the top left; RFC 5147 counts the gaps between lines."""
    if isinstance(locator, LineLocator):
        value = f"line={locator.first_line},{locator.last_line + 1}"
        return {"type": "FragmentSelector", "conformsTo": TEXT_LINES, "value": value}
    left, top = min(box.x0 for box in locator.boxes), min(box.y0 for box in locator.boxes)
    width, height = max(box.x1 for box in locator.boxes) - left, max(box.y1 for box in locator.boxes) - top
    value = f"page={locator.page + 1}&viewrect={left:.0f},{top:.0f},{width:.0f},{height:.0f}"
    return {"type": "FragmentSelector", "conformsTo": PDF_PAGES, "value": value}


def _source(source: str, locator: Locator) -> str:
    return f"{source}/{locator.file}" if isinstance(locator, LineLocator) else source


def _name(annotation: Annotation) -> str:
    """The same for the same annotation each time it is written."""
    return uuid.uuid5(
        uuid.NAMESPACE_URL, f"{annotation.course}/{_time(annotation.made_at)}/{annotation.id}"
    ).urn


def _class(annotation: Annotation) -> str:
    return f"{annotation.style}-{annotation.colour}"


def _css(annotation: Annotation) -> str:
    return f".{_class(annotation)} {{ {STYLES[annotation.style, annotation.colour]} }}"


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
