"""Small models, and sources that behave in one way each."""

import hashlib
from dataclasses import dataclass, field

from tutor_app.core.errors import TutorError
from tutor_app.engine.registry.manifest import Manifest, WeightFile, WheelPart

CONTENT = bytes(range(256)) * 20_000  # 5 MB: several chunks


def file_of(content=CONTENT, name="weights.bin", parts=(), url=""):
    return WeightFile(name, len(content), hashlib.sha256(content).hexdigest(), parts, url)


def model_of(*files, name="small", exports=()):
    return Manifest(name, "test", "1", "Small", "MIT", (), False, "1", (), (), files or (file_of(),), exports)


def wheel_part(number):
    return WheelPart(f"weights-part{number}", "1.0", f"weights/part{number}.bin")


@dataclass
class Given:
    """A source that has every file with these bytes, written piece by piece; it may fail after them."""

    content: bytes = CONTENT
    failure: BaseException | None = None
    asked: list = field(default_factory=list)

    def has(self, file):
        return True

    def place(self, file):
        return "a test"

    def write(self, file, into, report, cancel):
        self.asked.append(file.name)
        with into.open("wb") as part:
            for start in range(0, len(self.content), 1 << 20):
                cancel.check()
                part.write(self.content[start : start + (1 << 20)])
                report(part.tell())
        if self.failure:
            raise self.failure


def unreachable():
    return Given(b"", TutorError("It can't be reached.", "Check the network."))
