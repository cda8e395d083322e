"""Draw the pictures of 机器学习入门: python packaging/courses/make_ml.py (needs the fonts Noto Sans CJK)"""

from pathlib import Path
from tempfile import TemporaryDirectory

import ml_basics
import ml_models
import typst
from drawing import Canvas

RESULT = Path(__file__).parents[2] / "resources" / "courses" / "ml-zh" / "pictures"
FIGURES = ml_basics.FIGURES | ml_models.FIGURES
DOTS_PER_INCH = 192.0


def picture(drawn: Canvas) -> bytes:
    """A drawing as PNG on white, sharp on a screen of twice the usual density."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "figure.svg").write_text(drawn.svg(), encoding="utf-8")
        page = '#set page(width: auto, height: auto, margin: 6pt, fill: white)\n#image("figure.svg")'
        (root / "page.typ").write_text(page, encoding="utf-8")
        result: bytes = typst.compile(root / "page.typ", root=root, format="png", ppi=DOTS_PER_INCH)
        return result


if __name__ == "__main__":
    for name, draw in FIGURES.items():
        (RESULT / f"{name}.png").write_bytes(picture(draw()))
