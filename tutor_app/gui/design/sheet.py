"""The one style sheet, made of the tokens."""

from tutor_app.gui.design.icons import icon_file
from tutor_app.gui.design.tokens import CHIP_ROUND_PX, HAIR_PX, NEAR_PX, ROUND_PX, TARGET_PX, Look, Type

PRESSED_EM = 1.9  # of what is pressed, without its edge: no full panel makes it lower than its words
DOT_EM = 0.9  # of a radio button, without its edge
BOX_EM = 1.5  # of a check box, in points of the text beside it


def style_sheet(look: Look, type: Type) -> str:
    """For the whole application, or for one window that looks otherwise."""
    return "".join(
        (
            _buttons(look, type),
            _fields(look, type),
            _lists(look),
            _parts(look, type),
            _beside(look, type),
            _bars(look),
        )
    )


def _buttons(look: Look, type: Type) -> str:
    return f"""
    QPushButton, QComboBox {{
        background: {look.raised}; color: {look.text}; border: 1px solid {look.line};
        border-radius: {ROUND_PX}px; padding: 5px 12px; min-height: {round(PRESSED_EM * type.body)}px;
    }}
    QPushButton:hover, QComboBox:hover {{ border-color: {look.accent}; }}
    QPushButton:pressed {{ background: {look.line}; }}
    QPushButton:focus, QComboBox:focus {{ border: 2px solid {look.accent}; padding: 4px 11px; }}
    QPushButton:disabled, QComboBox:disabled {{ color: {look.quiet}; background: transparent; }}
    QPushButton:checked {{ background: {look.sheet}; border: 2px solid {look.accent}; padding: 4px 11px; }}
    QPushButton#main, QPushButton#talk {{
        background: {look.accent}; color: {look.on_accent}; border: 2px solid {look.accent};
        padding: 4px 14px; font-weight: 600;
    }}
    QPushButton#main:hover, QPushButton#talk:hover {{ border-color: {look.text}; }}
    QPushButton#main:focus, QPushButton#talk:focus {{ border: 2px solid {look.text}; }}
    QPushButton#main:disabled {{ background: transparent; color: {look.quiet}; border-color: {look.line}; }}
    QPushButton#talk:checked, QPushButton#talk:pressed {{
        background: {look.alert}; color: {look.on_alert}; border-color: {look.alert};
    }}
    QPushButton#evidence {{
        text-align: left; background: transparent; border: 1px solid transparent; padding: 5px 8px;
    }}
    QPushButton#evidence:hover {{ background: {look.raised}; }}
    QPushButton#evidence:focus {{ border: 2px solid {look.accent}; padding: 4px 7px; }}
    QPushButton#example {{ text-align: left; padding: 9px 12px; background: {look.sheet}; }}
    QPushButton#example:focus {{ padding: 8px 11px; }}
    QPushButton#chip {{ padding: 2px 10px; border-radius: {CHIP_ROUND_PX}px; }}
    QPushButton#chip:focus {{ padding: 1px 9px; }}
    QPushButton#danger {{ color: {look.alert}; }}
    QPushButton#leaves {{
        background: {look.window}; color: {look.alert}; border: 2px solid {look.alert}; padding: 4px 11px;
    }}
    QPushButton#leaves:focus {{ border-color: {look.accent}; }}
    QToolButton {{
        color: {look.text}; border: 2px solid transparent; border-radius: 6px; padding: {HAIR_PX}px;
        min-height: {TARGET_PX - 14}px; min-width: {TARGET_PX - 14}px;
    }}
    QToolButton:hover {{ background: {look.raised}; }}
    QToolButton:checked {{ background: {look.raised}; border-color: {look.edge}; }}
    QToolButton:focus {{ border-color: {look.accent}; }}
    QToolButton:disabled {{ color: {look.quiet}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QToolButton#counted {{
        color: {look.quiet}; font-size: {type.small}pt; padding: 2px; min-height: 0; min-width: 0;
    }}
    """


