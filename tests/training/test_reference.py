"""openai-whisper itself on a recording: what ours are compared with, by word and time."""

import json
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import soundfile

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.speech.recording.media import Media
from tutor_app.engine.speech.recording.transcriber import Transcriber
from tutor_app.engine.speech.sound import read_sound
from tutor_app.settings.home import arguments
from tutor_app.training.transcripts import main

RATE = 16_000
VOICES = Path(__file__).parents[1] / "voices"


def test_ours_has_the_references_words_at_its_times(models_home, tmp_path):
    talk = tmp_path / "talk.flac"
    spoken = [read_sound(VOICES / f"{name}.flac") for name in ("mass-weight", "heavier-falls")]
    pause = np.zeros(RATE, dtype=np.float32)
    soundfile.write(talk, np.concatenate([part for one in spoken for part in (one, pause)]), RATE)
    options = ["--language", "en", "--out", "json", *arguments(models_home)]
    assert main([str(talk), *options]) == 0
    written = json.loads((tmp_path / "talk.reference.json").read_text(encoding="utf-8"))
    theirs = [word for segment in written["segments"] for word in segment["words"]]
    transcriber = Transcriber.open(models_home)
    pieces = transcriber.pieces(Media(talk).blocks(), "en", Cancellation())
    ours = [word for piece in pieces for word in piece.words]
    matcher = SequenceMatcher(
        None,
        [word["word"].strip().lower() for word in theirs],
        [word.text.strip().lower() for word in ours],
        autojunk=False,
    )
    apart = [
        abs(theirs[block.a + n]["start"] - ours[block.b + n].start_s)
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    ]
    assert len(apart) >= 0.8 * len(theirs) > 10
    assert np.median(apart) < 0.1
    assert np.percentile(apart, 90) < 0.4


def test_what_cannot_be_read_is_said(models_home, tmp_path, capsys):
    (tmp_path / "odd.mp3").write_bytes(b"not a sound" * 100)
    assert main([str(tmp_path / "odd.mp3"), *arguments(models_home)]) == 1
    assert "odd.mp3" in capsys.readouterr().err
