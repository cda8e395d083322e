"""Reading material is one progress that only grows, with a time that can be believed."""

from tutor_app.course.preparation import Progress
from tutor_app.gui.reading_progress import ReadingProgress


def test_the_share_only_grows_over_all_steps():
    progress, shares = ReadingProgress(0.0), []
    for stage in ("read", "encode", "look"):
        for done in (0, 5, 10, 2):  # a step that is begun again
            progress.note(Progress(stage, done, 10))
            shares.append(progress.share)
    assert shares == sorted(shares)
    assert progress.share == 1.0


def test_the_time_left_is_told_once_it_can_be():
    progress = ReadingProgress(100.0)
    progress.note(Progress("read", 1, 10))
    assert progress.seconds_left(101.0) is None
    progress.note(Progress("read", 10, 10))
    assert progress.seconds_left(110.0) == 30.0
