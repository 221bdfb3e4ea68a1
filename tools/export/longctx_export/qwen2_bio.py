"""QwenLong-CPRS's network as a graph: Qwen2, causal below one layer and bidirectional from it on.

Shapes: B windows, L tokens, K key/value heads, G query heads per key/value head, D head size.
Query heads are kept as [K, G] so that keys and values broadcast over G and are never repeated.
"""

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from longctx_export.attention import BlockedAttention, WholeAttention
from longctx_export.graph import GraphBuilder

LABELS = 4
LM_CHUNK = 16384
"""Vocabulary columns scored at once: bounds the memory of the LM head's normaliser."""


@dataclass(frozen=True)
class LmHead:
    """Which vocabulary columns the graph returns, normalised over the whole vocabulary."""

    token_ids: tuple


def tensor_shapes(config, lm_head):
    """Every tensor that the export reads, with the shape that the config implies."""
    query, key = config.heads * config.head_dim, config.kv_heads * config.head_dim
    shapes = {
        "model.embed_tokens.weight": (config.vocab, config.hidden),
        "model.norm.weight": (config.hidden,),
        "cls_head.weight": (LABELS, config.hidden),
        "cls_head.bias": (LABELS,),
    }
    for layer in range(config.layers):
        prefix = f"model.layers.{layer}."
        for name, width in [("q", query), ("k", key), ("v", key)]:
            shapes[f"{prefix}self_attn.{name}_proj.weight"] = (width, config.hidden)
            shapes[f"{prefix}self_attn.{name}_proj.bias"] = (width,)
        shapes[f"{prefix}self_attn.o_proj.weight"] = (config.hidden, query)
        for name in ["gate", "up"]:
            shapes[f"{prefix}mlp.{name}_proj.weight"] = (config.intermediate, config.hidden)
        shapes[f"{prefix}mlp.down_proj.weight"] = (config.hidden, config.intermediate)
        for name in ["input_layernorm", "post_attention_layernorm"]:
            shapes[f"{prefix}{name}.weight"] = (config.hidden,)
    if lm_head:
        shapes[lm_weight(config)] = (config.vocab, config.hidden)
    return shapes


def lm_weight(config):
    return "model.embed_tokens.weight" if config.tied_embeddings else "lm_head.weight"


class Qwen2Bio:
    """Adds the network to a graph, one tensor of the checkpoint at a time."""

    def __init__(self, config, checkpoint, weights, dtype, lm_head=None, query_block=None):
        self._config = config
        self._checkpoint = checkpoint
        self._dtype = np.dtype(dtype)
        self._lm_head = lm_head
        self._query_block = query_block
        self._attention = None
        self._g = GraphBuilder("qwen2_bio", weights)

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
                hidden = self._layer(hidden, f"model.layers.{layer}.", rope, causal)
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
        """Cosines and sines [L, 1, 1, D/2], computed in float32 whatever the precision."""
        g, config = self._g, self._config
        exponents = np.arange(0, config.head_dim, 2, dtype=np.float32) / np.float32(config.head_dim)
        frequencies = 1.0 / np.float32(config.rope_theta) ** exponents
        column = g.op("Reshape", positions, g.constant([-1, 1, 1, 1]))
        angles = g.op(
            "Mul",
            g.op("Cast", column, to=TensorProto.FLOAT),
            g.weight("rope.frequencies", frequencies.astype(np.float32)),
        )
        return tuple(self._to_dtype(g.op(kind, angles)) for kind in ["Cos", "Sin"])

    def _layer(self, hidden, prefix, rope, causal):
        g = self._g
        with g.scope("self_attn"):
            states = self._rms_norm(hidden, f"{prefix}input_layernorm.weight")
            attended = self._attend(states, f"{prefix}self_attn.", rope, causal)
        hidden = g.op("Add", hidden, attended)
        with g.scope("mlp"):
            states = self._rms_norm(hidden, f"{prefix}post_attention_layernorm.weight")
            projected = self._mlp(states, f"{prefix}mlp.")
        return g.op("Add", hidden, projected)

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

    def _rotate(self, heads, rope):
        g = self._g
        half = g.constant([self._config.head_dim // 2] * 2)
        cosine, sine = rope
        first, second = g.ops("Split", 2, heads, half, axis=-1)
        left = g.op("Sub", g.op("Mul", first, cosine), g.op("Mul", second, sine))
        right = g.op("Add", g.op("Mul", second, cosine), g.op("Mul", first, sine))
        return g.op("Concat", left, right, axis=-1)

    def _mlp(self, states, prefix):
        g = self._g
        gate = self._linear(states, f"{prefix}gate_proj")
        gate = g.op("Mul", gate, g.op("Sigmoid", gate))
        return self._linear(
            g.op("Mul", gate, self._linear(states, f"{prefix}up_proj")), f"{prefix}down_proj"
        )

    def _rms_norm(self, states, name):
        """In float32 whatever the precision, in the shape that ONNX Runtime fuses."""
        g = self._g
        wide = self._to_float(states)
        squares = g.op("Pow", wide, g.constant(2, np.float32))
        mean = g.op("ReduceMean", squares, g.constant([-1]), keepdims=1)
        epsilon = g.constant(self._config.norm_epsilon, np.float32)
        root = g.op("Sqrt", g.op("Add", mean, epsilon))
        return g.op("Mul", self._to_dtype(g.op("Div", wide, root)), self._weight(name))

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

    def _linear(self, states, name, bias=False):
        g = self._g
        kernel = self._checkpoint.read(f"{name}.weight", self._dtype).T
        result = g.op("MatMul", states, g.weight(f"{name}.weight", np.ascontiguousarray(kernel)))
        return g.op("Add", self._weight(f"{name}.bias"), result) if bias else result

    def _weight(self, name):
        return self._g.weight(name, self._checkpoint.read(name, self._dtype))

    def _to_float(self, value):
        return self._g.op("Cast", value, to=TensorProto.FLOAT) if self._narrow else value

    def _to_dtype(self, value):
        return self._g.op("Cast", value, to=TensorProto.FLOAT16) if self._narrow else value

    @property
    def _narrow(self):
        return self._dtype == np.float16
