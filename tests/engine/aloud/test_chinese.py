"""Chinese words get the syllables and tones that were checked by hand."""

import pytest

from tutor_app.engine.aloud.chinese import Chinese, in_characters
from tutor_app.engine.aloud.numbers_chinese import number_in_words
from tutor_app.engine.aloud.pinyin_sounds import sounds_of
from tutor_app.engine.aloud.tones import spoken_tones
from tutor_app.engine.chinese_words import ChineseWords

COUNTS = {
    "学习": 50,
    "学习率": 20,
    "为什么": 90,
    "银行": 30,
    "行走": 20,
    "很": 99,
    "好": 99,
    "神经": 40,
    "神经网络": 20,
}


@pytest.fixture
def chinese():
    return Chinese(ChineseWords(COUNTS), lambda text: f"<{text}>")


@pytest.mark.parametrize(
    ("syllable", "sounds"),
    [
        ("ma1", "ma→"),
        ("shi4", "ʂɨ↘"),
        ("zi3", "ʦɨ↓"),
        ("xue2", "ɕɥe↗"),
        ("yuan2", "ɥɛ↗n"),
        ("lv4", "ly↘"),
        ("wo3", "wo↓"),
        ("wen4", "wə↘n"),
        ("ying1", "i→ŋ"),
        ("you3", "jou↓"),
        ("zhuang1", "ꭧwa→ŋ"),
        ("er2", "ɚ↗"),
        ("de5", "tɤ"),
        ("qu4", "ʨʰy↘"),
        ("hello", ""),
    ],
)
def test_syllables(syllable, sounds):
    assert sounds_of(syllable) == sounds


def test_the_likeliest_division_into_words_is_taken():
    words = ChineseWords(COUNTS)
    assert words.divided("学习率很好") == ["学习率", "很", "好"]
    assert words.divided("为什么学习神经网络") == ["为什么", "学习", "神经网络"]
    assert words.divided("") == []


def test_a_character_sounds_as_its_word_wants(chinese):
    assert chinese.phonemes("银行") == "i↗nxa↗ŋ"
    assert chinese.phonemes("行走") == "ɕi↗ŋʦou↓"


@pytest.mark.parametrize(
    ("words", "pinyin", "spoken"),
    [
        (["不", "对"], [["bu4"], ["dui4"]], "bu2 dui4"),
        (["不", "好"], [["bu4"], ["hao3"]], "bu4 hao3"),
        (["一", "个"], [["yi1"], ["ge4"]], "yi2 ge4"),
        (["一般"], [["yi1", "ban1"]], "yi4 ban1"),
        (["第一", "天"], [["di4", "yi1"], ["tian1"]], "di4 yi1 tian1"),
        (["十一", "天"], [["shi2", "yi1"], ["tian1"]], "shi2 yi1 tian1"),
        (["看", "一", "看"], [["kan4"], ["yi1"], ["kan4"]], "kan4 yi5 kan4"),
        (["你好"], [["ni3", "hao3"]], "ni2 hao3"),
        (["很", "好"], [["hen3"], ["hao3"]], "hen2 hao3"),
        (["展览馆"], [["zhan3", "lan3", "guan3"]], "zhan2 lan2 guan3"),
    ],
)
def test_tones_change_with_what_follows(words, pinyin, spoken):
    assert " ".join(syllable for word in spoken_tones(words, pinyin) for syllable in word) == spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "零"),
        ("10", "十"),
        ("15", "十五"),
        ("105", "一百零五"),
        ("1010", "一千零一十"),
        ("20005", "二万零五"),
        ("1,024", "一千零二十四"),
        ("9.81", "九点八一"),
        ("007", "零零七"),
        ("100000000", "一亿"),
    ],
)
def test_numbers(written, said):
    assert number_in_words(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024年", "二零二四年"),
        ("12.5%", "百分之十二点五"),
        ("2个", "两个"),
        ("9.8 m/s²", "九点八米每二次方秒"),
        ("F = 3 N", "F 等于 三牛"),
        ("5-7", "五到七"),
    ],
)
def test_what_is_written_short(written, said):
    assert in_characters(written) == said


def test_latin_words_are_said_as_english(chinese):
    assert chinese.phonemes("好，GPU 很好。") == "xau↓, <GPU> xə↗n xau↓."
