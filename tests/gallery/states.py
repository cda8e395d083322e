"""Every state of the window, made with hand-made messages: no model is needed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tutor_app.core.annotation import Anchor, Annotation, Quote
from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.checking import CheckQuestion
from tutor_app.core.counted import Counted, Stretch
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr, tr_to
from tutor_app.core.teaching import HINT, POINTER
from tutor_app.core.turn import Turn
from tutor_app.course.preparation import Progress
from tutor_app.engine.messages import Answered, Doing, Failed, Found, Partial, Ready
from tutor_app.gui.capture.screens import Shot
from tutor_app.gui.capture.snip import Snip
from tutor_app.gui.capture.tray import Tray
from tutor_app.gui.client import EngineClient, in_thread
from tutor_app.gui.draft import Draft
from tutor_app.gui.hints_dialog import HintsDialog
from tutor_app.gui.history.dialog import HistoryDialog
from tutor_app.gui.indexer import Indexer
from tutor_app.gui.material.side import HITS, MARKS
from tutor_app.gui.preferences.opening import EXPLAINING, KEYS
from tutor_app.gui.window import MainWindow
from tutor_app.settings.home import Home
from tutor_app.settings.settings import Settings
from tutor_app.tutor.indexing import Indexed
from tutor_app.tutor.session import Tutor

# what the words of each answer rest on in the sample courses: a passage, a figure's caption, a passage
SOURCES = {
    "en": ("A heavier object does not fall faster", "A falling ball", "Without air, everything falls"),
    "zh": ("传统程序由人写出规则", "传统程序与机器学习", "按照数据给出的信息"),
}
QUESTION = {"en": "Why does a heavy stone not fall faster?", "zh": "机器学习和传统程序有什么不同？"}
TEXT = {
    "en": "A heavy stone is pulled harder, but it also takes **more force** to speed it up [1]. "
    "The two cancel, so without air both stones gain speed alike [3], as the falling ball does [2].",
    "zh": "传统程序由人写出规则；机器学习从数据和答案中**得到规则** [1]。图中对比了两种做法 [2]。"
    "按照数据给出的信息，它大致分三类 [3]。",
}
NOTE = {"en": "Ask on Monday: does this hold in water, too?", "zh": "周一问老师：这个例子也算吗？"}
SOUGHT = {"en": "acceleration", "zh": "数据"}
HINT_TEXT = {
    "en": "Look at what the section says of weight and of how hard a body is to speed up [1].",
    "zh": "看看这一节怎样比较两种做法 [1]。",
}
_OPTIONS = {"en": ("mass", "speed", "distance", "time"), "zh": ("规则", "标签", "特征", "噪声")}
_GAP = {
    "en": (
        "Twice the ____ feels twice the force of gravity.",
        "Twice the mass feels twice the force of gravity.",
    ),
    "zh": ("传统程序由人写出____。", "传统程序由人写出规则。"),
}
TROUBLE = {
    "en": ("The model process stopped.", "Your question is kept: press Enter to ask it again."),
    "zh": ("模型进程已停止。", "你的问题已保留：按回车键再次提问。"),
}
COUNTED = Counted(note=(Stretch(0, 3, 4000),), cells=(0,) * 24 + (6000,) + (0,) * 24)


def evidence(shown: MainWindow, language: str) -> tuple[Evidence, ...]:
    """What the answers of the gallery cite, found by its words: numbers change when a course is read anew."""
    index = shown._tutor.index(shown.course.folder)
    first, figure, second = SOURCES[language]
    passages = index.first_passages(1000)
    ids = [next((one.id for one in passages if words in one.text), 1) for words in (first, second)]
    figures = range(1, index.count("figure") + 1)
    drawn = next((id for id in figures if figure in index.figure(id).caption), 1)
    return (
        Evidence(1, "passage", ids[0], 0.5),
        Evidence(2, "figure", drawn, 0.4),
        Evidence(3, "passage", ids[1], 0.3),
    )


class Silent:
    """An engine that is ready and answers nothing by itself."""

    @property
    def ready(self):
        return Ready("CPUExecutionProvider", tr("The CPU is used: no other device is available."))

    def answer(self, ask, say, cancel):
        while True:  # until it is stopped
            cancel.check()
            time.sleep(0.01)

    def listen(self, listen, say, later):
        pass

    def hush(self):
        pass


@contextmanager
def window(home: Home, settings: Settings | None = None) -> Iterator[MainWindow]:
    """A window over a home; no process is started."""
    tutor = Tutor(home)
    tutor.choose(settings or Settings())
    client = EngineClient(Silent, start=in_thread)
    indexer = Indexer(home)
    indexer.add = lambda material: None  # nothing is read here
    shown = MainWindow(tutor, client, indexer)
    try:
        yield shown
    finally:
        shown.close()
        shown.material.close_course()
        client.close()
        tutor.close()
        shown.deleteLater()


@dataclass(frozen=True)
class State:
    """A screen, and how a window comes to show it; what is to be drawn is given back."""

    name: str
    make: Callable[[MainWindow, str], QWidget]
    has_courses: bool = True


def welcome(shown: MainWindow, language: str) -> QWidget:
    shown.hear(Silent().ready)
    return shown


def loading(shown: MainWindow, language: str) -> QWidget:
    shown.course._show_progress(Progress("read", 37, 100))
    return shown


def asked(shown: MainWindow, language: str) -> QWidget:
    welcome(shown, language)
    shown.ask(Draft(QUESTION[language]))
    shown.hear(Doing(shown.turn.id, "search"))
    return shown


def answered(shown: MainWindow, language: str) -> QWidget:
    asked(shown, language)
    shown.hear(Found(shown.turn.id, evidence(shown, language), COUNTED))
    shown.hear(Answered(shown.turn.id, Answer(TEXT[language], evidence(shown, language), True, "quote")))
    shown.turn.catch_up()
    return shown


FOLLOWING = {"en": "And why is that so on the Moon, too?", "zh": "那它还分哪几类？"}
FOLLOWED = {
    "en": "There is no air on the Moon, so a feather and a hammer fall alike [3].",
    "zh": "监督学习、无监督学习和强化学习 [3]。",
}


def thread(shown: MainWindow, language: str) -> QWidget:
    """Two answers above the one that is open."""
    answered(shown, language)
    shown.turn.wish("simpler")
    shown.hear(Found(shown.turn.id, evidence(shown, language)))
    simple = TEXT[language].split("[1]")[0] + "[1]."
    shown.hear(Answered(shown.turn.id, Answer(simple, evidence(shown, language), True, "quote")))
    shown.turn.catch_up()
    shown.ask(Draft(FOLLOWING[language]))
    shown.hear(Found(shown.turn.id, evidence(shown, language)))
    shown.hear(Answered(shown.turn.id, Answer(FOLLOWED[language], evidence(shown, language), True, "quote")))
    shown.turn.catch_up()
    return shown


def not_certain(shown: MainWindow, language: str) -> QWidget:
    """What comes nearest, where it may not answer."""
    asked(shown, language)
    opening = tr_to(language, "It is not certain that your material answers this. It comes nearest with:")
    text = f"{opening}\n\n> {TEXT[language].split('[1]')[0]}[1]"
    shown.hear(Found(shown.turn.id, evidence(shown, language), COUNTED))
    shown.hear(Answered(shown.turn.id, Answer(text, evidence(shown, language), False, "quote")))
    shown.turn.catch_up()
    return shown


def long(shown: MainWindow, language: str) -> QWidget:
    welcome(shown, language)
    shown.ask(Draft(" ".join([QUESTION[language]] * 6)))
    shown.hear(Found(shown.turn.id, evidence(shown, language)))
    shown.hear(Partial(shown.turn.id, "\n\n".join([TEXT[language]] * 8)))
    shown.turn.catch_up()
    shown.panel._show()
    return shown


def error(shown: MainWindow, language: str) -> QWidget:
    asked(shown, language)
    shown.hear(Failed(shown.turn.id, *TROUBLE[language]))
    return shown


def listening(shown: MainWindow, language: str) -> QWidget:
    welcome(shown, language)
    talk = shown.bar.talk
    talk.button.setChecked(True)
    talk.meter.setValue(60)
    talk.meter.show()
    talk.caption.show_words(QUESTION[language][:14], QUESTION[language][14:])
    return shown


def in_class(shown: MainWindow, language: str) -> QWidget:
    welcome(shown, language)
    shown.ways.in_class.begin()
    shown.setWindowState(Qt.WindowState.WindowNoState)
    shown.ask(Draft(QUESTION[language]))
    shown.hear(Found(shown.turn.id, evidence(shown, language)))
    shown.hear(Answered(shown.turn.id, Answer(TEXT[language], evidence(shown, language), True, "quote")))
    shown.turn.catch_up()
    return shown


def tour(shown: MainWindow, language: str) -> QWidget:
    welcome(shown, language)
    QApplication.processEvents()
    shown.ways.show_tour()
    return shown


def keys(shown: MainWindow, language: str) -> QWidget:
    shown.ways.show_keys()
    return shown.ways.sheet


def history(shown: MainWindow, language: str) -> QWidget:
    """Of both courses, in every state, one of them deleted."""
    welcome(shown, language)
    tutor = shown._tutor
    told = Answer(TEXT[language], evidence(shown, language), True, "quote")
    for course in tutor.courses():
        for outcome in (told, "stopped", TutorError(*TROUBLE[language]), told):
            kept = tutor.begin(Turn(course.path, QUESTION[course.language]))
            tutor.finish(kept.id, outcome)
    shown.ways.history.open()
    dialog = shown.ways.history.dialog
    dialog.courses.setCurrentIndex(0)
    dialog.seek()
    _settle(dialog)
    dialog.deleted.emit([dialog.rows.turn(1).id])
    return dialog


def history_writing(shown: MainWindow, language: str) -> QWidget:
    dialog = history(shown, language)
    dialog.show_share(0.4)
    return dialog


def history_nothing_found(shown: MainWindow, language: str) -> QWidget:
    dialog = history(shown, language)
    dialog.search.setText("Zanzibar")
    dialog.seek()
    _settle(dialog)
    return dialog


def history_empty(shown: MainWindow, language: str) -> QWidget:
    shown.ways.history.open()
    _settle(shown.ways.history.dialog)
    return shown.ways.history.dialog


def locked(shown: MainWindow, language: str) -> QWidget:
    """A teacher changes the lock of a course; the header behind it shows the lock."""
    welcome(shown, language)
    dialog = HintsDialog(shown._tutor, shown.course.folder, shown)
    dialog.lock.setChecked(True)
    dialog.reveal.setChecked(True)
    dialog.new_pin.setText("2468")
    dialog.show()
    return dialog


def notes(shown: MainWindow, language: str) -> QWidget:
    """Highlights beside the page, one with the learner's own words."""
    welcome(shown, language)
    index = shown._tutor.index(shown.course.folder)
    now = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    for place, (note, colour) in enumerate(((NOTE[language], "yellow"), ("", "blue"))):
        passage = index.passage(10 + 3 * place)
        words = passage.text.splitlines()[-1][:60]
        anchor = Anchor(Quote(words, "", ""), 0, passage.locators[0])
        mark = Annotation(0, shown.course.folder.path.name, anchor, now, now, "highlight", colour, note)
        shown._tutor.margins.add(mark)
    shown.course.margin.open(shown.course.folder)
    shown.material.open_side(MARKS)
    return shown


