"""PDF files that are broken, endless, huge or false."""

import random
import zlib
from collections.abc import Callable, Sequence

from tests.course.paper import Paper, drawing, words

Make = Callable[[random.Random], bytes]
TOLD = "Ice floats on water because it is less dense than water is."
PAGE = words(TOLD, 40, 400)


def write_pdf(objects: Sequence[str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """Number the objects from 1 and write them with a table of their places."""
    content, places = b"%PDF-1.7\n", []
    for number, told in enumerate(objects, start=1):
        places.append(len(content))
        body = told if isinstance(told, bytes) else told.encode("latin-1", "replace")
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<<{trailer}/Size {size}>>\n"
    end += f"startxref\n{len(content)}"
    return content + f"{end}\n%%EOF\n".encode()


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(content), content)


def one_page(content: bytes, *more: str | bytes, resources: str = "", page: str = "") -> bytes:
    """A file of one page; `more` are objects from 6 on."""
    return write_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5"
            f" 0 R>>{resources}>>{page}>>",
            content,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def recursive_forms(rng: random.Random) -> bytes:
    depth, width = rng.randint(6, 10), rng.randint(8, 14)
    forms = [
        stream(
            b"/X Do " * width,
            f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {7 + n} 0 R>>>>",
        )
        for n in range(depth)
    ]
    last = stream(b"0 0 9 9 re f", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return one_page(stream(PAGE.encode() + b" /X Do"), *forms, last, resources="/XObject<</X 6 0 R>>")


def form_in_itself(rng: random.Random) -> bytes:
    form = stream(
        b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    )
    return one_page(stream(PAGE.encode() + b" /X Do"), form, resources="/XObject<</X 6 0 R>>")


def flate_bomb(rng: random.Random) -> bytes:
    content = zlib.compress(b" " * rng.randint(60, 150) * 1_000_000, 9)
    return one_page(stream(content, "/Filter/FlateDecode"))


def bomb_of_bombs(rng: random.Random) -> bytes:
    content = zlib.compress(zlib.compress(b"q " * 40_000_000, 9), 9)
    return one_page(stream(content, "/Filter[/FlateDecode/FlateDecode]"))


def huge_image(rng: random.Random) -> bytes:
    side = rng.choice([20_000, 40_000, 65_000])
    pixels = zlib.compress(bytes(side * 100), 9)
    image = stream(
        pixels,
        f"/Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace"
        f"/DeviceRGB/Filter/FlateDecode",
    )
    return one_page(stream(b"400 0 0 600 0 0 cm /X Do"), image, resources="/XObject<</X 6 0 R>>")


def many_images(rng: random.Random) -> bytes:
    image = stream(
        bytes(48), "/Type/XObject/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceRGB"
    )
    draw = b"".join(
        b"q 90 0 0 90 %d %d cm /X Do Q " % (n % 300, n % 500) for n in range(rng.randint(2000, 9000))
    )
    return one_page(stream(PAGE.encode() + b" " + draw), image, resources="/XObject<</X 6 0 R>>")


def huge_paper(rng: random.Random) -> bytes:
    side = 10 ** rng.randint(5, 9)
    return Paper(width=side, height=side).page(PAGE, drawing(0, 0, side * 0.9, side * 0.9)).content()


def strange_box(rng: random.Random) -> bytes:
    box = rng.choice(
        ["[0 0 0 0]", "[400 600 0 0]", "[0 0 1e38 -1e38]", "[nan 0 1 1]", "[]", "null", "[0 0 400]"]
    )
    return (
        Paper()
        .page(PAGE, entries=f"/MediaBox {box} /CropBox {box} /Rotate {rng.choice([0, 45, 90, 999999])}")
        .content()
    )


def deep_state(rng: random.Random) -> bytes:
    return (
        Paper()
        .page(rng.choice(["q ", "BT ", "[ ", "<< ", "( "]) * rng.randint(100_000, 400_000), PAGE)
        .content()
    )


def endless_strokes(rng: random.Random) -> bytes:
    count = rng.randint(20_000, 60_000)
    return (
        Paper()
        .page(PAGE, "\n".join(drawing(n * 7 % 380, n * 13 % 560, 9, 9) for n in range(count)))
        .content()
    )


def endless_words(rng: random.Random) -> bytes:
    text = rng.choice(["again and again", "(((((", "1. a", "x = 1", "_" * 40])
    return (
        Paper()
        .page("\n".join(words(text, n % 300, n % 590) for n in range(rng.randint(8000, 20_000))))
        .content()
    )


def truncated(rng: random.Random) -> bytes:
    whole = Paper().page(PAGE).page(PAGE).page(PAGE).content()
    return whole[: rng.randint(20, len(whole) - 1)]


def flipped(rng: random.Random) -> bytes:
    whole = bytearray(Paper(outline=[("Ice", 0), ("Water", 1)]).page(PAGE).page(PAGE).page(PAGE).content())
    for _ in range(rng.randint(1, 60)):
        whole[rng.randrange(len(whole))] = rng.randrange(256)
    return bytes(whole)


def noise(rng: random.Random) -> bytes:
    return rng.choice([b"", b"%PDF-1.7\n", b"PK\x03\x04"]) + rng.randbytes(rng.randint(0, 100_000))


def tree_in_itself(rng: random.Random) -> bytes:
    count = rng.choice([1, 3, 10**9, -1])
    return write_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count {count}>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )


def deep_tree(rng: random.Random) -> bytes:
    depth = rng.randint(2000, 20_000)
    nodes = [f"<</Type/Pages/Kids[{n + 3} 0 R]/Count 1>>" for n in range(depth)]
    return write_pdf(["<</Type/Catalog/Pages 2 0 R>>", *nodes, "<</Type/Page/MediaBox[0 0 9 9]>>"])


def false_count(rng: random.Random) -> bytes:
    return (
        Paper()
        .page(PAGE)
        .page(PAGE)
        .content()
        .replace(b"/Count 2", b"/Count %d" % rng.choice([0, 9, 19_999, 2**31]))
    )


def outline_in_itself(rng: random.Random) -> bytes:
    catalog = "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"
    made = one_page(stream(PAGE.encode()), "<</First 7 0 R/Last 7 0 R/Count 1>>",
                    "<</Title(Ice)/Parent 6 0 R/Next 7 0 R/First 6 0 R/Dest[3 0 R/Fit]>>")  # fmt: skip
    return made.replace(b"<</Type/Catalog/Pages 2 0 R>>", catalog.encode())


def long_outline(rng: random.Random) -> bytes:
    return Paper(outline=[(f"Title {n} " * 9, n % 2) for n in range(2000)]).page(PAGE).page(PAGE).content()


def hostile_title(rng: random.Random) -> bytes:
    title = rng.choice(
        [
            "\\000\\001\\033]0;x\\007",
            "x" * 1_000_000,
            "../../../etc/passwd",
            "\\r\\n" * 900,
            "\\376\\377\\330\\000",
        ]
    )
    paper = Paper(trailer="/Info 8 0 R")
    paper.number(f"<</Title({title})>>")
    return paper.page(PAGE).content()


def false_fonts(rng: random.Random) -> bytes:
    codes = "".join(
        f"<{n:02X}> <{rng.choice(['D800', 'DFFF', '0000', 'FFFF', 'F8FF', '110000AA', '202E'])}> "
        for n in range(32, 126)
    )
    cmap = f"1 begincodespacerange <00> <FF> endcodespacerange 94 beginbfchar {codes}endbfchar endcmap"
    font = f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode {rng.choice([7, 8, 3])} 0 R>>"
    made = one_page(stream((PAGE * 4).encode()), "null", stream(cmap.encode()), stream(cmap.encode() * 2000))
    return made.replace(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font.encode())


def locked(rng: random.Random) -> bytes:
    lock = (
        f"/Encrypt<</Filter/Standard/V {rng.randint(0, 9)}/R 3/O({'x' * 32})/U({'y' * 32})/P -4>>/ID[(a)(a)]"
    )
    return Paper(trailer=lock).page(PAGE).content()


def false_forms(rng: random.Random) -> bytes:
    value = "9" * rng.choice([10, 100_000])
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V({value})/Rect[0 0 {rng.choice([9, 1e9])} 9]"
    "/Parent 6 0 R/Kids[6 0 R]>>"
    made = one_page(stream(PAGE.encode()), field, page="/Annots[6 0 R 6 0 R 3 0 R null]")
    return made.replace(
        b"/Pages 2 0 R",
        b"/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>/OpenAction<</S/JavaScript/JS(app.alert)>>",
        1,
    )


def false_length(rng: random.Random) -> bytes:
    return one_page(
        stream(PAGE.encode()).replace(b"/Length ", b"/Length -" if rng.random() < 0.5 else b"/Length 9999999")
    )


def many_pages(rng: random.Random) -> bytes:
    paper = Paper()
    for number in range(rng.choice([300, 700])):
        paper.page(words(f"{TOLD} Page {number}.", 40, 400))
    return paper.content()


MAKERS: tuple[Make, ...] = (
    recursive_forms, form_in_itself, flate_bomb, bomb_of_bombs, huge_image, many_images, huge_paper,
    strange_box,
    deep_state, endless_strokes, endless_words, truncated, flipped, noise, tree_in_itself,
    deep_tree, false_count,
    outline_in_itself, long_outline, hostile_title, false_fonts, locked, false_forms, false_length,
    many_pages, flipped,
    flipped, truncated,
)  # fmt: skip
