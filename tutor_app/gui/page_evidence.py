"""The evidence of a turn on the page: marked, shown, narrowed to the lines of one citation."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tutor_app.core.answer import Evidence, Pin
from tutor_app.core.shelf import place_of
from tutor_app.core.teaching import ANSWER, Level, is_veiled
from tutor_app.course.folder import CourseFolder
from tutor_app.gui.material.marks import Highlight
from tutor_app.gui.material.view import MaterialView
from tutor_app.tutor.places import heading_of
from tutor_app.tutor.session import Tutor


@dataclass(frozen=True)
class TurnEvidence:
    """What a turn found, and how much it tells."""

    course: CourseFolder | None = None  # None: it has been removed
    evidence: tuple[Evidence, ...] = ()
    level: Level = ANSWER

    @property
    def is_veiled(self) -> bool:
        """Lit lines would be the answer."""
        return is_veiled(self.level)


class PageEvidence(QObject):
    """Marks the evidence of one turn at a time.

    Signals:
        shown: the number of the evidence that the page was turned to; 0: there is none.
    """

    shown = Signal(int)

    def __init__(self, tutor: Tutor, material: MaterialView) -> None:
        super().__init__(material)
        self._tutor, self._material = tutor, material
        self._marked = TurnEvidence()
        self._pinned: Pin | None = None  # whose lines alone are marked

    @property
    def marked(self) -> TurnEvidence:
        """Whose evidence is on the page."""
        return self._marked

    def clear(self) -> None:
        """Mark nothing."""
        self._marked, self._pinned = TurnEvidence(), None
        self._material.clear_highlights()
        self.shown.emit(0)

    def mark(self, turn: TurnEvidence, pin: Pin | None = None) -> None:
        """Mark all the evidence of a turn; of the one that is pinned only its very lines."""
        self._marked, self._pinned = turn, pin
        if turn.course is None or turn.is_veiled:
            return
        index = self._tutor.index(turn.course)
        lines = {pin.number: pin.locators} if pin else {}
        places = ((e, lines.get(e.number) or place_of(index, e.kind, e.id)) for e in turn.evidence)
        self._material.highlight([Highlight(e.number, place, e.kind) for e, place in places])

    def cite(self, turn: TurnEvidence, number: int) -> None:
        """Show a piece of a turn's evidence; while it is veiled, the beginning of its section."""
        cited = next((e for e in turn.evidence if e.number == number), None)
        if cited is None:
            return
        if turn.is_veiled and turn.course:
            self._material.open_at(heading_of(self._tutor.index(turn.course), cited))
            return
        if self._pinned or turn != self._marked:
            self.mark(turn)
        self._material.show(number)
        self.shown.emit(number)

    def show_pin(self, turn: TurnEvidence, pin: Pin) -> None:
        """Show the very lines of one citation."""
        if any(e.number == pin.number for e in turn.evidence):
            self.mark(turn, pin)
            self._material.show(pin.number)
            self.shown.emit(pin.number)
