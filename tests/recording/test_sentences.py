"""Words become sentences, subtitles and files."""

import json
from itertools import pairwise

import pytest

from tutor_app.core.recording.cues import LINE, cues, lines
from tutor_app.core.recording.formats import written
from tutor_app.core.recording.said import Recording, Sentence, Word, sentences


def spoken(text, start_s=0.0, each_s=0.3, language="en"):
    """Words of a text, one after the other without pauses."""
    words = list(text) if language == "zh" else [f" {word}" for word in text.split()]
    return [
        Word(word, start_s + n * each_s, start_s + (n + 1) * each_s, language) for n, word in enumerate(words)
    ]


def recording(*words, seconds=60.0):
    return Recording("talk.mp3", seconds, "whisper-base", sentences(words))


@pytest.mark.parametrize(
    ("text", "start_s", "end_s"), [("", 0, 1), ("  ", 0, 1), ("a", 1, 0.5), ("a", -1, 0)]
)
def test_a_word_has_letters_and_a_time(text, start_s, end_s):
    with pytest.raises(ValueError, match="is not said"):
        Word(text, start_s, end_s, "en")


def test_a_sentence_has_a_word():
    with pytest.raises(ValueError, match="needs a word"):
        Sentence(())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([*spoken("Ice floats. Why?")], ["Ice floats.", "Why?"]),
        ([*spoken("well"), *spoken("so", 2)], ["well", "so"]),
        ([*spoken("well"), *spoken("so", 1)], ["well so"]),
        ([*spoken("冰会浮。为什么？", language="zh")], ["冰会浮。", "为什么？"]),
        ([*spoken("ice"), *spoken("冰", 0.3, language="zh")], ["ice", "冰"]),
        ([*spoken("pi is 3.14 here")], ["pi is 3.14 here"]),
    ],
)
def test_sentences_end_at_full_stops_long_pauses_and_another_language(words, expected):
    assert [sentence.text for sentence in sentences(words)] == expected


def test_a_speaker_without_a_full_stop_is_parted_all_the_same():
    found = sentences(spoken("and " * 400))
    assert all(sentence.end_s - sentence.start_s <= 30 for sentence in found)
    assert sum(len(sentence.words) for sentence in found) == 400


LONG = (
    "A body at rest stays at rest, and a body in motion stays in motion with the same speed, "
    "unless an unbalanced force acts upon it from outside."
)


@pytest.mark.parametrize("each_s", [0.1, 0.3, 1.5])
@pytest.mark.parametrize(
    ("text", "language"), [(LONG, "en"), ("学习率太大会导致损失震荡，太小则收敛很慢。" * 3, "zh")]
)
def test_a_cue_has_two_lines_of_42_columns_and_seven_seconds_at_most(text, language, each_s):
    words = spoken(text, each_s=each_s, language=language)
    found = cues(sentences(words))
    for cue in found:
        assert len(cue.lines) <= 2
        assert all(len(line) * (2 if language == "zh" else 1) <= LINE for line in cue.lines)
        assert cue.end_s - cue.start_s <= 7.0
    for before, after in pairwise(found):
        assert before.end_s <= after.start_s
    glue = "" if language == "zh" else " "
    assert glue.join(line for cue in found for line in cue.lines) == text


def test_cues_are_parted_at_punctuation():
    first = cues(sentences(spoken(LONG)))[0]
    assert " ".join(first.lines).endswith(",")


def test_a_short_cue_stays_a_second_unless_the_next_one_begins():
    found = cues(sentences([*spoken("Yes.", 1), *spoken("No.", 1.5), *spoken("Why?", 9)]))
    assert [(cue.start_s, cue.end_s) for cue in found] == [(1, 1.5), (1.5, 2.5), (9, 10)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ("short",)),
        (
            "What is the difference between mass and weight?",
            ("What is the difference", "between mass and weight?"),
        ),
        ("a" * 100, ("a" * 42, "a" * 42, "a" * 16)),
        (
            "今天我们来看看什么是反向传播，以及它为什么有用。",
            ("今天我们来看看什么是反向", "传播，以及它为什么有用。"),
        ),
    ],
)
def test_lines_are_of_about_the_same_length(text, expected):
    assert lines(text) == expected


def test_no_line_begins_with_a_chinese_full_stop():
    for length in range(15, 40):
        assert not any(line.startswith("。") for line in lines("学" * length + "。"))


def test_webvtt_escapes_what_it_must():
    told = recording(*spoken("If a < b & b > c,", 1, 0.1), *spoken("--> 1", 3661.0015, 0.5))
    assert written(told, "vtt") == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nIf a &lt; b &amp; b &gt; c,\n\n"
        "01:01:01.002 --> 01:01:02.002\n--&gt; 1\n"
    )


def test_srt_is_numbered_and_has_no_second_arrow():
    told = recording(*spoken("Yes & no.", 1, 0.5), *spoken("--> 1", 9, 0.5))
    assert written(told, "srt") == (
        "1\n00:00:01,000 --> 00:00:02,500\nYes & no.\n\n2\n00:00:09,000 --> 00:00:10,000\n-> 1\n"
    )


def test_text_is_in_paragraphs():
    told = recording(
        *spoken("Ice floats.", 0), *spoken("Why?", 1), *spoken("It is light.", 5),
        *spoken("冰很轻。水重。", 7.5, language="zh"),
    )  # fmt: skip
    assert written(told, "txt") == "Ice floats. Why?\n\nIt is light. 冰很轻。水重。\n"


def test_a_long_paragraph_ends_at_a_full_stop():
    paragraphs = written(recording(*spoken("One two three four. " * 100)), "txt").split("\n\n")
    assert len(paragraphs) > 2
    assert all(len(one) < 700 for one in paragraphs)
    assert all(one.rstrip().endswith(".") for one in paragraphs)


def test_json_has_segments_and_words_with_times_in_seconds():
    table = json.loads(written(recording(*spoken("Ice floats.", 1), seconds=2.00049), "json"))
    assert {k: v for k, v in table.items() if k != "segments"} == {
        "file": "talk.mp3", "seconds": 2.0, "language": "en", "model": "whisper-base"
    }  # fmt: skip
    assert table["segments"] == [
        {
            "start": 1, "end": 1.6, "language": "en", "text": "Ice floats.",
            "words": [{"start": 1, "end": 1.3, "word": "Ice"}, {"start": 1.3, "end": 1.6, "word": "floats."}],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), [("vtt", "WEBVTT\n"), ("srt", ""), ("txt", "")])
def test_a_recording_without_words_is_a_whole_file_all_the_same(form, expected):
    assert written(recording(), form) == expected
    assert json.loads(written(recording(), "json"))["segments"] == []
