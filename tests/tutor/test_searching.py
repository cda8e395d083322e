"""Words are looked for in all courses."""

from pathlib import Path

from tutor_app.core.language import speak
from tutor_app.core.material import PageLocator, Passage
from tutor_app.core.shelf import Hit
from tutor_app.course.folder import CourseFolder
from tutor_app.tutor.searching import CourseHit, search_courses


class TwoCourses:
    """Two courses, of which one holds the words twice."""

    def courses(self):
        return [
            CourseFolder(Path("/home") / n, n.title(), "en", "pdf", "b.pdf") for n in ("motion", "optics")
        ]

    def index(self, course):
        return Index() if course.title == "Motion" else Nothing()


class Nothing:
    def by_words(self, kind, query, limit):
        return []


class Index:
    def by_words(self, kind, query, limit):
        return [Hit(2, 9.0), Hit(1, 5.0)]

    def passage(self, id):
        text = "Rest. " * 30 + "Friction slows the block down until it rests." + " More." * 30
        return Passage(id, 0, ("Forces", "Friction"), text if id == 2 else "friction", (PageLocator(id, ()),))


def test_hits_come_course_by_course_in_the_order_of_pages():
    speak("en")
    first, second = list(search_courses(TwoCourses(), "friction"))
    assert first[0] == CourseHit(
        "motion", "Motion", "Forces › Friction, page 2", "friction", PageLocator(1, ())
    )
    assert first[1].locator.page == 2
    assert second == []


def test_the_words_are_shown_with_what_stands_around_them():
    _, hit = next(iter(search_courses(TwoCourses(), "frictions")))
    assert "Friction slows the block down" in hit.words
    assert hit.words.startswith("… ")
    assert hit.words.endswith(" …")
    assert len(hit.words) < 170
