"""Formulas drawn for the tests, by two programs in three fonts."""

import numpy as np
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tutor_app.tutor.typesetting import DRAWN_PX, typeset


def by_ziamath(latex, size_px, margin_px=10):
    """Black on white, (height, width, 3); needs an application."""
    formula = typeset(latex, is_display=True)
    scale = size_px / DRAWN_PX
    width, height = formula.width * scale, (formula.ascent + formula.descent) * scale
    image = QImage(round(width) + 2 * margin_px, round(height) + 2 * margin_px, QImage.Format.Format_RGB888)
    image.fill("white")
    painter = QPainter(image)
    QSvgRenderer(QByteArray(formula.svg.encode())).render(
        painter, QRectF(margin_px, margin_px, width, height)
    )
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def noisy(picture, seed, spread=8.0):
    """As a camera or a bad copy leaves it: grain, and grey paper."""
    grain = np.random.default_rng(seed).normal(0, spread, picture.shape[:2])[..., None]
    return np.clip(picture.astype(np.float32) * 0.92 + 10 + grain, 0, 255).astype(np.uint8)


def page(*pieces, width=700, gap_px=30):
    """Pictures below one another on a white page, and the top of each."""
    tops, at = [], gap_px
    height = sum(len(piece) + gap_px for piece in pieces) + gap_px
    paper = np.full((height, width, 3), 255, np.uint8)
    for piece in pieces:
        paper[at : at + len(piece), 40 : 40 + piece.shape[1]] = piece
        tops.append(at)
        at += len(piece) + gap_px
    return paper, tops
