"""Prints the requirements of the checks: `extras.py whole` those to install with what they ask for, `extras.py alone` the others.

Two come alone: openai-whisper wants triton (1 GB that neither loading nor decoding needs), and pytest-audioeval, of which only
the recordings are used, wants pesq, which needs a C compiler.
"""

import sys
import tomllib
from pathlib import Path

ALONE = ("openai-whisper", "pytest-audioeval")

with Path("pyproject.toml").open("rb") as file:
    extras = tomllib.load(file)["project"]["optional-dependencies"]
print("\n".join(name for name in extras["train"] + extras["dev"] if name.startswith(ALONE) == (sys.argv[1] == "alone")))
