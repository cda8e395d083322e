"""Which part of a passage is which block's: looked up by their texts, since a passage is made of blocks."""

from collections.abc import Iterator, Sequence

from tutor_app.core.material import Block, BlockSpan

MIN_LETTERS = 8  # of a block that a passage begins or ends in the middle of


def find_spans(passage: str, blocks: Sequence[Block]) -> list[BlockSpan]:
    """Return the spans of these blocks in a passage's text, in its order; of those that it holds."""
    places = [place for place, letter in enumerate(passage) if not letter.isspace()]
    squeezed = "".join(passage[place] for place in places)
    found: list[BlockSpan] = []
    after = 0
    for block in blocks:
        text = "".join(block.text.split())
        span = next(_spans(squeezed, text, after), None) if text else None
        if span:
            first, end = span
            found.append(BlockSpan(block, places[first], places[end - 1] + 1))
            after = end
    return sorted(found, key=lambda one: (one.start, one.end))


def _spans(passage: str, text: str, after: int) -> Iterator[tuple[int, int]]:
    """Where a block's text may stand: behind the block before it, anywhere, or over an edge."""
    for whole in dict.fromkeys((text, text.removesuffix("-"))):
        for first in (passage.find(whole, after), passage.find(whole)):
            if first >= 0:
                yield first, first + len(whole)
    if passage in text:
        yield 0, len(passage)
    for length in range(min(len(text), len(passage)) - 1, MIN_LETTERS - 1, -1):
        if passage.startswith(text[-length:]):
            yield 0, length
        if passage.endswith(text[:length]):
            yield len(passage) - length, len(passage)
