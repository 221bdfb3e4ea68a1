"""Writes random checkpoints of QwenLong-CPRS's architecture, for tests and for trying an export."""

from longctx_export.config import ARCHITECTURE, CprsConfig
from longctx_export.qwen2_bio import LmHead, tensor_shapes
from longctx_export.random_checkpoint import write_random


def write_random_checkpoint(target, config, seed=0, lm_head=False):
    shapes = tensor_shapes(config, LmHead(()) if lm_head else None)
    write_random(target, _config_json(config), shapes, seed)


def _config_json(config: CprsConfig):
    return {
        "architectures": [ARCHITECTURE],
        "model_type": "qwen2",
        "vocab_size": config.vocab,
        "hidden_size": config.hidden,
        "intermediate_size": config.intermediate,
        "num_hidden_layers": config.layers,
        "first_bidirectional_layer": config.first_bidirectional,
        "num_attention_heads": config.heads,
        "num_key_value_heads": config.kv_heads,
        "head_dim": config.head_dim,
        "hidden_act": "silu",
        "max_position_embeddings": config.max_positions,
        "rms_norm_eps": config.norm_epsilon,
        "rope_theta": config.rope_theta,
        "sliding_window": None,
        "use_sliding_window": False,
        "tie_word_embeddings": config.tied_embeddings,
        "torch_dtype": "float32",
    }
