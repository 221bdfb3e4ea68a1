"""The settings of a QwenLong-CPRS checkpoint, read strictly from its config.json."""

import json
from dataclasses import dataclass

from longctx_export.errors import ExportError, expect

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

    @property
    def group(self):
        """Query heads per key/value head."""
        return self.heads // self.kv_heads


def read_config(path):
    """Reads config.json and refuses every setting under which the exported graph would be wrong."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExportError(f"{path}: expected a readable JSON file, found {error}") from error
    _refuse_unknown_architecture(raw, path)
    config = _parse(raw, path)
    _check_consistency(config, path)
    return config


def _refuse_unknown_architecture(raw, path):
    found = raw.get("architectures")
    expect(found == [ARCHITECTURE], f"{path} architectures", [ARCHITECTURE], found)
    for key, expected in [("model_type", "qwen2"), ("hidden_act", "silu")]:
        expect(raw.get(key) == expected, f"{path} {key}", expected, raw.get(key))
    for key in ["use_sliding_window", "quantization_config"]:
        expect(not raw.get(key), f"{path} {key}", "off or absent", raw.get(key))
    kinds = set(raw.get("layer_types") or ["full_attention"])
    expect(kinds == {"full_attention"}, f"{path} layer_types", "only full_attention", sorted(kinds))


def _rope_theta(raw, path):
    rope = raw.get("rope_parameters") or raw.get("rope_scaling") or {}
    kind = rope.get("rope_type", rope.get("type", "default"))
    expect(kind == "default", f"{path} rope_type", "default", kind)
    theta = rope.get("rope_theta", raw.get("rope_theta"))
    expect(isinstance(theta, (int, float)), f"{path} rope_theta", "a number", theta)
    return float(theta)


def _parse(raw, path):
    def integer(key, default=None):
        value = raw.get(key, default)
        valid = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        expect(valid, f"{path} {key}", "a non-negative integer", value)
        return value

    hidden, heads = integer("hidden_size"), integer("num_attention_heads")
    return CprsConfig(
        vocab=integer("vocab_size"),
        hidden=hidden,
        intermediate=integer("intermediate_size"),
        layers=integer("num_hidden_layers"),
        first_bidirectional=integer("first_bidirectional_layer", PUBLISHED_FIRST_BIDIRECTIONAL),
        heads=heads,
        kv_heads=integer("num_key_value_heads", heads),
        head_dim=raw.get("head_dim") or hidden // max(heads, 1),
        rope_theta=_rope_theta(raw, path),
        norm_epsilon=float(raw.get("rms_norm_eps", 1e-6)),
        max_positions=integer("max_position_embeddings"),
        tied_embeddings=bool(raw.get("tie_word_embeddings", False)),
    )


def _check_consistency(config, path):
    expect(
        config.first_bidirectional <= config.layers,
        f"{path} first_bidirectional_layer",
        f"at most num_hidden_layers ({config.layers})",
        config.first_bidirectional,
    )
    divides = config.kv_heads > 0 and config.heads % config.kv_heads == 0
    expect(
        divides,
        f"{path} num_key_value_heads",
        f"a divisor of num_attention_heads ({config.heads})",
        config.kv_heads,
    )
    expect(config.head_dim % 2 == 0, f"{path} head_dim", "an even number", config.head_dim)
    expect(config.max_positions > 0, f"{path} max_position_embeddings", "above 0", 0)
