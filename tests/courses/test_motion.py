"""The course on motion: its numbers are right, its text can be read out, its figures are named."""

import math
import re
import tomllib
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest

COURSE = Path(__file__).parents[2] / "resources" / "courses" / "motion"
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
G = 9.81  # m/s²
GM = 3.986e14  # m³/s², Earth
EARTH_M = 6.371e6


@pytest.fixture(scope="module")
def pdf():
    (file,) = COURSE.glob("*.pdf")
    with pdfium.PdfDocument(file) as opened:
        yield opened


@pytest.fixture(scope="module")
def text(pdf):
    pages = (page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", " ".join(pages)))


def swing(length_m: float, degrees: float) -> float:
    """The exact period of a pendulum by the arithmetic-geometric mean, s."""
    a, b = 1.0, math.cos(math.radians(degrees) / 2)
    for _ in range(20):
        a, b = (a + b) / 2, math.sqrt(a * b)
    return 2 * math.pi * math.sqrt(length_m / G) / a


SIN40, COS30 = math.sin(math.radians(40)), math.cos(math.radians(30))
SLOPE = G * (math.sin(math.radians(25)) - 0.10 * math.cos(math.radians(25)))
BOB_M = 1.20 * (1 - math.cos(math.radians(35)))
STATIONARY_M = (GM * 86164**2 / (4 * math.pi**2)) ** (1 / 3)
STATION_M_S = math.sqrt(GM / 6.771e6)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1125", 75**2 / (2 * 2.5)),
        ("16.1", 13.9**2 / 12),
        ("64.3", (100 / 3.6) ** 2 / 12),
        ("1.77", G * 0.6**2 / 2),
        ("5.9", G * 0.6),
        ("1.22", 12 / G),
        ("7.34", 12**2 / (2 * G)),
        ("2.45", 24 / G),
        ("2.62", 2 * 20 * SIN40 / G),
        ("8.4", (20 * SIN40) ** 2 / (2 * G)),
        ("40.2", 400 * math.sin(math.radians(80)) / G),
        ("45.7", math.hypot(40, 22)),
        ("28.8", math.degrees(math.atan(22 / 40))),
        ("589", 60 * G),
        ("97", 60 * 1.62),
        ("1.57", math.sqrt(4 / 1.62)),
        ("1.04", math.sqrt(4 / 3.71)),
        ("0.67", math.sqrt(4 / 8.87)),
        ("0.64", math.sqrt(4 / G)),
        ("0.40", math.sqrt(4 / 24.8)),
        ("11.8", 1.2 * G),
        ("679", 60 * (G + 1.5)),
        ("9.2", 60 * 1.5 / G),
        ("49.1", 0.5 * 10 * G),
        ("39.2", 0.4 * 10 * G),
        ("3.26", SLOPE),
        ("16.1", math.sqrt(2 * SLOPE * 40)),
        ("1.96", G / 5),
        ("23.5", 2 * (G + G / 5)),
        ("103.9", 120 * COS30),
        ("2598", 120 * COS30 * 25),
        ("33.3", 240_000 / 7200),
        ("1766", 60 * G * 3),
        ("24.3", math.sqrt(2 * G * 30)),
        ("15.3", math.sqrt(2 * G * 12)),
        ("0.217", BOB_M),
        ("2.06", math.sqrt(2 * G * BOB_M)),
        ("2.20", 2 * math.pi * math.sqrt(1.20 / G)),
        ("2.4", 100 * (swing(1.2, 35) / swing(1.2, 0) - 1)),
        ("235", 800 * G * 30 / 1000),
        ("9.81", 800 * G * 30 / 24 / 1000),
        ("12.3", 800 * G * 30 / 24 / 0.80 / 1000),
        ("1.49", 3 / 2.010),
        ("0.114", (3 / 2.010) ** 2 / (2 * G)),
        ("21.7", math.sqrt(0.80 * G * 60)),
        ("7.7", math.sqrt(0.10 * G * 60)),
        ("6.67", 20**2 / 60),
        ("8.86", math.sqrt(G * 8)),
        ("0.0027", G / 3600),
        ("0.0027", 4 * math.pi**2 * 3.84e8 / (27.3 * 86400) ** 2),
        ("8.7", GM / (EARTH_M + 4e5) ** 2),
        ("7.91", math.sqrt(GM / EARTH_M) / 1000),
        ("84.3", 2 * math.pi * math.sqrt(EARTH_M**3 / GM) / 60),
        ("11.2", math.sqrt(2 * GM / EARTH_M) / 1000),
        ("42.2", STATIONARY_M / 1e6),
        ("3.07", 2 * math.pi * STATIONARY_M / 86164 / 1000),
        ("0.0580", 0.387**3),
        ("0.0581", 0.241**2),
        ("3.540", 1.524**3),
        ("3.538", 1.881**2),
        ("140.9", 5.203**3),
        ("140.7", 11.86**2),
        ("141", 101.3 + G * 4),
        ("10.3", 101.3 / G),
        ("89", 100 * 917 / 1025),
        ("3.13", math.sqrt(2 * G * 0.5)),
        ("3.48", 27.8 / 8),
        ("111", 27.8 * 4),
        ("15.9", G * 1.8**2 / 2),
        ("0.61", 1.5 * math.sqrt(1.6 / G)),
        ("24.3", math.sqrt(60 * G)),
        ("547", 70 * (G - 2)),
        ("78.5", 8 * G),
        ("0.60", math.tan(math.radians(31))),
        ("47.1", 4 * (G + G / 5)),
        ("19.8", math.sqrt(40 * G)),
        ("7.07", math.sqrt(2 * 0.5 / 0.020)),
        ("0.248", G / (4 * math.pi**2)),
        ("196", 80 * G * 150 / 600),
        ("3.75", 300 / 80),
        ("2.25", 0.2 * 9 / 0.8),
        ("17.6", math.sqrt(0.7 * G * 45)),
        ("7.67", STATION_M_S / 1000),
        ("92.4", 2 * math.pi * 6.771e6 / STATION_M_S / 60),
        ("347", 101.3 + G * 25),
        ("1.83", 36 / (2 * G)),
        ("0.69", 2 * math.sqrt(0.2 * 0.6)),
    ],
)  # fmt: skip
def test_a_printed_number_is_what_the_formula_gives(text, printed, value):
    decimals = len(printed.partition(".")[2])
    assert re.search(rf"(?<![\d.]){re.escape(printed)}(?!\d)", text)
    assert f"{value:.{decimals}f}" == printed


def test_every_figure_has_a_caption_and_is_mentioned(text):
    captions = re.findall(r"Figure (\d\.\d+)\. ", text)
    assert len(set(captions)) >= 24
    assert all(len(re.findall(rf"Figure {re.escape(number)}(?!\d)", text)) >= 2 for number in captions)


def test_words_with_ligatures_and_accents_come_out_whole(text):
    for word in ("field", "efficiency", "first", "friction", "Torricelli", "Figure 2.3"):
        assert word in text


def test_the_outline_names_every_section_that_answers_a_question(pdf):
    titles = {mark.get_title() for mark in pdf.get_toc()}
    wanted = {q["section"] for q in QUESTIONS["question"] if q["course"] == "motion"}
    assert not [section for section in wanted if not any(title.endswith(section) for title in titles)]


def test_three_questions_are_offered():
    offered = tomllib.loads((COURSE / "questions.toml").read_text(encoding="utf-8"))["question"]
    assert [question["language"] for question in offered] == ["en"] * 3
