"""Names what the checks install: `extras.py whole` with what it asks for, `extras.py alone` without.

Two come alone: openai-whisper wants triton (1 GB that neither loading nor decoding needs), and
pytest-audioeval, of which only the recordings are used, wants pesq, which needs a C compiler.
"""

import sys
import tomllib
from pathlib import Path

ALONE = ("openai-whisper", "pytest-audioeval")


def names(which: str) -> list[str]:
    """The requirements of the extras `train`, `ray` and `dev` that are installed `whole` or `alone`."""
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    extras = [name for extra in ("train", "ray", "dev") for name in project["optional-dependencies"][extra]]
    return [name for name in extras if name.startswith(ALONE) == (which == "alone")]


sys.stdout.write("\n".join(names(sys.argv[1])))
