"""The settings of a QwenLong-CPRS checkpoint, read strictly from its config.json."""

from dataclasses import dataclass

from longctx_export.config_json import ConfigJson, check_heads
from longctx_export.errors import expect

ARCHITECTURE = "Qwen2ForCausalLMandBIO_pred"
PUBLISHED_FIRST_BIDIRECTIONAL = 21
"""The released inference code hard-codes this layer, so a config without the key means it."""


@dataclass(frozen=True)
class CprsConfig:
    vocab: int
    hidden: int
    intermediate: int
    layers: int
    first_bidirectional: int
    heads: int
    kv_heads: int
    head_dim: int
    rope_theta: float
    norm_epsilon: float
    max_positions: int
    tied_embeddings: bool

    qkv_bias = True
    output_bias = False
    mlp_bias = False
    qk_norm = False

    @property
    def group(self):
        """Query heads per key/value head."""
        return self.heads // self.kv_heads


def read_config(path):
    """Reads config.json and refuses every setting under which the exported graph would be wrong."""
    raw = ConfigJson(path)
    _refuse_unknown_architecture(raw)
    config = _parse(raw)
    expect(
        config.first_bidirectional <= config.layers,
        f"{path} first_bidirectional_layer",
        f"at most num_hidden_layers ({config.layers})",
        config.first_bidirectional,
    )
    check_heads(config, path)
    return config


def _refuse_unknown_architecture(raw):
    raw.equals("architectures", [ARCHITECTURE])
    raw.equals("model_type", "qwen2")
    raw.equals("hidden_act", "silu")
    raw.off("use_sliding_window", "quantization_config")
    raw.full_attention_only()


def _rope_theta(raw):
    rope = raw.rope()
    kind, theta = rope["rope_type"], rope["rope_theta"]
    expect(kind == "default", f"{raw.path} rope_type", "default", kind)
    expect(isinstance(theta, (int, float)), f"{raw.path} rope_theta", "a number", theta)
    return float(theta)


def _parse(raw):
    hidden, heads = raw.integer("hidden_size"), raw.integer("num_attention_heads")
    return CprsConfig(
        vocab=raw.integer("vocab_size"),
        hidden=hidden,
        intermediate=raw.integer("intermediate_size"),
        layers=raw.integer("num_hidden_layers"),
        first_bidirectional=raw.integer("first_bidirectional_layer", PUBLISHED_FIRST_BIDIRECTIONAL),
        heads=heads,
        kv_heads=raw.integer("num_key_value_heads", heads),
        head_dim=raw.get("head_dim") or hidden // max(heads, 1),
        rope_theta=_rope_theta(raw),
        norm_epsilon=float(raw.get("rms_norm_eps", 1e-6)),
        max_positions=raw.integer("max_position_embeddings"),
        tied_embeddings=bool(raw.get("tie_word_embeddings", False)),
    )
