"""A test as Moodle XML.

Source: docs.moodle.org/en/Moodle_XML_format
"""

import html
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from tutor_app.core.practice import TRUE, Item
from tutor_app.tutor.practice.wording import answer_in_words

_TYPES = {
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "match_terms": "matching",
    "order_steps": "matching",
    "short_answer": "essay",
    "exercise": "essay",
}


def to_moodle(items: Sequence[Item]) -> bytes:
    """Give one question for each item; what has no single answer is an essay with the key for its marker."""
    quiz = Xml.Element("quiz")
    for item in items:
        kind = _TYPES.get(item.kind, "shortanswer")
        question = Xml.SubElement(quiz, "question", type=kind)
        _text(Xml.SubElement(question, "name"), " ".join(item.prompt.split())[:80])
        _html(question, "questiontext", item.prompt)
        _html(question, "generalfeedback", item.explanation)
        _add(question, "idnumber", item.id)
        _fill(question, kind, item)
    Xml.indent(quiz)
    return bytes(Xml.tostring(quiz, encoding="utf-8", xml_declaration=True))


def _fill(question: Xml.Element, kind: str, item: Item) -> None:
    match kind:
        case "multichoice":
            _add(question, "single", "true")
            _add(question, "shuffleanswers", "1")
            for option in item.options:
                _answer(question, option, 100 if option == item.key[0] else 0)
        case "truefalse":
            for value in ("true", "false"):
                _answer(question, value, 100 if (value == "true") == (item.key[0] == TRUE) else 0)
        case "matching":
            pairs = zip(item.options, item.key, strict=True)
            if item.kind == "order_steps":
                pairs = ((step, str(place)) for place, step in enumerate(item.key, start=1))  # type: ignore[assignment]
            for left, right in pairs:
                part = Xml.SubElement(question, "subquestion", format="html")
                _add(part, "text", html.escape(left))
                _text(Xml.SubElement(part, "answer"), right)
        case "essay":
            _html(question, "graderinfo", answer_in_words(item))
        case _:
            _add(question, "usecase", "0")
            for key in item.key:
                _answer(question, key, 100)


def _answer(question: Xml.Element, text: str, fraction: int) -> None:
    _text(Xml.SubElement(question, "answer", fraction=str(fraction), format="plain_text"), text)


def _html(parent: Xml.Element, name: str, text: str) -> None:
    """Formulas as MathJax reads them: \\( … \\)."""
    part = Xml.SubElement(parent, name, format="html")
    escaped = html.escape(_clean(text), quote=False).replace("\n", "<br/>")
    pieces = escaped.replace("$$", "$").split("$")
    whole = len(pieces) % 2 == 1
    joined = "".join(rf"\({piece}\)" if place % 2 and whole else piece for place, piece in enumerate(pieces))
    _add(part, "text", joined if whole else escaped)


def _text(parent: Xml.Element, text: str) -> None:
    _add(parent, "text", text)


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Characters that XML has."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
