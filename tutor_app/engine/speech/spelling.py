"""What was heard, as the course writes it: where that is as likely to have been said."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tutor_app.core.cancel import Cancellation
from tutor_app.core.spelling import Spelling
from tutor_app.engine.speech.decode import Decoder, Hearing
from tutor_app.engine.speech.usual import Usual, all_alike

BONUS = 6.0  # nats, wherever it stands: of a word that the course holds before one that it doesn't
# Before plain English words, each one piece of Whisper's vocabulary: a misheard term is mostly in pieces.
# With the whole bonus “sheep” became “ship” where a course on physics was open; no term of 100 is lost.
BONUS_TO_PLAIN = 3.0
# Of a whole term that sounds exactly so: the sound can't tell, and usual words say nothing of a course. For
# “过你和” 5.3 nats are missing each time, and it is said as rarely as any other term.
BONUS_OF_SAME_SOUND = 9.0
A_FURTHER_WORD = 3.0  # heard and written: the more words sound alike, the less it is by chance
MOST_READ = 40  # spellings
MOST_TRIED = 16  # at once; they take the time of a few tokens
MOST_CHANGED = 8  # one after the other
OF_USUAL_WORDS = 2.0  # times what they count among a beam's texts: few usual words are misheard terms
ENDS = ".?!。？！"

Spellings = Callable[[str], Sequence[Spelling]]
Likely = Callable[[Sequence[str]], list[float]]  # texts → log probabilities


@dataclass(frozen=True)
class _Way:
    """What may have been said instead, and by how much less likely it may sound."""

    forms: Sequence[str]  # the text, and the same as Whisper may write it
    bonus: float
    is_same_sound: bool = False

    @property
    def text(self) -> str:
        return self.forms[0]


def put_right(
    hearing: Hearing,
    text: str,
    decoder: Decoder,
    spellings: Spellings,
    cancel: Cancellation,
    usual: Usual = all_alike,
) -> Hearing:
    """`text` is what the window says, in the script that is shown.

    Terms and single words are exchanged, and it is heard once more with them in mind. The first of these
    ways, the likest in sound, is taken that Whisper without the course's words holds for nearly as likely as
    what it wrote itself; then the next. (The likeliest instead of the first would be half of a term: 31 of
    100 Chinese terms were wrong then instead of 18.)

    Raises:
        Cancelled.
    """
    if hearing.memory is None or not (offered := list(_new(spellings(text), text))):
        return replace(hearing, text=text)

    def weigh(one: str) -> float:
        return OF_USUAL_WORDS * usual(one, hearing.language)

    def likely(texts: Sequence[str]) -> list[float]:
        scores = decoder.scores(hearing, texts, cancel)
        return [score + weigh(one) for one, score in zip(texts, scores, strict=True)]

    again = list(_heard_again(hearing, offered, decoder, cancel)) if hearing.language == "en" else []
    [best] = likely([text])
    put: set[str] = set()
    for _ in range(MOST_CHANGED):
        if not (ways := _ways(text, offered, again, decoder if hearing.language == "en" else None)):
            break
        forms = list(dict.fromkeys(form for way in ways for form in way.forms))
        of_form = dict(zip(forms, likely(forms), strict=True))
        scores = [max(of_form[form] for form in way.forms) for way in ways]
        against = [max(0.0, weigh(text) - weigh(way.text)) if way.is_same_sound else 0.0 for way in ways]
        won = next((n for n, way in enumerate(ways) if scores[n] + against[n] + way.bonus > best), None)
        if won is None:
            break
        text, best = ways[won].text, scores[won]
        put |= {one.written for one in offered if one.written in text}
        offered, again = list(_new(offered, text)), []
    stay = {word for word in put if word in text}  # a later change may be about a longer one
    others = hearing.others if stay else ()
    return replace(hearing, text=_around(text, others, stay, likely, spellings))


def _around(
    text: str, others: Sequence[str], put: Collection[str], likely: Likely, spellings: Spellings
) -> str:
    """`text`, or what else a beam found with the same words `put` into it, whichever is likelier: what stands
    around a misheard word is easily misheard as well.
    """
    words, mark = _without_mark(text)
    different = dict.fromkeys(_without_mark(other)[0] for other in others)
    found = [words, *(_with(other, put, spellings) for other in different)]
    held = list(dict.fromkeys(one + mark for one in found if all(word in one for word in put)))
    return held[int(np.argmax(likely(held)))] if len(held) > 1 else text


def _without_mark(text: str) -> tuple[str, str]:
    """A text and what ends it: a mark costs as much as a word, and says nothing of the others."""
    words = text.rstrip(ENDS)
    return words, text[len(words) :]


def _with(text: str, words: Collection[str], spellings: Spellings) -> str:
    """`text` with those `words` put into it that something in it sounds like."""
    for one in spellings(text):
        text = one.applied(text) if one.written in words else text
    return text


def _heard_again(
    hearing: Hearing, offered: Sequence[Spelling], decoder: Decoder, cancel: Cancellation
) -> Iterator[_Way]:
    """With the words in mind: worth a try if one of them is heard then."""
    written = list(dict.fromkeys(one.written for one in offered))[:MOST_READ]
    again = decoder.hear_after(hearing, ", ".join(written), cancel)
    if any(word.lower() in again.lower() for word in written):
        yield _Way([again], BONUS)


def _ways(
    text: str, offered: Sequence[Spelling], again: Sequence[_Way], english: Decoder | None
) -> list[_Way]:
    """Each with its text, once; `english` knows which words are plain ones."""

    def bonus(one: Spelling) -> float:
        if one.is_same_sound:
            return BONUS_OF_SAME_SOUND * text.count(one.heard)
        is_plain = english is not None and english.is_plain(one.heard)
        further = 0.0 if is_plain else A_FURTHER_WORD * min(one.heard.count(" "), one.written.count(" "))
        return ((BONUS_TO_PLAIN if is_plain else BONUS) + further) * text.count(one.heard)

    changed: dict[str, _Way] = {}
    for one in offered:
        way = _Way(one.forms(text), bonus(one), one.is_same_sound)
        if (
            way.text not in changed or not changed[way.text].is_same_sound
        ):  # half of a term makes the same text
            changed[way.text] = way
    ways = [way for way in changed.values() if way.bonus]
    return [*ways[:MOST_TRIED], *again]


def _new(offered: Sequence[Spelling], text: str) -> Iterator[Spelling]:
    """Those that the text hasn't already."""
    return (one for one in offered if one.written.lower() not in text.lower())
