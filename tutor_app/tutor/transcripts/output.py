"""Where a transcript is written, and that it is whole."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from tutor_app.core.file_names import fit_name
from tutor_app.core.recording.formats import Format, written
from tutor_app.core.recording.said import Recording, Sentence
from tutor_app.engine.speech.script import Script, written_in
from tutor_app.settings.permissions import share
from tutor_app.tutor.transcripts.part_file import unwritable


def outputs(files: Sequence[Path], form: Format, folder: Path | None, mark: str = "") -> list[Path]:
    """Beside each file or in `folder`: `talk.vtt` for `talk.mp3`; `talk.mp3.vtt` if another has that."""
    plain = [(folder or file.parent) / fit_name(file.stem, f"{mark}.{form}") for file in files]
    whole = [(folder or file.parent) / fit_name(file.name, f"{mark}.{form}") for file in files]
    times = Counter(plain)
    return [b if times[a] > 1 or a == file else a for file, a, b in zip(files, plain, whole, strict=True)]


def write(recording: Recording, form: Format, output: Path) -> None:
    """The whole file at once. Another text that stood there is kept as `NAME~`.

    Raises:
        TutorError: the folder can't be written.
    """
    content = written(recording, form).encode()
    part = output.with_name(fit_name(output.name, ".part"))
    try:
        part.write_bytes(content)
        if output.exists() and output.read_bytes() != content:
            output.replace(output.with_name(fit_name(output.name, "~")))
        share(part)
        part.replace(output)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(output.parent) from error


def in_script(recording: Recording, script: Script) -> Recording:
    """Its Chinese in one script; Whisper writes a mixture."""
    sentences = tuple(_in_script(one, script) if one.language == "zh" else one for one in recording.sentences)
    return replace(recording, sentences=sentences)


def _in_script(sentence: Sentence, script: Script) -> Sentence:
    """As a whole, since a character may depend on its neighbours."""
    lengths = [len(word.text) for word in sentence.words]
    text = written_in("".join(word.text for word in sentence.words), script)
    if len(text) != sum(lengths):
        return Sentence(tuple(replace(word, text=written_in(word.text, script)) for word in sentence.words))
    ends = list(accumulate(lengths))
    cut = zip(sentence.words, lengths, ends, strict=True)
    return Sentence(tuple(replace(word, text=text[end - length : end]) for word, length, end in cut))
