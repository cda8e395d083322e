"""A course can be searched while it is read, stopped and resumed, and is not read twice."""

from dataclasses import replace

import numpy as np
import pytest

from tests.course.paper import Paper, drawing, paragraph, words
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.material import Box, PageLocator, Region
from tutor_app.course.folder import open_folder
from tutor_app.course.index import CourseIndex
from tutor_app.course.ingest import add, complete
from tutor_app.course.preparation import Fusion, Looks, Preparation
from tutor_app.course.writer import IndexWriter
from tutor_app.settings.home import below

PAGES = 40
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def book(file):
    paper = Paper()
    for n in range(PAGES):
        topic = f"{WORDS[n // 10]}{WORDS[n % 10]}"
        paper.page(
            words(f"Chapter on {topic}", 40, 540, 18),
            paragraph([f"The law of {topic} says that", f"every {topic} has its cause."], 40, 500),
            drawing(60, 300, 200, 100),
            words(f"Figure {n + 1}.1: A {topic} plotted.", 60, 280, 9),
            words(f"As Figure {n + 1}.1 shows, it grows without end.", 40, 250),
        )
    return paper.save(file)


def axis(number):
    vector = np.zeros(8, np.float32)
    vector[number % 8] = 1
    return vector


def encode(name, texts):
    return np.stack([axis(len(text)) for text in texts])


def look(pictures):
    return np.stack([axis(picture.shape[0]) for picture in pictures])


WITH_MODELS = Preparation(
    encoder_for=lambda language: f"reads-{language}",
    encode=encode,
    looks_for=lambda encoder: Looks("sees", look),
)


class StopAt:
    """Asks to stop when a stage has come so far."""

    def __init__(self, stage, done):
        self.stage, self.done, self.cancel = stage, done, Cancellation()

    def __call__(self, progress):
        if progress.stage == self.stage and progress.done >= self.done:
            self.cancel.request()


def stopped(home, source, stage, done):
    stop = StopAt(stage, done)
    with pytest.raises(Cancelled):
        add(home, source, WITH_MODELS, stop, stop.cancel)
    [folder] = home.courses.glob("*")
    return open_folder(folder)


def whole(home, source):
    return add(home, source, WITH_MODELS, lambda progress: None, Cancellation())


def everything(folder):
    index = CourseIndex.open(folder)
    try:
        passages = [index.passage(n + 1) for n in range(index.count("passage"))]
        figures = [index.figure(n + 1) for n in range(index.count("figure"))]
        return passages, figures, index.sections(), [v.tolist() for v in index.text_vectors("passage")]
    finally:
        index.close()


@pytest.mark.parametrize(("stage", "done"), [("read", 0), ("read", 16), ("encode", 32), ("look", 16)])
def test_a_course_that_was_stopped_ends_as_one_that_was_not(home, tmp_path, stage, done):
    source = book(tmp_path / "book.pdf")
    first = stopped(home, source, stage, done)
    resumed = whole(home, source)
    assert resumed == first
    assert everything(resumed) == everything(whole(below(tmp_path / "other"), source))


def test_what_is_read_can_be_searched_before_the_rest_is(home, tmp_path):
    folder = stopped(home, book(tmp_path / "book.pdf"), "read", 16)
    index = CourseIndex.open(folder)
    assert index.by_words("passage", "zerothree", 1)
    assert not index.by_words("passage", "threezero", 1)
    whole(home, tmp_path / "book.pdf")
    assert index.by_words("passage", "threezero", 1)
    assert len(index.text_vectors("passage")[0]) == index.count("passage")
    index.close()


def test_a_file_that_is_there_already_is_not_read_again(home, tmp_path):
    source = book(tmp_path / "book.pdf")
    first = whole(home, source)
    renamed = source.rename(tmp_path / "another name.pdf")
    again = add(home, renamed, Preparation(WITH_MODELS.encoder_for), lambda progress: None, Cancellation())
    assert again == first


def test_vectors_of_another_encoder_are_replaced(home, tmp_path):
    source = book(tmp_path / "book.pdf")
    whole(home, source)
    other = Preparation(lambda language: "other", lambda name, texts: np.stack([axis(3)] * len(texts)))
    index = CourseIndex.open(add(home, source, other, lambda progress: None, Cancellation()))
    assert index.encoder == "other"
    assert np.array_equal(index.text_vectors("passage")[1][0], axis(3))
    index.close()


def test_looks_of_another_picture_encoder_are_replaced(home, tmp_path):
    source = book(tmp_path / "book.pdf")
    whole(home, source)
    finer = Looks("sees more", lambda pictures: np.ones((len(pictures), 20), np.float32))
    other = replace(WITH_MODELS, looks_for=lambda encoder: finer)
    index = CourseIndex.open(add(home, source, other, lambda progress: None, Cancellation()))
    assert index.looks()[1].shape == (index.count("figure"), 20)
    index.close()


