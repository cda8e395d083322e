"""Markdown files and folders that are endless, broken, false, or lead elsewhere."""

import io
import os
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

Make = Callable[[random.Random, Path], None]
TOLD = "Ice floats on water because it is less dense than water is.\n\n"


def write(folder: Path, text: str | bytes, name: str = "a.md") -> None:
    folder.joinpath(name).write_bytes(
        text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    )


def one_sign(rng: random.Random, folder: Path) -> None:
    sign = rng.choice(
        [
            "![",
            "[",
            "*",
            "_",
            "`",
            "> ",
            "<",
            "(",
            "$",
            "\\",
            "[[",
            "![[",
            "{",
            "**a",
            "~~",
            "<!--",
            "&",
            "|",
            "a_",
            "](",
        ]
    )
    write(folder, f"# Ice\n\n{TOLD}{sign * rng.choice([3000, 30_000, 100_000])}\n")


def signs_in_lines(rng: random.Random, folder: Path) -> None:
    sign = rng.choice(
        [
            "> ",
            "- ",
            "  - ",
            "1. ",
            "#",
            "```",
            "|",
            "    ",
            "!!! note\n    ",
            "::: note",
            ": ",
            "[^1]: ",
            "[a]: b ",
        ]
    )
    write(folder, f"# Ice\n\n{TOLD}" + "\n".join(sign * rng.randint(1, 60) + "x" for _ in range(20_000)))


def deep_lists(rng: random.Random, folder: Path) -> None:
    mark = rng.choice(["- ", "1. ", "> ", "> - "])
    write(folder, TOLD + "\n".join("  " * n + mark + "x" for n in range(rng.choice([300, 3000]))))


def wide_table(rng: random.Random, folder: Path) -> None:
    columns, rows = rng.choice([(5000, 5), (20, 20_000), (300, 300)])
    row = "|" + " a |" * columns
    write(folder, f"# Ice\n\n{TOLD}{row}\n|{' --- |' * columns}\n" + f"{row}\n" * rows)


def long_line(rng: random.Random, folder: Path) -> None:
    piece = rng.choice(["word ", "冰浮在水上。", "a.b,c;", "\u0301", "\u202e", "\u200b", "x=1 "])
    write(folder, f"# Ice\n\n{piece * (rng.choice([1, 6]) * 1_000_000 // len(piece))}\n")


def front_matter(rng: random.Random, folder: Path) -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    matter = rng.choice(
        [bomb, "title: [", "title: " + "x" * 900_000, "- - - -", "!!python/object/apply:os.system [ls]"]
    )
    write(folder, f"---\n{matter}\n---\n{TOLD}")


def lists_of_files(rng: random.Random, folder: Path) -> None:
    bomb = "a: &a [x.md,x.md]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(24)
    )
    name = rng.choice(["mkdocs.yml", "_toc.yml", "myst.yml", "SUMMARY.md"])
    told = rng.choice(
        [
            f"{bomb}nav: *y\n",
            "nav: [/etc/passwd, ../../a.md, a.md]\n",
            "nav: " + "[" * 5000,
            "](../../../etc/passwd.md)" * 900,
            "\0",
        ]
    )
    write(folder, TOLD)
    write(folder, TOLD, "b.md")
    write(folder, told, name)


def html(rng: random.Random, folder: Path) -> None:
    tag = rng.choice(
        [
            "<div>",
            "<table><tr><td>",
            "<ul><li>",
            "<b>",
            "<details>",
            "<svg>",
            "<p a='",
            "<!DOCTYPE [",
            "<![CDATA[",
            "<style>",
            "</div>",
        ]
    )
    write(
        folder,
        f"# Ice\n\n{TOLD}{tag * rng.choice([500, 20_000])}\n\n{TOLD}<script>alert(1)</script>\n"
        f"<iframe src='/dev/zero'>\n",
    )


def boxes(rng: random.Random, folder: Path) -> None:
    opened = rng.choice(["!!! note\n", "::: note\n", '=== "a"\n', "```{note}\n", ":::{tip}\n"])
    write(folder, TOLD + "".join("    " * n + opened for n in range(rng.choice([60, 600]))) + TOLD)


def definitions(rng: random.Random, folder: Path) -> None:
    shape = rng.choice(
        [
            "[{0}]: a{0}.png\n",
            "[^{0}]: note {0}\n\n",
            "*[a{0}]: b\n",
            "term {0}\n: meaning\n\n",
            "![{0}][{0}]\n\n",
        ]
    )
    write(folder, TOLD + "".join(shape.format(n) for n in range(20_000)))


def many_headings(rng: random.Random, folder: Path) -> None:
    write(
        folder,
        "".join(
            f"{'#' * rng.randint(1, 6)} Title {n}\n\n{'Ice floats. ' * (n % 3)}\n\n" for n in range(20_000)
        ),
    )


