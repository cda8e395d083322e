"""Picture encoders with random weights: a manifest in a folder, and its ready graph in a home."""

from hashlib import sha256

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 224
VALUE = TensorProto.FLOAT


NAME, CELLS, WIDTH = "vit-tiny", 16, 32


def vision_transformer(home, folder, *, stated=(CELLS, WIDTH), token=True):
    """A manifest in `folder`, its graph in `home`: patches as a ViT sees them, behind a token for them all.

    `stated` is the grid that the manifest names.
    """
    name, cells, width = NAME, CELLS, WIDTH
    across = int(cells**0.5)
    patch = SIDE // across
    random = np.random.default_rng(cells + width)
    kept = [
        ("patches", random.normal(size=(width, 3, patch, patch)).astype(np.float32) / patch),
        ("flat", np.array([1, width, cells], np.int64)),
        ("class", np.full((1, 1, width), 99, np.float32)),
    ]
    nodes = [
        helper.make_node("Conv", ["pixel_values", "patches"], ["seen"], strides=[patch, patch]),
        helper.make_node("Reshape", ["seen", "flat"], ["rows"]),
        helper.make_node("Transpose", ["rows"], ["tokens"], perm=[0, 2, 1]),
        helper.make_node("Concat", ["class", "tokens"] if token else ["tokens"], ["states"], axis=1),
        helper.make_node("ReduceMean", ["tokens"], ["pooled"], axes=[1], keepdims=0),
    ]
    made = helper.make_graph(
        nodes, "vit",
        [helper.make_tensor_value_info("pixel_values", VALUE, ["batch", 3, SIDE, SIDE])],
        [
            helper.make_tensor_value_info("pooled", VALUE, [1, width]),  # before the states, as CLIP's may be
            helper.make_tensor_value_info("states", VALUE, [1, cells + token, width]),
        ],
        [numpy_helper.from_array(array, of) for of, array in kept],
    )  # fmt: skip
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    graph = model.SerializeToString()
    (home.models / name).mkdir(parents=True)
    (home.models / name / "vision.onnx").write_bytes(graph)
    (folder / f"{name}.toml").write_text(
        f"""
        task = "image"
        title = "A tiny vision transformer"
        version = "1"
        licence = "MIT"
        languages = []
        default = false
        preprocessing = "square-224-clip-1"
        grid = {list(stated)}
        inputs = ["pixel_values"]
        outputs = ["pooled", "states"]

        [[files]]
        name = "vision.onnx"
        size_bytes = {len(graph)}
        sha256 = "{sha256(graph).hexdigest()}"
        """
    )
    return name