def check(shown: MainWindow, language: str) -> QWidget:
    """A question about the answer, answered wrongly."""
    welcome(shown, language)
    shown.ask(Draft(QUESTION[language]))
    asked = CheckQuestion(
        "gap", _GAP[language][0], _OPTIONS[language], 0, evidence(shown, language)[0].id, _GAP[language][1]
    )
    shown.hear(Found(shown.turn.id, evidence(shown, language)))
    shown.hear(
        Answered(shown.turn.id, Answer(TEXT[language], evidence(shown, language), True, "quote", check=asked))
    )
    shown.turn.catch_up()
    shown.panel.check.open.click()
    shown.panel.check.options[1].click()
    return shown


def hint(shown: MainWindow, language: str) -> QWidget:
    """Where to look, and the way to more."""
    welcome(shown, language)
    shown.ask(Draft(QUESTION[language]))
    shown.hear(Found(shown.turn.id, evidence(shown, language), level=POINTER))
    told = Answer(
        HINT_TEXT[language], evidence(shown, language), True, "quote", level=POINTER, next_level=HINT
    )
    shown.hear(Answered(shown.turn.id, told))
    shown.turn.catch_up()
    return shown


def find(shown: MainWindow, language: str) -> QWidget:
    """Words sought in the material, with their places beside the page."""
    welcome(shown, language)
    shown.material.open_side(HITS)
    shown.material.find_bar.open()
    shown.material.find_bar.words.setText(SOUGHT[language])
    return shown


