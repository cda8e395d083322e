"""English text → Kokoro's phonemes."""

import re
import unicodedata

from tutor_app.engine.aloud.dictionary import VOWELS, Dictionary
from tutor_app.engine.aloud.numbers_english import number_in_words

PAUSES = {",": ",", ";": ";", ":": ":", ".": ".", "!": "!", "?": "?", "…": "…", "—": "—", "(": ",", ")": ","}
_PART = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|[,;:.!?…—()]")
_NUMBER = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?)(?![A-Za-z])")
_LETTERS_IN_NUMBERS = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_SHORT = {
    r"\be\.g\.": "for example", r"\bi\.e\.": "that is", r"\betc\.": "et cetera", r"\bvs\.?\b": "versus",
    r"\b[Ff]igs?\.(?=\s*\d)": "figure", r"\b[Ee]qs?\.(?=\s*\d)": "equation", r"\bDr\.": "doctor",
    r"\bet al\.": "and others", r"\bNo\.(?=\s*\d)": "number",
}  # fmt: skip
# after a number only
_UNITS = {
    "m/s²": "meters per second squared", "m/s^2": "meters per second squared", "m/s": "meters per second",
    "km/h": "kilometers per hour", "kg": "kilograms", "km": "kilometers", "cm": "centimeters",
    "mm": "millimeters", "nm": "nanometers", "ms": "milliseconds", "Hz": "hertz", "kHz": "kilohertz",
    "kJ": "kilojoules", "kW": "kilowatts", "°C": "degrees Celsius", "°F": "degrees Fahrenheit",
    "°": "degrees", "%": "percent", "N": "newtons", "J": "joules", "W": "watts", "V": "volts",
    "K": "kelvin", "Pa": "pascals", "m": "meters", "s": "seconds", "g": "grams", "h": "hours",
}  # fmt: skip
_UNIT = re.compile(rf"(\d)\s?({'|'.join(map(re.escape, _UNITS))})(?![\w/^²³])")
_SYMBOLS = {
    "%": " percent ", "&": " and ", "+": " plus ", "=": " equals ", "×": " times ", "·": " times ",
    "÷": " over ", "−": " minus ", "≈": " is about ", "≠": " is not ", "≤": " at most ", "≥": " at least ",
    "<": " less than ", ">": " greater than ", "→": ", ", "±": " plus or minus ", "√": " root of ",
    "π": " pi ", "∞": " infinity ", "°": " degrees ", "²": " squared ", "³": " cubed ", "^": " to the ",
    "@": " at ", "$": " ", "/": " ", "Δ": " delta ", "α": " alpha ", "β": " beta ", "γ": " gamma ",
    "θ": " theta ", "λ": " lambda ", "μ": " mu ", "σ": " sigma ", "ω": " omega ", "Σ": " sum ",
    "∑": " sum ", "η": " eta ", "ε": " epsilon ", "φ": " phi ",
}  # fmt: skip
_BEFORE_A_VOWEL = {"the": ("ðə", "ði"), "to": ("tə", "tʊ")}
_WEAK = {"a": "ɐ", "an": "ɐn", "i": "ˌI"}


class English:
    """Says English."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def phonemes(self, text: str) -> str:
        parts = _PART.findall(in_words(text))
        said = ""
        for place, part in enumerate(parts):
            if part in PAUSES:
                said = said.rstrip() + PAUSES[part] + " "
            else:
                before = parts[place - 1].lower() if place else ""
                after = parts[place + 1] if place + 1 < len(parts) else ""
                said += self._word(part, before, after) + " "
        return re.sub(r"([,;:])\s*(?=[,;:.!?])|^[\s,;:]+", "", said).strip()

    def _word(self, word: str, before: str, after: str) -> str:
        lower = word.lower()
        if lower in _BEFORE_A_VOWEL and after not in PAUSES and word != "TO":
            following = self._dictionary.sounds(after).lstrip("ˈˌ")
            return _BEFORE_A_VOWEL[lower][following[:1] in VOWELS and following != ""]
        if word == "used" and after == "to":
            return "jˈust"
        if word == "A" and before and before not in PAUSES:  # a letter
            return "ˈA"
        return _WEAK.get(lower) or self._dictionary.sounds(word, before)


def in_words(text: str) -> str:
    """Numbers, units, signs and what is written short, as they are said."""
    text = text.replace("’", "'").replace("‘", "'")
    for short, long in _SHORT.items():
        text = re.sub(short, long, text)
    text = _UNIT.sub(lambda found: f"{found[1]} {_UNITS[found[2]]}", text)
    text = re.sub(r"\$(\d[\d,]*(?:\.\d+)?)", r"\1 dollars", text)
    text = re.sub(r"(?<=\d)\s*[-–−]\s*(?=\d)", " to ", text)
    text = re.sub(r"(?<![\w])[-−](?=\d)", "minus ", text)
    text = re.sub(r"\s[-–—−]+\s|—", " — ", text)
    text = _LETTERS_IN_NUMBERS.sub(lambda found: _gap(text, found.start()), text)
    text = _NUMBER.sub(lambda found: f" {number_in_words(found[1])} ", text)
    for sign, words in _SYMBOLS.items():
        text = text.replace(sign, words)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _gap(text: str, at: int) -> str:
    """Between letter and digit (H2O), but not before the ending of an ordinal."""
    return "" if re.match(r"(st|nd|rd|th)\b", text[at:]) else " "
