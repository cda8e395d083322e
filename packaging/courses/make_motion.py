"""Draw the figures of *Motion, Forces and Energy* and typeset it: python packaging/courses/make_motion.py"""

from pathlib import Path
from tempfile import TemporaryDirectory

import motion_energy
import motion_kinematics
import motion_orbits
import typst

SOURCE = Path(__file__).parent / "motion"
RESULT = Path(__file__).parents[2] / "resources" / "courses" / "motion" / "Motion, Forces and Energy.pdf"
FIGURES = motion_kinematics.FIGURES | motion_energy.FIGURES | motion_orbits.FIGURES


def make(result: Path = RESULT) -> None:
    """Write the book; the same sources give the same bytes."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "figures").mkdir()
        for source in SOURCE.glob("*.typ"):
            (root / source.name).write_bytes(source.read_bytes())
        for name, draw in FIGURES.items():
            (root / "figures" / f"{name}.svg").write_text(draw().svg(), encoding="utf-8")
        result.write_bytes(typst.compile(root / "book.typ", root=root, ignore_system_fonts=True))


if __name__ == "__main__":
    make()
