"""QwenLong-CPRS's network as a graph: Qwen2, causal below one layer and bidirectional from it on.

Shapes: B windows, L tokens, K key/value heads, G query heads per key/value head, D head size.
Query heads are kept as [K, G] so that keys and values broadcast over G and are never repeated.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from longctx_export.attention import BlockedAttention, WholeAttention
from longctx_export.decoder import Decoder, decoder_shapes, lm_weight
from longctx_export.linear import TransposedKernels
from longctx_export.rope import default_frequencies

LABELS = 4
LM_CHUNK = 16384
"""Vocabulary columns scored at once: bounds the memory of the LM head's normaliser."""


@dataclass(frozen=True)
class LmHead:
    """Which vocabulary columns the graph returns, normalised over the whole vocabulary."""

    token_ids: tuple


def tensor_shapes(config, lm_head):
    """Every tensor that the export reads, with the shape that the config implies."""
    shapes = decoder_shapes(config)
    shapes["cls_head.weight"] = (LABELS, config.hidden)
    shapes["cls_head.bias"] = (LABELS,)
    if lm_head:
        shapes[lm_weight(config)] = (config.vocab, config.hidden)
    return shapes


class Qwen2Bio(Decoder):
    """Adds the network to a graph, one tensor of the checkpoint at a time."""

    def __init__(self, config, checkpoint, weights, dtype, lm_head=None, query_block=None):
        super().__init__("qwen2_bio", config, checkpoint, weights, dtype, TransposedKernels)
        self._lm_head = lm_head
        self._query_block = query_block
        self._attention = None

    def build(self):
        g, dims = self._g, ["batch", "tokens"]
        ids = g.input("input_ids", dims)
        mask = g.input("attention_mask", dims)
        with g.scope("rope"):
            length = g.op("Gather", g.op("Shape", ids), g.constant(1))
            positions = g.op("Range", g.constant(0), length, g.constant(1))
            rope = self._rope(positions)
        with g.scope("masks"):
            self._attention = self._masked_attention(mask, positions, length)
        hidden = g.op("Gather", self._weight("model.embed_tokens.weight"), ids)
        for layer in range(self._config.layers):
            causal = layer < self._config.first_bidirectional
            with g.scope(f"layers.{layer}"):
                attend = partial(self._attend, rope=rope, causal=causal)
                hidden = self._layer(hidden, f"model.layers.{layer}.", attend)
        with g.scope("norm"):
            hidden = self._rms_norm(hidden, "model.norm.weight")
        with g.scope("cls_head"):
            logits = self._to_float(self._linear(hidden, "cls_head", bias=True))
        g.output("bio_logits", logits, [*dims, LABELS])
        if self._lm_head:
            with g.scope("lm_head"):
                values = self._lm_log_probabilities(hidden)
            g.output("lm_logits", values, [*dims, len(self._lm_head.token_ids)])
        return g

    def _masked_attention(self, mask, positions, length):
        width = self._config.heads * self._config.head_dim
        arguments = [self._g, mask, positions, length, width, self._dtype]
        if self._query_block:
            return BlockedAttention(*arguments, self._query_block)
        return WholeAttention(*arguments)

    def _rope(self, positions):
        """Cosines and sines [L, 1, 1, D/2]."""
        g, config = self._g, self._config
        column = g.op("Reshape", positions, g.constant([-1, 1, 1, 1]))
        return self._turns(column, default_frequencies(config.rope_theta, config.head_dim))

    def _attend(self, states, prefix, rope, causal):
        g, config = self._g, self._config
        query = self._heads(states, f"{prefix}q_proj", config.group)
        key = self._heads(states, f"{prefix}k_proj", 1)
        value = self._heads(states, f"{prefix}v_proj", 1)
        scale = g.constant(config.head_dim**-0.5, self._dtype)
        query = g.op("Mul", self._rotate(query, rope), scale)
        query = g.op("Transpose", query, perm=[0, 2, 3, 1, 4])
        key = g.op("Transpose", self._rotate(key, rope), perm=[0, 2, 3, 4, 1])
        value = g.op("Transpose", value, perm=[0, 2, 3, 1, 4])
        merged = self._attention.attend(query, key, value, causal)
        return self._linear(merged, f"{prefix}o_proj")

    def _heads(self, states, name, group):
        """Projects to [B, L, K, group, D]."""
        shape = self._g.constant([0, 0, self._config.kv_heads, group, self._config.head_dim])
        return self._g.op("Reshape", self._linear(states, name, bias=True), shape)

    def _lm_log_probabilities(self, hidden):
        """log p(v | token) of the tag words, exact over the vocabulary, without [B, L, V]."""
        g = self._g
        name = lm_weight(self._config)
        table = self._checkpoint.read(name, self._dtype)
        sums = []
        for start in range(0, len(table), LM_CHUNK):
            columns = table[start : start + LM_CHUNK].T
            chunk = g.weight(f"lm_head.columns.{start}", np.ascontiguousarray(columns))
            scores = self._to_float(g.op("MatMul", hidden, chunk))
            sums.append(g.op("ReduceLogSumExp", scores, g.constant([-1]), keepdims=1))
        total = sums[0]
        if len(sums) > 1:
            joined = g.op("Concat", *sums, axis=-1)
            total = g.op("ReduceLogSumExp", joined, g.constant([-1]), keepdims=1)
        tags = np.ascontiguousarray(table[list(self._lm_head.token_ids)].T)
        scores = g.op("MatMul", hidden, g.weight("lm_head.tags", tags))
        return g.op("Sub", self._to_float(scores), total)
