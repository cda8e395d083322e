"""Screenshots as learners make them: a part of a figure, another size, blurred, noisy, in night colours."""

from dataclasses import dataclass, replace
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from tutor_app.core.arrays import Pixels

LEAST_PX = 48  # on the shorter side after all: nobody frames less
PAPER = (255, 255, 255)


@dataclass(frozen=True)
class Damage:
    """What happens to a picture on its way through a screenshot. The defaults change nothing."""

    crop: tuple[float, float, float, float] = (
        0.0,
        0.0,
        1.0,
        1.0,
    )  # left, top, right, bottom; shares of the sides
    scale: float = 1.0
    blur_px: float = 0.0
    brightness: float = 1.0
    contrast: float = 1.0
    rotation_deg: float = 0.0
    inverted: bool = False
    noise: float = 0.0  # standard deviation, of 255
    jpeg_quality: int = 95
    frame: bool = False  # the bar of a window above, a pointer on top
    lean: float = 0.0  # of a page photographed from the side: how much shorter its far edge is

    def __post_init__(self) -> None:
        left, top, right, bottom = self.crop
        if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            raise ValueError(f"no part of a picture: {self.crop}")


def usual(random: np.random.Generator) -> Damage:
    """A screenshot as it is measured: drawn over the ranges that the benchmark states."""
    wide, high = random.uniform(0.55, 0.9, 2)
    left, top = random.uniform(0, 1 - wide), random.uniform(0, 1 - high)
    return Damage(
        crop=(left, top, left + wide, top + high),
        scale=float(random.uniform(0.4, 1.2)),
        blur_px=float(random.uniform(0, 1.5)),
        brightness=float(random.uniform(0.7, 1.2)),
        contrast=float(random.uniform(0.7, 1.2)),
        rotation_deg=float(random.uniform(-8, 8)) if random.random() < 0.3 else 0.0,
        inverted=bool(random.random() < 0.15),
        noise=float(random.uniform(0, 12)),
        jpeg_quality=int(random.integers(25, 81)),
    )


def wild(random: np.random.Generator) -> Damage:
    """What a model is trained on: sometimes whole, photographed from the side, or with a pointer on it."""
    damage = usual(random)
    return replace(
        damage,
        crop=damage.crop if random.random() < 0.85 else (0.0, 0.0, 1.0, 1.0),
        inverted=damage.inverted or bool(random.random() < 0.1),
        frame=bool(random.random() < 0.15),
        lean=float(random.uniform(0.05, 0.25)) if random.random() < 0.15 else 0.0,
    )


def damaged(picture: Pixels, damage: Damage, random: np.random.Generator) -> Pixels:
    """The picture after all of it; `random` draws the noise.

    Raises:
        ValueError: not (height, width, 3) or without pixels.
    """
    if picture.ndim != 3 or picture.shape[2] != 3 or not picture.size:
        raise ValueError(f"not a picture: shape {picture.shape}")
    image = _cropped(Image.fromarray(picture), damage)
    if damage.inverted:
        image = ImageOps.invert(image)
    if damage.rotation_deg:
        paper = (0, 0, 0) if damage.inverted else PAPER
        image = image.rotate(damage.rotation_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=paper)
    if damage.lean:
        image = _leaning(image, damage.lean)
    image = _scaled(image, damage.scale)
    if damage.blur_px:
        image = image.filter(ImageFilter.GaussianBlur(damage.blur_px))
    image = ImageEnhance.Brightness(image).enhance(damage.brightness)
    image = ImageEnhance.Contrast(image).enhance(damage.contrast)
    if damage.frame:
        image = _framed(image, random)
    return _compressed(_noisy(image, damage.noise, random), damage.jpeg_quality)


def _cropped(image: Image.Image, damage: Damage) -> Image.Image:
    left, top, right, bottom = damage.crop
    wide, high = image.size
    x0, y0 = int(left * wide), int(top * high)
    return image.crop((x0, y0, max(x0 + 1, round(right * wide)), max(y0 + 1, round(bottom * high))))


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    wide, high = image.size
    scale = max(scale, LEAST_PX / min(wide, high)) if min(wide, high) > LEAST_PX else max(scale, 1.0)
    return image.resize((max(1, round(wide * scale)), max(1, round(high * scale))), Image.Resampling.BILINEAR)


def _leaning(image: Image.Image, lean: float) -> Image.Image:
    """Its right edge farther away: the picture becomes a trapezium on paper."""
    wide, high = image.size
    drop = lean * high / 2
    source = [(0, 0), (0, high), (wide, high), (wide, 0)]
    target = [(0, 0), (0, high), (wide * (1 - lean / 2), high - drop), (wide * (1 - lean / 2), drop)]
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    numbers = np.linalg.solve(np.array(rows, float), np.array(source, float).reshape(-1))
    return image.transform(
        image.size, Image.Transform.PERSPECTIVE, list(numbers), Image.Resampling.BILINEAR, fillcolor=PAPER
    )


def _framed(image: Image.Image, random: np.random.Generator) -> Image.Image:
    wide, high = image.size
    bar = max(6, high // 14)
    framed = Image.new("RGB", (wide, high + bar), (222, 222, 226))
    framed.paste(image, (0, bar))
    draw = ImageDraw.Draw(framed)
    for place in range(3):
        draw.ellipse(
            (wide - (place + 1) * bar, 2, wide - (place + 1) * bar + bar - 5, bar - 3), fill=(140, 140, 148)
        )
    x, y = random.uniform(0.1, 0.8) * wide, bar + random.uniform(0.1, 0.8) * high
    size = max(8, high // 16)
    pointer = [(x, y), (x, y + size), (x + 0.28 * size, y + 0.72 * size), (x + 0.7 * size, y + 0.7 * size)]
    draw.polygon(pointer, fill=(20, 20, 20), outline=(255, 255, 255))
    return framed


def _noisy(image: Image.Image, noise: float, random: np.random.Generator) -> Image.Image:
    if not noise:
        return image
    pixels = np.asarray(image, dtype=np.float32)
    pixels = pixels + random.normal(0, noise, pixels.shape).astype(np.float32)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _compressed(image: Image.Image, quality: int) -> Pixels:
    data = BytesIO()
    image.save(data, "JPEG", quality=quality)
    pixels: Pixels = np.array(Image.open(data).convert("RGB"))
    return pixels
