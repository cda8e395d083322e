"""What was heard, as the course writes it: where that is as likely to have been said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tutor_app.core.cancel import Cancellation
from tutor_app.core.spelling import Spelling
from tutor_app.engine.speech.decode import Decoder, Hearing

BONUS = 6.0  # nats, wherever it stands: of a word that the course holds before one that it doesn't
MOST_READ, MOST_TRIED = 40, 8  # spellings; each that is tried takes the time of a token

Spellings = Callable[[str], Sequence[Spelling]]


def put_right(
    hearing: Hearing, text: str, decoder: Decoder, spellings: Spellings, cancel: Cancellation
) -> Hearing:
    """`text` is what the window says, in the script that is shown.

    It is heard once more with the course's words in mind, then single words are exchanged. Either is taken
    only if Whisper without these words holds it for nearly as likely as what it wrote itself.

    Raises:
        Cancelled.
    """
    if hearing.memory is None or not (offered := list(_new(spellings(text), text))):
        return replace(hearing, text=text)
    best = decoder.score(hearing, text, cancel)
    if hearing.language == "en":
        written = list(dict.fromkeys(one.written for one in offered))[:MOST_READ]
        again = decoder.hear_after(hearing, ", ".join(written), cancel)
        won = [word for word in written if word.lower() in again.lower()]
        score = decoder.score(hearing, again, cancel) if won else best
        if won and score + BONUS > best:
            text, best = again, max(score, best - BONUS)
            offered = list(_new(offered, text))
    for spelling in offered[:MOST_TRIED]:
        meant = spelling.applied(text)
        if meant == text:
            continue  # another one has taken its place
        score, bonus = decoder.score(hearing, meant, cancel), BONUS * text.count(spelling.heard)
        if score + bonus > best:
            text, best = meant, max(score, best - bonus)
    return replace(hearing, text=text)


def _new(offered: Sequence[Spelling], text: str) -> Iterator[Spelling]:
    """Those that the text hasn't already."""
    return (one for one in offered if one.written.lower() not in text.lower())
