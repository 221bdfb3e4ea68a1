"""Llama, Qwen2 and Qwen3 as a graph with a cache of keys and values.

States are kept as [B * S, width], so that Gemm can take the checkpoint's kernels as they are.
"""

import numpy as np
from onnx import helper

from longctx_export.cached_attention import PlainAttention, TurnedBefore, TurningOperator
from longctx_export.decoder import Decoder, decoder_shapes, lm_weight

FORMS = {"plain": "plain", "group-query": "group_query"}
"""The forms of the cache as options and as in the manifest."""
OPERATOR_HEADS, OPERATOR_TURNS = 8, 16
"""GroupQueryAttention takes heads only if their size is a multiple of 8, and turns them of 16."""
LAST = np.iinfo(np.int64).max


def lm_shapes(config):
    """Every tensor that the export reads, with the shape that the config implies."""
    shapes = decoder_shapes(config)
    shapes[lm_weight(config)] = (config.vocab, config.hidden)
    return shapes


class CausalLm(Decoder):
    """The network in one of the two forms of docs/language-model-contract.md."""

    def __init__(self, config, checkpoint, weights, dtype, kernels, form, positions):
        super().__init__("causal_lm", config, checkpoint, weights, dtype, kernels)
        self._form, self._positions = form, positions

    def build(self):
        g, dims = self._g, ["batch", "tokens"]
        ids = g.input("input_ids", dims)
        mask = g.input("attention_mask", ["batch", "total"])
        attention = self._attention()
        attention.inputs(ids, mask)
        kept = g.input("num_logits_to_keep", [])
        hidden = self._kernels.embed(ids, "model.embed_tokens")
        hidden = g.op("Reshape", hidden, g.constant([-1, self._config.hidden]))
        for layer in range(self._config.layers):
            with g.scope(f"layers.{layer}"):
                hidden = self._layer(
                    hidden, f"model.layers.{layer}.", self._attend(attention, layer)
                )
        with g.scope("head"):
            self._head(hidden, ids, kept)
        attention.declare_present()
        return g

    def _attention(self):
        g, config = self._g, self._config
        if self._form == "plain":
            return PlainAttention(g, config, self._dtype, self._turns_at, self._rotate)
        if config.head_dim % OPERATOR_TURNS:
            return TurnedBefore(g, config, self._dtype, self._turns_at, self._rotate)
        tables = config.rope.tables(config.head_dim, self._positions)
        return TurningOperator(g, config, self._dtype, tables)

    def _turns_at(self, positions):
        rope = self._config.rope
        return self._turns(
            positions, rope.frequencies(self._config.head_dim), rope.attention_factor
        )

    def _frequencies(self, frequencies):
        return self._g.table("rope.frequencies", frequencies)

    def _attend(self, attention, layer):
        def attend(states, prefix):
            query, key, value = (
                self._linear(states, f"{prefix}{name}_proj", self._config.qkv_bias)
                for name in ["q", "k", "v"]
            )
            if self._config.qk_norm:
                query = self._head_norm(query, f"{prefix}q_norm.weight")
                key = self._head_norm(key, f"{prefix}k_norm.weight")
            merged = attention.attend(layer, query, key, value)
            return self._linear(merged, f"{prefix}o_proj", self._config.output_bias)

        return attend

    def _head_norm(self, states, name):
        """Normalises each head on its own: [B * S * heads, D]."""
        g = self._g
        heads = g.op("Reshape", states, g.constant([-1, self._config.head_dim]))
        return self._rms_norm(heads, name)

    def _head(self, hidden, ids, kept):
        """Logits of the last tokens only: a slice that begins at -kept, where -0 is the start."""
        g, config = self._g, self._config
        batch, new = g.op("Shape", ids, end=1), g.op("Shape", ids, start=1)
        rows = g.op("Concat", batch, new, g.constant([config.hidden]), axis=0)
        start = g.op("Reshape", g.op("Neg", kept), g.constant([1]))
        hidden = g.op("Reshape", hidden, rows)
        hidden = g.op("Slice", hidden, start, g.constant([LAST]), g.constant([1]))
        hidden = g.op("Reshape", hidden, g.constant([-1, config.hidden]))
        hidden = self._rms_norm(hidden, "model.norm.weight")
        logits = self._kernels.head(hidden, lm_weight(config).removesuffix(".weight"))
        shape = g.op("Concat", batch, g.constant([-1, config.vocab]), axis=0)
        g.named_ops("Reshape", ["logits"], logits, shape)
        kind = helper.np_dtype_to_tensor_dtype(self._dtype)
        g.declare_output("logits", ["batch", "kept", config.vocab], kind)
