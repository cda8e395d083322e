"""What the application says outside the window, in Chinese; one file for each part that speaks."""

from tutor_app.core.phrases import (
    annotations,
    capture,
    cli,
    course,
    engine,
    explain,
    history,
    items,
    models,
    practice,
    record,
    server,
    speech,
    teaching,
)

CHINESE: dict[str, str] = {
    **annotations.CHINESE,
    **capture.CHINESE,
    **cli.CHINESE,
    **course.CHINESE,
    **engine.CHINESE,
    **explain.CHINESE,
    **history.CHINESE,
    **items.CHINESE,
    **models.CHINESE,
    **practice.CHINESE,
    **record.CHINESE,
    **server.CHINESE,
    **speech.CHINESE,
    **teaching.CHINESE,
}
