"""Decode what a stranger calls a picture: named formats only, bounded, upright, on a ground that shows it."""

import warnings
from typing import IO

import numpy as np
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

# Those that Pillow decodes by itself; EPS, say, would start another program, Ghostscript. JPEG brings MPO.
FORMATS = tuple(
    plugin.format
    for plugin in (
        PngImagePlugin.PngImageFile,
        JpegImagePlugin.JpegImageFile,
        GifImagePlugin.GifImageFile,
        WebPImagePlugin.WebPImageFile,
        BmpImagePlugin.BmpImageFile,
        TiffImagePlugin.TiffImageFile,
        PpmImagePlugin.PpmImageFile,
    )
)
MAX_PIXELS = 40_000_000  # five 4K screens; four bytes each while it is decoded
OPAQUE = 250  # alpha from which a pixel hides its ground
VISIBLE = 64  # alpha from which a pixel counts as ink
LIGHT_INK = 150  # luminance, 0 to 255: where the darkest tenth of the ink is lighter, its ground was dark
DARK_GROUND = (24, 24, 24)
WHITE_GROUND = (255, 255, 255)


class PictureTooLarge(ValueError):
    """It has more than `MAX_PIXELS`."""


def decode_picture(
    content: IO[bytes], max_pixels: int = MAX_PIXELS, kept_pixels: int = MAX_PIXELS
) -> Image.Image:
    """Return the first frame as RGB, upright as its EXIF orientation says, transparency laid on a fit ground.

    One of more than `kept_pixels` is made smaller, a JPEG while it is decoded: a photograph of twelve million
    takes a fifth of the time so.

    Raises:
        PictureTooLarge; OSError, ValueError, SyntaxError: it is no picture of these formats, or broken.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bombs: the size is checked here; odd EXIF tags: they don't matter
        try:
            with Image.open(content, formats=FORMATS) as picture:
                if picture.width * picture.height > max_pixels:
                    raise PictureTooLarge(f"{picture.width} x {picture.height}")
                if picture.format == "JPEG" and picture.width * picture.height > kept_pixels:
                    picture.draft(None, _fit(picture.size, kept_pixels))
                picture.load()
                return _shrink(_on_ground(_upright(picture)), kept_pixels)
        except (Image.DecompressionBombError, MemoryError) as error:
            raise PictureTooLarge(str(error)) from error
        except (EOFError, IndexError, KeyError, OverflowError, TypeError, AttributeError) as error:
            raise ValueError("broken picture") from error  # Pillow's decoders let these through


def is_picture(content: IO[bytes], max_pixels: int = MAX_PIXELS) -> bool:
    """Tell by its header whether it is a picture of these formats and size; the rest may still be broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(content, formats=FORMATS) as picture:
                return 0 < picture.width * picture.height <= max_pixels
        except Exception:  # noqa: BLE001 - Pillow's plugins raise whatever a stranger's header makes them
            return False


def _fit(size: tuple[int, int], pixels: int) -> tuple[int, int]:
    """The size of a picture of so many pixels."""
    scale = min(1.0, (pixels / max(size[0] * size[1], 1)) ** 0.5)
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _shrink(picture: Image.Image, pixels: int) -> Image.Image:
    if picture.width * picture.height <= pixels:
        return picture
    return picture.resize(_fit(picture.size, pixels), Image.Resampling.BOX)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except (ValueError, TypeError, OSError, SyntaxError, ZeroDivisionError):
        return picture.copy()  # its EXIF data are broken, the picture isn't


def _on_ground(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":
        return _from_deep(picture)
    if "A" not in picture.getbands() and "a" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    rgba = picture.convert("RGBA")
    ground = Image.new("RGBA", rgba.size, (*_choose_ground(rgba), 255))
    return Image.alpha_composite(ground, rgba).convert("RGB")


def _from_deep(picture: Image.Image) -> Image.Image:
    """More than eight bits of grey, scaled to eight; Pillow would cut them off."""
    values = np.asarray(picture, dtype=np.float64)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    top = 65535.0 if picture.mode.startswith("I") and values.max(initial=0) > 255 else 255.0
    if picture.mode == "F":
        top = max(float(values.max(initial=0)), 1.0)
    return Image.fromarray((values.clip(0, top) * (255 / top)).astype(np.uint8)).convert("RGB")


def _choose_ground(rgba: Image.Image) -> tuple[int, int, int]:
    """White, as paper; dark where all that is visible is light, as words taken from a dark screen."""
    sample = rgba.copy()
    sample.thumbnail((512, 512), Image.Resampling.NEAREST)
    pixels = np.asarray(sample, dtype=np.float32)
    alpha = pixels[..., 3]
    ink = pixels[alpha >= VISIBLE][:, :3] @ np.array([0.299, 0.587, 0.114], np.float32)
    if not len(ink) or float(np.mean(alpha >= OPAQUE)) > 0.98:
        return WHITE_GROUND
    return DARK_GROUND if float(np.percentile(ink, 10)) > LIGHT_INK else WHITE_GROUND
