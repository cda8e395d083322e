"""What a language model reads of the found passages."""

from tutor_app.engine.explain.answerhood import ScoredParagraph
from tutor_app.engine.explain.frame import AnswerFrame
from tutor_app.engine.explain.material import Source, tokens
from tutor_app.engine.explain.paragraphs import Sentence

MOST_TOKENS = 300  # of paragraphs: reading a token costs a thirtieth of a CPU second


def choose_reading(frame: AnswerFrame, most_tokens: int = MOST_TOKENS) -> tuple[Source, ...]:
    """Choose what a language model reads: the paragraphs that answer best, in the order of the evidence.

    The best one is always read.
    """
    left, kept = float(most_tokens), set[int]()
    for place in sorted(range(len(frame.scored)), key=lambda place: -max(frame.scored[place].scores)):
        cost = sum(tokens(one.text) for one in _told(frame.scored[place]))
        if kept and (cost > left or max(frame.scored[place].scores) <= 0):
            continue
        left -= cost
        kept.add(place)
    return tuple(
        Source(frame.scored[place].number, one.start, one.end, one.text)
        for place in sorted(kept)
        for one in _told(frame.scored[place])
    )


def _told(scored: ScoredParagraph) -> list[Sentence]:
    """Of prose what states something; a list or a table as it is."""
    is_prose = scored.paragraph.form == "prose"
    return [one for one in scored.paragraph.sentences if one.is_told or not is_prose]
