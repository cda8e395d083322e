"""A spoken turn in the real window: seconds of each stage, the window's longest gap, memory."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.row import Row, at_most
from tutor_app.settings.home import below, find_home
from tutor_app.settings.settings import Settings, save

VOICES = Path(__file__).parents[1] / "voices"
COURSE = "motion-forces-and-energy"
TURNS = 5
CLIP = "heavier-falls.flac"


def run(data: Path | None) -> list[Row]:
    """`data`: a recording to ask with, in place of ours."""
    with tempfile.TemporaryDirectory() as folder:
        home = below(Path(folder))
        home.data.mkdir(parents=True)
        for name in ("models", "courses"):
            (home.data / name).symlink_to(getattr(find_home(), name), target_is_directory=True)
        save(home.settings_file, Settings(language="en", explainer="auto", course=COURSE))
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return _measure(home, data or VOICES / CLIP)


def _measure(home, clip: Path) -> list[Row]:
    from PySide6.QtWidgets import QApplication

    from tutor_app.engine.messages import Answered, Found, Partial, Ready
    from tutor_app.gui.app import Desk
    from tutor_app.gui.draft import Draft
    from tutor_app.tutor.session import Tutor

    app = QApplication.instance() or QApplication(["tutor"])
    desk = Desk(app, Tutor(home))
    heard: list[tuple[float, object]] = []
    gaps: list[float] = []
    desk.open()
    desk.client.said.connect(lambda message: heard.append((time.perf_counter(), message)))

    def wait(kind: type, since: int = 0) -> float:
        last = time.perf_counter()
        while True:
            app.processEvents()
            now = time.perf_counter()
            gaps.append(now - last)
            last = now
            if found := [at for at, message in heard[since:] if isinstance(message, kind)]:
                return found[0]
            time.sleep(0.001)

    wait(Ready)
    evidence, first_word, answers = [], [], []
    for _ in range(TURNS):
        since = len(heard)
        gaps.clear() if not answers else None
        asked = time.perf_counter()
        desk.window.ask(Draft(audio=clip))
        evidence.append(wait(Found, since) - asked)
        first_word.append(wait(Partial, since) - asked)
        wait(Answered, since)
        answers.append(next(m.answer for _, m in heard[since:] if isinstance(m, Answered)))
    worker = desk.client._host.pid
    rows = [
        at_most("first evidence after the end of speech, median", median(evidence), "s", 1.0),
        Row("first word of the explanation, first turn", first_word[0], "s"),
        Row("first word of the explanation, the same asked again, median", median(first_word[1:]), "s"),
        at_most("longest gap of the window's event loop during a turn", 1000 * max(gaps), "ms", 50),
    ]
    for name in ("speech", "search", "explain"):
        seconds = [stage.seconds for answer in answers for stage in answer.stages if stage.name == name]
        rows.append(Row(f"stage {name}, median", median(seconds), "s"))
    rows.append(Row("peak memory of the model process", _peak_mb(worker), "MB"))
    rows.append(Row("peak memory of the window", _peak_mb(os.getpid()), "MB"))
    desk.close()
    return rows


def _peak_mb(process: int) -> float:
    """Linux only; 0 elsewhere."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1000
