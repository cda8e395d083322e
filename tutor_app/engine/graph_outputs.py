"""Tensors inside an ONNX graph as outputs of it, without the package `onnx`: a few bytes behind the file.

A message in protobuf's form may come in pieces: a reader joins them, and lists one after the other.
Source: protobuf.dev/programming-guides/encoding (Last One Wins); onnx/onnx.proto (the numbers of the fields)
"""

from collections.abc import Sequence

_MODEL_GRAPH, _GRAPH_OUTPUT, _VALUE_NAME = 7, 12, 1
_BYTES = 2  # the wire type of texts and messages


def with_outputs(model: bytes, tensors: Sequence[str]) -> bytes:
    """`model` with more outputs, behind its own."""
    values = (_field(_GRAPH_OUTPUT, _field(_VALUE_NAME, name.encode())) for name in tensors)
    return model + _field(_MODEL_GRAPH, b"".join(values))


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(high) if high else bytes([low])