def _fields(look: Look, type: Type) -> str:
    box, dot = round(BOX_EM * type.body), round(DOT_EM * type.body)
    return f"""
    QComboBox::drop-down {{ border: none; width: {box + 10}px; }}
    QComboBox::down-arrow {{
        image: url({icon_file("chevron-down", look.quiet)}); width: {box}px; height: {box}px;
    }}
    QPushButton::menu-indicator {{
        image: url({icon_file("chevron-down", look.quiet)}); width: {box}px; height: {box}px;
        subcontrol-origin: padding; subcontrol-position: right center; right: {HAIR_PX}px;
    }}
    QComboBox QAbstractItemView {{
        background: {look.sheet}; border: 1px solid {look.edge}; outline: none;
    }}
    QLineEdit, QSpinBox, QPlainTextEdit, QTextEdit {{
        background: {look.sheet}; color: {look.text}; border: 1px solid {look.edge};
        placeholder-text-color: {look.quiet}; border-radius: {ROUND_PX}px; padding: 5px 8px;
        selection-background-color: {look.accent}; selection-color: {look.on_accent};
    }}
    QLineEdit:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
        border: 2px solid {look.accent}; padding: 4px 7px;
    }}
    QLineEdit {{ lineedit-clear-button-icon: url({icon_file("x", look.text)}); }}
    QLineEdit QToolButton {{ min-width: 0; min-height: 0; padding: 0; border: none; }}
    QSpinBox {{ padding-right: 20px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 18px; background: transparent; }}
    QSpinBox::up-arrow {{ image: url({icon_file("chevron-up", look.text)}); width: 12px; height: 12px; }}
    QSpinBox::down-arrow {{ image: url({icon_file("chevron-down", look.text)}); width: 12px; height: 12px; }}
    QCheckBox, QRadioButton {{ spacing: {NEAR_PX}px; border: 2px solid transparent; padding: 2px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {look.accent}; border-radius: 6px; }}
    QRadioButton::indicator {{
        width: {dot}px; height: {dot}px; border: 2px solid {look.edge}; border-radius: {(dot + 4) // 2}px;
        background: {look.sheet};
    }}
    QRadioButton::indicator:checked {{ background: {look.accent}; border-color: {look.accent}; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; background: transparent; }}
    QCheckBox::indicator {{
        width: {box}px; height: {box}px; border: 1px solid {look.edge}; border-radius: 4px;
        background: {look.sheet};
    }}
    QCheckBox::indicator:checked {{
        background: {look.accent}; border-color: {look.accent};
        image: url({icon_file("check", look.on_accent)});
    }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {look.edge}; }}
    QSlider::handle:horizontal {{
        width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: {look.accent};
    }}
    QSlider {{ border: 2px solid transparent; border-radius: 6px; min-height: 24px; }}
    QSlider:focus {{ border-color: {look.accent}; }}
    """


def _lists(look: Look) -> str:
    return f"""
    QMenu {{ background: {look.sheet}; border: 1px solid {look.edge}; padding: {HAIR_PX}px; }}
    QMenu::item {{ padding: 6px 24px 6px 30px; border-radius: 6px; }}
    QMenu::item:selected {{ background: {look.accent}; color: {look.on_accent}; }}
    QMenu::item:disabled {{ color: {look.quiet}; }}
    QMenu#icons::item {{ padding-left: {NEAR_PX}px; }}
    QMenu#icons::icon {{ padding-left: {NEAR_PX}px; }}
    QMenu::separator {{ height: 1px; background: {look.line}; margin: {HAIR_PX}px {NEAR_PX}px; }}
    QMenu::indicator:checked {{ image: url({icon_file("check", look.accent)}); }}
    QMenu::indicator:checked:selected {{ image: url({icon_file("check", look.on_accent)}); }}
    QMenu::indicator {{ width: 16px; height: 16px; left: 7px; }}
    QListWidget, QListView#turns {{
        background: transparent; border: 2px solid transparent; outline: none;
    }}
    QListWidget:focus, QListView#turns:focus {{ border-color: {look.accent}; border-radius: {ROUND_PX}px; }}
    QListWidget::item, QListView#turns::item {{
        padding: 8px 10px; border-left: 3px solid transparent; border-radius: 6px; color: {look.text};
    }}
    QListWidget::item:hover, QListView#turns::item:hover {{ background: {look.raised}; }}
    QListWidget::item:selected, QListView#turns::item:selected {{
        background: {look.raised}; border-left: 3px solid {look.accent};
    }}
    """


