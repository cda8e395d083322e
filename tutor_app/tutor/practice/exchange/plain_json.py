"""Practice as JSON: everything, in a form that other programs read easily."""

import json
from pathlib import Path
from typing import Any

from tutor_app.core.practice import ConceptMap
from tutor_app.core.practice_json import (
    from_plain_concept,
    from_plain_item,
    from_plain_prerequisite,
    from_plain_review,
    to_plain_concept,
    to_plain_item,
    to_plain_prerequisite,
    to_plain_review,
)
from tutor_app.core.valid_text import parse_json
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle, refuse, write_file

FORMAT, VERSION = "tutor-practice", 1


def write_json(bundle: PracticeBundle, file: Path) -> None:
    """Raises: TutorError."""
    concepts = bundle.concepts
    plain = {
        "format": FORMAT,
        "version": VERSION,
        "items": [to_plain_item(item) for item in bundle.items],
        "concepts": [to_plain_concept(concept) for concept in concepts.concepts],
        "prerequisites": [to_plain_prerequisite(edge) for edge in concepts.prerequisites],
        "reviews": [to_plain_review(review) for review in bundle.reviews],
    }
    write_file(file, json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def read_json(file: Path) -> PracticeBundle:
    """Raises: TutorError: it is none of ours, or damaged."""
    try:
        plain: Any = parse_json(file.read_bytes())
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise refuse(file)
        return PracticeBundle(
            items=tuple(from_plain_item(one) for one in plain.get("items", [])),
            reviews=tuple(from_plain_review(one) for one in plain.get("reviews", [])),
            concepts=ConceptMap(
                tuple(from_plain_concept(one) for one in plain.get("concepts", [])),
                tuple(from_plain_prerequisite(one) for one in plain.get("prerequisites", [])),
            ),
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise refuse(file) from error