def pictures(rng: random.Random, folder: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(whole, "PNG")
    content = whole.getvalue()
    kinds = {
        "truncated": content[: rng.randint(8, len(content) - 1)],
        "flipped": _flip(rng, content),
        "bomb": _png(60_000, 60_000, zlib.compress(bytes(60_000), 9)),
        "false size": _png(rng.choice([0, 2**31 - 1, 3]), rng.choice([1, 2**31 - 1]), b""),
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{ } loop\n",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><!ENTITY a SYSTEM 'file:///etc/passwd'>&a;</svg>",
        "noise": rng.randbytes(5000),
        "empty": b"",
    }
    for number, told in enumerate(kinds.values()):
        write(folder, told, f"{number}.{rng.choice(['png', 'jpg', 'gif', 'webp', 'svg', 'tif'])}")
    names = sorted(path.name for path in folder.iterdir())
    write(folder, TOLD + "".join(f"![Figure {n}: {name}]({name})\n\n" for n, name in enumerate(names)))


def same_picture(rng: random.Random, folder: Path) -> None:
    Image.effect_noise((1500, 1500), 60).save(folder / "a.png")
    write(folder, TOLD + "![Ice](a.png)\n\n" * rng.choice([300, 2000]))


def frames(rng: random.Random, folder: Path) -> None:
    frame = Image.new("P", (300, 300))
    frame.save(folder / "a.gif", save_all=True, append_images=[frame.copy() for _ in range(300)])
    Image.new("L", (2, 200_000)).save(folder / "b.png")
    write(folder, TOLD + "![Frames](a.gif)\n\n![A long one](b.png)\n")


def leads_elsewhere(rng: random.Random, folder: Path) -> None:
    write(
        folder, TOLD + "![a](b.png) ![c](../../../../etc/passwd) ![d](/dev/zero) ![e](file:///etc/passwd)\n"
    )
    for name, target in (("b.png", "/dev/zero"), ("c.md", "/etc/passwd"), ("d.md", "d.md"), ("e", "..")):
        folder.joinpath(name).symlink_to(target)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "f.md")
        os.mkfifo(folder / "mkdocs.yml")


def encodings(rng: random.Random, folder: Path) -> None:
    text = f"# 冰\n\n{'冰浮在水上，因为它的密度比水小。' * 9}\n"
    encoding = rng.choice(
        ["utf-16", "utf-16-le", "gb18030", "big5", "shift_jis", "utf-32", "utf-7", "latin-1", "cp437"]
    )
    write(folder, text.encode(encoding, "replace"), "a.md")
    write(folder, rng.randbytes(9000), "b.md")
    write(folder, "\ufeff\ufeff\0\0 \ud800 \udfff " + text, "c.md")


def names(rng: random.Random, folder: Path) -> None:
    for name in (
        b"\xff\xfe.md",
        b"a\nb.md",
        b"-rf.md",
        b"x" * 240 + b".md",
        "\u202egnp.md".encode(),
        b"con.md",
        b"a\x1b[2J.md",
        b"%00.md",
        "冰.md".encode(),
    ):
        folder.joinpath(os.fsdecode(name)).write_bytes(TOLD.encode())


def many_files(rng: random.Random, folder: Path) -> None:
    for number in range(1500):
        write(folder, f"# Title {number}\n\n{TOLD}", f"{number}.md")


def deep_folders(rng: random.Random, folder: Path) -> None:
    place = folder
    for number in range(60):
        place = place / f"d{number}"
    place.mkdir(parents=True)
    write(place, TOLD)
    write(folder, TOLD)


def half_good(rng: random.Random, folder: Path) -> None:
    write(folder, TOLD, "a.md")
    write(folder, rng.randbytes(30_000), "b.md")
    write(folder, "", "c.md")
    write(folder, "x" * 20_000_001, "d.md")


def open_fence(rng: random.Random, folder: Path) -> None:
    write(
        folder,
        TOLD + rng.choice(["```", "~~~", "$$", "<pre>", "\\begin{align}"]) + "\n" + "x y z\n" * 100_000,
    )


def nothing(rng: random.Random, folder: Path) -> None:
    write(folder, rng.choice([b"", b"\n" * 90_000, b" " * 90_000, b"\0" * 90_000, "\u200b\u200b".encode()]))


def _flip(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, 30)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, told: bytes) -> bytes:
        return struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


MAKERS: tuple[Make, ...] = (
    one_sign, signs_in_lines, deep_lists, wide_table, long_line, front_matter, lists_of_files, html,
    boxes, definitions,
    many_headings, pictures, same_picture, frames, leads_elsewhere, encodings, names, many_files,
    deep_folders, half_good,
    open_fence, nothing, one_sign, one_sign, signs_in_lines, html, pictures, encodings,
)  # fmt: skip