def region(shown: MainWindow, language: str) -> QWidget:
    """A part of the page was framed and goes with the question."""
    welcome(shown, language)
    still = QImage(360, 200, QImage.Format.Format_RGB32)
    still.fill(QColor("#c9d6df"))
    shown.bar.picture_given.emit(still)
    return shown


def own_course(shown: MainWindow, language: str) -> QWidget:
    """A course that brings no questions opens with what it defines."""
    welcome(shown, language)
    course = shown.course.folder
    shown.panel.welcome(course.title, shown._tutor.suggest_questions(course))
    shown.panel.offer_start(*shown._tutor.suggest_start(course))
    return shown


def course_list(shown: MainWindow, language: str) -> QWidget:
    """Many courses, all of their rows whole."""
    welcome(shown, language)
    courses = shown.header.courses
    courses.addItems([tr_to(language, "{title} is ready.", title=str(number)) for number in range(8)])
    courses.showPopup()
    return courses.view().window()


def outline(shown: MainWindow, language: str) -> QWidget:
    """The sections beside the page."""
    welcome(shown, language)
    shown.material.open_side(0)
    return shown


def ready(shown: MainWindow, language: str) -> QWidget:
    """A course has been read and can be opened from the notice."""
    welcome(shown, language)
    other = next(c for c in shown._tutor.courses() if c.path != shown.course.folder.path)
    shown.course._end_reading(Indexed(other.path))
    return shown


