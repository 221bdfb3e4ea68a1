"""What the exported networks share: decoder layers of the Llama family, apart from attention."""

import numpy as np
from onnx import TensorProto

from longctx_export.graph import GraphBuilder


def decoder_shapes(config):
    """The tensors of embeddings, layers and final norm, with the shapes that the config implies."""
    shapes = {
        "model.embed_tokens.weight": (config.vocab, config.hidden),
        "model.norm.weight": (config.hidden,),
    }
    for layer in range(config.layers):
        shapes.update(_layer_shapes(config, f"model.layers.{layer}."))
    return shapes


def _layer_shapes(config, prefix):
    query, key = config.heads * config.head_dim, config.kv_heads * config.head_dim
    hidden, inner = config.hidden, config.intermediate
    projections = [
        ("self_attn.q_proj", query, hidden, config.qkv_bias),
        ("self_attn.k_proj", key, hidden, config.qkv_bias),
        ("self_attn.v_proj", key, hidden, config.qkv_bias),
        ("self_attn.o_proj", hidden, query, config.output_bias),
        ("mlp.gate_proj", inner, hidden, config.mlp_bias),
        ("mlp.up_proj", inner, hidden, config.mlp_bias),
        ("mlp.down_proj", hidden, inner, config.mlp_bias),
    ]
    norms = [("input_layernorm", hidden), ("post_attention_layernorm", hidden)]
    if config.qk_norm:
        norms += [("self_attn.q_norm", config.head_dim), ("self_attn.k_norm", config.head_dim)]
    shapes = {f"{prefix}{name}.weight": (size,) for name, size in norms}
    for name, width, fan_in, bias in projections:
        shapes[f"{prefix}{name}.weight"] = (width, fan_in)
        if bias:
            shapes[f"{prefix}{name}.bias"] = (width,)
    return shapes


def lm_weight(config):
    return "model.embed_tokens.weight" if config.tied_embeddings else "lm_head.weight"


class Decoder:
    """Adds a network to a graph, one tensor of the checkpoint at a time."""

    def __init__(self, name, config, checkpoint, weights, dtype, kernels):
        self._config = config
        self._checkpoint = checkpoint
        self._dtype = np.dtype(dtype)
        self._g = GraphBuilder(name, weights)
        self._kernels = kernels(self._g, checkpoint, self._dtype)

    def _turns(self, positions, frequencies, factor=1.0):
        """Cosines and sines of the positions, computed in float32 whatever the precision."""
        g = self._g
        angles = g.op(
            "Mul",
            g.op("Cast", positions, to=TensorProto.FLOAT),
            self._frequencies(frequencies),
        )
        turns = [g.op(kind, angles) for kind in ["Cos", "Sin"]]
        if factor != 1.0:
            turns = [g.op("Mul", turn, g.constant(factor, np.float32)) for turn in turns]
        return tuple(self._to_dtype(turn) for turn in turns)

    def _frequencies(self, frequencies):
        return self._g.weight("rope.frequencies", frequencies)

    def _layer(self, hidden, prefix, attend):
        g = self._g
        with g.scope("self_attn"):
            states = self._rms_norm(hidden, f"{prefix}input_layernorm.weight")
            attended = attend(states, f"{prefix}self_attn.")
        hidden = g.op("Add", hidden, attended)
        with g.scope("mlp"):
            states = self._rms_norm(hidden, f"{prefix}post_attention_layernorm.weight")
            projected = self._mlp(states, f"{prefix}mlp.")
        return g.op("Add", hidden, projected)

    def _rotate(self, heads, turns):
        g = self._g
        half = g.constant([self._config.head_dim // 2] * 2)
        cosine, sine = turns
        first, second = g.ops("Split", 2, heads, half, axis=-1)
        left = g.op("Sub", g.op("Mul", first, cosine), g.op("Mul", second, sine))
        right = g.op("Add", g.op("Mul", second, cosine), g.op("Mul", first, sine))
        return g.op("Concat", left, right, axis=-1)

    def _mlp(self, states, prefix):
        g, bias = self._g, self._config.mlp_bias
        gate = self._linear(states, f"{prefix}gate_proj", bias)
        gate = g.op("Mul", gate, g.op("Sigmoid", gate))
        product = g.op("Mul", gate, self._linear(states, f"{prefix}up_proj", bias))
        return self._linear(product, f"{prefix}down_proj", bias)

    def _rms_norm(self, states, name):
        """In float32 whatever the precision, in the shape that ONNX Runtime fuses."""
        g = self._g
        wide = self._to_float(states)
        squares = g.op("Pow", wide, g.constant(2, np.float32))
        mean = g.op("ReduceMean", squares, g.constant([-1]), keepdims=1)
        epsilon = g.constant(self._config.norm_epsilon, np.float32)
        root = g.op("Sqrt", g.op("Add", mean, epsilon))
        return g.op("Mul", self._to_dtype(g.op("Div", wide, root)), self._weight(name))

    def _linear(self, states, name, bias=False):
        return self._kernels.apply(states, name, bias)

    def _weight(self, name):
        return self._g.weight_once(name, lambda: self._checkpoint.read(name, self._dtype))

    def _to_float(self, value):
        return self._g.op("Cast", value, to=TensorProto.FLOAT) if self._narrow else value

    def _to_dtype(self, value):
        return self._g.op("Cast", value, to=TensorProto.FLOAT16) if self._narrow else value

    @property
    def _narrow(self):
        return self._dtype == np.float16
