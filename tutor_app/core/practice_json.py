"""Concepts, items and reviews as plain values of JSON, for the record and for files that leave."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from tutor_app.core.locators import from_json, to_json
from tutor_app.core.material import Box
from tutor_app.core.practice import Concept, CoveredLabel, Grade, Item, ItemSource, Prerequisite, Review
from tutor_app.core.valid_text import to_valid_text

Plain = dict[str, Any]


def to_plain_item(item: Item) -> Plain:
    """Give an item as JSON has it; fields that are empty are left out."""
    label = item.label
    plain = {
        **_to_plain(item),
        "source": {
            "passages": list(item.source.passages),
            "locators": json.loads(to_json(item.source.locators)),
            "quote": item.source.quote,
        },
        "label": label
        and {
            "figure": label.figure,
            "image": label.image,
            "box": [label.box.x0, label.box.y0, label.box.x1, label.box.y1],
        },
    }
    return {name: value for name, value in plain.items() if value not in (None, "", [], ())}


def from_plain_item(plain: Mapping[str, Any]) -> Item:
    """Make an item of what `to_plain_item` gave, or of what a stranger wrote.

    Raises:
        ValueError: it is none.
    """
    try:
        source, label = plain.get("source") or {}, plain.get("label")
        locators = from_json(json.dumps(source.get("locators") or []))
        passages = tuple(int(number) for number in source.get("passages") or ())
        return Item(
            id=_text(plain["id"]),
            course=_text(plain["course"]),
            kind=plain["kind"],
            prompt=_text(plain["prompt"]),
            key=_texts(plain.get("key")),
            source=ItemSource(passages, locators, _text(source.get("quote") or "")),
            language="zh" if plain.get("language") == "zh" else "en",
            options=_texts(plain.get("options")),
            explanation=_text(plain.get("explanation") or ""),
            hints=_texts(plain.get("hints")),
            concepts=_texts(plain.get("concepts")),
            label=_to_label(label) if label else None,
            origin=_to_origin(plain.get("origin")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no item: {error!r}") from error


def to_plain_concept(concept: Concept) -> Plain:
    return _to_plain(concept)


def from_plain_concept(plain: Mapping[str, Any]) -> Concept:
    """Raises: ValueError."""
    try:
        return Concept(
            id=_text(plain["id"]),
            course=_text(plain["course"]),
            name=_text(plain["name"]),
            rank=int(plain["rank"]),
            aliases=_texts(plain.get("aliases")),
            passages=tuple(int(number) for number in plain.get("passages") or ()),
            path=_texts(plain.get("path")),
            meaning=_text(plain.get("meaning") or ""),
            origin=_to_origin(plain.get("origin")),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no concept: {error!r}") from error


def to_plain_prerequisite(edge: Prerequisite) -> Plain:
    return _to_plain(edge)


def from_plain_prerequisite(plain: Mapping[str, Any]) -> Prerequisite:
    """Raises: ValueError."""
    try:
        return Prerequisite(
            _text(plain["before"]),
            _text(plain["after"]),
            float(plain.get("weight", 1.0)),
            _text(plain.get("reason") or ""),
            _to_origin(plain.get("origin")),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no prerequisite: {error!r}") from error


def to_plain_review(review: Review) -> Plain:
    """Give a review as JSON has it, its time in UTC."""
    return {
        **_to_plain(review),
        "reviewed_at": review.reviewed_at.astimezone(UTC).isoformat(),
        "grade": int(review.grade),
    }


def from_plain_review(plain: Mapping[str, Any]) -> Review:
    """Raises: ValueError."""
    try:
        verdict, occasion = plain.get("verdict"), plain.get("occasion", "review")
        if verdict not in (None, "right", "partly", "wrong") or occasion not in (
            "review",
            "test",
            "teach_back",
        ):
            raise ValueError(f"no such verdict or occasion: {verdict}, {occasion}")
        return Review(
            item=_text(plain["item"]),
            reviewed_at=datetime.fromisoformat(plain["reviewed_at"]),
            grade=Grade(plain["grade"]),
            duration_ms=max(0, int(plain.get("duration_ms") or 0)),
            answer=_text(plain.get("answer") or ""),
            verdict=verdict,
            is_overruled=bool(plain.get("is_overruled")),
            hints=int(plain.get("hints") or 0),
            occasion=occasion,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no review: {error!r}") from error


def _to_plain(value: Any) -> Plain:
    plain = asdict(value)
    return {name: list(part) if isinstance(part, tuple) else part for name, part in plain.items()}


def _to_label(plain: Mapping[str, Any]) -> CoveredLabel:
    box = Box(*(float(number) for number in plain["box"]))
    if min(box.x0, box.y0) < 0 or max(box.x1, box.y1) > 1:
        raise ValueError(f"a label outside its figure: {box}")
    image = _text(plain["image"])
    if image.startswith("/") or ".." in image.split("/") or ":" in image or "\\" in image:
        raise ValueError(f"a figure outside its course: {image}")
    return CoveredLabel(int(plain["figure"]), image, box)


def _to_origin(origin: Any) -> Any:
    if origin in (None, ""):
        return "import"
    if origin not in ("generated", "material", "learner", "import"):
        raise ValueError(f"no such origin: {origin}")
    return origin


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return to_valid_text(value)


def _texts(values: Any) -> tuple[str, ...]:
    if values is not None and not isinstance(values, list | tuple):
        raise TypeError(f"no list: {values!r}")
    return tuple(_text(value) for value in values or ())
