"""Without a reader everything goes on, and that is said once."""

from tutor_app.engine.lazy import Lazy
from tutor_app.engine.reader.access import ReaderAccess
from tutor_app.engine.registry.installed import NotInstalled


def missing():
    raise NotInstalled("The model is not on this machine.", "Fetch it.")


def test_a_missing_reader_is_none_and_its_absence_is_said_once():
    access = ReaderAccess({"minilm-l6": Lazy(missing)})
    assert access.find_reader("minilm-l6") is None
    assert access.report_absence("minilm-l6") == ("The model is not on this machine.", "Fetch it.")
    assert access.report_absence("minilm-l6") is None


def test_a_reader_that_is_there_is_given_and_nothing_is_said():
    reader = object()
    access = ReaderAccess({"minilm-l6": Lazy(lambda: reader)})
    assert access.find_reader("minilm-l6") is reader
    assert access.report_absence("minilm-l6") is None


def test_an_encoder_without_a_reader_of_its_own_is_no_fault():
    access = ReaderAccess({})
    assert access.find_reader("made-up") is None
    assert access.report_absence("made-up") is None


def test_a_reader_that_arrives_later_is_found():
    found = []

    def open_():
        if not found:
            raise NotInstalled("Not yet.", "")
        return found[0]

    access = ReaderAccess({"e5-small": Lazy(open_)})
    assert access.find_reader("e5-small") is None
    found.append(object())
    assert access.find_reader("e5-small") is found[0]
