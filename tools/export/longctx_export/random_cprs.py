"""Writes random checkpoints of QwenLong-CPRS's architecture, for tests and for trying an export."""

from longctx_export.config import ARCHITECTURE
from longctx_export.qwen2_bio import LmHead, tensor_shapes
from longctx_export.random_checkpoint import config_json, write_random


def write_random_checkpoint(target, config, seed=0, lm_head=False):
    shapes = tensor_shapes(config, LmHead(()) if lm_head else None)
    write_random(target, _config_json(config), shapes, seed)


def _config_json(config):
    return {
        **config_json(config, ARCHITECTURE, "qwen2", config.rope_theta),
        "first_bidirectional_layer": config.first_bidirectional,
        "sliding_window": None,
        "use_sliding_window": False,
    }
