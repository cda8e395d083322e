"""How text looks: sizes are relative, so that one setting zooms them all."""

from markdown_it.token import Token
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableCellFormat,
    QTextTableFormat,
)

from tutor_app.gui.material.colours import Colours

LEADING = 1.45
GAP_PX = 12.0  # between paragraphs
_GAPS_PX = {1: (44.0, 16.0), 2: (32.0, 10.0), 3: (22.0, 8.0)}  # of headings: above, below
_STEPS = {1: 3, 2: 2, 3: 1}  # Qt's relative sizes of type: 2.0, 1.5 and 1.2 of the text
AT_LEAST = QTextBlockFormat.LineHeightTypes.MinimumHeight.value


def line_px(font: QFont) -> float:
    """From one line of text to the next. A formula that is higher makes room for itself."""
    return QFontMetricsF(font).height() * LEADING


def text_block(line_px: float, level: int = 0, is_item: bool = False) -> QTextBlockFormat:
    """A paragraph, indented by the lists and quotes it is in."""
    format = QTextBlockFormat()
    format.setLineHeight(line_px, AT_LEAST)
    format.setBottomMargin(GAP_PX / 2 if is_item else GAP_PX)
    format.setIndent(level)
    return format


def picture_block() -> QTextBlockFormat:
    """A picture or formula on a line of its own, or a caption."""
    format = QTextBlockFormat()
    format.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    format.setTopMargin(GAP_PX / 2)
    format.setBottomMargin(GAP_PX)
    return format


def heading_block(level: int) -> QTextBlockFormat:
    format = QTextBlockFormat()
    above, below = _GAPS_PX.get(level, (16.0, 6.0))
    format.setTopMargin(above)
    format.setBottomMargin(below)
    format.setHeadingLevel(level)
    return format


def heading_type(level: int) -> QTextCharFormat:
    format = QTextCharFormat()
    format.setFontWeight(QFont.Weight.DemiBold)
    format.setProperty(QTextFormat.Property.FontSizeAdjustment, _STEPS.get(level, 0))
    return format


def caption_type(colours: Colours) -> QTextCharFormat:
    format = label_type(colours)
    format.setProperty(QTextFormat.Property.FontSizeAdjustment, -1)
    return format


def label_type(colours: Colours) -> QTextCharFormat:
    """Text that steps back."""
    format = QTextCharFormat()
    format.setForeground(colours.muted)
    return format


def code_type(around: QTextCharFormat | None = None, panel: Colours | None = None) -> QTextCharFormat:
    format = QTextCharFormat(around) if around else QTextCharFormat()
    families = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
    format.setFontFamilies(families)
    if panel:
        format.setBackground(panel.panel)
    return format


def emphasis_type(around: QTextCharFormat, opening: Token) -> QTextCharFormat:
    """`around`, changed as an opening token of emphasis or of a link says."""
    format = QTextCharFormat(around)
    match opening.type:
        case "strong_open":
            format.setFontWeight(QFont.Weight.DemiBold)
        case "em_open":
            format.setFontItalic(True)
        case "s_open":
            format.setFontStrikeOut(True)
        case "link_open":
            format.setAnchor(True)
            format.setAnchorHref(str(opening.attrGet("href")))
            format.setFontUnderline(True)
    return format


def code_frame(colours: Colours) -> QTextFrameFormat:
    format = QTextFrameFormat()
    format.setBackground(colours.panel)
    format.setPadding(12)
    format.setBorder(0)
    format.setTopMargin(6)
    format.setBottomMargin(GAP_PX + 4)
    return format


def table_format() -> QTextTableFormat:
    """Lines between rows only."""
    format = QTextTableFormat()
    format.setBorderCollapse(True)
    format.setBorder(0)
    format.setCellPadding(7)
    format.setCellSpacing(0)
    format.setHeaderRowCount(1)
    format.setTopMargin(6)
    format.setBottomMargin(GAP_PX + 4)
    format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return format


def cell_format(colours: Colours) -> QTextTableCellFormat:
    format = QTextTableCellFormat()
    format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    format.setBottomBorder(1)
    format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    format.setBottomBorderBrush(colours.edge)
    return format


def list_format(is_ordered: bool, level: int, start: int) -> QTextListFormat:
    format = QTextListFormat()
    style = QTextListFormat.Style.ListDecimal if is_ordered else QTextListFormat.Style.ListDisc
    format.setStyle(style)
    format.setIndent(level)
    format.setStart(start)
    return format
