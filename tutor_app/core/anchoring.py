"""Finding marked words again in a text that may have changed."""

from collections.abc import Iterator

from tutor_app.core.annotation import Quote


def find_quote(text: str, quote: Quote, start: int) -> tuple[int, int] | None:
    """First character and end of the words marked at `start`, where they stand now; None if they have gone.

    Of several places the one counts with most of the old context, then the nearest. White space and the
    case of letters may have changed.
    """
    end = start + len(quote.exact)
    if text[start:end] == quote.exact and text.count(quote.exact) == 1:
        return start, end
    flat, origin = _flat(text)
    words = _flat(quote.exact)[0].strip()
    before, after = _flat(quote.prefix)[0].strip(), _flat(quote.suffix)[0].strip()

    def standing(place: int) -> tuple[int, int]:
        context = _common(flat[:place].rstrip()[::-1], before[::-1])
        context += _common(flat[place + len(words) :].lstrip(), after)
        return context, -abs(origin[place] - start)

    best = max(places(flat, words), key=standing, default=None)
    if best is None:
        return None
    return origin[best], origin[best + len(words) - 1] + 1


def _flat(text: str) -> tuple[str, list[int]]:
    """Small letters with single spaces, and where each one stood."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            if not letters or letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter.lower() if len(letter.lower()) == 1 else letter)
        origin.append(place)
    return "".join(letters), origin


def places(text: str, words: str) -> Iterator[int]:
    """Wherever `words` begin in a text."""
    place = text.find(words)
    while words and place >= 0:
        yield place
        place = text.find(words, place + 1)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
