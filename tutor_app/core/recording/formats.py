"""A recording as WebVTT, SRT, plain text or JSON."""

import json
from collections.abc import Callable, Iterator
from typing import Literal

from tutor_app.core.recording.cues import cues
from tutor_app.core.recording.said import ENDS, Recording, Sentence

Format = Literal["vtt", "srt", "txt", "json"]

PARAGRAPH_PAUSE_S = 2.0
PARAGRAPH = 600  # characters, after which the next full stop ends it


def written(recording: Recording, form: Format) -> str:
    """The whole file; it ends with a line break unless it is empty."""
    return _WRITERS[form](recording)


def as_vtt(recording: Recording) -> str:
    """Source: w3.org/TR/webvtt1"""
    shown = [
        f"\n{clock(cue.start_s, '.')} --> {clock(cue.end_s, '.')}\n"
        + "\n".join(map(_escaped, cue.lines))
        + "\n"
        for cue in cues(recording.sentences)
    ]
    return "WEBVTT\n" + "".join(shown)


def as_srt(recording: Recording) -> str:
    """SubRip knows no escapes: only its arrow can't stand in a text."""
    return "\n".join(
        f"{number}\n{clock(cue.start_s, ',')} --> {clock(cue.end_s, ',')}\n"
        + "\n".join(line.replace("-->", "->") for line in cue.lines)
        + "\n"
        for number, cue in enumerate(cues(recording.sentences), 1)
    )


def as_text(recording: Recording) -> str:
    """A paragraph ends at a long pause, or at a full stop when it has grown long."""
    return "\n".join(f"{paragraph}\n" for paragraph in _paragraphs(recording))


def as_json(recording: Recording) -> str:
    """Times in seconds, to the millisecond."""
    table = {
        "file": recording.name,
        "seconds": _ms(recording.seconds),
        "language": recording.language,
        "model": recording.model,
        "segments": [_segment(sentence) for sentence in recording.sentences],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def clock(seconds: float, point: str) -> str:
    """01:02:03.456"""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _paragraphs(recording: Recording) -> Iterator[str]:
    text = ""
    before: Sentence | None = None
    for sentence in recording.sentences:
        if before and _parts(before, sentence, text):
            yield text
            text = ""
        glue = "" if not text or (before and before.language == sentence.language == "zh") else " "
        text += glue + sentence.text
        before = sentence
    if text:
        yield text


def _parts(before: Sentence, after: Sentence, text: str) -> bool:
    paused = after.start_s - before.end_s >= PARAGRAPH_PAUSE_S
    return paused or (len(text) > PARAGRAPH and before.text.endswith(ENDS))


def _segment(sentence: Sentence) -> dict[str, object]:
    return {
        "start": _ms(sentence.start_s),
        "end": _ms(sentence.end_s),
        "language": sentence.language,
        "text": sentence.text,
        "words": [
            {"start": _ms(word.start_s), "end": _ms(word.end_s), "word": word.text.strip()}
            for word in sentence.words
        ],
    }


def _ms(seconds: float) -> float:
    return round(seconds, 3)


_WRITERS: dict[Format, Callable[[Recording], str]] = {
    "vtt": as_vtt,
    "srt": as_srt,
    "txt": as_text,
    "json": as_json,
}
