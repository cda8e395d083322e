"""A server that repeats the key it was given doesn't bring it into the record."""

import pytest

from tutor_app.engine.explain.server.failure import of_error
from tutor_app.engine.explain.server.key_text import redact
from tutor_app.settings.server import ServerAddress

KEY = "sk-proj-A1b2/C3d4+E5f6=G7h8"


@pytest.mark.parametrize(
    "said",
    [
        f"Incorrect API key provided: {KEY}. You can find yours at …",
        f'{{"error": "Authorization: Bearer {KEY}"}}',
        "bad key sk-proj-A1b2%2FC3d4%2BE5f6%3DG7h8 in query",
        r"bad key sk-proj-A1b2\/C3d4+E5f6=G7h8",
        f"key={KEY[:12]}******",
        f"('{KEY}',)",
    ],
)
def test_a_key_is_redacted_in_whatever_way_it_is_told(said):
    told = redact(said, KEY)
    assert not any(KEY[n : n + 8] in told for n in range(len(KEY) - 7))
    assert "A1b2" not in told
    address = ServerAddress.parse("localhost:1234")
    assert "A1b2" not in str(of_error(said, address).without(KEY))


@pytest.mark.parametrize(
    ("text", "key"), [("the model llama3 was not found", KEY), ("anything", ""), ("a key", "k1")]
)
def test_other_words_stay(text, key):
    assert redact(text, key) == text
