"""Answers as xAPI 1.0.3 statements in a file: nothing is sent.

Source: github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md
"""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from tutor_app.core.practice import Item, Review
from tutor_app.core.practice_json import from_plain_review, to_plain_review
from tutor_app.core.valid_text import parse_json
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle, refuse, write_file

VERSION = "1.0.3"
ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
ITEM, REVIEW = "urn:tutor:item:", "urn:tutor:review"
ACTOR = {"objectType": "Agent", "account": {"homePage": "urn:tutor:learner", "name": "learner"}}
_INTERACTIONS = {
    "multiple_choice": "choice",
    "true_false": "true-false",
    "order_steps": "sequencing",
    "match_terms": "matching",
    "short_answer": "long-fill-in",
    "exercise": "long-fill-in",
}


def write_xapi(bundle: PracticeBundle, file: Path) -> None:
    """Write a statement for each review; no name of the learner is in it. Raises: TutorError."""
    items = {item.id: item for item in bundle.items}
    statements = [_to_statement(review, items.get(review.item)) for review in bundle.reviews]
    write_file(file, json.dumps(statements, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def read_xapi(file: Path) -> PracticeBundle:
    """Take back the reviews that Tutor wrote; statements of others are left out. Raises: TutorError."""
    try:
        plain = parse_json(file.read_bytes())
        if not isinstance(plain, list):
            raise refuse(file)
        reviews = [from_plain_review(one["context"]["extensions"][REVIEW]) for one in plain if _is_ours(one)]
        return PracticeBundle(reviews=tuple(reviews))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise refuse(file) from error


def _is_ours(statement: Any) -> bool:
    context = statement.get("context") if isinstance(statement, Mapping) else None
    return isinstance(context, Mapping) and REVIEW in (context.get("extensions") or {})


def _to_statement(review: Review, item: Item | None) -> dict[str, Any]:
    plain = to_plain_review(review)
    result: dict[str, Any] = {
        "success": review.is_recalled,
        "duration": f"PT{review.duration_ms / 1000:.2f}S",
        "score": {"scaled": (int(review.grade) - 1) / 3},
    }
    if review.answer:
        result["response"] = review.answer
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(plain, sort_keys=True))),
        "version": VERSION,
        "actor": ACTOR,
        "verb": {"id": ANSWERED, "display": {"en": "answered", "zh": "回答了"}},
        "object": _to_activity(review.item, item),
        "result": result,
        "context": {"extensions": {REVIEW: plain}},
        "timestamp": review.reviewed_at.astimezone(UTC).isoformat(),
    }


def _to_activity(id: str, item: Item | None) -> dict[str, Any]:
    activity: dict[str, Any] = {"objectType": "Activity", "id": ITEM + id}
    if item:
        activity["definition"] = {
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "description": {item.language: item.prompt},
            "interactionType": _INTERACTIONS.get(item.kind, "fill-in"),
        }
    return activity
