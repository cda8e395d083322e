"""Every text of the window is there in Chinese."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

import tutor_app
from tutor_app.settings.home import RESOURCES

GUI = Path(tutor_app.__file__).parent / "gui"
TS = RESOURCES / "translations" / "tutor_zh_CN.ts"


def messages(file):
    return [
        (context.findtext("name"), message.findtext("source"), message.find("translation"))
        for context in ElementTree.parse(file).iter("context")
        for message in context.iter("message")
    ]


@pytest.fixture(scope="module")
def current(tmp_path_factory):
    """The texts as the source holds them now."""
    file = tmp_path_factory.mktemp("ts") / "now.ts"
    update = Path(sys.executable).with_name("pyside6-lupdate")
    sources = sorted(GUI.rglob("*.py"))
    subprocess.run([update, *sources, "-ts", file], check=True, capture_output=True)
    return {(context, source) for context, source, _ in messages(file)}


def test_no_text_is_without_a_translation(current):
    known = {
        (context, source): "".join(translation.itertext()).strip()
        for context, source, translation in messages(TS)
        if translation.get("type") != "unfinished"
    }
    assert current - {text for text, translation in known.items() if translation} == set()


def test_no_translation_is_of_a_text_that_has_gone(current):
    assert {(context, source) for context, source, _ in messages(TS)} - current == set()


@pytest.mark.parametrize(("context", "source", "translation"), messages(TS))
def test_a_translation_has_the_values_of_its_text(context, source, translation):
    fields = re.compile(r"\{\w+\}|%n")
    text = "".join(translation.itertext())
    assert sorted(fields.findall(text)) == sorted(fields.findall(source))


def test_what_is_committed_is_compiled_from_what_is_written(qapp):
    translator = QTranslator()
    assert translator.load(str(TS.with_suffix(".qm")))
    for context, source, translation in messages(TS):
        if translation.find("numerusform") is None:
            assert translator.translate(context, source) == translation.text, (context, source)


def test_english_has_one_and_many(current, qapp):
    """The source says "%n passage(s)"; nobody is to read that."""
    translator = QTranslator()
    assert translator.load(str(TS.with_name("tutor_en.qm")))
    counted = [(context, source) for context, source in current if "%n" in source]
    assert counted
    for context, source in counted:
        one, many = (translator.translate(context, source, "", n) for n in (1, 2))
        assert one
        assert one != many
        assert "(s)" not in one + many
