"""Weights on this machine → ONNX files, each compared with its source before it takes its place."""

import json
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from tokenizers import Tokenizer

from tutor_app.engine.assemble.weights import Arrays, read_weights
from tutor_app.engine.registry.installed import weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.registry.verify import sha256_of
from tutor_app.settings.home import Home
from tutor_app.training import (
    formula_graph,
    formula_network,
    formula_parity,
    image_source,
    parity,
    precision,
    text_source,
    whisper_graph,
    whisper_source,
)
from tutor_app.training.parity import Parity

OPSET = 17
PRECISIONS = ("float32", "float16", "int8")

# what is allowed: the share of inputs with the same tokens, and the least cosine
TOLERANCE = {"float32": (1.0, 0.99999), "float16": (0.9, 0.999), "int8": (0.5, 0.98)}


@dataclass(frozen=True)
class Graph:
    """One network and how it is traced: example inputs, names, and which axes may grow."""

    part: str
    network: torch.nn.Module
    example: tuple[torch.Tensor, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    axes: dict[str, dict[int, str]]
    to_int8: Callable[[Path, Path], None] = precision.to_int8
    folds: bool = True  # False: norms that are folded would no longer be the published weights
    lowers: bool = True  # False: in float32 only


@dataclass(frozen=True)
class Exporter:
    """A model's graphs, and how an export of it is compared with its source."""

    weight_file: str
    load: Callable[[Arrays], torch.nn.Module]
    graphs: Callable[[Any], list[Graph]]
    compare: Callable[[Path, str, Any, Home], Parity]
    precisions: tuple[str, ...] = PRECISIONS


def export(home: Home, name: str, say: Callable[[str], None] = print) -> dict[str, Parity]:
    """Write `onnx/*.onnx` and `onnx/export.json` of one model; nothing of a precision that differs too much.

    Raises:
        parity.Differs, TutorError: the weights are missing.
    """
    exporter = exporter_of(name)
    source = weight(home, name, exporter.weight_file)
    model = exporter.load(read_weights(source))
    target = home.models / name / "onnx"
    target.mkdir(exist_ok=True)
    found: dict[str, Parity] = {}
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        folder = Path(scratch)
        for graph in exporter.graphs(model):
            trace(graph, folder, exporter.precisions)
        for kind in exporter.precisions:
            found[kind] = exporter.compare(folder, kind, model, home)
            say(f"{name} {kind}: {found[kind]}")
            found[kind].demand(*TOLERANCE[kind])
        made = sorted(folder.glob("*.onnx"))
        record = {
            "source": {exporter.weight_file: sha256_of(source)},
            "files": {file.name: sha256_of(file) for file in made},
            "parity": {kind: asdict(p) for kind, p in found.items()},
            "versions": {"torch": torch.__version__, "onnx": onnx.__version__, "opset": OPSET},
        }
        for file in made:
            file.replace(target / file.name)
            (target / file.name).with_suffix(".bin").unlink(missing_ok=True)  # it holds its weights itself
        (target / "export.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    return found


def trace(graph: Graph, folder: Path, precisions: tuple[str, ...]) -> None:
    """Write a graph in each precision into `folder`; float32 always."""
    plain = folder / f"{graph.part}.float32.onnx"
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that are constants on purpose
        torch.onnx.export(
            graph.network,
            graph.example,
            plain,
            input_names=list(graph.inputs),
            output_names=list(graph.outputs),
            dynamic_axes=graph.axes,
            opset_version=OPSET,
            do_constant_folding=graph.folds,
            dynamo=False,
        )
    if not graph.lowers:
        return
    if "float16" in precisions:
        onnx.save(precision.to_float16(onnx.load(plain)), folder / f"{graph.part}.float16.onnx")
    if "int8" in precisions:
        graph.to_int8(plain, folder / f"{graph.part}.int8.onnx")


def whisper_graphs(model: Any) -> list[Graph]:
    mel = torch.randn(1, model.dims.n_mels, 1000)
    encoder, decoder = whisper_graph.Encoder(model).eval(), whisper_graph.Decoder(model).eval()
    with torch.no_grad():
        _, *cross = encoder(mel)
    past = torch.zeros(model.dims.n_text_layer, 1, 3, model.dims.n_text_state)
    growing = {kind: {1: "texts", 2: "known"} for kind in ("keys", "values")}
    growing |= {name: {0: "texts", 1: "new"} for name in ("tokens", "logits")}
    growing |= {f"past_{kind}": {1: "texts", 2: "past"} for kind in ("keys", "values")}
    layers = range(model.dims.n_text_layer)
    cross_axes = {f"cross_keys_{layer}": {3: "states"} for layer in layers}
    cross_axes |= {f"cross_values_{layer}": {2: "states"} for layer in layers}
    return [
        Graph(
            "encoder",
            encoder,
            (mel,),
            ("mel",),
            ("states", *cross_axes),
            {"mel": {2: "frames"}, "states": {1: "states"}, **cross_axes},
            to_int8=precision.to_rows,
        ),
        Graph(
            "decoder",
            decoder,
            (torch.tensor([[1, 2, 3, 4]]), past, past, *cross),
            ("tokens", "past_keys", "past_values", *cross_axes),
            ("logits", "keys", "values"),
            {**growing, **cross_axes},
            to_int8=precision.to_blocks,
        ),
    ]


def text_graphs(model: Any) -> list[Graph]:
    ids = torch.randint(5, 2000, (2, 9))
    mask = torch.ones_like(ids)
    mask[1, 6:] = 0
    axes = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask", "states")}
    states = text_source.States(model).eval()
    return [Graph("text", states, (ids, mask), ("input_ids", "attention_mask"), ("states",), axes)]


def image_graphs(model: Any) -> list[Graph]:
    axes = {"pixels": {0: "batch"}, "grid": {0: "batch"}}
    pixels = torch.randn(2, 3, 224, 224)
    return [Graph("image", model, (pixels,), ("pixels",), ("grid",), axes, folds=False)]


def formula_graphs(model: Any) -> list[Graph]:
    pixels = torch.randn(1, 1, 64, 256)
    seen, step = formula_graph.Seen(model).eval(), formula_graph.Step(model).eval()
    with torch.no_grad():
        cross = seen(pixels)
        past = step(torch.tensor([1]), torch.tensor([0]), formula_graph.no_past(), cross)[1]
    growing = {"past": {3: "past"}, "known": {3: "known"}, "cross": {3: "cells"}}
    return [
        Graph(
            "encoder", seen, (pixels,), ("pixels",), ("cross",),
            {"pixels": {2: "height", 3: "width"}, "cross": growing["cross"]}, folds=False, lowers=False,
        ),
        Graph(
            "decoder", step, (torch.tensor([1]), torch.tensor([1]), past, cross),
            ("token", "place", "past", "cross"), ("logits", "known"), growing,
            to_int8=precision.to_blocks,
        ),
    ]  # fmt: skip


def _compare_whisper(folder: Path, kind: str, model: Any, _home: Home) -> Parity:
    return parity.compare_whisper(folder, kind, model, parity.clips())


def _compare_text(name: str) -> Callable[[Path, str, Any, Home], Parity]:
    def compare(folder: Path, kind: str, model: Any, home: Home) -> Parity:
        tokenizer = Tokenizer.from_file(str(weight(home, name, "tokenizer.json")))
        states = text_source.States(model)
        return parity.compare_text(
            folder / f"text.{kind}.onnx", states, lambda text: tokenizer.encode(text).ids
        )

    return compare


def _compare_image(folder: Path, kind: str, model: Any, _home: Home) -> Parity:
    return parity.compare_image(folder / f"image.{kind}.onnx", model)


def _compare_formula(folder: Path, kind: str, model: Any, home: Home) -> Parity:
    tokenizer = Tokenizer.from_file(str(weight(home, "latex-ocr", "tokenizer.json")))
    return formula_parity.compare(folder, kind, model, tokenizer.get_vocab_size())


def exporter_of(name: str) -> Exporter:
    """Whisper of every size is exported in the same way."""
    return EXPORTERS["whisper-base" if load_manifests()[name].task == "speech" else name]


EXPORTERS = {
    "whisper-base": Exporter("model.bin", whisper_source.whisper_model, whisper_graphs, _compare_whisper),
    "minilm-l6": Exporter("model.safetensors", text_source.minilm, text_graphs, _compare_text("minilm-l6")),
    "e5-small": Exporter("e5-small-q4.bin", text_source.e5_small, text_graphs, _compare_text("e5-small")),
    "efficientnet-lite0": Exporter(
        "efficientnet-lite0-57934424.pth",
        image_source.efficientnet_lite0,
        image_graphs,
        _compare_image,
        ("float32", "float16"),  # its convolutions gain nothing from int8 weights on a CPU
    ),
    "latex-ocr": Exporter(
        "weights.pth",
        formula_network.formula_network,
        formula_graphs,
        _compare_formula,
        ("float32", "int8"),
    ),
}
