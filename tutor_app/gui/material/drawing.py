"""Drawing pages in a process of its own: a heavy page never holds the window, a broken one never ends it."""

import ctypes
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import shared_memory
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from tutor_app.core.material import Box
from tutor_app.core.paper import Paper

MAX_PIXELS = 8_000_000  # of one picture; a bigger page is drawn coarser
SLOTS = 2  # pictures on their way: one is drawn while the other is taken
SLOT_BYTES = 4 * MAX_PIXELS + 4 * 65536
LOOK_S = 0.004  # while drawing, before asking whether it is still wanted
OPEN_PAGES = 4
PAGES_A_TIME = 48  # pdfium keeps what it has read of a document: then it is opened anew
LARGEST_FIGURE = 0.7  # of the page: more of it is a scan, and is the page itself
Pixels: TypeAlias = "ctypes.Array[ctypes.c_ubyte]"  # four of them each: blue, green, red, unused
FLAGS = pdfium.FPDF_ANNOT


@dataclass(frozen=True)
class Job:
    """A page to be drawn."""

    book: int  # counted by who opens them
    page: int
    scale: float  # pixels for a point
    paper: Paper = "print"
    figures: tuple[Box, ...] = ()  # what is not turned over at night


@dataclass(frozen=True)
class Open:
    """Draw another book from now on."""

    book: int
    path: Path


@dataclass(frozen=True)
class Want:
    """What is to be drawn, most urgent first, in place of what was wanted before."""

    jobs: tuple[Job, ...]


@dataclass(frozen=True)
class Taken:
    """The picture in a slot has been taken out."""

    slot: int


@dataclass(frozen=True)
class Drawn:
    """A picture lies in a slot; without size: the page can't be drawn."""

    job: Job
    slot: int
    width_px: int
    height_px: int


def serve(pipe: Connection, memory: str) -> None:
    """Draw what is wanted until the pipe ends."""
    shared = shared_memory.SharedMemory(memory)
    try:
        with suppress(EOFError, OSError):
            Table(pipe, shared).work()
    finally:
        shared.close()


class Table:
    """Where the pages are drawn."""

    def __init__(self, pipe: Connection, shared: shared_memory.SharedMemory) -> None:
        self._pipe, self._shared = pipe, shared
        self._jobs: list[Job] = []
        self._full: dict[int, Job] = {}  # by slot: drawn and not taken yet
        self._sheets: Sheets | None = None

    def work(self) -> None:
        while True:
            job = next(iter(self._jobs), None)
            slot = next((slot for slot in range(SLOTS) if slot not in self._full), None)
            if job is None or slot is None:
                self._hear(self._pipe.recv())
            elif self._is_wanted(job):
                self._draw(job, slot)

    def _is_wanted(self, job: Job) -> bool:
        """Whether a job still is, after all that was said since."""
        while self._pipe.poll():
            self._hear(self._pipe.recv())
        return job in self._jobs

    def _hear(self, message: object) -> None:
        match message:
            case Open(book, path):
                self._jobs, self._sheets = [], Sheets(book, path)
            case Want(jobs):
                self._jobs = [job for job in jobs if job not in self._full.values()]
            case Taken(slot):
                self._full.pop(slot, None)

    def _draw(self, job: Job, slot: int) -> None:
        width_px = height_px = 0
        memory = self._shared.buf
        if self._sheets and self._sheets.book == job.book and memory is not None:
            start = slot * SLOT_BYTES
            with memory[start : start + SLOT_BYTES] as room:
                size = drawn(self._sheets, job, room, lambda: self._is_wanted(job))
            if size is None:
                return
            width_px, height_px = size
        self._jobs.remove(job)
        self._full[slot] = job
        self._pipe.send(Drawn(job, slot, width_px, height_px))


