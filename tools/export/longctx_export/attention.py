"""Masked attention in two forms: whole score matrices, or blocks of queries in a loop.

Shapes: query [B, K, G, L, D], key [B, K, 1, D, L], value [B, K, 1, L, D]; the result is
[B, L, K * G * D].
Both masks are made here from attention_mask and the positions 0..L-1.
"""

import numpy as np
from onnx import TensorProto


class Masks:
    """Additive masks for a range of queries: zero for a visible key, very low for any other."""

    def __init__(self, g, attention_mask, dtype, axes=(1, 2, 3)):
        self._g = g
        # Half of the lowest value: a score added to it stays finite, so a row without any
        # visible key (left padding) gives finite values instead of NaN.
        self._lowest = g.constant(np.finfo(dtype).min / 2, dtype)
        self._zero = g.constant(0, dtype)
        real = g.op("Cast", attention_mask, to=TensorProto.BOOL)
        self.keys = g.op("Unsqueeze", real, g.constant(list(axes)))

    def full(self):
        return self._bias(self.keys)

    def causal(self, queries, positions, keys):
        rows = self._g.op("Unsqueeze", queries, self._g.constant([1]))
        past = self._g.op("GreaterOrEqual", rows, positions)
        return self._bias(self._g.op("And", past, keys))

    def _bias(self, visible):
        return self._g.op("Where", visible, self._zero, self._lowest)


class WholeAttention:
    """Scores of all queries at once: the simplest graph, for windows of one block."""

    def __init__(self, g, attention_mask, positions, length, width, dtype):
        self._g, self._width = g, width
        masks = Masks(g, attention_mask, dtype)
        self._causal = masks.causal(positions, positions, masks.keys)
        self._full = masks.full()

    def attend(self, query, key, value, causal):
        g = self._g
        context = weigh(g, query, key, value, self._causal if causal else self._full)
        context = g.op("Transpose", context, perm=[0, 3, 1, 2, 4])
        return g.op("Reshape", context, g.constant([0, 0, self._width]))


class BlockedAttention:
    """Scores of one block of queries after the other: memory grows with block times window.

    A causal layer's block looks only at the keys up to its own end, which saves half of the work.
    """

    def __init__(self, g, attention_mask, positions, length, width, dtype, block):
        self._g, self._width, self._length, self._positions = g, width, length, positions
        self._masks = Masks(g, attention_mask, dtype)
        self._full = self._masks.full()
        self._block = g.op("Min", length, g.constant(block))
        one = g.constant(1)
        self._count = g.op("Div", g.op("Sub", g.op("Add", length, self._block), one), self._block)
        missing = g.op("Sub", g.op("Mul", self._count, self._block), length)
        # Pad takes the beginnings of the five axes, then their ends: axis 3 grows at its end.
        ends = [g.constant([0] * 8), g.op("Unsqueeze", missing, g.constant([0])), g.constant([0])]
        self._pads = g.op("Concat", *ends, axis=0)

    def attend(self, query, key, value, causal):
        g = self._g
        queries = g.op("Pad", query, self._pads)
        body = self._body(queries, key, value, causal)
        blocks = g.op("Loop", self._count, g.constant(True, bool), body=body)
        context = g.op("Transpose", blocks, perm=[1, 0, 4, 2, 3, 5])
        merged = g.op("Reshape", context, g.constant([0, -1, self._width]))
        return self._slice(merged, g.constant([0]), self._ends(self._length), 1)

    def _body(self, queries, key, value, causal):
        g = self._g
        with g.subgraph("block") as body:
            index = body.input("index", [])
            going = body.input("going", [], TensorProto.BOOL)
            start = g.op("Mul", index, self._block)
            end = g.op("Add", start, self._block)
            query = self._slice(queries, self._ends(start), self._ends(end), 3)
            bias = self._full
            if causal:
                key, value, bias = self._past(key, value, start, end)
            body.output(g.op("Identity", going), TensorProto.BOOL)
            body.output(weigh(g, query, key, value, bias))
        return body.graph

    def _past(self, key, value, start, end):
        g = self._g
        zero, stop = g.constant([0]), self._ends(end)
        key = self._slice(key, zero, stop, 4)
        value = self._slice(value, zero, stop, 3)
        positions = self._slice(self._positions, zero, stop, 0)
        keys = self._slice(self._masks.keys, zero, stop, 4)
        rows = g.op("Range", start, end, g.constant(1))
        return key, value, self._masks.causal(rows, positions, keys)

    def _ends(self, scalar):
        return self._g.op("Unsqueeze", scalar, self._g.constant([0]))

    def _slice(self, value, start, end, axis):
        return self._g.op("Slice", value, start, end, self._g.constant([axis]))


def weigh(g, query, key, value, bias):
    scores = g.op("Add", g.op("MatMul", query, key), bias)
    return g.op("MatMul", g.op("Softmax", scores, axis=-1), value)
