"""Writes a Llama, Qwen2 or Qwen3 checkpoint as a language model's directory."""

import math
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from longctx_export.block_quantised import ACTIVATIONS, BLOCK, BlockQuantisedKernels
from longctx_export.causal_lm import FORMS, OPERATOR_HEADS, CausalLm, lm_shapes
from longctx_export.chat_files import KEYS, ChatFiles
from longctx_export.checkpoint import Checkpoint, check_tensors
from longctx_export.config_json import ConfigJson
from longctx_export.errors import expect
from longctx_export.graph import ExternalWeights, InlineWeights
from longctx_export.linear import CheckpointKernels
from longctx_export.lm_config import parse_lm_config
from longctx_export.manifest import LM_FORMAT, write_manifest
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

EXTERNAL = ("always", "auto")
WEIGHT_BITS = {"none": None, "int8": 8, "int4": 4}


@dataclass(frozen=True)
class LmOptions:
    name: str | None = None
    cache: str = "plain"
    precision: str = "fp32"
    weights: str = "none"
    activations: str = "int8"
    external: str = "always"
    max_positions: int | None = None
    tokenizer: Path | None = None
    devices: tuple = ("cpu",)
    license: str = "unspecified"
    source: str | None = None


def export_lm(source, target, options):
    """Reads the checkpoint in source and writes the model into target, which must not exist."""
    source, target = Path(source), Path(target)
    _check_options(options)
    check_directories(source, target)
    raw = ConfigJson(source / "config.json")
    config = parse_lm_config(raw)
    files = ChatFiles(source, raw, config.vocab, options.tokenizer)
    _check_sizes(config, options)
    checkpoint = _checkpoint(source, config)
    settings = _settings(source, config, files, options)
    with written_whole(target) as work:
        _write_graph(work, config, checkpoint, settings["maxPositions"], options)
        for key, path in files.present.items():
            shutil.copyfile(path, work / KEYS[key])
        copied = [KEYS[key] for key in files.present]
        write_manifest(work, settings, _variants(options), LM_FORMAT, copied)


def _checkpoint(source, config):
    """The checkpoint, checked; unread stay a tied head and frequencies that old files carry."""
    checkpoint = Checkpoint(source)
    head, embeddings = "lm_head.weight", "model.embed_tokens.weight"
    names = checkpoint.names()
    if config.tied_embeddings and head in names and embeddings not in names:
        checkpoint.rename(head, embeddings)
    unread = {f"model.layers.{i}.self_attn.rotary_emb.inv_freq" for i in range(config.layers)}
    check_tensors(checkpoint, lm_shapes(config), unread | {head})
    return checkpoint


def _check_options(options):
    check_texts(options, "name", "license", "source")
    expect(options.cache in FORMS, "cache", sorted(FORMS), options.cache)
    expect(options.precision in PRECISIONS, "precision", sorted(PRECISIONS), options.precision)
    expect(options.weights in WEIGHT_BITS, "weights", sorted(WEIGHT_BITS), options.weights)
    known = options.activations in ACTIVATIONS
    expect(known, "activations", sorted(ACTIVATIONS), options.activations)
    expect(options.external in EXTERNAL, "external", EXTERNAL, options.external)
    check_devices(options.devices)


def _check_sizes(config, options):
    """What the runtime's operators ask for."""
    if options.weights != "none":
        whole = config.hidden % BLOCK == 0
        where = f"hidden_size with weights {options.weights}"
        expect(whole, where, f"a multiple of {BLOCK}", config.hidden)
    if options.cache == "group-query":
        whole = config.head_dim % OPERATOR_HEADS == 0
        expect(whole, "head_dim with cache group-query", "a multiple of 8", config.head_dim)


def _settings(source, config, files, options):
    positions = options.max_positions
    if positions is None:
        positions = config.reach
    expect(positions > 0, "max positions", "above 0", positions)
    return {
        "name": options.name or source.resolve().name,
        "architecture": config.architecture,
        **files.settings(),
        "vocabulary": config.vocab,
        "maxPositions": positions,
        "layers": config.layers,
        "cache": FORMS[options.cache],
        "license": options.license,
        "provenance": provenance(options.source or source.resolve().name),
    }


def _variants(options):
    quantisation = "none" if options.weights == "none" else "weight_only"
    return [
        {
            "device": device,
            "file": GRAPH_FILE,
            "precision": options.precision,
            "quantisation": quantisation,
        }
        for device in options.devices
    ]


def _write_graph(directory, config, checkpoint, positions, options):
    dtype = PRECISIONS[options.precision]
    external = options.external == "always" or weight_bytes(config, dtype) > PROTOBUF_LIMIT
    weights = ExternalWeights(directory / DATA_FILE) if external else InlineWeights()
    network = CausalLm(
        config, checkpoint, weights, dtype, _kernels(options), options.cache, positions
    )
    network.build().save(directory / GRAPH_FILE)


def _kernels(options):
    bits = WEIGHT_BITS[options.weights]
    if not bits:
        return CheckpointKernels
    return partial(BlockQuantisedKernels, bits=bits, activations=options.activations)


def weight_bytes(config, dtype):
    count = sum(math.prod(shape) for shape in lm_shapes(config).values())
    return count * np.dtype(dtype).itemsize
