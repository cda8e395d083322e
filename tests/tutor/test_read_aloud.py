"""Without a window a text is read aloud to its end, or what is missing is said."""

import pytest

from tutor_app.core.errors import TutorError
from tutor_app.engine.messages import Failed, Recite, Recited, RecitedPiece
from tutor_app.tutor.aloud import read_aloud


class Engine:
    """Says these messages at once."""

    def __init__(self, *messages):
        self._messages, self.is_silent = messages, False

    def recite(self, recite, say):
        for message in self._messages:
            say(message)

    def silence(self):
        self.is_silent = True


class Player:
    """Has played everything when it has been asked often enough."""

    def __init__(self, rate_hz):
        self.played, self.is_stopped, self._asked = [], False, 0

    @property
    def is_idle(self):
        self._asked += 1
        return self._asked > 3

    def play(self, file, mark):
        self.played.append((file.read_bytes(), mark))

    def stop(self):
        self.is_stopped = True


def read(engine, tmp_path):
    players = []

    def open_speaker(rate_hz):
        players.append(Player(rate_hz))
        return players[0]

    try:
        read_aloud(engine, Recite(0, "So.", tmp_path), open_speaker, poll_s=0)
    finally:
        [player] = players
    return player


def test_every_piece_is_played_and_no_file_stays(tmp_path):
    file = tmp_path / "0-0.wav"
    file.write_bytes(b"sound")
    engine = Engine(RecitedPiece(0, file, ("So.",)), Recited(0))
    player = read(engine, tmp_path)
    assert player.played == [(b"sound", ("So.",))]
    assert player.is_idle
    assert player.is_stopped
    assert list(tmp_path.iterdir()) == []


def test_a_voice_that_is_missing_is_said_and_the_speaker_let_go(tmp_path):
    engine = Engine(Failed(0, "The model is not here.", "Fetch it."))
    with pytest.raises(TutorError, match="not here"):
        read(engine, tmp_path)
    assert engine.is_silent
