"""Chinese text → Kokoro's phonemes: characters → pinyin in words → tones as they are spoken → sounds."""

import re
from collections.abc import Callable

from tutor_app.core.language import is_han
from tutor_app.engine.aloud.numbers_chinese import number_in_words, one_by_one
from tutor_app.engine.aloud.pinyin_sounds import sounds_of
from tutor_app.engine.aloud.tones import spoken_tones
from tutor_app.engine.chinese_words import ChineseWords

_PAUSES = {
    "，": ",", "、": ",", "。": ".", "！": "!", "？": "?", "；": ";", "：": ":", "…": "…", "—": "—",
    "（": ",", "）": ",", ",": ",", ".": ".", "!": "!", "?": "?", ";": ";", ":": ":", "(": ",", ")": ",",
}  # fmt: skip
_UNITS = {
    "m/s²": "米每二次方秒", "m/s^2": "米每二次方秒", "m/s": "米每秒", "km/h": "千米每小时", "kg": "千克",
    "km": "千米", "cm": "厘米", "mm": "毫米", "Hz": "赫兹", "°C": "摄氏度", "°": "度", "N": "牛",
    "J": "焦", "W": "瓦", "m": "米", "s": "秒", "g": "克",
}  # fmt: skip
_UNIT = re.compile(rf"(\d)\s?({'|'.join(map(re.escape, _UNITS))})(?![A-Za-z/^²³])")
_SIGNS = {
    "=": "等于", "+": "加", "−": "减", "×": "乘", "·": "乘", "÷": "除以", "<": "小于", ">": "大于",
    "≤": "小于等于", "≥": "大于等于", "≈": "约等于", "≠": "不等于", "±": "正负", "²": "的平方",
    "³": "的立方", "→": "，", "&": "和", "π": "派", "∞": "无穷", "η": "伊塔", "α": "阿尔法", "β": "贝塔",
    "θ": "西塔", "λ": "拉姆达", "μ": "缪", "σ": "西格马", "ω": "欧米伽", "Δ": "德尔塔", "∑": "求和",
    "Σ": "求和", "√": "根号",
}  # fmt: skip
_COUNTED = "个种次条张只倍层类组份步位本件"
_RUN = re.compile(r"[A-Za-z]+(?:['’ -]?[A-Za-z]+)*|.")


class Chinese:
    """Says Chinese; `foreign` says the Latin words in it."""

    def __init__(self, words: ChineseWords, foreign: Callable[[str], str]) -> None:
        self._words, self._foreign = words, foreign

    def phonemes(self, text: str) -> str:
        said, han = "", ""
        for run in _RUN.findall(in_characters(text)):
            if is_han(run[0]):
                han += run
                continue
            said, han = _joined(said, self._spoken(han)), ""
            if run in _PAUSES:
                said = said.rstrip() + _PAUSES[run] + " "
            elif run[0].isalpha():
                said = _joined(said, self._foreign(run))
        said = _joined(said, self._spoken(han))
        return re.sub(r"([,;:])\s*(?=[,;:.!?])|^[\s,;:]+", "", said).strip()

    def _spoken(self, han: str) -> str:
        """The words of a run of characters, with a space between them as the voice was taught."""
        if not han:
            return ""
        from pypinyin import Style, lazy_pinyin  # 100 ms to load its tables: not before Chinese is spoken

        words = self._words.divided(han)
        pinyin = [lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True) for word in words]
        return " ".join("".join(map(sounds_of, word)) for word in spoken_tones(words, pinyin))


def in_characters(text: str) -> str:
    """Numbers, units and signs as they are said."""
    text = _UNIT.sub(lambda found: found[1] + _UNITS[found[2]], text)
    text = re.sub(r"(\d[\d,]*(?:\.\d+)?)\s*[%％]", lambda found: "百分之" + number_in_words(found[1]), text)
    text = re.sub(r"(\d{4})(?=\s*年)", lambda found: one_by_one(found[1]), text)
    text = re.sub(rf"(?<![\d.])2(?=\s*[{_COUNTED}])", "两", text)
    text = re.sub(r"(?<=\d)\s*[-–~～]\s*(?=\d)", "到", text)
    text = re.sub(r"(?<![\w])[-−](?=\d)", "负", text)
    text = re.sub(r"\d[\d,]*(?:\.\d+)?", lambda found: number_in_words(found[0].rstrip(",")), text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return text


def _joined(said: str, more: str) -> str:
    return f"{said.rstrip()} {more} ".lstrip() if more else said
