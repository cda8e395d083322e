"""One question of a handout, with all that stands with its answer."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.cancel import Cancellation
from tutor_app.core.citing import cited_numbers, pinned
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Box, Figure, Locator, PageLocator, Passage
from tutor_app.core.shelf import place_of
from tutor_app.core.teaching import is_veiled
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.tutor.handout.picture import Mark, Picture, file_picture, page_picture
from tutor_app.tutor.handout.shared_pages import PageLink, SharedPages
from tutor_app.tutor.past import PastTurn, still_there
from tutor_app.tutor.places import bare_spot, place_in_words
from tutor_app.tutor.session import Tutor


@dataclass(frozen=True)
class Source:
    """What a citation's number stands for."""

    number: int
    place: str
    words: str = ""  # empty for a hint: they could be the answer
    is_markdown: bool = False  # the words, where the material is


@dataclass(frozen=True)
class Sheet:
    """A turn as it is written."""

    past: PastTurn
    answer: Answer | None
    failure: str = ""  # why there is no answer, in words
    sources: tuple[Source, ...] = ()
    asked_about: tuple[Picture, ...] = ()  # what the learner showed
    pictures: tuple[Picture, ...] = ()  # pages and figures
    links: tuple[PageLink, ...] = ()  # pages that an earlier question shows


def sheets(
    tutor: Tutor, turns: Sequence[PastTurn], say: Callable[[float], None], cancel: Cancellation
) -> Iterator[tuple[Sheet, int]]:
    """One after another with its number from 1; `say` hears how much has been taken, 0 to 1.

    Raises: Cancelled.
    """
    shared = _shared_pages(tutor, turns)
    for number, past in enumerate(turns, start=1):
        cancel.check()
        for kept in tutor.history.those([past.id]):  # none if it was deleted meanwhile
            yield _sheet(tutor, past, kept, number, shared), number
        say(number / len(turns))


def _shared_pages(tutor: Tutor, turns: Sequence[PastTurn]) -> SharedPages:
    """The marks of all questions on their pages, before one is drawn."""
    shared = SharedPages()
    for number, past in enumerate(turns, start=1):
        for kept in tutor.history.those([past.id]):
            answer, course = kept.answer, past.course
            if answer is None or course is None or course.kind != "pdf" or is_veiled(answer.level):
                continue
            with suppress(TutorError):
                index = tutor.index(course)
                evidence = _cited(answer, still_there(index, answer.evidence))
                shared.add(course.path, number, _marks(index, answer, evidence))
    return shared


def _sheet(tutor: Tutor, past: PastTurn, kept: KeptTurn, number: int, shared: SharedPages) -> Sheet:
    """Gather it; what has gone meanwhile is left out."""
    told = tr("The picture that was asked about")
    shown = kept.turn.image
    asked_about = _there([file_picture(shown, told, told)] if shown else [])
    sheet = Sheet(past, kept.answer, kept.failure, asked_about=asked_about)
    if kept.answer is None or past.course is None:
        return sheet
    try:
        whole = _with_sources(sheet, past.course, tutor.index(past.course), kept.answer)
        return _with_pages(whole, past.course, tutor.index(past.course), number, shared)
    except TutorError:
        return sheet


def _with_sources(sheet: Sheet, course: CourseFolder, index: CourseIndex, answer: Answer) -> Sheet:
    evidence = _cited(answer, still_there(index, answer.evidence))
    source = _bare if is_veiled(answer.level) else _source
    sources = tuple(source(course, one.number, _item(index, one)) for one in evidence)
    pictures = () if is_veiled(answer.level) else _pictures(course, index, answer, evidence)
    return replace(sheet, sources=sources, pictures=pictures)


def _with_pages(
    sheet: Sheet, course: CourseFolder, index: CourseIndex, number: int, shared: SharedPages
) -> Sheet:
    """The pages that are cited; one that an earlier question shows is named, not shown again."""
    answer = sheet.answer
    if answer is None or course.kind != "pdf" or is_veiled(answer.level):
        return sheet
    evidence = _cited(answer, still_there(index, answer.evidence))
    drawn, links = list(sheet.pictures), []
    for page, own in _marks(index, answer, evidence).items():
        anchor = shared.name_anchor(course.path, page)
        before = shared.show(course.path, page, number)
        if before is not None:
            links.append(PageLink(_page_caption(course, page, own), before, anchor))
        elif picture := _page(course, page, shared.marks(course.path, page) or own, own):
            drawn.append(replace(picture, anchor=anchor))
    return replace(sheet, pictures=tuple(drawn), links=tuple(links))


def _cited(answer: Answer, there: Sequence[Evidence]) -> list[Evidence]:
    """What the text cites; of a text without citations, all that it names."""
    numbers = cited_numbers(answer.text)
    cited = [one for one in there if one.number in numbers]
    return cited or [one for one in there if one in answer.named]


def _bare(_: CourseFolder, number: int, item: Passage | Figure) -> Source:
    return Source(number, bare_spot(item))


def _source(course: CourseFolder, number: int, item: Passage | Figure) -> Source:
    words = item.text if isinstance(item, Passage) else item.caption
    return Source(number, place_in_words(item), words, course.kind == "markdown")


def _item(index: CourseIndex, one: Evidence) -> Passage | Figure:
    return index.passage(one.id) if one.kind == "passage" else index.figure(one.id)


def _pictures(
    course: CourseFolder, index: CourseIndex, answer: Answer, evidence: Sequence[Evidence]
) -> tuple[Picture, ...]:
    """The figure that is asked about, and, of material without pages, the figures that are cited."""
    ids = [answer.figure.figure] if answer.figure else []
    if course.kind != "pdf":
        ids += [one.id for one in evidence if one.kind == "figure" and one.id not in ids]
    found = still_there(index, tuple(Evidence(0, "figure", id, 0.0) for id in ids))
    return _there([_figure(course, index.figure(one.id)) for one in found])


def _figure(course: CourseFolder, figure: Figure) -> Picture | None:
    words = figure.caption or figure.label or tr("Figure")
    return file_picture(course.path / figure.image, words, figure.alt or words)


def _page_caption(course: CourseFolder, page: int, marks: Sequence[Mark]) -> str:
    numbers = ", ".join(f"[{mark.number}]" for mark in marks)
    return tr("{title}, page {page}; marked: {numbers}", title=course.title, page=page + 1, numbers=numbers)


def _page(course: CourseFolder, page: int, marks: Sequence[Mark], own: Sequence[Mark]) -> Picture | None:
    caption = _page_caption(course, page, own)
    return page_picture(course.source_path, page, marks, caption, caption)


def _marks(index: CourseIndex, answer: Answer, evidence: Sequence[Evidence]) -> dict[int, list[Mark]]:
    """By page, in the order of pages."""
    pages: dict[int, list[Mark]] = defaultdict(list)
    for one in evidence:
        whole = _boxes(place_of(index, one.kind, one.id))
        lines = _boxes(pinned(answer, one.number))
        for page in sorted({*whole, *lines}):
            pages[page].append(Mark(one.number, whole.get(page) or lines.get(page, ()), lines.get(page, ())))
    return dict(sorted(pages.items()))


def _boxes(locators: Sequence[Locator]) -> dict[int, tuple[Box, ...]]:
    """Of lines on pages, by page."""
    pages: dict[int, tuple[Box, ...]] = {}
    for locator in locators:
        if isinstance(locator, PageLocator):
            pages[locator.page] = pages.get(locator.page, ()) + locator.boxes
    return pages


def _there(pictures: Sequence[Picture | None]) -> tuple[Picture, ...]:
    return tuple(picture for picture in pictures if picture is not None)
