"""How a graph stores the kernel of a projection and multiplies with it."""

import numpy as np


class TransposedKernels:
    """Kernels lie transposed in the graph: MatMul takes states of any rank."""

    def __init__(self, g, checkpoint, dtype):
        self._g, self._checkpoint, self._dtype = g, checkpoint, dtype

    def apply(self, states, name, bias=False):
        g = self._g
        kernel = self._checkpoint.read(f"{name}.weight", self._dtype).T
        result = g.op("MatMul", states, g.weight(f"{name}.weight", np.ascontiguousarray(kernel)))
        if not bias:
            return result
        offset = g.weight(f"{name}.bias", self._checkpoint.read(f"{name}.bias", self._dtype))
        return g.op("Add", offset, result)


class CheckpointKernels:
    """Kernels lie in the graph as in the checkpoint, [out, in]: Gemm takes states of rank 2."""

    def __init__(self, g, checkpoint, dtype):
        self._g, self._checkpoint, self._dtype = g, checkpoint, dtype

    def apply(self, states, name, bias=False):
        names = [f"{name}.weight", f"{name}.bias"] if bias else [f"{name}.weight"]
        weights = [self._weight(parameter) for parameter in names]
        return self._g.op("Gemm", states, *weights, transB=1)

    def embed(self, ids, name):
        """States of the tokens, [B, S, hidden]."""
        return self._g.op("Gather", self._weight(f"{name}.weight"), ids)

    def head(self, states, name):
        """Logits; where name is the embeddings', both are one tensor."""
        return self.apply(states, name)

    def _weight(self, name):
        return self._g.weight_once(name, lambda: self._checkpoint.read(name, self._dtype))
