"""Judge answers and explanations with the text encoder of a course's language, opened when first needed."""

from contextlib import closing

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import Language, tr
from tutor_app.core.material import Section
from tutor_app.core.practice import Item
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.engine.encoders.text import TextEncoder, encoder_for
from tutor_app.engine.items.course_text import CourseText, read_course
from tutor_app.engine.items.judging import Judgement, judge_answer
from tutor_app.engine.items.likeness import WordEncoder
from tutor_app.engine.items.teach_back import ExplainedPoint, compare_explanation, make_point_item
from tutor_app.settings.home import Home
from tutor_app.settings.settings import load


class AnswerJudge:
    """Judges what a learner gave. Not in the window's process: an encoder takes 30 MB and half a second."""

    def __init__(self, home: Home, encoders: dict[Language, WordEncoder] | None = None) -> None:
        self._home = home
        self._encoders = dict(encoders or {})

    def judge(self, item: Item, answer: str, cancel: Cancellation | None = None) -> Judgement | None:
        """Judge an answer; None where the encoder is missing: the learner judges it themselves.

        Raises: Cancelled.
        """
        try:
            encoder = self._encoder(item.language)
        except TutorError:
            return None
        return judge_answer(item, answer, encoder, cancel or Cancellation())

    def compare(
        self, course: CourseFolder, section: int, explanation: str, cancel: Cancellation | None = None
    ) -> tuple[list[ExplainedPoint], list[Item]]:
        """Compare an explanation of a section with its points; give these, and items of what was missing.

        Raises:
            TutorError: the text encoder is missing, or the course is not read.
            Cancelled.
        """
        with closing(CourseIndex.open(course)) as index:
            text = read_course(index)
        encoder = self._encoder(text.language)
        found = compare_explanation(text, section, explanation, encoder, cancel or Cancellation())
        return found, _make_items(found, text, course.path.name, section)

    def _encoder(self, language: Language) -> WordEncoder:
        if language not in self._encoders:
            device = load(self._home.settings_file).device
            self._encoders[language] = TextEncoder.open(self._home, encoder_for(language), device)
        return self._encoders[language]


def find_section(course: CourseFolder, title: str) -> Section:
    """Return the first section of a title, or else the first whose title holds it.

    Raises: TutorError: there is none.
    """
    with closing(CourseIndex.open(course)) as index:
        sections = index.sections()
    wanted = title.casefold().strip()
    found = [one for one in sections if one.title.casefold() == wanted]
    found += [one for one in sections if wanted and wanted in one.title.casefold()]
    if not found:
        raise TutorError(
            tr("There is no section “{title}” in this course.", title=title),
            tr("Give its title, or a part of it."),
        )
    return found[0]


def _make_items(found: list[ExplainedPoint], text: CourseText, name: str, section: int) -> list[Item]:
    return [
        make_point_item(one.point, text, name, section) for one in found if one.judgement.state != "covered"
    ]
