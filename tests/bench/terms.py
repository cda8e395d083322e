"""Are a course's terms written as the course writes them, with its words in mind and without?

`--data` is a folder made by `tests/voices/terms.py`: spoken questions, and in `terms.tsv` (columns file,
lang, book, term, text) the term in each and the book that it is from.
"""

import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.heard import Clip, Heard, edits, units
from tests.bench.row import Row, at_most
from tutor_app.core.cancel import Cancellation
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add
from tutor_app.course.preparation import Preparation
from tutor_app.engine.encoders.text import encoder_for
from tutor_app.engine.speech.recogniser import Recogniser
from tutor_app.engine.speech.sound import read_sound
from tutor_app.settings.home import below, find_home


@dataclass(frozen=True)
class Told:
    """A question about a term, as it was heard without the course's words, and with them."""

    term: str
    before: Heard
    after: Heard


def run(data: Path | None) -> list[Row]:
    """Terms that are wrong and words that are wrong elsewhere, in each language."""
    if data is None:
        raise SystemExit("the bench terms needs --data FOLDER, made by tests/voices/terms.py")
    with (data / "terms.tsv").open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file, delimiter="\t"))
    recogniser = Recogniser.open(find_home())
    told: dict[str, list[Told]] = defaultdict(list)
    for book in dict.fromkeys(one["book"] for one in asked):
        with tempfile.TemporaryDirectory() as folder:
            shelf = course(Path(book), Path(folder))
            for one in (one for one in asked if one["book"] == book):
                told[one["lang"]].append(heard(recogniser, shelf, data, one))
            shelf.close()
    return [row for language, some in told.items() for row in rows(language, some)]


def heard(recogniser: Recogniser, shelf: CourseIndex, folder: Path, one: dict[str, str]) -> Told:
    clip = Clip(folder / one["file"], one["lang"], "", 0.0, one["text"])
    said = recogniser.transcribe(read_sound(clip.file), Cancellation())
    meant = recogniser.put_right(said, shelf.spellings, Cancellation())
    return Told(one["term"], Heard(clip, said.text, 0.0), Heard(clip, meant.text, 0.0))


def rows(language: str, told: Sequence[Told]) -> list[Row]:
    name = {"en": "English", "zh": "Chinese"}[language]
    before, after = (
        sum(not holds(heard, one.term) for one in told for heard in [pick(one)]) for pick in (_before, _after)
    )
    elsewhere = [share_wrong([(pick(one), one.term) for one in told]) for pick in (_before, _after)]
    return [
        Row(f"{name}: terms wrong without the course's words", before, f"of {len(told)}"),
        at_most(f"{name}: terms wrong with them", after, f"of {len(told)}", before / 2),
        at_most(f"{name}: wrong elsewhere with them", elsewhere[1], "%", elsewhere[0]),
    ]


def _before(one: Told) -> Heard:
    return one.before


def _after(one: Told) -> Heard:
    return one.after


def holds(heard: Heard, term: str) -> bool:
    """Letters and figures alone count: capitals, hyphens and spaces say the same."""
    return "".join(units(term, heard.clip.language)) in "".join(units(heard.text, heard.clip.language))


def wrong_elsewhere(heard: Heard, term: str) -> tuple[int, int]:
    """Units around the term that are wrong, and how many there are.

    What was heard is cut in three where that leaves the fewest wrong before and behind; the middle stands for
    the term, right or wrong. So the same words count with the course's words and without.
    """
    language = heard.clip.language
    before, after = (units(part, language) for part in heard.clip.text.split(term, 1))
    said = units(heard.text, language)
    begun = [edits(before, said[:end]) for end in range(len(said) + 1)]
    ended = [edits(after, said[start:]) for start in range(len(said) + 1)]
    fewest = min(
        wrong + ended[start] for end, wrong in enumerate(begun) for start in range(end, len(said) + 1)
    )
    return fewest, len(before) + len(after)


def share_wrong(heard: Sequence[tuple[Heard, str]]) -> float:
    """Per cent of the units around the terms."""
    wrong, of = (sum(part) for part in zip(*(wrong_elsewhere(*one) for one in heard), strict=True))
    return 100 * wrong / of


def course(book: Path, folder: Path) -> CourseIndex:
    """The book's sections as a course of their titles and words, without vectors."""
    source = folder / book.name
    source.mkdir()
    lines = (book / "sections.jsonl").read_text(encoding="utf-8").splitlines()
    for number, section in enumerate(map(json.loads, lines)):
        texts, last = [f"# {section['section_title']}"], ""
        for block in section["blocks"]:
            if block["path"] and block["path"][-1] != last:
                last = block["path"][-1]
                texts.append(f"## {last}")
            texts.append(block["text"])
        (source / f"{number:04}.md").write_text("\n\n".join(texts), encoding="utf-8")
    made = add(below(folder / "home"), source, Preparation(encoder_for), lambda _: None, Cancellation())
    return CourseIndex.open(made)
