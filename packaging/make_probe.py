"""Makes resources/probe.onnx: attention without weights, for asking a device whether it computes."""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

nodes = [
    helper.make_node("Transpose", ["x"], ["t"]),
    helper.make_node("MatMul", ["x", "t"], ["xt"]),
    helper.make_node("Constant", [], ["scale"], value_float=1 / 16),
    helper.make_node("Mul", ["xt", "scale"], ["scores"]),
    helper.make_node("Softmax", ["scores"], ["weights"], axis=-1),
    helper.make_node("MatMul", ["weights", "x"], ["y"]),
]
graph = helper.make_graph(
    nodes,
    "probe",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", "columns"])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", "columns"])],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.checker.check_model(model)
onnx.save(model, Path(__file__).parents[1] / "resources" / "probe.onnx")
