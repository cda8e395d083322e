"""Values of a turn as the record's columns hold them."""

import json
from dataclasses import asdict
from typing import Any

from tutor_app.core.answer import Answer, Evidence, Stage, pins_from_plain
from tutor_app.core.checking import check_from_json
from tutor_app.core.counted import counted_from_json
from tutor_app.core.figure_told import FigureTold
from tutor_app.core.formula import ReadFormula
from tutor_app.core.material import Box, Region


def answer_to_json(answer: Answer) -> str:
    return json.dumps(asdict(answer), ensure_ascii=False)


def answer_from_json(text: str) -> Answer:
    """What an older version wrote has defaults where it knew nothing."""
    fields = json.loads(text)
    return Answer(
        **{
            **fields,
            "evidence": tuple(Evidence(**e) for e in fields["evidence"]),
            "stages": tuple(Stage(**s) for s in fields["stages"]),
            "counted": counted_from_json(fields.get("counted")),
            "formulas": tuple(ReadFormula(**f) for f in fields.get("formulas", ())),
            "figure": _figure_from_json(fields.get("figure")),
            "pins": pins_from_plain(fields.get("pins", [])),
            "check": check_from_json(fields.get("check")),
        }
    )


def _figure_from_json(fields: dict[str, Any] | None) -> FigureTold | None:
    if fields is None:
        return None
    return FigureTold(
        fields["figure"], tuple(fields["mentions"]), fields["description"], tuple(fields["made_of"])
    )


def region_to_json(region: Region) -> str:
    box = region.box
    return json.dumps([region.page, box.x0, box.y0, box.x1, box.y1])


def region_from_json(text: str) -> Region:
    page, *corners = json.loads(text)
    return Region(page, Box(*corners))
