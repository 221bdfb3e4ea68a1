"""A random BERT-like encoder with a keep-or-drop head."""

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from longctx_export.graph import GraphBuilder


@dataclass(frozen=True)
class EncoderShape:
    vocab: int
    positions: int
    hidden: int
    layers: int
    heads: int = 2
    pair: bool = True


class Encoder:
    """Post-norm encoder layers over word, position and (for pairs) segment embeddings."""

    def __init__(self, shape, seed):
        self._shape = shape
        self._random = np.random.Generator(np.random.PCG64(seed))
        self._g = GraphBuilder("encoder")

    def build(self):
        g, dims = self._g, ["batch", "tokens"]
        ids, mask = g.input("input_ids", dims), g.input("attention_mask", dims)
        types = g.input("token_type_ids", dims) if self._shape.pair else None
        with g.scope("embeddings"):
            hidden = self._embeddings(ids, types)
        with g.scope("mask"):
            bias = self._bias(mask)
        for layer in range(self._shape.layers):
            with g.scope(f"layers.{layer}"):
                hidden = self._layer(hidden, bias)
        with g.scope("head"):
            logits = self._linear(hidden, 2, gain=1.5)
        g.output("logits", logits, [*dims, 2])
        return g

    def _embeddings(self, ids, types):
        g, shape = self._g, self._shape
        length = g.op("Gather", g.op("Shape", ids), g.constant(1))
        positions = g.op("Range", g.constant(0), length, g.constant(1))
        words = g.op("Gather", self._parameter("words", shape.vocab, shape.hidden), ids)
        table = self._parameter("positions", shape.positions, shape.hidden)
        total = g.op("Add", words, g.op("Gather", table, positions))
        if types:
            segments = self._parameter("segments", 2, shape.hidden)
            total = g.op("Add", total, g.op("Gather", segments, types))
        return self._norm(total)

    def _bias(self, mask):
        g = self._g
        keys = g.op("Unsqueeze", g.op("Cast", mask, to=TensorProto.BOOL), g.constant([1, 2]))
        return g.op("Where", keys, g.constant(0, np.float32), g.constant(-1e30, np.float32))

    def _layer(self, hidden, bias):
        g, width = self._g, self._shape.hidden
        with g.scope("attention"):
            query = g.op("Transpose", self._heads(hidden), perm=[0, 2, 1, 3])
            key = g.op("Transpose", self._heads(hidden), perm=[0, 2, 3, 1])
            value = g.op("Transpose", self._heads(hidden), perm=[0, 2, 1, 3])
            scale = g.constant((width // self._shape.heads) ** -0.5, np.float32)
            scores = g.op("Add", g.op("Mul", g.op("MatMul", query, key), scale), bias)
            context = g.op("MatMul", g.op("Softmax", scores, axis=-1), value)
            context = g.op("Transpose", context, perm=[0, 2, 1, 3])
            merged = g.op("Reshape", context, g.constant([0, 0, width]))
            hidden = self._norm(g.op("Add", hidden, self._linear(merged, width)))
        with g.scope("feed_forward"):
            inner = g.op("Relu", self._linear(hidden, 4 * width))
            outer = self._linear(inner, width, fan_in=4 * width)
            return self._norm(g.op("Add", hidden, outer))

    def _heads(self, hidden):
        heads, width = self._shape.heads, self._shape.hidden
        shape = self._g.constant([0, 0, heads, width // heads])
        return self._g.op("Reshape", self._linear(hidden, width), shape)

    def _norm(self, states):
        g, width = self._g, self._shape.hidden
        scale = self._parameter("scale", width, mean=1.0, spread=0.1)
        shift = self._parameter("shift", width, spread=0.1)
        return g.op("LayerNormalization", states, scale, shift, axis=-1, epsilon=1e-12)

    def _linear(self, states, width, fan_in=None, gain=1):
        fan_in = fan_in or self._shape.hidden
        kernel = self._parameter("kernel", fan_in, width, spread=gain * fan_in**-0.5)
        product = self._g.op("MatMul", states, kernel)
        return self._g.op("Add", product, self._parameter("bias", width, spread=0.1))

    def _parameter(self, name, *shape, mean=0.0, spread=1.0):
        values = self._random.standard_normal(shape, dtype=np.float32)
        return self._g.parameter(name, np.float32(mean) + np.float32(spread) * values)
