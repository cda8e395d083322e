"""An evidence span as a piece of an explanation: quoted to the letter, its form kept, cited once."""

import re

from tutor_app.engine.explain.joining import quoted
from tutor_app.engine.explain.question import Cite, Piece
from tutor_app.engine.explain.spans import EvidenceSpan

_CELLS = re.compile(r"(?<!\\)\|")


def render_span(span: EvidenceSpan) -> Piece:
    """Render a span as a quotation in Markdown, with its citation at the end.

    A table stands by itself: Qt draws none inside a quotation.
    """
    lines, cites = [quoted(line) for line in _lines(span)], (_merge(span.cite),)
    if span.form == "table":
        return Piece("\n".join([*lines, "", f"[{span.number}]"]) + "\n\n", cites)
    lines[-1] += f" [{span.number}]"
    return Piece("\n".join(f"> {line}" if line else ">" for line in lines) + "\n\n", cites)


def _lines(span: EvidenceSpan) -> list[str]:
    texts = [sentence.text for sentence in span.sentences]
    if span.form == "list":
        lead = [texts[0], ""] if span.has_lead and len(texts) > 1 else []
        return [*lead, *(f"- {text}" for text in texts[len(lead) // 2 :])]
    if span.form == "table":
        return _rows(texts)
    space = "" if texts[0].endswith(("。", "！", "？", "；")) else " "
    return [space.join(texts)]


def _rows(texts: list[str]) -> list[str]:
    """A title and rows as a table of Markdown; as lines where they have no columns in common."""
    rows = [text.strip().strip("|").strip() for text in texts if "|" in text]
    title = [text for text in texts if "|" not in text]
    counts = {len(_CELLS.split(row)) for row in rows}
    if len(rows) < 2 or len(counts) != 1:
        return [f"{text}  " for text in texts]
    head, *body = (f"| {row} |" for row in rows)
    rule = "|" + " --- |" * counts.pop()
    return [*title, *([""] if title else []), head, rule, *body]


def _merge(cite: Cite) -> Cite:
    """Stretches that lie side by side as one."""
    merged: list[tuple[int, int]] = []
    for start, end in cite.spans:
        if merged and start - merged[-1][1] <= 2:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return Cite(cite.number, tuple(merged))
