"""The exported encoders place what belongs together side by side."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import MODELS, TextEncoder, encoder_for

PASSAGES = {
    "en": [
        "Friction between the block and the ramp turns kinetic energy into heat.",
        "Chlorophyll in the leaves absorbs red and blue light.",
        "The mean of a sample estimates the mean of the population.",
    ],
    "zh": ["摩擦力使木块的动能变成热。", "叶绿素吸收红光和蓝光。", "样本的平均值是总体平均值的估计。"],
}
QUESTIONS = {
    "en": ["Why does a sliding block slow down?", "Why are plants green?", "How do I guess an average?"],
    "zh": ["滑动的木块为什么变慢？", "植物为什么是绿色的？", "怎样估计平均数？"],
}


@pytest.fixture(scope="module")
def encoders(models_home):
    return {name: TextEncoder.open(models_home, name, "cpu") for name in MODELS}


def found(encoder, questions, passages):
    asked = encoder.encode(QUESTIONS[questions], "query", Cancellation())
    return (asked @ encoder.encode(PASSAGES[passages], "passage", Cancellation()).T).argmax(axis=1).tolist()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_question_lies_nearest_to_its_passage(encoders, language):
    assert found(encoders[encoder_for(language)], language, language) == [0, 1, 2]


@pytest.mark.parametrize(("asked", "given"), [("zh", "en"), ("en", "zh")])
def test_e5_crosses_languages(encoders, asked, given):
    assert found(encoders["e5-small"], asked, given) == [0, 1, 2]


@pytest.mark.parametrize("name", MODELS)
def test_a_text_has_nearly_the_same_vector_alone_and_among_others(encoders, name):
    encoder = encoders[name]
    texts = [*PASSAGES["en"], "short", PASSAGES["en"][0] * 30]
    together = encoder.encode(texts, "passage", Cancellation())
    alone = np.concatenate([encoder.encode([text], "passage", Cancellation()) for text in texts])
    assert (together * alone).sum(axis=1) == pytest.approx(1.0, abs=0.02)  # int8 scales follow the batch


def chart(kind):
    image = Image.new("RGB", (320, 240), "white")
    draw = ImageDraw.Draw(image)
    if kind == "bars":
        for i in range(6):
            draw.rectangle((20 + 50 * i, 200 - 25 * i, 55 + 50 * i, 220), fill=(40, 90, 200))
    else:
        for radius in range(20, 110, 15):
            draw.ellipse((160 - radius, 120 - radius, 160 + radius, 120 + radius), outline="red", width=4)
    return np.asarray(image)


def test_a_cut_figure_looks_like_itself(models_home):
    figures = [chart("bars"), chart("rings")]
    cut = [figure[12:-12, 16:-16] for figure in figures]
    encoder = ImageEncoder.open(models_home, "efficientnet-lite0", "cpu")
    alike = encoder.looks(cut, Cancellation()) @ encoder.looks(figures, Cancellation()).T
    assert alike.argmax(axis=1).tolist() == [0, 1]
