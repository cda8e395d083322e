"""What is kept of reading: the place in each course, its paper, and what is marked in it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tutor_app.core.annotation import Anchor, Annotation, Colour, Style
from tutor_app.core.errors import TutorError
from tutor_app.core.paper import PAPERS
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.layout import SPREADS
from tutor_app.gui.material.marks import Place
from tutor_app.gui.material.view import MaterialView
from tutor_app.store.margins import LeftAt
from tutor_app.tutor.annotations.export import export
from tutor_app.tutor.searching import CourseHit, search_courses
from tutor_app.tutor.session import Tutor


class Margin(QObject):
    """Joins the material with the learner's record.

    Signals:
        course_wanted: the folder name of a course to open, Locator to go to then.
        troubled: a TutorError.
    """

    course_wanted = Signal(str, object)
    troubled = Signal(object)

    def __init__(self, tutor: Tutor, material: MaterialView) -> None:
        super().__init__(material)
        self._tutor, self._material = tutor, material
        self._course: CourseFolder | None = None
        self._annotations: list[Annotation] = []
        self._deleted: list[int] = []  # what undo brings back, the latest last
        material.side.hits.elsewhere = self._search
        material.lay_on(next((paper for paper in PAPERS if paper == tutor.settings.paper), "print"))
        marking, marks = material.marking, material.side.marks
        marking.made.connect(self._make)
        marking.changed.connect(self._change)
        marking.settled.connect(self._settle)
        marking.deleted.connect(self._delete)
        marks.undo_asked.connect(self._undo)
        marks.export_asked.connect(self._export)
        material.paper_chosen.connect(self._choose_paper)
        material.address_pressed.connect(self._leave_material)
        material.course_hit_chosen.connect(self._go_to_hit)

    def open(self, course: CourseFolder) -> None:
        """A course was opened: show its marks, and go where it was left."""
        self._course = course
        self._deleted = []
        self._annotations = self._tutor.margins.of(course.path.name)
        self._show(is_new=True)
        self.come_back()

    def come_back(self) -> None:
        """Go where the open course was left."""
        if self._course is None:
            return
        left = self._tutor.margins.left_at(self._course.path.name)
        if left is not None:
            self._material.spread_out(next((s for s in SPREADS if s == left.spread), "continuous"))
            self._material.go(Place(left.position, left.zoom))

    def leave(self) -> None:
        """Keep the place of the open course, unless a class looks: then it is not the learner's.

        A record that can't be written costs only that.
        """
        is_own = not self._tutor.is_in_class
        if is_own and self._course is not None and self._material.sheet is not None:
            place = self._material.place()
            with suppress(TutorError):
                self._tutor.margins.leave(
                    self._course.path.name, LeftAt(place.position, place.zoom, self._material.spread)
                )

    def close(self) -> None:
        """The open course is shown no more."""
        self.leave()
        self._course, self._annotations, self._deleted = None, [], []

    def _make(self, anchors: Sequence[Anchor], style: Style, colour: Colour, with_note: bool) -> None:
        if self._course is None:
            return
        if self._tutor.is_in_class:
            hint = self.tr("End the class (Esc) to mark them.")
            self.troubled.emit(TutorError(self.tr("Words are not marked while a class looks."), hint))
            return
        now = datetime.now(UTC)
        made = [Annotation(0, self._course.path.name, anchor, now, now, style, colour) for anchor in anchors]
        try:
            kept = [self._tutor.margins.add(annotation) for annotation in made]
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._annotations += kept
        self._show()
        if with_note:
            self._material.marking.edit(kept[0].id)

    def _change(self, annotation: Annotation) -> None:
        self._settle(replace(annotation, changed_at=datetime.now(UTC)))

    def _settle(self, annotation: Annotation) -> None:
        try:
            self._tutor.margins.change(annotation)
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._annotations = [annotation if a.id == annotation.id else a for a in self._annotations]
        self._show()

    def _delete(self, id: int) -> None:
        try:
            self._tutor.margins.delete(id, datetime.now(UTC))
        except TutorError as error:
            self.troubled.emit(error)
            return
        self._deleted.append(id)
        self._reload()

    def _undo(self) -> None:
        if self._deleted:
            try:
                self._tutor.margins.restore(self._deleted[-1])
            except TutorError as error:
                self.troubled.emit(error)
                return
            self._deleted.pop()
            self._reload()

    def _reload(self) -> None:
        if self._course is not None:
            self._annotations = self._tutor.margins.of(self._course.path.name)
            self._show()

    def _show(self, is_new: bool = False) -> None:
        self._material.marking.show(self._annotations, is_new)
        self._material.side.marks.allow_undo(bool(self._deleted))

    def _export(self) -> None:
        if self._course is None:
            return
        kinds = [self.tr("Markdown (*.md)"), self.tr("W3C Web Annotations (*.json)")]
        if self._course.kind == "pdf":
            kinds.append(self.tr("A copy of the PDF (*.pdf)"))
        name, _ = QFileDialog.getSaveFileName(
            self._material,
            self.tr("Export highlights and notes"),
            f"{self._course.title}.md",
            ";;".join(kinds),
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, file: Path) -> None:
        """Write the marks of the open course into a file."""
        if self._course is not None:
            try:
                export(self._course, self._annotations, file)
            except TutorError as error:
                self.troubled.emit(error)

    def _choose_paper(self, paper: str) -> None:
        with suppress(TutorError):  # then it is on other paper next time
            self._tutor.choose(replace(self._tutor.settings, paper=paper))  # type: ignore[arg-type]

    def _search(self, words: str) -> Iterator[Sequence[CourseHit]]:
        try:
            yield from search_courses(self._tutor, words)
        except TutorError as error:
            self.troubled.emit(error)

    def _go_to_hit(self, hit: CourseHit) -> None:
        if self._course is not None and hit.course == self._course.path.name:
            self._material.go_to(hit.locator)
        else:
            self.course_wanted.emit(hit.course, hit.locator)

    def _leave_material(self, address: str) -> None:
        """Nothing leaves the machine unasked."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Tutor", self.tr("Open this address in the browser?"))
        box.setParent(self._material.window(), box.windowFlags())
        box.setInformativeText(address)
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        for button in box.buttons():
            button.setIcon(QIcon())  # the desktop's own are of another style
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.accepted.connect(lambda: QDesktopServices.openUrl(QUrl(address)))
        box.open()
