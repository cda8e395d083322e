"""The same graph in float16 and in int8."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.float16 import convert_float_to_float16

from tutor_app.engine.assemble.recipe import BLOCK, block_scales, blocks, quantised, scales

LEAST = "least"  # what a row is divided by
TABLE_BYTES = 500_000  # lookup tables from here on are stored in a byte a value


def to_float16(model: onnx.ModelProto) -> onnx.ModelProto:
    """Half precision inside, float32 at its ends. For GPUs; a CPU gains nothing.

    onnxconverter-common's converter makes models that onnxruntime refuses; this is onnxruntime's own.
    """
    converted: onnx.ModelProto = convert_float_to_float16(model, keep_io_types=True)
    return converted


def to_int8(source: Path, target: Path) -> None:
    """Matrix products with int8 weights, a scale for each column; tables with a scale for each row.

    onnxruntime's own quantisation of tables has one scale for all rows, which spoils rare words.
    """
    model = onnx.load(source)
    _narrow_tables(model)
    lowered = target.with_suffix(".tables.onnx")
    onnx.save(model, lowered)
    try:
        quantize_dynamic(
            lowered, target, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], per_channel=True
        )
    finally:
        lowered.unlink()


def to_blocks(source: Path, target: Path) -> None:
    """Matrix products with 8-bit weights, a scale for each 32 of a column.

    The other side is rounded in blocks as well, so that a row's result doesn't hang on the rows beside it:
    with one scale for all, as `to_int8` has, Whisper's words change with what is computed along with them.
    """
    model = onnx.load(source)
    _narrow_tables(model)
    weights = {t.name: t for t in model.graph.initializer}
    nodes, made = [], {}
    for node in model.graph.node:
        weight = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        if weight is None or len(weight.dims) != 2 or weight.dims[0] % BLOCK:
            nodes.append(node)
            continue
        name = weight.name
        if name not in made:
            rows = np.ascontiguousarray(numpy_helper.to_array(weight).T)
            made[name] = (
                numpy_helper.from_array(blocks(rows), f"{name}.blocks"),
                numpy_helper.from_array(block_scales(rows), f"{name}.block_scales"),
            )
        depth, width = weight.dims
        nodes.append(
            helper.make_node(
                "MatMulNBits", [node.input[0], *(t.name for t in made[name])], list(node.output),
                domain="com.microsoft", K=depth, N=width, bits=8, block_size=BLOCK, accuracy_level=4,
            )
        )  # fmt: skip
    _replace(model, nodes, [t for pair in made.values() for t in pair])
    onnx.save(model, target)


def to_rows(source: Path, target: Path) -> None:
    """Matrix products with int8 weights, a scale for each column, of rows of which each has a scale as well.

    Each row is divided by its largest value, so that one scale for all of them is a scale for each: as
    CTranslate2 does. Whisper's encoder takes 0.43 of the time of `to_blocks` (CPU with AMX). A processor
    without instructions for such products (Intel's before 2019) may cut a sum of two short: simulated, that
    happens to 4 of 100,000, and the encoder's states are 11 % away from float32's then, else 9 %.
    """
    model = onnx.load(source)
    weights = {t.name: t for t in model.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    made: dict[str, tuple[onnx.TensorProto, onnx.TensorProto]] = {}
    rounded: set[str] = set()
    for node in model.graph.node:
        weight = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        if weight is None or len(weight.dims) != 2:
            nodes.append(node)
            continue
        rows, name = node.input[0], weight.name
        if name not in made:
            values = numpy_helper.to_array(weight)
            made[name] = (
                numpy_helper.from_array(quantised(values, 1), f"{name}.int8"),
                numpy_helper.from_array(scales(values, 1).reshape(-1), f"{name}.scale"),
            )
        if rows not in rounded:
            nodes += _rounded_rows(rows)
            rounded.add(rows)
        product = f"{node.output[0]}.of_rows"
        feeds = [f"{rows}.q", made[name][0].name, f"{rows}.step", made[name][1].name, f"{rows}.zero"]
        nodes += [
            helper.make_node("MatMulIntegerToFloat", feeds, [product], domain="com.microsoft"),
            helper.make_node("Mul", [product, f"{rows}.most"], list(node.output)),
        ]
    least = numpy_helper.from_array(np.array(np.finfo(np.float32).tiny), LEAST)
    _replace(model, nodes, [least, *(t for pair in made.values() for t in pair)])
    onnx.save(model, target)


def _rounded_rows(rows: str) -> list[onnx.NodeProto]:
    """(…, n, k) → `.q`, unsigned bytes, with `.step` and `.zero` for all of them, and `.most` (…, n, 1)."""
    return [
        helper.make_node("Abs", [rows], [f"{rows}.size"]),
        helper.make_node("ReduceMax", [f"{rows}.size"], [f"{rows}.largest"], axes=[-1], keepdims=1),
        helper.make_node("Max", [f"{rows}.largest", LEAST], [f"{rows}.most"]),  # of nothing but zeros
        helper.make_node("Div", [rows, f"{rows}.most"], [f"{rows}.share"]),
        helper.make_node(
            "DynamicQuantizeLinear", [f"{rows}.share"], [f"{rows}.{o}" for o in ("q", "step", "zero")]
        ),
    ]


def _replace(
    model: onnx.ModelProto, nodes: Sequence[onnx.NodeProto], made: Sequence[onnx.TensorProto]
) -> None:
    """These nodes for the graph's own, with what was made for them, without weights that no node uses."""
    used = {name for node in nodes for name in node.input}
    kept = [t for t in model.graph.initializer if t.name in used]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    del model.graph.initializer[:]
    model.graph.initializer.extend([*kept, *made])
    if not any(opset.domain == "com.microsoft" for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def _narrow_tables(model: onnx.ModelProto) -> None:
    """Gather(table, ids) → Cast(Gather(int8 table, ids)) · Unsqueeze(Gather(scales, ids))."""
    tables = {t.name: t for t in model.graph.initializer}
    nodes = []
    for node in model.graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != TensorProto.FLOAT or np.prod(table.dims) * 4 < TABLE_BYTES:
            nodes.append(node)
            continue
        nodes += _narrow(model, node, numpy_helper.to_array(table))
    used = {name for node in nodes for name in node.input}
    kept = [t for t in model.graph.initializer if t.name in used]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)


def _narrow(model: onnx.ModelProto, node: onnx.NodeProto, table: np.ndarray) -> list[onnx.NodeProto]:
    name, ids, out = f"{node.input[0]}.rows", node.input[1], node.output[0]
    given = {t.name for t in model.graph.initializer}
    if f"{name}.int8" not in given:
        model.graph.initializer.extend(
            [
                numpy_helper.from_array(quantised(table, 0), f"{name}.int8"),
                numpy_helper.from_array(scales(table, 0).reshape(-1), f"{name}.scale"),
                numpy_helper.from_array(np.array([-1], dtype=np.int64), f"{name}.last"),
            ]
        )
    return [
        helper.make_node("Gather", [f"{name}.int8", ids], [f"{out}.q"]),
        helper.make_node("Cast", [f"{out}.q"], [f"{out}.f"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scale", ids], [f"{out}.s"]),
        helper.make_node("Unsqueeze", [f"{out}.s", f"{name}.last"], [f"{out}.u"]),
        helper.make_node("Mul", [f"{out}.f", f"{out}.u"], [out]),
    ]