def _parts(look: Look, type: Type) -> str:
    return f"""
    QToolTip {{
        background: {look.raised}; color: {look.text}; border: 1px solid {look.edge}; padding: {HAIR_PX}px;
    }}
    QPlainTextEdit#note {{ padding: 6px 8px; }}
    QPlainTextEdit#note:focus {{ padding: 5px 7px; }}
    QTextBrowser#explanation, QTextBrowser#plain, QTextBrowser#question, QTextBrowser#asked {{
        background: transparent; border: none; padding: 0;
    }}
    QTextBrowser#explanation:focus {{ border: none; border-left: 2px solid {look.accent}; padding: 0; }}
    QTextBrowser#told {{ background: transparent; border: none; padding: 0; }}
    QLabel#caption {{
        background: {look.raised}; border: 1px solid {look.edge}; border-radius: {ROUND_PX}px;
        padding: 8px 12px;
    }}
    QLabel#quiet, QLabel#key {{ color: {look.quiet}; font-size: {type.small}pt; }}
    QLabel#key {{
        color: {look.text}; background: {look.sheet}; border: 1px solid {look.edge}; border-radius: 4px;
        padding: 1px 6px;
    }}
    QLabel#heading {{ font-size: {type.lead}pt; font-weight: 600; }}
    QTextBrowser#question, QLabel#title {{ font-size: {type.title}pt; font-weight: 600; }}
    QTextBrowser#asked {{ font-weight: 600; }}
    QFrame#earlier {{ border: none; border-bottom: 1px solid {look.line}; }}
    QFrame#notice {{ background: {look.raised}; border-left: 4px solid {look.alert}; }}
    QFrame#card, QTextBrowser#card, QFrame#tour {{
        background: {look.sheet}; border: 1px solid {look.line}; border-radius: {CHIP_ROUND_PX}px;
    }}
    QFrame#tour {{ border: 2px solid {look.accent}; }}
    QFrame#spot {{ border: 3px solid {look.accent}; border-radius: {ROUND_PX}px; background: transparent; }}
    QWidget#bar {{ border-top: 1px solid {look.line}; }}
    QWidget#header {{ border-bottom: 1px solid {look.line}; }}
    QWidget#side {{ border-left: 1px solid {look.line}; }}
    """


def _beside(look: Look, type: Type) -> str:
    """What stands beside the material, and over what is selected in it."""
    return f"""
    QFrame#selection {{
        background: {look.window}; border: 1px solid {look.line}; border-radius: {ROUND_PX}px;
    }}
    QTextBrowser#sheet {{ border: 2px solid transparent; border-radius: 0; padding: 0; }}
    QTextBrowser#sheet:focus {{ border-color: {look.accent}; padding: 0; }}
    QWidget#beside QListView {{ background: {look.window}; border: none; }}
    QWidget#beside QListView::item:selected {{ background: {look.raised}; color: {look.text}; }}
    QWidget#beside QListView:focus {{ border: 2px solid {look.accent}; border-radius: {ROUND_PX}px; }}
    QTabBar::tab {{
        background: transparent; border: none; border-bottom: 2px solid transparent;
        padding: 7px 4px; margin: 0 3px; font-size: {type.small}pt; color: {look.quiet};
    }}
    QTabBar::tab:selected {{ color: {look.text}; border-bottom-color: {look.accent}; }}
    QTabBar::tab:hover {{ color: {look.text}; }}
    QTabBar::tab:disabled {{ color: {look.line}; }}
    QTabBar {{ border: 2px solid transparent; border-radius: {ROUND_PX}px; }}
    QTabBar:focus {{ border-color: {look.accent}; }}
    """


def _bars(look: Look) -> str:
    return f"""
    QProgressBar {{ background: {look.line}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {look.accent}; border-radius: 3px; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {look.edge}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {look.accent}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: {look.line}; }}
    """
