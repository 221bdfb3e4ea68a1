"""The settings of a Llama, Qwen2 or Qwen3 checkpoint, read strictly from its config.json."""

from dataclasses import dataclass

from longctx_export.config_json import check_heads
from longctx_export.errors import expect
from longctx_export.rope import Rope

ARCHITECTURES = {
    "llama": "LlamaForCausalLM",
    "qwen2": "Qwen2ForCausalLM",
    "qwen3": "Qwen3ForCausalLM",
}
DEFAULT_THETA = 10_000.0
"""What transformers takes for each of the three where the config names no rope_theta."""
QWEN3_HEAD_DIM = 128
"""Likewise for Qwen3's head_dim."""


@dataclass(frozen=True)
class LmConfig:
    architecture: str
    vocab: int
    hidden: int
    intermediate: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    rope: Rope
    norm_epsilon: float
    max_positions: int
    tied_embeddings: bool
    qkv_bias: bool = False
    output_bias: bool = False
    mlp_bias: bool = False

    @property
    def qk_norm(self):
        return self.architecture == "qwen3"

    @property
    def group(self):
        """Query heads per key/value head."""
        return self.heads // self.kv_heads

    @property
    def reach(self):
        """The most positions that the model is made for, with its RoPE scaling."""
        return max(self.max_positions, self.rope.positions or 0)


def parse_lm_config(raw):
    """Refuses every setting of a config.json under which the exported graph would be wrong."""
    path = raw.path
    architecture = _architecture(raw)
    raw.equals("hidden_act", "silu")
    raw.off(
        "use_sliding_window", "quantization_config", "is_encoder_decoder", "add_cross_attention"
    )
    raw.full_attention_only()
    raw.expect("pretraining_tp", raw.get("pretraining_tp", 1) == 1, "1 or absent")
    partial = raw.get("partial_rotary_factor", 1)
    raw.expect("partial_rotary_factor", partial == 1, "1 or absent")
    config = _parse(raw, architecture)
    check_heads(config, path)
    for key, value in [("vocab_size", config.vocab), ("num_hidden_layers", config.layers)]:
        expect(value > 0, f"{path} {key}", "above 0", value)
    return config


def _architecture(raw):
    kind = raw.get("model_type")
    raw.expect("model_type", kind in ARCHITECTURES, f"one of {sorted(ARCHITECTURES)}")
    raw.equals("architectures", [ARCHITECTURES[kind]])
    return kind


def _parse(raw, architecture):
    hidden, heads = raw.integer("hidden_size"), raw.integer("num_attention_heads")
    positions = raw.integer("max_position_embeddings", at_least=1)
    bias = raw.flag("attention_bias")
    llama = architecture == "llama"
    return LmConfig(
        architecture=architecture,
        vocab=raw.integer("vocab_size"),
        hidden=hidden,
        intermediate=raw.integer("intermediate_size"),
        layers=raw.integer("num_hidden_layers"),
        heads=heads,
        kv_heads=raw.integer("num_key_value_heads", heads if llama else None),
        head_dim=_head_dim(raw, architecture, hidden // max(heads, 1)),
        rope=_rope(raw, positions),
        norm_epsilon=_norm_epsilon(raw),
        max_positions=positions,
        tied_embeddings=raw.flag("tie_word_embeddings"),
        qkv_bias=bias or architecture == "qwen2",
        output_bias=bias and architecture != "qwen2",
        mlp_bias=llama and raw.flag("mlp_bias"),
    )


def _head_dim(raw, architecture, quotient):
    return raw.integer("head_dim", QWEN3_HEAD_DIM if architecture == "qwen3" else quotient)


def _rope(raw, positions):
    settings = raw.rope()
    if settings["rope_theta"] is None:
        settings["rope_theta"] = DEFAULT_THETA
    return Rope(settings, positions, raw.path)


def _norm_epsilon(raw):
    value = raw.get("rms_norm_eps", 1e-6)
    raw.expect(
        "rms_norm_eps", isinstance(value, float) and 0 < value < 1, "a small positive number"
    )
    return value