def _settle(dialog: HistoryDialog) -> None:
    while dialog.rows.is_looking:
        QApplication.processEvents()


def _preferences(group: int) -> Callable[[MainWindow, str], QWidget]:
    def make(shown: MainWindow, language: str) -> QWidget:
        shown.hear(Silent().ready)
        shown.ways.show_preferences(group)
        shown.ways.preferences.dialog.make_all()
        return shown.ways.preferences.dialog

    return make


def server(shown: MainWindow, language: str) -> QWidget:
    """The explanations of a server, with what it needs to know."""
    dialog = _preferences(EXPLAINING)(shown, language)
    page = dialog.stack.currentWidget()
    page.runtimes["server"].setChecked(True)
    _scroll_down(page)
    return dialog


def elsewhere(shown: MainWindow, language: str) -> QWidget:
    """How to ask from every program: the end of the keys."""
    dialog = _preferences(KEYS)(shown, language)
    page = dialog.stack.currentWidget()
    page.command.setText("tutor capture --open")  # not where this machine has it
    _scroll_down(page)
    return dialog


def _scroll_down(page: QScrollArea) -> None:
    QApplication.processEvents()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())


def snip(shown: MainWindow, language: str) -> QWidget:
    """A part of the screen is chosen."""
    still = QPixmap(shown.screen().size())
    still.fill(QColor("#4f7f9f"))
    return Snip(Shot(shown.screen(), still))


def tray(shown: MainWindow, language: str) -> QWidget:
    """The menu of the entry beside the clock."""
    menu = Tray(shown).menu
    menu.show()
    return menu


STATES = (
    State("empty", welcome, has_courses=False),
    *(State(make.__name__, make) for make in (welcome, loading, listening, asked, answered, long, error)),
    State("not-certain", not_certain),
    State("thread", thread),
    *(State(make.__name__, make) for make in (hint, check, notes, find, outline, ready, locked, region)),
    State("course-list", course_list),
    State("own-course", own_course),
    State("in-class", in_class),
    State("tour", tour),
    State("keys", keys),
    State("history", history),
    State("history-writing", history_writing),
    State("history-nothing-found", history_nothing_found),
    State("history-empty", history_empty, has_courses=False),
    *(
        State(f"preferences-{name}", _preferences(group))
        for group, name in enumerate(
            ("reading", "speaking", "explaining", "keys", "courses", "models", "record", "about")
        )
    ),
    State("preferences-server", server),
    State("preferences-elsewhere", elsewhere),
    State("tray", tray),
    State("snip", snip),
)
