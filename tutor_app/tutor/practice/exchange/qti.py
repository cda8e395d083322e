"""A test as a package of QTI 3.0.

Source: www.imsglobal.org/spec/qti/v3p0/impl
"""

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from tutor_app.core.checking import GAP
from tutor_app.core.practice import TRUE, Item

QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
MATCH_CORRECT = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"
_ESSAYS = ("short_answer", "exercise")


def to_qti(title: str, items: Sequence[Item]) -> bytes:
    """Give a package: a manifest, the test, and a file for each item."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", _to_manifest(items))
        package.writestr("test.xml", _to_test(title, items))
        for item in items:
            package.writestr(f"items/{_name(item)}.xml", _to_item(item))
    return stream.getvalue()


def _to_item(item: Item) -> bytes:
    root = _root("qti-assessment-item", _name(item), " ".join(item.prompt.split())[:80])
    root.set("time-dependent", "false")
    root.set("xml:lang", item.language)
    kind = {"order_steps": "ordered", "match_terms": "multiple"}.get(item.kind, "single")
    base = {"order_steps": "identifier", "multiple_choice": "identifier", "true_false": "identifier"}
    declaration = _sub(
        root, "qti-response-declaration", identifier="RESPONSE", cardinality=kind,
        **{"base-type": "directedPair" if item.kind == "match_terms" else base.get(item.kind, "string")},
    )  # fmt: skip
    if item.kind not in _ESSAYS:
        correct = _sub(declaration, "qti-correct-response")
        for value in _values(item):
            _sub(correct, "qti-value").text = _clean(value)
    outcome = {"identifier": "SCORE", "cardinality": "single", "base-type": "float"}
    _sub(root, "qti-outcome-declaration", **outcome)
    body = _sub(root, "qti-item-body")
    _fill(body, item)
    if item.kind not in _ESSAYS:
        _sub(root, "qti-response-processing", template=MATCH_CORRECT)
    return _to_bytes(root)


def _fill(body: Xml.Element, item: Item) -> None:
    match item.kind:
        case "multiple_choice" | "true_false":
            choices = item.options if item.kind == "multiple_choice" else ("true", "false")
            interaction = _sub(
                body, "qti-choice-interaction", **{"response-identifier": "RESPONSE", "max-choices": "1"}
            )
            _choices(interaction, item.prompt, choices, "qti-simple-choice")
        case "order_steps":
            interaction = _sub(body, "qti-order-interaction", **{"response-identifier": "RESPONSE"})
            _choices(interaction, item.prompt, item.options, "qti-simple-choice")
        case "match_terms":
            count = str(len(item.options))
            interaction = _sub(
                body,
                "qti-match-interaction",
                **{"response-identifier": "RESPONSE", "max-associations": count},
            )
            _sub(interaction, "qti-prompt").text = _clean(item.prompt)
            for prefix, texts in (("T", item.options), ("D", sorted(item.key))):
                group = _sub(interaction, "qti-simple-match-set")
                for place, text in enumerate(texts):
                    choice = {"identifier": f"{prefix}{place}", "match-max": "1"}
                    _sub(group, "qti-simple-associable-choice", **choice).text = _clean(text)
        case "short_answer" | "exercise":
            interaction = _sub(body, "qti-extended-text-interaction", **{"response-identifier": "RESPONSE"})
            _sub(interaction, "qti-prompt").text = _clean(item.prompt)
        case _:
            before, _, after = item.prompt.partition(GAP)
            paragraph = _sub(body, "p")
            paragraph.text = _clean(before)
            entry = _sub(paragraph, "qti-text-entry-interaction", **{"response-identifier": "RESPONSE"})
            entry.tail = _clean(after)


def _choices(interaction: Xml.Element, prompt: str, texts: Sequence[str], tag: str) -> None:
    _sub(interaction, "qti-prompt").text = _clean(prompt)
    for place, text in enumerate(texts):
        _sub(interaction, tag, identifier=f"C{place}").text = _clean(text)


def _values(item: Item) -> list[str]:
    match item.kind:
        case "multiple_choice":
            return [f"C{item.options.index(item.key[0])}"]
        case "true_false":
            return ["C0" if item.key[0] == TRUE else "C1"]
        case "order_steps":
            return [f"C{item.options.index(step)}" for step in item.key]
        case "match_terms":
            shown = sorted(item.key)
            return [f"T{place} D{shown.index(key)}" for place, key in enumerate(item.key)]
        case _:
            return [item.key[0]]


def _to_test(title: str, items: Sequence[Item]) -> bytes:
    root = _root("qti-assessment-test", "TEST", title)
    part = _sub(
        root, "qti-test-part",
        **{"identifier": "PART", "navigation-mode": "nonlinear", "submission-mode": "simultaneous"},
    )  # fmt: skip
    section = _sub(part, "qti-assessment-section", identifier="SECTION", title=_clean(title), visible="true")
    for item in items:
        name = _name(item)
        _sub(section, "qti-assessment-item-ref", identifier=name, href=f"items/{name}.xml")
    return _to_bytes(root)


def _to_manifest(items: Sequence[Item]) -> bytes:
    root = Xml.Element("manifest", xmlns=PACKAGE, identifier="MANIFEST")
    metadata = Xml.SubElement(root, "metadata")
    Xml.SubElement(metadata, "schema").text = "QTI Package"
    Xml.SubElement(metadata, "schemaversion").text = "3.0.0"
    Xml.SubElement(root, "organizations")
    resources = Xml.SubElement(root, "resources")
    test = Xml.SubElement(
        resources, "resource", identifier="RES_TEST", type="imsqti_test_xmlv3p0", href="test.xml"
    )
    Xml.SubElement(test, "file", href="test.xml")
    for item in items:
        name = _name(item)
        Xml.SubElement(test, "dependency", identifierref=f"RES_{name}")
        resource = Xml.SubElement(
            resources,
            "resource",
            identifier=f"RES_{name}",
            type="imsqti_item_xmlv3p0",
            href=f"items/{name}.xml",
        )
        Xml.SubElement(resource, "file", href=f"items/{name}.xml")
    return _to_bytes(root)


def _root(tag: str, identifier: str, title: str) -> Xml.Element:
    return Xml.Element(tag, xmlns=QTI, identifier=identifier, title=_clean(title))


def _sub(parent: Xml.Element, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, tag, attributes)


def _name(item: Item) -> str:
    """An identifier: ids of decks may hold anything."""
    return "I_" + "".join(char if char.isascii() and char.isalnum() else "_" for char in item.id)[:60]


def _clean(text: str) -> str:
    """Characters that XML has."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))


def _to_bytes(root: Xml.Element) -> bytes:
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))