class Sheets:
    """A book's latest pages, kept open; what pdfium gathers of a document is let go now and then."""

    def __init__(self, book: int, path: Path) -> None:
        self.book, self._path = book, path
        self._document: pypdfium2.PdfDocument | None = None
        self._open: OrderedDict[int, pypdfium2.PdfPage] = OrderedDict()
        self._read = 0

    def page(self, number: int) -> pypdfium2.PdfPage:
        """Raises: pypdfium2.PdfiumError: it can't be read."""
        if number not in self._open:
            if self._read == PAGES_A_TIME:
                self.close()
            if self._document is None:
                self._document = pypdfium2.PdfDocument(self._path)
            if len(self._open) == OPEN_PAGES:
                self._open.popitem(last=False)[1].close()
            self._open[number] = self._document[number]
            self._read += 1
        self._open.move_to_end(number)
        return self._open[number]

    def close(self) -> None:
        """Let go of everything; the next page opens the book anew."""
        for sheet in self._open.values():
            sheet.close()
        self._open.clear()
        if self._document is not None:
            self._document.close()
        self._document, self._read = None, 0


def drawn(
    sheets: Sheets, job: Job, room: memoryview, is_wanted: Callable[[], bool]
) -> tuple[int, int] | None:
    """Draw a job into `room`: width and height in pixels, 0 if it can't be drawn; None: wanted no more."""
    try:
        sheet = sheets.page(job.page)
    except pypdfium2.PdfiumError:
        return 0, 0
    width, height = sheet.get_size()
    scale = bounded_scale(width, height, job.scale)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    pixels = (ctypes.c_ubyte * (4 * size[0] * size[1])).from_buffer(room)
    ctypes.memset(pixels, 255, len(pixels))
    if not _render(sheet, pixels, size, is_wanted):
        return None
    if job.paper != "print":
        _lay_on(job, sheet, pixels, size, scale)
    return size


def _lay_on(job: Job, sheet: pypdfium2.PdfPage, pixels: Pixels, size: tuple[int, int], scale: float) -> None:
    import numpy as np  # late: it would double the time until a first page is drawn

    from tutor_app.gui.material.recolouring import lay_on

    picture = np.frombuffer(memoryview(pixels), dtype=np.uint8).reshape(size[1], size[0], 4)
    figures = (*job.figures, *_pictures(sheet)) if job.paper == "night" else ()
    lay_on(job.paper, picture, figures, scale)


def bounded_scale(width: float, height: float, scale: float) -> float:
    """`scale`, or the largest that keeps a picture of this size in points within MAX_PIXELS."""
    return min(scale, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))


def _render(
    sheet: pypdfium2.PdfPage, pixels: Pixels, size: tuple[int, int], is_wanted: Callable[[], bool]
) -> bool:
    """Draw in steps; False if it was given up."""
    until = time.perf_counter() + LOOK_S
    pause = pdfium.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: time.perf_counter() > until)
    bitmap = pdfium.FPDFBitmap_CreateEx(*size, pdfium.FPDFBitmap_BGRx, pixels, 4 * size[0])
    state = pdfium.FPDF_RenderPageBitmap_Start(bitmap, sheet, 0, 0, *size, 0, FLAGS, pause)
    while state == pdfium.FPDF_RENDER_TOBECONTINUED and is_wanted():
        until = time.perf_counter() + LOOK_S
        state = pdfium.FPDF_RenderPage_Continue(sheet, pause)
    pdfium.FPDF_RenderPage_Close(sheet)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return bool(state != pdfium.FPDF_RENDER_TOBECONTINUED)


def _pictures(sheet: pypdfium2.PdfPage) -> Sequence[Box]:
    """Where pictures stand on a page, as it is shown."""
    from tutor_app.course.pdf_placing import Placing

    width, height = sheet.get_size()
    placing = Placing.of(sheet)
    found = []
    for drawing in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        with suppress(pypdfium2.PdfiumError):
            box = placing.box(*drawing.get_bounds())
            if box.area < LARGEST_FIGURE * width * height:
                found.append(box)
    return found
