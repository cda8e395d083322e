"""The application without a window: begin a turn, answer it, finish it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal

from tutor_app.core.answer import Answer, Evidence
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.core.language import tr
from tutor_app.core.material import Figure, Passage, Region, Section
from tutor_app.core.teaching import Guidance, Level, Wish
from tutor_app.core.turn import Turn
from tutor_app.course.folder import CourseFolder
from tutor_app.course.index import CourseIndex
from tutor_app.engine.messages import Ask, Engine, Progress, Recite
from tutor_app.settings import settings as settings_file
from tutor_app.settings.guidance import Key, choose, guidance_of
from tutor_app.settings.home import Home
from tutor_app.settings.permissions import protect
from tutor_app.settings.settings import Settings, reading_speed_of, spoken_of
from tutor_app.store.backup import Backup, list_backups, restore
from tutor_app.store.history import History
from tutor_app.store.kept_turn import KeptTurn
from tutor_app.store.margins import Margins
from tutor_app.store.record import Checked, Record
from tutor_app.tutor import library
from tutor_app.tutor.aloud import read_aloud
from tutor_app.tutor.class_record import ClassRecord, forget_classes
from tutor_app.tutor.engine import load
from tutor_app.tutor.practice.practice import Practice
from tutor_app.tutor.suggestions import (
    MAX_SECTIONS,
    ask_meaning,
    suggest_questions,
    suggest_sections,
    suggest_terms,
)

MAX_PASSAGES = 1500  # that are looked through for questions to offer: a twentieth of a second


@dataclass(frozen=True)
class Cited:
    """A piece of evidence with what it stands for."""

    evidence: Evidence
    source: Passage | Figure


@dataclass(frozen=True)
class Reply:
    """A turn's answer with everything it cites."""

    turn: KeptTurn
    answer: Answer
    cited: tuple[Cited, ...]


