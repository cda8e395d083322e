"""Our tokens of a text are openai-whisper's, whatever the package's file has lost."""

import pytest
from whisper.tokenizer import get_tokenizer

from tutor_app.engine.registry.installed import weight
from tutor_app.engine.speech.tokens import END, Tokens


@pytest.mark.parametrize(
    "text",
    [
        " What is the theory of tides? The two terms' total, to the tenth.",
        ' Torricelli\'s tube held 12,345 "drops"...',
        "什么是过拟合？怎样才能避免过拟合?",
        " 学习率 is the step: τ = 2π√(l/g)",
    ],
)
def test_a_text_has_the_tokens_of_openai_whisper(models_home, text):
    ours = Tokens(weight(models_home, "whisper-base", "tokenizer.json"))
    theirs = get_tokenizer(multilingual=True, num_languages=99)
    assert ours.ids(text) == theirs.encoding.encode(text)
    assert set(theirs.non_speech_tokens) <= set(ours.never)
    assert ours.never_first == [*theirs.encoding.encode(" "), END]
