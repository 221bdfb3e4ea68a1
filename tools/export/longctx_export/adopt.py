"""Describes a language model's directory that Optimum or onnxruntime-genai wrote."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import onnx
from onnx import TensorProto

from longctx_export.causal_lm import FORMS
from longctx_export.chat_files import KEYS, ChatFiles
from longctx_export.errors import ExportError, expect
from longctx_export.genai_config import graph_file, read_model_config
from longctx_export.manifest import LM_FORMAT, MANIFEST, write_manifest
from longctx_export.target import check_devices, check_texts, provenance

PAST = re.compile(r"past_key_values\.(\d+)\.(key|value)")
IDS = {"input_ids", "attention_mask"}
OPTIONAL = {"position_ids": 2, "num_logits_to_keep": 0}
"""Further inputs that the contract knows, with their ranks."""
CACHE_TYPES = {TensorProto.FLOAT, TensorProto.FLOAT16}
DYNAMIC = {
    "DynamicQuantizeLinear",
    "DynamicQuantizeMatMul",
    "MatMulInteger",
    "MatMulIntegerToFloat",
}
STATIC = {
    "DequantizeLinear",
    "GatherBlockQuantized",
    "MatMulBnb4",
    "MatMulNBits",
    "QLinearMatMul",
    "QMoE",
}


@dataclass(frozen=True)
class AdoptOptions:
    name: str | None = None
    file: str | None = None
    cache: str | None = None
    max_positions: int | None = None
    devices: tuple = ("cpu",)
    license: str = "unspecified"
    source: str | None = None


def adopt(directory, options):
    """Checks the graph in the directory against the contract and writes longctx.json beside it."""
    directory = Path(directory)
    check_texts(options, "name", "license", "source")
    check_devices(options.devices)
    expect(directory.is_dir(), directory, "a model's directory", "none")
    manifest = directory / MANIFEST
    expect(not manifest.exists(), manifest, "a path that does not exist yet", "a file")
    config = read_model_config(directory)
    file = options.file or graph_file(directory)
    graph = _Graph(directory, file)
    vocabulary = graph.vocabulary or config.integer("vocab_size", at_least=1)
    files = ChatFiles(directory, config, vocabulary)
    settings = {
        "name": options.name or directory.resolve().name,
        "architecture": config.text("model_type"),
        **files.settings(),
        "vocabulary": vocabulary,
        "maxPositions": _positions(config, options),
        "layers": graph.check(),
        "cache": FORMS[options.cache] if options.cache else graph.cache,
        "license": options.license,
        "provenance": provenance(options.source or directory.resolve().name),
    }
    variants = [
        {
            "device": device,
            "file": file,
            "precision": graph.precision,
            "quantisation": graph.quantisation,
        }
        for device in options.devices
    ]
    present = [KEYS[key] for key in files.present]
    write_manifest(directory, settings, variants, LM_FORMAT, [*present, *graph.data_files])


def _positions(config, options):
    if options.max_positions is None:
        return config.integer("max_position_embeddings", at_least=1)
    expect(options.max_positions > 0, "max positions", "above 0", options.max_positions)
    return options.max_positions


class _Graph:
    """What the manifest says about a graph, found in the graph itself."""

    def __init__(self, directory, file):
        self._path, self._folder = directory / file, PurePosixPath(file).parent
        inside = not PurePosixPath(file).is_absolute() and ".." not in PurePosixPath(file).parts
        expect(inside and self._path.is_file(), self._path, "a file in the directory", "none")
        try:
            self._graph = onnx.load(self._path, load_external_data=False).graph
        except Exception as error:  # protobuf's DecodeError isn't exported by onnx
            raise ExportError(f"{self._path}: expected an ONNX graph, found {error}") from error
        self._inputs = {value.name: value.type.tensor_type for value in self._graph.input}
        for initializer in self._graph.initializer:
            self._inputs.pop(initializer.name, None)
        self._outputs = {value.name: value.type.tensor_type for value in self._graph.output}
        self._kinds = {node.op_type for node in _nodes(self._graph)}

    @property
    def cache(self):
        return "group_query" if "GroupQueryAttention" in self._kinds else "plain"

    @property
    def precision(self):
        """What the cache is kept in, which is what the graph computes with."""
        first = self._inputs.get("past_key_values.0.key")
        half = first is not None and first.elem_type == TensorProto.FLOAT16
        return "fp16" if half else "fp32"

    @property
    def quantisation(self):
        if self._kinds & DYNAMIC:
            return "dynamic_int8"
        return "weight_only" if self._kinds & STATIC else "none"

    @property
    def vocabulary(self):
        """Columns of the logits, or None where the graph leaves them open."""
        expect("logits" in self._outputs, f"{self._path} outputs", "logits", sorted(self._outputs))
        shape = _shape(self._outputs["logits"])
        expect(len(shape) == 3, f"{self._path} logits", "3 dimensions", shape)
        return shape[2]

    @property
    def data_files(self):
        """Side files of the graph: plain names of files that are there."""
        names = set()
        for tensor in self._graph.initializer:
            if tensor.data_location == TensorProto.EXTERNAL:
                names |= {entry.value for entry in tensor.external_data if entry.key == "location"}
        for name in names:
            there = Path(name).name == name and (self._path.parent / name).is_file()
            expect(there, f"{self._path} external data", "a file beside the graph", repr(name))
        return sorted(str(self._folder / name) for name in names)

    def check(self):
        """Refuses inputs and outputs that the contract doesn't know; returns the layers."""
        pasts = {name for name in self._inputs if PAST.fullmatch(name)}
        layers = len({PAST.fullmatch(name)[1] for name in pasts})
        expected = {f"past_key_values.{i}.{part}" for i in range(layers) for part in _PARTS}
        expect(layers > 0, f"{self._path} inputs", "past_key_values.0.key", sorted(self._inputs))
        expect(pasts == expected, f"{self._path} caches", sorted(expected), sorted(pasts))
        self._check_ids(set(self._inputs) - pasts)
        presents = {name.replace("past_key_values", "present") for name in pasts}
        missing = presents - set(self._outputs)
        expect(not missing, f"{self._path} outputs", "present.N.key and .value", sorted(missing))
        for name in pasts:
            self._check_cache(name)
        return layers

    def _check_ids(self, others):
        known = IDS | set(OPTIONAL)
        fits = others >= IDS and others <= known
        expect(fits, f"{self._path} inputs", f"{sorted(IDS)} and maybe {sorted(OPTIONAL)}", others)
        for name in others:
            value, rank = self._inputs[name], OPTIONAL.get(name, 2)
            integer = value.elem_type == TensorProto.INT64
            expect(integer, f"{self._path} {name}", "int64", _type(value))
            found = len(_shape(value))
            expect(found == rank, f"{self._path} {name}", f"{rank} dimensions", found)

    def _check_cache(self, name):
        value = self._inputs[name]
        floating = value.elem_type in CACHE_TYPES
        expect(floating, f"{self._path} {name}", "float32 or float16", _type(value))
        shape = _shape(value)
        fixed = len(shape) == 4 and shape[1] and shape[3]
        where = f"{self._path} {name}"
        expect(fixed, where, "[batch, heads, past, size] with fixed heads and size", shape)


_PARTS = ("key", "value")


def _nodes(graph):
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from _nodes(attribute.g)


def _shape(value):
    """Dimensions, None for an open one."""
    return [d.dim_value if d.HasField("dim_value") else None for d in value.shape.dim]


def _type(value):
    return TensorProto.DataType.Name(value.elem_type).lower()
