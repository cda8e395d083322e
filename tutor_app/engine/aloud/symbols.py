"""The phonemes that Kokoro knows, and their numbers.

Source: config.json of huggingface.co/hexgrad/Kokoro-82M (Apache-2.0).
"""

_FROM = {
    1: ";:,.!?", 9: '—…"()“” ̃ʣʥʦʨᵝꭧAI', 31: "O", 33: "Q", 35: "ST", 39: "W", 41: "Yᵊabcdef",
    50: "hijklmnopqrstuvwxyz", 69: "ɑɐɒæ", 75: "βɔɕç", 80: "ɖðʤə", 85: "ɚɛɜ", 90: "ɟ", 92: "ɡ", 99: "ɥ",
    101: "ɨɪʝ", 110: "ɯɰŋɳɲɴ", 116: "ø", 118: "ɸθœ", 123: "ɹ", 125: "ɾɻ", 128: "ʁɽʂʃʈʧ", 135: "ʊʋ",
    138: "ʌɣɤ", 142: "χʎ", 147: "ʒʔ", 156: "ˈˌː", 162: "ʰ", 164: "ʲ", 169: "↓", 171: "→↗↘", 177: "ᵻ",
}  # fmt: skip
_NUMBERS = {symbol: first + place for first, symbols in _FROM.items() for place, symbol in enumerate(symbols)}
EDGE = 0  # before and after


def numbered(phonemes: str) -> list[int]:
    """Their numbers; what Kokoro doesn't know is left out."""
    return [_NUMBERS[symbol] for symbol in phonemes if symbol in _NUMBERS]
