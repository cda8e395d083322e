"""The tokens of the look: colours of each theme, the type scale, spacing."""

from dataclasses import dataclass

from tutor_app.gui.design.contrast import contrast

TEXT = 4.5  # least contrast of what is read
SHAPE = 3.0  # least contrast of what tells a control or its focus


@dataclass(frozen=True)
class Look:
    """The colours of one theme, as #rrggbb; whatever is read can be read."""

    window: str
    sheet: str  # what is read on
    raised: str  # buttons, chips, the notice
    line: str  # parts one thing from another; carries no meaning
    edge: str  # the outline of fields, boxes and switches
    text: str
    quiet: str  # second-rank text
    accent: str  # links, the main button, focus
    on_accent: str
    alert: str  # recording, what went wrong
    on_alert: str

    def __post_init__(self) -> None:
        for ink, ground, least in self.pairs:
            if contrast(ink, ground) < least:
                raise ValueError(f"{ink} on {ground} is {contrast(ink, ground):.2f}, less than {least}")

    @property
    def pairs(self) -> list[tuple[str, str, float]]:
        """What stands on what, with the least contrast that it needs."""
        grounds = (self.window, self.sheet, self.raised)
        inks = (self.text, self.quiet, self.accent, self.alert)
        return [
            *((ink, ground, TEXT) for ink in inks for ground in grounds),
            (self.on_accent, self.accent, TEXT),
            (self.on_alert, self.alert, TEXT),
            *((self.edge, ground, SHAPE) for ground in grounds),
        ]


LIGHT = Look(
    window="#faf8f4", sheet="#ffffff", raised="#f1ede5", line="#ddd6c9", edge="#857d6e",
    text="#23211d", quiet="#625c50", accent="#8a4b08", on_accent="#ffffff",
    alert="#9c2f1f", on_alert="#ffffff",
)  # fmt: skip
DARK = Look(
    window="#1c1d1f", sheet="#232427", raised="#2d2f33", line="#3d4046", edge="#84878f",
    text="#eae6de", quiet="#aaa59b", accent="#e8a95b", on_accent="#1c1d1f",
    alert="#f08a76", on_alert="#1c1d1f",
)  # fmt: skip
CLASS_ROOM = Look(
    window="#ffffff", sheet="#ffffff", raised="#f2f2f2", line="#8c8c8c", edge="#595959",
    text="#000000", quiet="#3a3a3a", accent="#6b3600", on_accent="#ffffff",
    alert="#8a1000", on_alert="#ffffff",
)  # fmt: skip


@dataclass(frozen=True)
class Type:
    """The type scale in points, each step about a fifth larger."""

    small: float = 9.5  # labels, places, states
    body: float = 11.0
    lead: float = 13.0  # headings of groups
    title: float = 16.0  # the question, the title of a page

    def __post_init__(self) -> None:
        if not 0 < self.small < self.body < self.lead < self.title:
            raise ValueError("a type scale grows")

    def scaled(self, percent: float) -> "Type":
        share = percent / 100
        return Type(*(share * size for size in (self.small, self.body, self.lead, self.title)))


# distances in pixels: between a thing and its name, between things, around a group, around a page
HAIR_PX, NEAR_PX, APART_PX, AROUND_PX, PAGE_PX = 4, 8, 12, 16, 24
ROUND_PX, CHIP_ROUND_PX = 8, 12
ICON_PX = 18
TARGET_PX = 32  # the least height of what is pressed

READ_FROM_M = 10.0  # the last row of a class
BEAM_HEIGHT_M = 1.35  # an image 2.4 m wide, 16 : 9
LEAST_ARCMIN = 16  # of a capital letter, that it is read with ease (ISO 9241-303: 16 at least)
CAPITAL_EM = 0.7
ARCMIN_RAD = 0.000290888


def class_type_px(screen_height_px: float) -> float:
    """The size of body type that is read from the last row, on a projector of this height."""
    capital_m = READ_FROM_M * LEAST_ARCMIN * ARCMIN_RAD
    return capital_m / CAPITAL_EM / BEAM_HEIGHT_M * screen_height_px