def test_looks_of_several_widths_are_none(home, tmp_path):
    folder = whole(home, book(tmp_path / "book.pdf"))
    with IndexWriter(folder) as writer:
        writer.add_vectors("look", [1], np.ones((1, 20), np.float32))
    index = CourseIndex.open(folder)
    assert len(index.looks()[0]) == 0
    index.close()


def test_looks_of_the_same_picture_encoder_are_kept(home, tmp_path):
    source = book(tmp_path / "book.pdf")
    whole(home, source)
    blind = replace(WITH_MODELS, looks_for=lambda encoder: Looks("sees", no_more))
    index = CourseIndex.open(add(home, source, blind, lambda progress: None, Cancellation()))
    assert len(index.looks()[0]) == index.count("figure")
    index.close()


def no_more(pictures):
    raise AssertionError("they were looked at before")


def test_a_passage_and_the_figure_it_mentions_know_each_other_and_their_places(home, tmp_path):
    index = CourseIndex.open(whole(home, book(tmp_path / "book.pdf")))
    [hit] = index.by_words("figure", "onetwo", 1)
    figure = index.figure(hit.id)
    assert figure.label == "Figure 13.1"
    [mentioned] = {index.passage(id).section for id in figure.mentions}
    assert index.section(mentioned).title == "Chapter on onetwo"
    assert figure.id in index.figures_of(figure.mentions[0])
    assert isinstance(figure.locator, PageLocator)
    region = Region(figure.locator.page, Box(100, 250, 150, 280))
    assert index.figures_in(region) == [figure.id]
    assert "onetwo has its cause" in index.words_in(Region(12, Box(0, 80, 400, 130)))
    assert index.passages_in(Region(12, Box(0, 80, 400, 130)))[0] in range(1, index.count("passage") + 1)
    index.close()


def test_a_question_of_common_words_alone_still_finds_something(home, tmp_path):
    index = CourseIndex.open(whole(home, book(tmp_path / "book.pdf")))
    assert index.by_words("passage", "the law", 3)
    assert index.by_words("passage", "?!", 3) == []
    index.close()


def test_a_damaged_index_is_told(home, tmp_path):
    folder = whole(home, book(tmp_path / "book.pdf"))
    for rest in folder.path.glob("index.db-*"):
        rest.unlink()
    folder.index_file.write_bytes(b"no database" * 1000)
    with pytest.raises(TutorError, match="damaged"):
        CourseIndex.open(folder)
    with pytest.raises(TutorError, match="damaged"):
        whole(home, tmp_path / "book.pdf")


def fusion(name):
    """A fusion model that reads and sees; what it makes tells which one it was."""
    number = len(name)
    return Fusion(
        name,
        lambda texts: (
            encode("", texts),
            np.stack([axis(number)] * len(texts)),
            [np.eye(2, 64)] * len(texts),
        ),
        lambda figures: (np.stack([axis(1)] * len(figures)), np.stack([axis(number)] * len(figures))),
    )


def fused_by(name):
    return replace(WITH_MODELS, fusion_for=lambda encoder: fusion(name))


@pytest.mark.parametrize("before", [WITH_MODELS, fused_by("older")])
def test_a_course_made_before_a_fusion_model_came_is_completed(home, tmp_path, before):
    folder = add(home, book(tmp_path / "book.pdf"), before, lambda progress: None, Cancellation())
    complete(folder, fused_by("newest"), lambda progress: None, Cancellation())
    index = CourseIndex.open(folder)
    passages, vectors = index.fused("passage")
    assert (index.fusion, index.about("fused")) == ("newest", "newest")
    assert len(passages) == index.count("passage")
    assert len(index.fused("figure")[0]) == index.count("figure")
    assert np.array_equal(vectors[0], axis(len("newest")))
    assert index.words_of([1])[0].shape == (2, 64)
    index.close()


def test_a_course_that_was_stopped_while_its_figures_were_seen_is_not_taken_for_whole(home, tmp_path):
    stop = StopAt("look", 2)
    with pytest.raises(Cancelled):
        add(home, book(tmp_path / "book.pdf"), fused_by("newest"), stop, stop.cancel)
    [path] = home.courses.glob("*")
    index = CourseIndex.open(open_folder(path))
    assert (index.fusion, index.about("fused")) == ("newest", "")
    complete(open_folder(path), fused_by("newest"), lambda progress: None, Cancellation())
    assert index.about("fused") == "newest"
    index.close()
