"""Names for the arrays that travel through the application: what shape, what unit."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]  # (n,), mono, 16 kHz, -1 to 1
Pixels: TypeAlias = NDArray[np.uint8]  # (height, width, 3), sRGB
Vector: TypeAlias = NDArray[np.float32]  # (d,), L2 norm 1
Vectors: TypeAlias = NDArray[np.float32]  # (n, d), each row of L2 norm 1
Ids: TypeAlias = NDArray[np.int64]  # (n,)

SAMPLE_RATE_HZ = 16_000
