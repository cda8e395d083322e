"""Which type is set: the system's own, or one whose letters can't be mistaken for each other."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from tutor_app.settings.home import RESOURCES

# Latin first: a Chinese font sets its own wide marks between English words
SYSTEM = ["Segoe UI", "SF Pro Text", "Noto Sans", "Open Sans", "Cantarell", "Ubuntu", "DejaVu Sans"]
CHINESE = ["Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC"]
LEGIBLE = "Atkinson Hyperlegible"


def font(size_pt: float, *, is_legible: bool = False) -> QFont:
    """The type of the window; the legible one has Latin letters only, the others come from the system."""
    families = [*SYSTEM, *CHINESE, QFont().family()]
    if is_legible and _is_loaded():
        families.insert(0, LEGIBLE)
    result = QFont()
    result.setFamilies(families)
    result.setPointSizeF(size_pt)
    return result


@cache
def _is_loaded() -> bool:
    """The files were unpacked from the web font of the Braille Institute, under the OFL."""
    files = sorted((RESOURCES / "fonts").glob("*.ttf"))
    return bool(files) and all(QFontDatabase.addApplicationFont(str(file)) >= 0 for file in files)