class Tutor:
    """One learner's courses, record and, when asked without a window, models."""

    def __init__(self, home: Home, engine: Callable[[], Engine] | None = None) -> None:
        """`engine` opens the models; by default those of `home`, when the first question comes.

        Raises:
            TutorError: the home can't be written, or a newer version wrote it.
        """
        self.home = home
        self.settings: Settings = settings_file.load(home.settings_file)
        self._record = Record(home)
        protect(home)
        self._class: ClassRecord | None = None
        self._open_engine = engine or (lambda: load(home))
        self._engine: Engine | None = None
        self._indexes: dict[Path, CourseIndex] = {}
        self._told_skipped: set[int] = set()  # rows and folders whose damage was said
        self._told_folders: set[str] = set()

    def __enter__(self) -> "Tutor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for index in self._indexes.values():
            index.close()
        self._indexes.clear()
        if self._class:
            self._class.close()
        self._record.close()

    @property
    def media(self) -> Path:
        """Where recordings and pictures of the next turn belong."""
        return self._class.home.media if self._class else self.home.media

    @property
    def is_in_class(self) -> bool:
        return self._class is not None

    def begin_class(self) -> None:
        """From now on turns belong to a class, not to the learner. Raises: TutorError."""
        if self._class is None:
            self._class = ClassRecord(self.home)

    def end_class(self, *, is_kept: bool = False) -> int:
        """Forget the class, or keep its turns as the learner's; how many were kept. Raises: TutorError."""
        ending, self._class = self._class, None
        if ending is None:
            return 0
        is_done = not is_kept
        try:
            kept = ending.keep_in(self._record) if is_kept else 0
            is_done = True
            return kept
        finally:
            ending.close(is_kept=is_done)

    def suggest_start(self, course: CourseFolder) -> tuple[list[Section], dict[str, str]]:
        """Return chapters to begin with, and terms with the question for each. Raises: TutorError."""
        index = self.index(course)
        sections, passages = index.sections()[:MAX_SECTIONS], index.first_passages(MAX_PASSAGES)
        asked = suggest_questions(sections, passages, index.language)
        terms = suggest_terms(sections, passages, asked)
        return suggest_sections(sections), {term: ask_meaning(term, index.language) for term in terms}

    def suggest_questions(self, course: CourseFolder) -> list[str]:
        """Return some questions that a course can answer; none while it is not read. Raises: TutorError."""
        index = self.index(course)
        sections = index.sections()[:MAX_SECTIONS]
        return suggest_questions(sections, index.first_passages(MAX_PASSAGES), index.language)

    def forget_classes(self) -> None:
        """Delete what classes left that ended with a crash; what was to be kept of them is kept first."""
        forget_classes(self.home, self._record)

    def purge(self) -> None:
        """Let go for good of what was deleted, and of media that no question has: at a start or an end.

        Raises: TutorError: it is tried again at the next one.
        """
        self._record.purge()

    def restore(self, backup: Backup) -> Backup | None:
        """Put a copy in the record's place; the copy of what was there, which brings it back.

        Raises: TutorError: the copy is damaged, or the disk is full; the record is as it was.
        """
        known = {one.file for one in list_backups(self.home)}
        self._record.close()
        try:
            restore(self.home, backup, datetime.now(UTC))
        finally:
            self._record = Record(self.home)
        made = (one for one in list_backups(self.home) if one.file not in known and one.reason == "restore")
        return next(made, None)

    def damage(self) -> str:
        """Say, once each, what of the learner's was found damaged since it was asked last; empty: nothing."""
        told, folders = [], set(library.damaged(self.home))
        if self._record.rescued_from is not None:
            day = self._record.rescued_from.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
            told.append(tr("Your record was damaged or empty; its copy of {day} took its place.", day=day))
            self._record.rescued_from = None
        if skipped := self._record.skipped - self._told_skipped:
            told.append(tr("Questions of your record that can't be read: {count}.", count=len(skipped)))
        if new := sorted(folders - self._told_folders):
            told.append(tr("These courses can't be opened: {names}", names=", ".join(new)))
        self._told_skipped |= skipped
        self._told_folders |= folders
        return " ".join(told)

    def choose(self, settings: Settings) -> None:
        """Keep what the user chose. Raises: TutorError."""
        settings_file.save(self.home.settings_file, settings)
        self.settings = settings

    def courses(self) -> list[CourseFolder]:
        return library.courses(self.home)

    def course(self, name: str = "") -> CourseFolder:
        """A course by name, or the one that was open last, or the first.

        Raises:
            TutorError: there is none of that name, or none at all.
        """
        if name:
            return library.course(self.home, name)
        known = self.courses()
        if not known:
            raise TutorError(tr("There is no course yet."), tr("Add one with: tutor course add PATH"))
        return next((c for c in known if c.path.name == self.settings.course), known[0])

    def index(self, course: CourseFolder) -> CourseIndex:
        """The open index of a course. Raises: TutorError."""
        if course.path not in self._indexes:
            self._indexes[course.path] = CourseIndex.open(course)
        return self._indexes[course.path]

    def let_go(self, course: CourseFolder) -> None:
        """Close a course's index, so that its files can be moved."""
        if index := self._indexes.pop(course.path, None):
            index.close()

    def remember_course(self, course: CourseFolder) -> None:
        """Open this one next time. A settings file that can't be written costs only that."""
        if self.is_in_class:
            return
        with suppress(TutorError):
            self.choose(replace(self.settings, course=course.path.name))

    @property
    def margins(self) -> Margins:
        """What the learner marks, and where they stand in their material."""
        return self._record.margins

    def practice(self, course: str | None = None) -> Practice:
        """What is practised of a course by its name, the one open last where it is empty; None: of all.

        Raises:
            TutorError: there is no such course.
        """
        name = "" if course is None else self.course(course).path.name
        return Practice(self._record.practice, self.settings, name)

    @property
    def history(self) -> History:
        """The learner's own turns of all time; those of a class are not among them."""
        return self._record.history

    def begin(self, turn: Turn) -> KeptTurn:
        """Save a turn before anything is computed. Raises: TutorError."""
        return self._turns.begin(turn, datetime.now(UTC))

    def finish(self, id: int, outcome: Answer | Literal["stopped"] | TutorError) -> None:
        """Write how a turn ended. Raises: TutorError."""
        self._turns.finish(id, outcome)

    def turns(self, course: CourseFolder | None = None, limit: int = 50) -> list[KeptTurn]:
        """The latest turns, newest first."""
        return self._turns.turns(course.path.name if course else None, limit)

    def turn(
        self,
        note: str = "",
        *,
        image: Path | None = None,
        audio: Path | None = None,
        region: Region | None = None,
        course: str = "",
        follows: KeptTurn | None = None,
    ) -> Turn:
        """A question about a course, in any mix, perhaps after another one.

        Raises:
            TutorError: nothing was asked, or there is no such course.
        """
        if not (note.strip() or image or audio or region):
            raise TutorError(tr("There is no question."), tr("Write a note, or give --audio or --image."))
        before = follows.as_earlier() if follows else None
        return Turn(self.course(course).path, note, audio, image, region, before)

    def last(self, course: CourseFolder) -> KeptTurn:
        """The latest turn of a course. Raises: TutorError: there is none."""
        latest = self.turns(course, 1)
        if not latest:
            raise TutorError(
                tr("There is no turn to go on with."), tr("Ask a question of this course first.")
            )
        return latest[0]

    def again(self, before: KeptTurn, wish: Wish) -> Turn:
        """The same question with a wish: simpler, more, an example, …"""
        return Turn(before.turn.course, follows=before.as_earlier(), wish=wish)

    def next_hint(self, before: KeptTurn) -> Turn:
        """The same question one level up. Raises: TutorError: nothing more is told."""
        level = before.answer.next_level if before.answer else None
        if level is None:
            raise TutorError(tr("There is no next hint."), tr("The answer was told, or a teacher locked it."))
        return Turn(before.turn.course, follows=before.as_earlier(), level=level)

    def check(self, explained: KeptTurn, chosen: int) -> Checked:
        """Keep which option was chosen for the question about an answer, counted from 0.

        Raises:
            TutorError: there is no such question or option, or the record can't be written.
        """
        answer = explained.answer
        if answer is None or answer.check is None:
            reason = tr("the last answer was none, or its passages give no fair one.")
            raise TutorError(tr("There is no question to check: {reason}", reason=reason))
        asked = answer.check
        if not 0 <= chosen < len(asked.options):
            raise TutorError(tr("There is no option {number}.", number=chosen + 1))
        checked = Checked(
            explained.id,
            datetime.now(UTC),
            explained.turn.course.name,
            asked.passage,
            asked.kind,
            answer.level,
            chosen == asked.right,
            asked.options[chosen],
            asked.sentence,
        )
        self._turns.check(checked)
        return checked

    def checks(self, course: CourseFolder | None = None) -> list[Checked]:
        """How questions that check were answered, oldest first."""
        return self._turns.checks(course.path.name if course else None)

    def guidance(self, course: CourseFolder) -> Guidance:
        """How much a course tells at once. Raises: TutorError."""
        return guidance_of(self.home.guidance_file, course.path.name)

    def guide(self, course: CourseFolder, levels: tuple[Level, Level], key: Key | None = None) -> Guidance:
        """Choose it. Raises: TutorError: it is locked, and `key` doesn't open it."""
        return choose(self.home.guidance_file, course.path.name, levels, key or Key(), datetime.now(UTC))

    def ask(
        self, note: str = "", *, image: Path | None = None, audio: Path | None = None, course: str = ""
    ) -> Reply:
        """Ask, and wait for the answer.

        Raises:
            TutorError: nothing was asked, or what went wrong in words; the turn is kept.
        """
        return self.answer(self.turn(note, image=image, audio=audio, course=course))

    def answer(
        self,
        turn: Turn,
        say: Callable[[Progress], None] = lambda _: None,
        cancel: Cancellation | None = None,
    ) -> Reply:
        """`ask` for a turn that is made already, with its progress and a way to stop it.

        Raises:
            TutorError: what went wrong, in words; the turn is kept.
            Cancelled: `cancel` was requested.
        """
        kept = self.begin(turn)
        answer = self._answer(kept, say, cancel or Cancellation())
        self.finish(kept.id, answer)
        return Reply(kept, answer, self.cited(library.course(self.home, str(turn.course)), answer.evidence))

    def read_aloud(self, text: str) -> None:
        """Say a text through the speaker, in the natural voice, and wait until it has been heard.

        Raises:
            TutorError: there is no voice or no speaker.
        """
        if self._engine is None:
            self._engine = self._open_engine()
        recite = Recite(0, text, self.home.cache / "aloud", reading_speed_of(self.settings))
        read_aloud(self._engine, recite)

    def cited(self, course: CourseFolder, evidence: tuple[Evidence, ...]) -> tuple[Cited, ...]:
        """The passages and figures behind evidence."""
        index = self.index(course)
        return tuple(
            Cited(e, index.passage(e.id) if e.kind == "passage" else index.figure(e.id)) for e in evidence
        )

    @property
    def _turns(self) -> Record:
        """The learner's record, or that of the class."""
        return self._class.record if self._class else self._record

    def _answer(self, kept: KeptTurn, say: Callable[[Progress], None], cancel: Cancellation) -> Answer:
        try:
            if self._engine is None:
                self._engine = self._open_engine()
            return self._engine.answer(Ask(kept.id, kept.turn, spoken_of(self.settings)), say, cancel)
        except TutorError as error:
            self.finish(kept.id, error)
            raise
        except Cancelled:
            self.finish(kept.id, "stopped")
            raise
