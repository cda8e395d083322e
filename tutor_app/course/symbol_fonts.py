"""What the letters of symbol fonts mean where a file names no Unicode for them: TeX's, Adobe's, Microsoft's.

pdfium gives the bare code of a glyph whose name it doesn't know. The tables hold those codes; glyphs that it
knows by their names are right already.

Source: the built-in encodings of cmex10, cmsy10, cmmi10, msam10 and msbm10 (AMS fonts 3.04) and of Adobe's
Symbol font (PDF 32000-1, annex D.5).
"""

import re


def _table(entries: str) -> dict[int, str]:
    """Two digits of a code and its character, each."""
    return {int(entry[:2], 16): entry[2:] for entry in entries.split()}


# CMEX: brackets of four sizes, then large operators
_EXTENSION = _table(
    "00( 01) 02[ 03] 04⌊ 05⌋ 06⌈ 07⌉ 08{ 09} 0A⟨ 0B⟩ 0C| 0D‖ 0E/ 0F\\ 10( 11) 12( 13) 14[ 15] 16⌊ 17⌋ "
    "18⌈ 19⌉ 1A{ 1B} 1C⟨ 1D⟩ 1E/ 1F\\ 20( 21) 22[ 23] 24⌊ 25⌋ 26⌈ 27⌉ 28{ 29} 2A⟨ 2B⟩ 2C/ 2D\\ 2E/ 2F\\ "
    "30( 31) 32[ 33] 34[ 35] 36[ 37] 38{ 39} 3A{ 3B} 3C{ 3D} 3E{ 3F| 40( 41) 42( 43) 44⟨ 45⟩ 46⊔ 47⊔ "
    "48∮ 49∮ 4A⊙ 4B⊙ 4C⊕ 4D⊕ 4E⊗ 4F⊗ 50∑ 51∏ 52∫ 53⋃ 54⋂ 55⊎ 56⋀ 57⋁ 58∑ 59∏ 5A∫ 5B⋃ 5C⋂ 5D⊎ 5E⋀ 5F⋁ "
    "60∐ 61∐ 62^ 63^ 64^ 65~ 66~ 67~ 68[ 69] 6A⌊ 6B⌋ 6C⌈ 6D⌉ 6E{ 6F} 70√ 71√ 72√ 73√ 74√ 75√ 76√"
)
# CMSY
_SYMBOLS = _table(
    "00− 01· 02× 04÷ 06± 07∓ 08⊕ 0A⊗ 0E◦ 0F• 10≍ 11≡ 14≤ 15≥ 16⪯ 17⪰ 18∼ 19≈ 1A⊂ 1B⊃ 1C≪ 1D≫ 1E≺ 1F≻ "
    "21→ 22↑ 23↓ 24↔ 25↗ 26↘ 27≃ 28⇐ 29⇒ 2A⇑ 2B⇓ 2C⇔ 2D↖ 2E↙ 2F∝ 30′ 31∞ 32∈ 33∋ 34△ 35▽ 36̸ 37↦ 38∀ "
    "39∃ 3A¬ 3B∅ 3Cℜ 3Dℑ 3E⊤ 3F⊥ 40ℵ 60⊢ 61⊣ 62⌊ 63⌋ 64⌈ 65⌉ 66{ 67} 68⟨ 69⟩ 6A| 6B‖ 6C↕ 6D⇕ 6F≀ 70√ "
    "71∐ 72∇ 73∫ 74⊔ 75⊓ 76⊑ 77⊒ 78§"
)
# CMMI
_ITALIC = _table(
    "00Γ 01Δ 02Θ 03Λ 04Ξ 05Π 06Σ 07Υ 08Φ 09Ψ 0AΩ 0Bα 0Cβ 0Dγ 0Eδ 0Fϵ 10ζ 11η 12θ 13ι 14κ 15λ 16μ 17ν "
    "18ξ 19π 1Aρ 1Bσ 1Cτ 1Dυ 1Eϕ 1Fχ 20ψ 21ω 22ε 23ϑ 24ϖ 25ϱ 26ς 27φ 28↼ 29↽ 2A⇀ 2B⇁ 3F⋆ 40∂ 5B♭ 5C♮ "
    "5D♯ 60ℓ 7Bı 7Cȷ 7D℘ 7E⃗"
)
_AMS_A = _table(
    "00⊡ 01⊞ 02⊠ 03□ 04■ 05· 06◊ 07⧫ 08↻ 09↺ 0A⇌ 0B⇋ 0C⊟ 0D⊩ 0E⊪ 0F⊨ 10↠ 11↞ 12⇇ 13⇉ 14⇈ 15⇊ 16↾ 17⇂ "
    "18↿ 19⇃ 1A↣ 1B↢ 1C⇆ 1D⇄ 1E↰ 1F↱ 20⇝ 21↭ 22↫ 23↬ 24≗ 25≿ 26≳ 27⪆ 28⊸ 29∴ 2A∵ 2B≑ 2C≜ 2D≾ 2E≲ 2F⪅ "
    "30⪕ 31⪖ 32⋞ 33⋟ 34≼ 35≦ 36⩽ 37≶ 38‵ 39- 3A≓ 3B≒ 3C≽ 3D≧ 3E⩾ 3F≷ 40⊏ 41⊐ 42⊳ 43⊲ 44⊵ 45⊴ 46★ 47≬ "
    "48▼ 49▶ 4A◀ 4B→ 4C← 4D△ 4E▲ 4F▽ 50≖ 51⋚ 52⋛ 53⪋ 54⪌ 55¥ 56⇛ 57⇚ 58✓ 59⊻ 5A⊼ 5B⩞ 5C∠ 5D∡ 5E∢ 5F∝ "
    "60⌣ 61⌢ 62⋐ 63⋑ 64⋓ 65⋒ 66⋏ 67⋎ 68⋋ 69⋌ 6A⫅ 6B⫆ 6C≏ 6D≎ 6E⋘ 6F⋙ 70⌜ 71⌝ 72® 73Ⓢ 74⋔ 75∔ 76∽ 77⋍ "
    "78⌞ 79⌟ 7A✠ 7B∁ 7C⊺ 7D⊚ 7E⊛ 7F⊝"
)
_AMS_B = _table(
    "02≰ 03≱ 04≮ 05≯ 06⊀ 07⊁ 08≨ 09≩ 0A≰ 0B≱ 0C⪇ 0D⪈ 1C≁ 1D≇ 28⊊ 29⊋ 2A⊈ 2B⊉ 2C∦ 2D∤ 30⊬ 32⊭ 38↚ 39↛ "
    "3A⇍ 3B⇏ 3F∅ 40∄ 43ℂ 48ℍ 4Eℕ 50ℙ 51ℚ 52ℝ 5Aℤ 66℧ 68≂ 69ℶ 6C⋖ 6D⋗ 6E⋉ 6F⋊ 72∖ 73∼ 74≈ 75≊ 7Dℏ 7Eℏ "
    "7F϶"
)
_ADOBE = dict(
    zip(
        range(0x21, 0x7F),
        "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(
    zip(
        range(0xA1, 0xFF),
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
_TABLES = (
    (re.compile(r"(?:CM|LM)EX|(?:CM|LM)MathExtension", re.IGNORECASE), _EXTENSION),
    (re.compile(r"(?:CM|LM)B?SY|(?:CM|LM)MathSymbols", re.IGNORECASE), _SYMBOLS),
    (re.compile(r"CMMIB?\d|LMMathItalic", re.IGNORECASE), _ITALIC),
    (re.compile(r"MSAM\d", re.IGNORECASE), _AMS_A),
    (re.compile(r"MSBM\d", re.IGNORECASE), _AMS_B),
)
_PRIVATE = range(0xF000, 0xF100)  # where Microsoft's programs put the codes of symbol fonts
_SPACE = 0x20
_PICTURES = re.compile(r"Wingdings|Webdings|Dingbats", re.IGNORECASE)
_MATHS = re.compile(
    r"(?:CM|LM)(?:EX|B?SY|MI)|(?:LM)?Math|MSAM|MSBM|EUFM|RSFS|EUSM|MTMI|MTSY|MTEX|Symbol|txsy|pxsy|txmi|pxmi",
    re.IGNORECASE,
)


def is_maths_font(font: str) -> bool:
    """Tell whether a font is one that formulas are set in."""
    return bool(_MATHS.search(font))


def to_symbol(font: str, code: int) -> str:
    """Return the character that a code means in a symbol font; empty if the code says it itself."""
    if code in _PRIVATE:
        if _PICTURES.search(font):
            return "•"
        return _ADOBE.get(code - _PRIVATE.start, "•")
    if code > 0xFF or not font or (code == _SPACE and "EX" not in font):
        return ""
    return next((table.get(code, "") for name, table in _TABLES if name.search(font)), "")
