"""Writes a QwenLong-CPRS checkpoint as a critic directory."""

import json
import math
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from longctx_export.checkpoint import Checkpoint, check_tensors
from longctx_export.config import CprsConfig, read_config
from longctx_export.decoder import lm_weight
from longctx_export.errors import expect
from longctx_export.graph import ExternalWeights, InlineWeights
from longctx_export.manifest import write_manifest
from longctx_export.qwen2_bio import LmHead, Qwen2Bio, tensor_shapes
from longctx_export.target import (
    DATA_FILE,
    GRAPH_FILE,
    PRECISIONS,
    PROTOBUF_LIMIT,
    check_devices,
    check_directories,
    check_texts,
    provenance,
    written_whole,
)
from longctx_export.tokenizer import CheckedTokenizer

BEGIN, END = "<|im_start|>", "<|im_end|>"
PUBLISHED_WINDOW = 8192
OUTSIDE = "outside"
QUERY_BLOCK = 512
"""Queries scored at once in windows that are longer than this."""


@dataclass(frozen=True)
class CriticOptions:
    name: str | None = None
    tokenizer: Path | None = None
    window_tokens: int | None = None
    tag_words: tuple = ()
    precision: str = "fp32"
    dynamic_int8: bool = False
    external_data_above: int = PROTOBUF_LIMIT
    query_block: int = QUERY_BLOCK
    pad_token: str | None = None
    threshold: float = 0.5
    license: str = "unspecified"
    source: str | None = None
    devices: tuple = field(default=("cpu",))


def export_critic(source, target, options):
    """Reads the checkpoint in source and writes the critic into target, which must not exist."""
    source, target = Path(source), Path(target)
    _check_options(options)
    check_directories(source, target)
    config = read_config(source / "config.json")
    tokenizer_file = options.tokenizer or source / "tokenizer.json"
    tokenizer = CheckedTokenizer(tokenizer_file)
    pad = options.pad_token or _end_of_sequence(source)
    tokenizer.check(config.vocab, [BEGIN, END, pad])
    lm_head = LmHead(tokenizer.first_ids(options.tag_words)) if options.tag_words else None
    checkpoint = Checkpoint(source)
    check_tensors(checkpoint, tensor_shapes(config, lm_head), {"lm_head.weight"})
    settings = _settings(source, config, tokenizer, pad, options)

    with written_whole(target) as work:
        block = options.query_block if settings["windowTokens"] > options.query_block else None
        graph = _Graph(config, checkpoint, lm_head, block)
        graph.write(work, options)
        shutil.copyfile(tokenizer_file, work / "tokenizer.json")
        write_manifest(work, settings, _variants(options))


def _check_options(options):
    """Among others: what Java would refuse in the manifest, before anything is written."""
    expect(0 <= options.threshold <= 1, "threshold", "0 to 1", options.threshold)
    expect(options.query_block > 0, "query block", "above 0", options.query_block)
    check_texts(options, "name", "license", "source")
    check_devices(options.devices)
    expect(options.precision in PRECISIONS, "precision", sorted(PRECISIONS), options.precision)
    if options.dynamic_int8:
        expect(options.precision == "fp32", "precision with dynamic int8", "fp32", "fp16")
        expect(options.devices == ("cpu",), "devices with dynamic int8", "cpu", options.devices)
    if options.tag_words:
        unique = len(set(options.tag_words)) == len(options.tag_words)
        expect(unique, "tag words", "no word twice", options.tag_words)
        expect(
            OUTSIDE in options.tag_words, "tag words", f"{OUTSIDE!r} among them", options.tag_words
        )


def _end_of_sequence(source):
    """QwenLong-CPRS pads with the tokenizer's end-of-sequence token."""
    path = source / "tokenizer_config.json"
    token = None
    if path.is_file():
        token = json.loads(path.read_text(encoding="utf-8")).get("eos_token")
    if isinstance(token, dict):
        token = token.get("content")
    return token or "<|endoftext|>"


def _settings(source, config, tokenizer, pad, options):
    window = options.window_tokens
    if window is None:
        window = min(PUBLISHED_WINDOW, config.max_positions)
    expect(
        0 < window <= config.max_positions,
        "window tokens",
        f"1 to max_position_embeddings ({config.max_positions})",
        window,
    )
    graph = {"logits": "bio_logits"}
    if options.tag_words:
        graph["lmLogits"] = {
            "output": "lm_logits",
            "tagWords": list(options.tag_words),
            "outside": OUTSIDE,
            "normalisation": "VOCABULARY",
        }
    return {
        "name": options.name or source.resolve().name,
        "tokenizer": "tokenizer.json",
        "labels": {"scheme": "BIOE", "names": ["B", "I", "O", "E"]},
        "prompt": {"template": "CHATML_CONTEXT", "begin": BEGIN, "end": END},
        "windowTokens": window,
        "maxPositions": config.max_positions,
        "padToken": pad,
        "unknownToken": tokenizer.unknown_token,
        "threshold": options.threshold,
        "graph": graph,
        "license": options.license,
        "provenance": provenance(options.source or source.resolve().name),
    }


def _variants(options):
    quantisation = "dynamic_int8" if options.dynamic_int8 else "none"
    return [
        {
            "device": device,
            "file": GRAPH_FILE,
            "precision": options.precision,
            "quantisation": quantisation,
        }
        for device in options.devices
    ]


@dataclass(frozen=True)
class _Graph:
    config: CprsConfig
    checkpoint: Checkpoint
    lm_head: LmHead | None
    query_block: int | None

    def write(self, directory, options):
        dtype = PRECISIONS[options.precision]
        size = weight_bytes(self.config, self.lm_head, dtype)
        if options.dynamic_int8:
            self._write_quantised(directory / GRAPH_FILE, size)
            return
        external = size > options.external_data_above
        weights = ExternalWeights(directory / DATA_FILE) if external else InlineWeights()
        self._build(weights, dtype).save(directory / GRAPH_FILE)

    def _build(self, weights, dtype):
        network = Qwen2Bio(
            self.config, self.checkpoint, weights, dtype, self.lm_head, self.query_block
        )
        return network.build()

    def _write_quantised(self, path, size):
        limit = PROTOBUF_LIMIT
        expect(size <= limit, "weights for dynamic int8", f"at most {limit} bytes", size)
        quantise(self._build(InlineWeights(), np.float32), path)


def quantise(graph, path):
    """Writes the graph with int8 weights; activations are quantised at run time."""
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / GRAPH_FILE
        graph.save(plain)
        quantise_file(plain, path)


def quantise_file(source, target):
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(source, target, weight_type=QuantType.QInt8)


def weight_bytes(config, lm_head, dtype):
    """Bytes of the parameters; the LM head is transposed, so tied embeddings count twice."""
    shapes = tensor_shapes(config, lm_head)
    count = sum(math.prod(shape) for shape in shapes.values())
    if lm_head and lm_weight(config) == "model.embed_tokens.weight":
        count += config.vocab * config.hidden
    return count * np.dtype(dtype).itemsize
