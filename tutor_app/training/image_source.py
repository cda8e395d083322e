"""EfficientNet-Lite0 in plain torch, under the names of its published state dict.

Source: github.com/tensorflow/tpu, models/official/efficientnet/lite
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from tutor_app.engine.assemble.weights import Arrays

# (expansion, channels, repeats, stride, kernel) of each stage
STAGES = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
)


class EfficientNetLite0(nn.Module):
    """Pixels (B, 3, 224, 224) → grid (B, 1280, 7, 7), without the classes."""

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem = nn.Conv2d(3, 32, 3, 2, bias=False)
        self._bn0 = _norm(32)
        self._blocks = nn.ModuleList()
        channels = 32
        for expansion, out, repeats, stride, kernel in STAGES:
            for repeat in range(repeats):
                self._blocks.append(Block(channels, out, expansion, stride if repeat == 0 else 1, kernel))
                channels = out
        self._conv_head = nn.Conv2d(320, 1280, 1, bias=False)
        self._bn1 = _norm(1280)

    def forward(self, pixels: Tensor) -> Tensor:
        x = functional.relu6(self._bn0(_same(self._conv_stem, pixels)))
        for block in self._blocks:
            x = block(x)
        grid: Tensor = functional.relu6(self._bn1(self._conv_head(x)))
        return grid


class Block(nn.Module):
    """An inverted bottleneck."""

    def __init__(self, channels: int, out: int, expansion: int, stride: int, kernel: int) -> None:
        super().__init__()
        wide = channels * expansion
        self.expands, self.adds = expansion != 1, stride == 1 and channels == out
        if self.expands:
            self._expand_conv = nn.Conv2d(channels, wide, 1, bias=False)
            self._bn0 = _norm(wide)
        self._depthwise_conv = nn.Conv2d(wide, wide, kernel, stride, groups=wide, bias=False)
        self._bn1 = _norm(wide)
        self._project_conv = nn.Conv2d(wide, out, 1, bias=False)
        self._bn2 = _norm(out)

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu6(self._bn0(self._expand_conv(x))) if self.expands else x
        y = functional.relu6(self._bn1(_same(self._depthwise_conv, y)))
        y = self._bn2(self._project_conv(y))
        out: Tensor = x + y if self.adds else y
        return out


def efficientnet_lite0(weights: Arrays) -> EfficientNetLite0:
    """The network with the published weights; its classifier is left out."""
    model = EfficientNetLite0()
    expected = set(model.state_dict())
    state = {k: torch.from_numpy(np.array(v)) for k, v in weights.items() if k in expected}
    model.load_state_dict(state)
    model.eval()
    return model


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)


def _same(convolution: nn.Conv2d, x: Tensor) -> Tensor:
    """TensorFlow's "same" padding: the odd pixel goes right and below."""
    kernel, stride = convolution.kernel_size[0], convolution.stride[0]
    size = int(x.shape[-1])
    padding = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    before, after = padding // 2, padding - padding // 2
    result: Tensor = convolution(functional.pad(x, [before, after, before, after]))
    return result
