"""Copies of the record are made, thinned, restored; a damaged record gives way to the newest whole one."""

import multiprocessing
import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tutor_app.core.answer import Answer
from tutor_app.core.errors import TutorError
from tutor_app.core.turn import Turn
from tutor_app.store.backup import back_up, back_up_daily, list_backups, restore
from tutor_app.store.record import Record

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)


def ask(home, *notes):
    record = Record(home)
    for note in notes:
        turn = record.begin(Turn(home.courses / "motion", note), NOW)
        record.finish(turn.id, Answer(f"About {note}", (), True, "quote"))
    record.close()


def notes(home):
    record = Record(home)
    found = [turn.turn.note for turn in record.turns()]
    record.close()
    return found


def test_a_copy_is_restored_and_the_present_record_copied_first(home):
    ask(home, "first")
    copy = back_up(home, NOW, "asked")
    ask(home, "second")
    restore(home, copy, NOW + timedelta(hours=1))
    assert notes(home) == ["first"]
    [present] = [one for one in list_backups(home) if one.reason == "restore"]
    restore(home, present, NOW + timedelta(hours=2))
    assert notes(home) == ["second", "first"]


def test_a_day_has_one_copy_and_a_week_of_them_is_kept(home):
    ask(home, "first")
    for hours in range(0, 24 * 12, 6):
        back_up_daily(home, NOW + timedelta(hours=hours))
    made = [one.made_at for one in list_backups(home)]
    assert len(made) == 7
    assert made[0] - made[-1] == timedelta(days=6)


def test_a_copy_holds_nothing_that_was_deleted_for_good(home):
    ask(home, "kept", "secret marker")
    back_up(home, NOW, "daily")
    record = Record(home)
    [secret] = [turn for turn in record.turns() if turn.turn.note == "secret marker"]
    record.history.delete(secret.id, NOW)
    record.purge()
    record.close()
    held = [file for file in home.data.rglob("*") if file.is_file() and b"secret marker" in file.read_bytes()]
    assert held == []


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_record_that_is_empty_or_no_database_gives_way_to_its_newest_copy(home, damage):
    ask(home, "first")
    back_up(home, NOW, "daily")
    home.record_file.write_bytes(damage)
    assert notes(home) == ["first"]
    assert list(home.data.glob("record-damaged-*.db"))


def test_a_damaged_copy_is_not_restored(home):
    ask(home, "first")
    copy = back_up(home, NOW, "asked")
    copy.file.write_bytes(b"nothing" * 500)
    with pytest.raises(TutorError, match="damaged"):
        restore(home, copy, NOW)
    assert notes(home) == ["first"]


def flip_header(file):
    content = bytearray(file.read_bytes())
    content[:16] = b"X" * 16
    file.write_bytes(content)


def holders(home, words):
    return [file for file in home.data.rglob("*") if file.is_file() and words in file.read_bytes()]


def test_a_record_that_cannot_be_copied_is_not_given_up_for_an_older_one(home, tmp_path):
    ask(home, "first")
    made = back_up(home, NOW, "asked")
    copy = replace(made, file=made.file.rename(tmp_path / made.file.name))
    ask(home, "second")
    made.file.parent.rmdir()
    made.file.parent.touch()  # nothing can be written into it, as on a full disk
    with pytest.raises(TutorError):
        restore(home, copy, NOW)
    assert notes(home) == ["second", "first"]


def test_a_damaged_record_is_moved_aside_when_a_copy_is_restored(home):
    ask(home, "first")
    copy = back_up(home, NOW, "asked")
    ask(home, "second")
    flip_header(home.record_file)
    restore(home, copy, NOW)
    assert notes(home) == ["first"]
    assert holders(home, b"second")


def test_trying_copy_after_copy_keeps_the_record_that_was_there_first(home):
    ask(home, "first")
    copy = back_up(home, NOW, "asked")
    ask(home, "second")
    for minutes in (0, 0, 1, 2, 3, 4):
        restore(home, copy, NOW + timedelta(minutes=minutes))
    assert holders(home, b"second")


def test_what_another_process_writes_after_a_restoring_is_kept(home):
    ask(home, "first")
    copy = back_up(home, NOW, "asked")
    ask(home, "second")
    open_record = Record(home)
    restore(home, copy, NOW)
    turn = open_record.begin(Turn(home.courses / "motion", "third"), NOW)
    open_record.finish(turn.id, Answer("x", (), True, "quote"))
    open_record.close()
    assert notes(home) == ["third", "first"]


def test_what_was_moved_aside_holds_nothing_that_was_deleted_for_good(home):
    ask(home, "kept", "secret marker")
    back_up(home, NOW, "daily")
    flip_header(home.record_file)
    record = Record(home)
    [secret] = [turn for turn in record.turns() if turn.turn.note == "secret marker"]
    record.history.delete(secret.id, NOW)
    record.purge()
    record.close()
    assert holders(home, b"secret marker") == []


def test_a_row_that_cannot_be_read_costs_itself_alone(home):
    ask(home, "first", "second", "third")
    record = Record(home)
    record._db.execute("DROP TRIGGER turn_ended")
    record._db.execute("UPDATE turn SET answer = '{\"text\": ' WHERE note = 'second'")
    assert [turn.turn.note for page in record.history.pages() for turn in page] == ["third", "first"]
    record.close()


def test_of_flipped_bits_each_is_borne_or_told_in_words(home):
    ask(home, *(f"question {n} about friction" for n in range(30)))
    whole, rng, bad = home.record_file.read_bytes(), random.Random(1), []
    for number in range(60):
        place = rng.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << rng.randrange(8)
        for log in home.data.glob("record.db-*"):
            log.unlink()
        shutil.rmtree(home.data / "backups", ignore_errors=True)
        home.record_file.write_bytes(flipped)
        try:
            notes(home)
        except TutorError:
            pass
        except Exception as error:  # noqa: BLE001 - that is what is counted
            bad.append((number, place, repr(error)))
    assert bad == []


def _start(home, told):
    try:
        Record(home).close()
        told.put("")
    except Exception as error:  # noqa: BLE001
        told.put(repr(error))


def test_several_processes_may_start_at_once_on_a_new_home(home):
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        shutil.rmtree(home.data, ignore_errors=True)
        told = context.Queue()
        processes = [context.Process(target=_start, args=(home, told)) for _ in range(4)]
        for process in processes:
            process.start()
        assert [told.get(timeout=60) for _ in processes] == [""] * 4
        for process in processes:
            process.join()
