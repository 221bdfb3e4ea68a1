"""The trained critic as an ONNX graph of standard operators, with int8 weights or without."""

import numpy as np
from longctx_export.graph import GraphBuilder
from onnx import TensorProto

from critic_recipe.model import LABELS

SQRT_HALF = 0.7071067811865476


class CriticNetwork:
    """Adds the encoder and its head to a graph. `state` holds arrays under transformers' names."""

    def __init__(self, state, heads, int8_words):
        self._state, self._heads, self._int8_words = state, heads, int8_words
        self._hidden = state["encoder.embeddings.word_embeddings.weight"].shape[1]
        self._layers = 1 + max(
            int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.layer.")
        )
        self._g = GraphBuilder("critic")

    def build(self):
        g, dims = self._g, ["batch", "tokens"]
        ids, mask, types = (g.input(n, dims) for n in ("input_ids", "attention_mask", "token_type_ids"))
        with g.scope("embeddings"):
            hidden = self._embeddings(ids, types)
        with g.scope("mask"):
            seen = g.op("Unsqueeze", g.op("Cast", mask, to=TensorProto.BOOL), g.constant([1, 2]))
            bias = g.op("Where", seen, g.constant(0, np.float32), g.constant(-1e9, np.float32))
        for layer in range(self._layers):
            with g.scope(f"layer.{layer}"):
                hidden = self._layer(hidden, bias, f"encoder.encoder.layer.{layer}")
        with g.scope("head"):
            logits = self._linear(hidden, "head")
        g.output("logits", logits, [*dims, len(LABELS)])
        return g

    def _embeddings(self, ids, types):
        g, prefix = self._g, "encoder.embeddings"
        length = g.op("Gather", g.op("Shape", ids), g.constant(1))
        positions = g.op("Range", g.constant(0), length, g.constant(1))
        total = g.op("Add", self._words(ids), g.op("Gather", self._weight(f"{prefix}.position_embeddings.weight"), positions))
        total = g.op("Add", total, g.op("Gather", self._weight(f"{prefix}.token_type_embeddings.weight"), types))
        return self._norm(total, f"{prefix}.LayerNorm")

    def _words(self, ids):
        """Word vectors are half of the file. As int8 with one scale a word they keep their direction."""
        g, name = self._g, "encoder.embeddings.word_embeddings.weight"
        if not self._int8_words:
            return g.op("Gather", self._weight(name), ids)
        table = self._state[name]
        scale = np.abs(table).max(axis=1, keepdims=True) / 127
        rounded = np.round(table / np.maximum(scale, 1e-12)).astype(np.int8)
        words = g.op("Cast", g.op("Gather", g.parameter("words", rounded), ids), to=TensorProto.FLOAT)
        return g.op("Mul", words, g.op("Gather", g.parameter("scales", scale.astype(np.float32)), ids))

    def _layer(self, hidden, bias, prefix):
        g, width = self._g, self._hidden
        with g.scope("attention"):
            query, key, value = (
                self._split(self._linear(hidden, f"{prefix}.attention.self.{name}"), perm)
                for name, perm in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
            )
            scale = g.constant((width // self._heads) ** -0.5, np.float32)
            scores = g.op("Add", g.op("Mul", g.op("MatMul", query, key), scale), bias)
            context = g.op("MatMul", g.op("Softmax", scores, axis=-1), value)
            context = g.op("Transpose", context, perm=[0, 2, 1, 3])
            merged = g.op("Reshape", context, g.constant([0, 0, width]))
            output = self._linear(merged, f"{prefix}.attention.output.dense")
            hidden = self._norm(g.op("Add", output, hidden), f"{prefix}.attention.output.LayerNorm")
        with g.scope("feed_forward"):
            inner = self._gelu(self._linear(hidden, f"{prefix}.intermediate.dense"))
            outer = self._linear(inner, f"{prefix}.output.dense")
            return self._norm(g.op("Add", outer, hidden), f"{prefix}.output.LayerNorm")

    def _split(self, states, perm):
        shape = self._g.constant([0, 0, self._heads, self._hidden // self._heads])
        return self._g.op("Transpose", self._g.op("Reshape", states, shape), perm=perm)

    def _gelu(self, x):
        """x * (1 + erf(x / sqrt 2)) / 2, in the order of operators that runtimes fuse."""
        g = self._g
        erf = g.op("Erf", g.op("Div", x, g.constant(1 / SQRT_HALF, np.float32)))
        shifted = g.op("Add", erf, g.constant(1, np.float32))
        return g.op("Mul", g.op("Mul", x, shifted), g.constant(0.5, np.float32))

    def _linear(self, states, name):
        product = self._g.op("MatMul", states, self._weight(f"{name}.weight", transposed=True))
        return self._g.op("Add", product, self._weight(f"{name}.bias"))

    def _norm(self, states, name):
        scale, shift = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._g.op("LayerNormalization", states, scale, shift, axis=-1, epsilon=1e-12)

    def _weight(self, name, transposed=False):
        array = self._state[name].astype(np.float32)
        return self._g.weight(name, np.ascontiguousarray(array.T) if transposed else array)
