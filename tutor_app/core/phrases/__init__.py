"""What the application says outside the window, in Chinese; one file for each part that speaks."""

from tutor_app.core.phrases import cli, course, engine, explain, models, record, speech, teaching

CHINESE: dict[str, str] = {
    **cli.CHINESE,
    **course.CHINESE,
    **engine.CHINESE,
    **explain.CHINESE,
    **models.CHINESE,
    **record.CHINESE,
    **speech.CHINESE,
    **teaching.CHINESE,
}
