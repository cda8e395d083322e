"""A search sees what indexing adds while the course is open."""

import numpy as np

from tutor_app.core.material import LineLocator
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.course.raw import Line, RawBlock, RawHeading
from tutor_app.course.writer import IndexWriter
from tutor_app.engine.retrieval import Query, search

HERE = LineLocator("a.md", 0, 0)


def part(text):
    return [RawHeading(1, "Chapter", HERE), RawBlock("paragraph", (Line(text, HERE),))]


def found(shelf, query):
    return [evidence.id for evidence in search(shelf, query)]


def test_passages_are_found_by_words_at_once_and_by_meaning_when_encoded(tmp_path):
    course = CourseFolder(tmp_path, "Course", "en", "markdown", "source")
    meaning = np.eye(4, dtype=np.float32)
    with IndexWriter(course) as writer:
        writer.add_parts([part("Friction slows blocks.")], 1)
        shelf = CourseIndex.open(course)
        assert found(shelf, Query("friction")) == [1]
        assert found(shelf, Query(meaning=meaning[0])) == []

        writer.add_vectors("passage", [1], meaning[:1])
        assert found(shelf, Query(meaning=meaning[0])) == [1]

        writer.add_parts([part("Leaves are green.")], 2)
        writer.add_vectors("passage", [2], meaning[1:2])
        assert found(shelf, Query(meaning=meaning[1])) == [2, 1]
        shelf.close()
