"""Kernels of 8 or 4 bits with one scale for 32 weights of a row: com.microsoft.MatMulNBits."""

import numpy as np

from longctx_export.cached_attention import CONTRIB
from longctx_export.linear import CheckpointKernels

BLOCK = 32
TABLE_BITS = 8
"""Embeddings and head keep 8 bits, since 4 cost most there; with float activations they stay as
they are, since a CPU would unpack all 8-bit weights for each token."""
ACTIVATIONS = {"float": 1, "int8": 4}
"""MatMulNBits's accuracy_level, which a CPU heeds. With int8, each token's activations are rounded
by themselves, in blocks of 32 with a scale of their own, so that no row changes another's."""


def quantise_blocks(weights, bits):
    """Returns integers [rows, blocks, 32] and scales [rows, blocks] of a matrix.

    The weight of largest magnitude in a block becomes the lowest integer, so it is exact; zero is
    the integer 2^(bits - 1). The last block is filled up with zeros.
    """
    rows, columns = weights.shape
    blocks = -(-columns // BLOCK)
    padded = np.zeros((rows, blocks * BLOCK), np.float32)
    padded[:, :columns] = weights
    padded = padded.reshape(rows, blocks, BLOCK)
    zero = 1 << (bits - 1)
    largest = np.take_along_axis(padded, np.abs(padded).argmax(axis=2)[..., None], axis=2)
    scales = largest / np.float32(-zero)
    inverse = np.divide(1, scales, out=np.zeros_like(scales), where=scales != 0)
    integers = np.clip(np.rint(padded * inverse) + zero, 0, 2 * zero - 1).astype(np.uint8)
    return integers, scales[..., 0]


def pack(integers, bits):
    """Two integers of 4 bits in a byte, the first in its lower half."""
    return integers if bits == 8 else integers[..., 0::2] | (integers[..., 1::2] << 4)


class BlockQuantisedKernels:
    def __init__(self, g, checkpoint, dtype, bits, activations="int8"):
        self._g, self._checkpoint, self._dtype = g, checkpoint, dtype
        self._bits, self._level = bits, ACTIVATIONS[activations]
        self._whole = CheckpointKernels(g, checkpoint, dtype) if activations == "float" else None

    def apply(self, states, name, bias=False):
        g = self._g
        rows, columns = self._checkpoint.shape(f"{name}.weight")
        integers, scales = self._quantised(name, self._bits)
        kernel = g.weight(f"{name}.weight.int{self._bits}", pack(integers, self._bits))
        scale = g.weight(f"{name}.weight.scales", scales)
        result = self._product(states, kernel, scale, rows, columns, self._bits)
        if not bias:
            return result
        offset = g.weight(f"{name}.bias", self._checkpoint.read(f"{name}.bias", self._dtype))
        return g.op("Add", result, offset)

    def embed(self, ids, name):
        if self._whole:
            return self._whole.embed(ids, name)
        table, scale = self._table(name)
        return self._g.op(
            "GatherBlockQuantized",
            table,
            ids,
            scale,
            domain=CONTRIB,
            gather_axis=0,
            quantize_axis=1,
            block_size=BLOCK,
            bits=TABLE_BITS,
        )

    def head(self, states, name):
        """The table lies flat, as embeddings that are the head too need it: here it gets blocks."""
        if self._whole:
            return self._whole.head(states, name)
        g = self._g
        rows, columns = self._checkpoint.shape(f"{name}.weight")
        table, scale = self._table(name)
        kernel = g.op("Reshape", table, g.constant([rows, -1, BLOCK]))
        return self._product(states, kernel, scale, rows, columns, TABLE_BITS)

    def _table(self, name):
        g, names = self._g, [f"{name}.weight.int{TABLE_BITS}", f"{name}.weight.scales"]
        if not g.holds(names[0]):
            integers, scales = self._quantised(name, TABLE_BITS)
            g.weight(names[0], integers.reshape(len(integers), -1))
            g.weight(names[1], scales)
        return names

    def _quantised(self, name, bits):
        integers, scales = quantise_blocks(
            self._checkpoint.read(f"{name}.weight", np.float32), bits
        )
        return integers, scales.astype(self._dtype)

    def _product(self, states, kernel, scale, rows, columns, bits):
        return self._g.op(
            "MatMulNBits",
            states,
            kernel,
            scale,
            domain=CONTRIB,
            K=columns,
            N=rows,
            bits=bits,
            block_size=BLOCK,
            accuracy_level=self._level,
        )
